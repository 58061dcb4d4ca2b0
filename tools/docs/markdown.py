"""The HTML of Jenkins' help files as Markdown. Only the tags that help files should need; another one is an error."""

import re
from html.parser import HTMLParser

INLINE = {"code": "`", "strong": "**", "b": "**", "em": "*", "i": "*"}


class _Help(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = [""]
        self.fenced = False

    def handle_starttag(self, tag, attributes):
        if tag == "pre":
            self.blocks += ["```groovy\n"]
            self.fenced = True
        elif tag == "p":
            self.blocks += [""]
        elif tag == "li":
            self.blocks[-1] = self.blocks[-1].rstrip() + "\n- "
        elif tag == "a":
            self.blocks[-1] += "["
            self.link = dict(attributes)["href"]
        elif tag in INLINE:
            self.blocks[-1] += INLINE[tag]
        elif tag not in ("div", "ul"):
            raise ValueError(f"<{tag}> in a help file: markdown.py does not know it")

    def handle_endtag(self, tag):
        if tag == "pre":
            self.blocks[-1] = self.blocks[-1].rstrip("\n") + "\n```"
            self.blocks += [""]
            self.fenced = False
        elif tag == "a":
            self.blocks[-1] += f"]({self.link})"
        elif tag in INLINE:
            self.blocks[-1] += INLINE[tag]

    def handle_data(self, data):
        self.blocks[-1] += data if self.fenced else re.sub(r"\s+", " ", data)


def of_help(html):
    """The paragraphs and fenced blocks of a help file."""
    parser = _Help()
    parser.feed(html)
    parser.close()
    blocks = [block if block.startswith("```") else block.strip() for block in parser.blocks]
    return [block for block in blocks if block]


def wrapped(text, width, indent=""):
    """A paragraph in lines of at most so many characters; code is never broken inside its backticks."""
    words = re.findall(r"(?:[^\s`]*`[^`]*`[^\s`]*|\S)+", text)
    lines = [""]
    for word in words:
        if lines[-1] and len(indent) + len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return ("\n" + indent).join(lines)
