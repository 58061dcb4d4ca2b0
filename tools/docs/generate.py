"""Writes the generated pages: docs/reference.md, docs/images/house.svg and the picture in README.md. `--check` only compares."""

import re
import sys

from bound import ROOT
from house import mermaid, svg
from reference import reference

PICTURE = re.compile(r"(?s)```mermaid\n.*?```")


def pages():
    """Each generated file with what should be in it."""
    readme = ROOT / "README.md"
    return {
        ROOT / "docs/reference.md": reference(),
        ROOT / "docs/images/house.svg": svg(),
        readme: PICTURE.sub(lambda _: mermaid(), readme.read_text()),
    }


def drifted():
    """The generated files that are not what they should be."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text() != text]


def main(arguments):
    old = drifted()
    if arguments == ["--check"]:
        for path in old:
            print(f"{path.relative_to(ROOT)} has drifted: make docs writes it anew", file=sys.stderr)
        return 1 if old else 0
    for path in old:
        path.write_text(pages()[path])
        print(f"Wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
