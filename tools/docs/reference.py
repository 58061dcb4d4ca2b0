"""docs/reference.md: every step, setting and field out of the help files and the data binding, every cause out of its enum."""

import re

from bound import JAVA, KINDS, bound_classes
from fields import STEP_FIELDS, fields_of
from library import section as verb_section
from library import verbs
from markdown import of_help, wrapped

MODEL = JAVA / "io/jenkins/plugins/amibakery/engine/model"
HEAD = """# Reference

Every step, setting and field, out of the help texts that Jenkins shows beside them, every verb of the shared library out of
its own help, and every cause of a failure with its remedy.
`make docs` writes this page; a test fails when it has drifted.
"""


def reference():
    """The page."""
    classes = bound_classes()
    parts = [HEAD]
    for kind in KINDS.values():
        for one in (each for each in classes if each.kind == kind):
            parts.append(section(one, classes))
    words = {one.word: {field.name for field in one.fields} for one in classes}
    for verb in verbs():
        step = {"deployAmi": "runwayDeploy", "nightlyProofs": "prove"}.get(verb, "bakeAmi")
        parts.append(wrapped_end(verb_section(verb, step, words[step])))
    parts.append(causes("bake", "FailureCause"))
    parts.append(causes("deployment", "DeployFailureCause"))
    return "\n".join(parts)


def wrapped_end(text):
    """A section whose last paragraph is wrapped."""
    start, last = text.rstrip("\n").rsplit("\n\n", 1)
    return f"{start}\n\n{wrapped(last, 130)}\n"


def heading(one):
    """How users find it: the function of a step, the title on pages of all else."""
    return f"`{one.word}`" if one.kind == "Pipeline step" else one.title


def section(one, classes):
    """One class: what it is, its help, its fields."""
    word = f", symbol `{one.word}`" if one.word and one.kind != "Pipeline step" else ""
    title = f" “{one.title}”" if one.kind == "Pipeline step" else ""
    lines = [f"## {heading(one)}\n", f"{one.kind}{title}{word}.\n"]
    if one.help().exists():
        lines += [block if block.startswith("```") else wrapped(block, 130) for block in of_help(one.help().read_text())]
        lines = ["\n\n".join(line.rstrip("\n") for line in lines) + "\n"]
    if step := next((other for other in classes if other.name == one.holds), None):
        lines.append(f"Its fields are those of [`{step.word}`](#{step.word.lower()}).\n")
    lines += [entry(one, field) for field in ordered(one)]
    return "\n".join(lines)


def ordered(one):
    """Its fields in the order of the use case's list, where there is one."""
    step = str(one.path.relative_to(JAVA).with_suffix(""))
    names = [told.name for told in fields_of(step)] if step in STEP_FIELDS else [field.name for field in one.fields]
    return sorted(one.fields, key=lambda field: names.index(field.name))


def entry(one, field):
    """One field."""
    head = f"- **`{field.name}`** ({field.type}{', required' if field.required else ''}): "
    first, *others = of_help(one.help(field.name).read_text())
    text = wrapped(head + first, 130, "  ")
    for block in others:
        text += "\n\n" + "\n".join("  " + line for line in block.splitlines())
    return text + "\n"


def causes(noun, enum):
    """The causes of one enum: each with its remedy at a terminal, and in Jenkins where that differs."""
    body = (MODEL / f"{enum}.java").read_text().split(f"enum {enum} {{")[1].split(";\n\n")[0]
    lines = [f"## Why a {noun} fails\n", f"`cause` in reports and pages, and what to do.\n", "| cause | remedy |", "| --- | --- |"]
    for name, arguments in re.findall(r"(?m)^    ([A-Z_]+)\(((?:\s*\"(?:[^\"\\]|\\.)*\",?\s*\+?)+)\)", body):
        remedies = [text.replace('\\"', '"').replace("|", "\\|") for text in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)]
        remedy = remedies[0] + (f" In Jenkins: {remedies[1]}" if len(remedies) > 1 else "")
        lines.append(f"| `{name}` | {remedy} |")
    return "\n".join(lines) + "\n"
