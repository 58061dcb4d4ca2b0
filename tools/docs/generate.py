"""Writes all that is generated: what each list of fields is told in, docs/reference.md and the picture. `--check` only compares."""

import re
import sys

import fields
from bound import ROOT
from house import mermaid, svg
from library import verbs
from reference import reference

PICTURE = re.compile(r"(?s)```mermaid\n.*?```")


def pages():
    """Each generated file with what should be in it. The reference is made of files that are generated themselves: they come first."""
    readme = ROOT / "README.md"
    return fields.files() | {
        ROOT / "docs/reference.md": reference(),
        ROOT / "docs/images/house.svg": svg(),
        readme: PICTURE.sub(lambda _: mermaid(), readme.read_text()),
    }


def drifted():
    """The generated files that are not what they should be, and those that should not be."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text() != text] + fields.gone()


def main(arguments):
    if arguments == ["--check"]:
        for path in drifted():
            print(f"{path.relative_to(ROOT)} has drifted: make docs writes it anew", file=sys.stderr)
        return 1 if drifted() else 0
    # A field that is new in the library's checker is new in the helps of its verbs, which are made of that: so twice.
    for _ in range(2):
        for path, text in fields.files().items():
            written(path, text)
        verbs.cache_clear()
    for path in fields.gone():
        path.unlink()
        print(f"Removed {path.relative_to(ROOT)}")
    for path, text in pages().items():
        written(path, text)
    return 0


def written(path, text):
    """Writes a file if it is not that already."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
        print(f"Wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
