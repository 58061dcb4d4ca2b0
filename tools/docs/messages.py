"""The messages in the plugin's sources, to hold headings of troubleshooting against."""

import re
from functools import cache

from bound import JAVA, RESOURCES

GAP = "\0"


@cache
def said():
    """Everything that Java sources and Messages files may say; what is put in at run time is a gap."""
    texts = [path.read_text() for path in JAVA.rglob("*.java")]
    return "\n".join([joined(text) for text in texts] + [shown(path.read_text()) for path in RESOURCES.rglob("Messages.properties")])


def joined(java):
    """The texts of a source, each on a line; texts and values that + puts together are one."""
    one = re.sub(r'"\s*\+\s*"', "", java)
    one = re.sub(r'"\s*\+\s*[^";{}]*?\+\s*"', GAP, one)
    return "\n".join(text.replace('\\"', '"') for text in re.findall(r'"((?:[^"\\\n]|\\.)*)"', one))


def shown(properties):
    """Messages as people see them."""
    return re.sub(r"\{\d+}", GAP, properties.replace("''", "'"))


def is_said(heading):
    """Whether texts that stand close together say what a heading says, in which … stands for what differs."""
    parts = [re.escape(part.strip()) for part in heading.split("…")]
    return re.search(r"(?:.|\n){0,200}?".join(parts), said()) is not None
