"""The parameters of each use case, out of the engine's own list, and what is written out of them."""

import re
from dataclasses import dataclass

from bound import JAVA, RESOURCES, ROOT
from library import CHECKER, defaults, verbs
from markdown import of_help

MODEL = JAVA / "io/jenkins/plugins/amibakery/engine/model"
STEPS = "io/jenkins/plugins/amibakery/steps"
# The step of each use case, with the lists of its fields in the order in which users are told of them.
STEP_FIELDS = {
    f"{STEPS}/bake/BakeAmiStep": ("BakeField", "IdentityField"),
    f"{STEPS}/deploy/RunwayDeployStep": ("DeployField", "IdentityField"),
    f"{STEPS}/images/FindAmisStep": ("AmiField", "IdentityField"),
    f"{STEPS}/boot/TestAmiStep": ("TestField", "IdentityField"),
    f"{STEPS}/fleet/VerifyFleetStep": ("FleetField", "IdentityField"),
    f"{STEPS}/fleet/ProveStep": ("ProveField", "IdentityField"),
    f"{STEPS}/fleet/CompareEnvironmentsStep": ("CompareField", "IdentityField"),
}
# The lists that the shared library holds Jenkinsfiles against, and what it calls each kind.
LISTS = {"IDENTITY": "IdentityField", "BAKE": "BakeField", "DEPLOY": "DeployField"}
LIBRARY_KIND = {"TEXT": "text", "CHOICE": "text", "NUMBER": "number", "FLAG": "flag", "AMI": "ami"}
LIBRARY_KIND |= {"TEXTS": "texts", "VALUES": "values", "SECRETS": "values"}
OF_LIST = {"TEXTS": "A list.", "VALUES": "A map.", "SECRETS": "A map."}
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([\w.]+)|([(),+;])|\s+')
IN_FORM = {
    "VALUES": "In the form, one <code>NAME=VALUE</code> per line.",
    "SECRETS": "In the form, one <code>NAME=VARIABLE</code> per line.",
    "TEXTS": "In the form, one per line.",
}


@dataclass(frozen=True)
class Told:
    """A field with all that is told of it: Field.Told in Java."""

    name: str
    place: str
    kind: str
    standard: str | None
    title: str
    brief: str
    more: str
    example: str

    @property
    def is_word(self):
        """Whether what counts by default is said as it would be given."""
        return self.standard not in ("none", "all") and re.fullmatch(r"[\w./-]+", self.standard or "")

    @property
    def by_default(self):
        """What counts when it is not given, as a sentence."""
        if self.standard is None:
            return "Required."
        if self.kind == "FLAG":
            return {"true": "On", "false": "Off"}[self.standard] + " by default."
        if self.kind == "NUMBER" or self.standard in ("none", "all"):
            return f"{self.standard.capitalize()} by default."
        return f"<code>{self.standard}</code> by default." if self.is_word else f"By default {self.standard}."


def fields_of(step):
    """The fields of a step, by its path without extension."""
    return [field for listed in STEP_FIELDS[step] for field in listed_in(listed)]


def listed_in(enum):
    """The fields of one list."""
    text = (MODEL / f"{enum}.java").read_text()
    body = text[text.index(f"enum {enum} ") :]
    found, words = [], []
    for match in TOKEN.finditer(body, body.index("{") + 1):
        string, word, mark = match.groups()
        if mark == "(":
            name, words = words[-1], [""]
        elif mark == ")":
            found.append(Told(camel(name), *words))
            words = []
        elif mark == ",":
            words.append("")
        elif mark == ";":
            return found
        elif string is not None:
            words[-1] += string.replace("\\n", "\n").replace('\\"', '"')
        elif word:
            words[-1:] = [None if word == "null" else word.rpartition(".")[2]]
    raise ValueError(f"{enum}.java: the list has no end")


def camel(constant):
    first, *others = constant.lower().split("_")
    return first + "".join(word.capitalize() for word in others)


def files():
    """Each file that is written out of the lists, with its text."""
    written = {}
    for step in STEP_FIELDS:
        told = fields_of(step)
        written[RESOURCES / step / "config.jelly"] = form(told)
        written |= {RESOURCES / step / f"help-{one.name}.html": help_of(one) for one in told}
    written[CHECKER] = checker(CHECKER.read_text())
    for verb in verbs():
        path = ROOT / "vars" / f"{verb}.txt"
        written[path] = verb_help(verb, path.read_text())
    return written


def checker(text):
    """Verbs.groovy with the kinds of all fields."""
    for name, enum in LISTS.items():
        kinds = wrap(" ".join(f"{one.name}: '{LIBRARY_KIND[one.kind]}'," for one in listed_in(enum)), 124, "        ", "',")
        text = re.sub(rf"( {name} = \[\n).*?(    \])", lambda found: f"{found[1]}        {kinds}\n{found[2]}", text, count=1, flags=re.S)
    return text


def verb_help(verb, text):
    """A verb's help with what it hands on to a step, in the words of the step's list."""
    step = {"deployAmi": "deploy/RunwayDeployStep", "nightlyProofs": "fleet/ProveStep"}.get(verb, "bake/BakeAmiStep")
    handed = [one for one in fields_of(f"{STEPS}/{step}") if verbs()[verb].get(one.name) == LIBRARY_KIND[one.kind]]
    before = None
    for one in handed:
        words = [one.brief, one.more if one.kind == "SECRETS" else "", OF_LIST.get(one.kind, "")]
        own = defaults()[verb].get(one.name, "''")
        words.append(one.by_default if own == "''" else f"<code>{own}</code> by default.")
        told = f"- {one.name}: {plain(' '.join(filter(None, words)))}\n"
        there = entry_of(one.name, text)
        if there and "Required." in there[0]:
            continue
        if not there and before is None:
            raise ValueError(f"vars/{verb}.txt: there must be an entry of the first field, {one.name}, for the others to follow")
        at = there.start() if there else entry_of(before, text).end()
        text = text[:at] + told + text[there.end() if there else at :]
        before = one.name
    return text


def entry_of(name, text):
    """Where a verb's help tells of a parameter; None when it does not."""
    return re.search(rf"(?m)^- {name}: .+\n", text)


def plain(html):
    """A help text without tags."""
    return " ".join(of_help(re.sub("</?(strong|em)>", "", f"<div>{html}</div>")))


def gone():
    """Help files of fields that there are no more."""
    return [path for step in STEP_FIELDS for path in (RESOURCES / step).glob("help-*.html") if path not in files()]


def help_of(one):
    """What Jenkins shows beside a field."""
    inline = "\n" not in one.example and len(one.example) < 50
    example = f"<code>{one.example}</code>" if inline else f"\n  <pre>{one.example}</pre>"
    text = " ".join(part for part in (one.brief, one.more, IN_FORM.get(one.kind, ""), one.by_default) if part)
    return f"<div>\n  {wrap(text + ' Example:' + (' ' + example if inline else ''))}{'' if inline else example}\n</div>\n"


def wrap(text, width=130, indent="  ", between=""):
    """Lines that are not too long; nothing is broken that has no blank, or none after what stands between."""
    lines = [""]
    for word in re.split(f"(?<={between}) " if between else " ", text):
        if lines[-1] and len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return f"\n{indent}".join(lines)


def form(told):
    """The form of a step, in a Pipeline's snippet generator and in freestyle jobs."""
    front = [entry(one) for one in told if one.place == "FRONT"]
    further = [entry(one).replace("\n", "\n  ") for one in told if one.place == "FURTHER"]
    return FORM.format(front="".join(front), further="".join(further))


def entry(one):
    """One field in a form."""
    title = f' title="${{%{one.title}}}"'
    inner = {
        "CHOICE": "<c:select />" if one.name == "credentialsId" else "<f:select />",
        "NUMBER": f'<f:number default="{one.standard}" min="0" />',
        "FLAG": f"<f:checkbox{title} />",
    } | dict.fromkeys(IN_FORM, f'<f:textarea value="${{descriptor.text(instance.{one.name})}}" />')
    text = f'<f:textbox default="{one.standard}" />' if one.is_word else "<f:textbox />"
    head = f'<f:entry field="{one.name}"{"" if one.kind == "FLAG" else title}>'
    return f"\n  {head}\n    {inner.get(one.kind, text)}\n  </f:entry>"


FORM = """<?jelly escape-by-default='true'?>
<!-- Written by make docs, out of the list of fields in engine.model. -->
<j:jelly xmlns:j="jelly:core" xmlns:c="/lib/credentials" xmlns:f="/lib/form">{front}
  <f:advanced>{further}
  </f:advanced>
</j:jelly>
"""
