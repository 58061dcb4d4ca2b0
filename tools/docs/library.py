"""The verbs of the shared library with their parameters, out of the checker that holds Jenkinsfiles against them, and their defaults."""

import re
from functools import cache

from bound import ROOT

LIBRARY = "io/jenkins/plugins/amibakery/library"
CHECKER = ROOT / "src" / LIBRARY / "Verbs.groovy"
DEFAULTS = ROOT / "resources" / LIBRARY / "defaults.yml"


@cache
def verbs():
    """The kind of each parameter of each verb: {"bakeMatrix": {"limit": "number", …}, …}."""
    kinds, text = {}, CHECKER.read_text()
    for name, value in re.findall(r"Map<String, String> ([A-Z]+) =\s*(.+?)\n\n", text, re.S):
        kinds[name] = merged(value, kinds)
    every = re.search(r"> ALL = \[\n(.+?)\n    \]", text, re.S)[1]
    found = {name: merged(value, kinds) for name, value in re.findall(r"(?m)^        (\w+): (.+?),$", every)}
    if set(found) != {path.stem for path in (ROOT / "vars").glob("*.groovy")}:
        raise ValueError(f"{CHECKER}: tools/docs/library.py reads {sorted(found)} in it, which are not the verbs in vars/")
    return found


def merged(value, kinds):
    """Maps in Groovy that + puts together, with names of maps that are known, and members that findAll leaves out."""
    result = {}
    for literal, name, filtered in re.findall(r"\[(.*?)\]|\b([A-Z]+)\b(\.findAll \{.*?\})?", value, re.S):
        left_out = re.findall(r"!= '(\w+)'", filtered)
        given = dict(re.findall(r"(\w+): '([^']*)'", literal)) or kinds.get(name, {})
        result |= {key: kind for key, kind in given.items() if key not in left_out}
    return result


def defaults():
    """What the verbs do unless they are told otherwise, each as it is written; `make docs` has to do without a reader of YAML."""
    found = {}
    for verb, name, value in re.findall(r"(?m)^(?:(\w+):|  (\w+): +(.*?)) *(?:#.*)?$", DEFAULTS.read_text()):
        if verb:
            given = found.setdefault(verb, {})
        elif name:
            given[name] = value
    return found


def right():
    """What a value of each kind has to be, in the checker's own words."""
    text = CHECKER.with_name("Kinds.groovy").read_text().split("RIGHT = [")[1].split("\n    ]")[0]
    return {a or b: value for a, b, value in re.findall(r"(?m)^        (?:'([^']+)'|(\w+)): ['\"](.*)['\"],$", text)}


def section(verb, step, fields):
    """A verb in the reference: its own parameters; those it hands on to a step are named only."""
    given = defaults()[verb]
    own = {name: kind for name, kind in verbs()[verb].items() if name not in fields or name in given}
    handed = [name for name in verbs()[verb] if name not in own]
    lines = [f"## `{verb}`\n", "A verb of the [shared library](shared-library.md).\n", "| parameter | what it has to be | default |", "| --- | --- | --- |"]
    for name, kind in own.items():
        default = {"": "", "''": "any"}.get(given.get(name, ""), f"`{given.get(name)}`")
        lines.append(f"| `{name}` | {right()[kind] if kind != 'text' else 'a text'} | {default} |")
    return "\n".join(lines) + f"\n\nHanded on to [`{step}`](#{step.lower()}): {', '.join(f'`{name}`' for name in handed)}.\n"

