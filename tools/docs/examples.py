"""The examples in README and docs: fenced blocks with their language, and the calls of our steps in them."""

import re
from dataclasses import dataclass
from pathlib import Path

from bound import ROOT


@dataclass(frozen=True)
class Example:
    """A fenced block: its page, the line it begins on, its language (empty: none) and its text."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def where(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages():
    """Every page for users."""
    beside = ["README.md", "CONTRIBUTING.md", "packer/README.md", "runway/README.md", "tools/localcloud/README.md"]
    return [*(ROOT / page for page in beside), *sorted((ROOT / "docs").rglob("*.md"))]


def examples(language):
    """Every fenced block of a language."""
    return [one for page in pages() for one in blocks(page) if one.language == language]


def blocks(page):
    """The fenced blocks of a page; one that is indented loses its indent."""
    found, start = [], None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        fence = re.match(r"(\s*)```(\w*)", line)
        if fence and start is None:
            start, indent, language, text = number, fence[1], fence[2], []
        elif fence:
            found.append(Example(page, start, language, "\n".join(text)))
            start = None
        elif start is not None:
            text.append(line.removeprefix(indent))
    if start is not None:
        raise ValueError(f"{page}:{start}: the fence is never closed")
    return found


def block(page, begins):
    """The one block of a page, named by its path, whose text begins so."""
    found = [one for one in blocks(ROOT / page) if one.text.lstrip().startswith(begins)]
    if len(found) != 1:
        raise LookupError(f"{page} has {len(found)} blocks that begin with '{begins}'")
    return found[0]


def commands(program):
    """Where and how pages call a program: its words, in a fenced block of the shell or an indented one, without its comment."""
    found = []
    for page in pages():
        for number, line in enumerate(page.read_text().splitlines(), 1):
            if call := re.match(rf"\s*(?:[A-Z_]+=\S* )*(?:\S*/)?{program}((?: +[^\s#|]\S*)*)(?= *(?:#|$))", line):
                found.append((f"{page.relative_to(ROOT)}:{number}", call[1].split()))
    return found


def calls(text, step):
    """The named parameters of each call of a step, by their names: those at the call's own level, not in maps, lists or closures."""
    found = []
    for start in re.finditer(rf"(?<![\w.'\"]){step}\b[ (]\s*(?=\w+\s*:)", text):
        found.append(names(text[start.end() :]))
    return found


def names(arguments):
    """The words before a colon on the top level, up to the call's end: a line's end without a comma, or a closing bracket."""
    found, depth, i = [], 0, 0
    while i < len(arguments):
        character = arguments[i]
        if character in "'\"":
            i = past_text(arguments, i)
            continue
        if depth == 0 and (word := re.match(r"(\w+)\s*:", arguments[i:])):
            found.append(word[1])
            i += word.end()
            continue
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and character == "\n" and not arguments[:i].rstrip().endswith(",")):
            break
        word = re.match(r"[\w.]+", arguments[i:])
        i += word.end() if word else 1
    return found


def past_text(code, start):
    """The place after a quoted text."""
    end = start + 1
    while end < len(code) and code[end] != code[start]:
        end += 2 if code[end] == "\\" else 1
    return end + 1
