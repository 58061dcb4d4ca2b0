"""What Jenkins' data binding sees of the plugin's sources: classes with their fields, and the words users know them by."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAVA = ROOT / "src/main/java"
RESOURCES = ROOT / "src/main/resources"

# What a class is, by what it extends; the order is the reference's.
KINDS = {
    "Step": "Pipeline step",
    "Builder": "Freestyle build step",
    "Trigger": "Build trigger",
    "GlobalConfiguration": "Manage Jenkins, System",
    "ToolInstallation": "Manage Jenkins, Tools",
    "AbstractFolderProperty": "Setting of folders",
    "ListViewColumn": "Column of list views",
    "ParameterDefinition": "Parameter of the step `input`",
}
# Fields that Jenkins itself gives to every class of a kind.
OF_JENKINS = {("ToolInstallation", "properties")}


@dataclass(frozen=True)
class Field:
    """A field users set; type as a Jenkinsfile has it."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True)
class Bound:
    """A class users configure. `word` is its function or symbol, empty if it has none; `holds` the step whose fields are its own."""

    path: Path
    kind: str
    word: str
    title: str
    fields: tuple[Field, ...]
    holds: str

    @property
    def name(self):
        return self.path.stem

    def help(self, field=""):
        """The help file of the class or of one of its fields; it need not be there."""
        file = f"help-{field}.html" if field else "help.html"
        return RESOURCES / self.path.relative_to(JAVA).with_suffix("") / file


def bound_classes():
    """Every class with data binding, in the order of the reference."""
    found = [one for path in sorted(JAVA.rglob("*.java")) if (one := read(path))]
    return sorted(found, key=lambda one: (list(KINDS.values()).index(one.kind), one.name))


def read(path):
    """The class of a source file; None when Jenkins binds nothing to it, or only to those that extend it. A kind that the reference does not know is an error."""
    text = path.read_text()
    if f"final class {path.stem}" not in text or ("@DataBoundSetter" not in text and "@DataBoundConstructor" not in text):
        return None
    sources, parent = lineage(path.stem, text)
    if parent not in KINDS:
        raise ValueError(f"{path}: no kind of the reference ({', '.join(KINDS)}); add it to KINDS of bound.py")
    given = [(java, name) for java, name in parameters(text) if (parent, name) not in OF_JENKINS]
    holds = next((java for java, _ in given if path.with_name(f"{java}.java").exists()), "")
    fields = [Field(name, type_of(java), True) for java, name in given if java != holds]
    for source in sources:
        for java, name in re.findall(r"@DataBoundSetter\s+public ([\w<>, ]+) (\w+)(?: =|;)", source):
            fields.append(Field(name, type_of(java), False))
        for name, java in re.findall(r"@DataBoundSetter\s+public (?:final )?void set(\w+)\((?:final )?(.+?) \w+\)", source):
            fields.append(Field(name[0].lower() + name[1:], type_of(java), False))
    function = re.search(r'getFunctionName\(\)\s*\{\s*return "(\w+)"', text)
    symbol = function or re.search(r'@Symbol\("(\w+)"\)', text)
    return Bound(
        path,
        KINDS[parent],
        symbol[1] if symbol else "",
        title(path, text),
        tuple(fields),
        holds,
    )


def lineage(name, text):
    """The source of a class and of each ancestor that is the plugin's own, and the name of the first that is not, empty for none."""
    parent = re.search(rf"class {name}\b(?:<(?:[^<>]|<[^<>]*>)*>)?\s+extends (\w+)", text)
    ours = next((one for one in JAVA.rglob(f"{parent[1]}.java") if "engine" not in one.parts), None) if parent else None
    if not ours:
        return [text], parent[1] if parent else ""
    sources, oldest = lineage(parent[1], ours.read_text())
    return [text, *sources], oldest


def parameters(text):
    """Type and name of each parameter of the bound constructor."""
    constructor = re.search(r"@DataBoundConstructor\s+public \w+\(([^)]*)\)", text)
    words = constructor[1].strip() if constructor else ""
    return [one.strip().rsplit(" ", 1) for one in re.split(r",(?![^<]*>)", words) if one.strip()]


def type_of(java):
    """A Java type in the words of a Jenkinsfile."""
    plain = re.sub(r"@\w+ ", "", java)
    for start, word in {"Map<": "map", "List<": "list", "int": "number", "long": "number", "boolean": "true or false"}.items():
        if plain.startswith(start):
            return word
    return {"String": "text", "Object": "text or what another step returned"}.get(plain, plain)


def title(path, text):
    """The name on pages, out of Messages.properties; else the class's own name."""
    key = re.search(r"getDisplayName\(\)\s*\{\s*return Messages\.(\w+)\(\)", text)
    messages = RESOURCES / path.relative_to(JAVA).parent / "Messages.properties"
    if not key or not messages.exists():
        return path.stem
    wanted = key[1].replace("_", ".") + "="
    return next((line[len(wanted) :] for line in messages.read_text().splitlines() if line.startswith(wanted)), path.stem)
