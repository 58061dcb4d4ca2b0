"""The verbs of the shared library: their parameters out of the checker that holds Jenkinsfiles against them, defaults, and help."""

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


def helped(verb):
    """What Jenkins shows of a verb's parameters, by their names: text without tags, which most controllers show as they are."""
    text = (ROOT / "vars" / f"{verb}.txt").read_text()
    return {name: words.replace("|", "\\|") for name, words in re.findall(r"(?m)^- (\w+): (.+)$", text)}


def section(verb, step, fields):
    """A verb in the reference: its own parameters; those it hands on to a step are named only."""
    told, given = helped(verb), defaults()[verb]
    own = [name for name in verbs()[verb] if name not in fields or name in given or "Required." in told[name]]
    handed = [f"`{name}`" for name in verbs()[verb] if name not in own]
    rows = [f"| `{name}` | {told[name]}{default(told[name], given.get(name))} |" for name in own]
    lines = [f"## `{verb}`\n", "A verb of the [shared library](shared-library.md).\n", "| parameter | what it does |", "| --- | --- |", *rows]
    return "\n".join(lines) + f"\n\nHanded on to [`{step}`](#{step.lower()}): {', '.join(handed)}.\n"


def default(text, value):
    """What is said of a default, where the help does not say it."""
    return "" if value in (None, "''") or "default" in text else f" By default `{value}`."
