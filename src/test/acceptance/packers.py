"""Packers that tests bake with, and programs that stand in for them."""

import os
from dataclasses import dataclass

from checkout import PACKER

STAND_IN = """#!/bin/sh
# packer{note}
case $1 in
build) exec {watch} {packer} "$@" ;;
{version}*) exec {packer} "$@" ;;
esac
"""
# The bakery asks for a newer packer before it gives it HCL, of which 1.6.6 knows most.
NEWER = """version | --version | -v) echo "Packer v1.16.0" ;;
plugins) ;;
"""


@dataclass
class Packer:
    """A packer to bake with; ``plugins`` is the folder of those that are files of their own."""

    path: str = PACKER
    plugins: str = ""

    @property
    def is_new(self):
        return bool(self.plugins)

    def stand_in(self, place, watch="", hcl=False):
        """Writes a program that is this packer, under ``watch`` when it builds; calls itself newer where only that lets it have HCL."""
        poses = hcl and not self.is_new
        note = ", which calls itself newer than it is" if poses else ""
        place.write_text(STAND_IN.format(note=note, watch=watch, packer=self.path, version=NEWER if poses else ""))
        place.chmod(0o755)
        return place


def newer():
    """The newer packer that PACKER_NEW names, with its plugins; None where it is not given."""
    path = os.environ.get("PACKER_NEW")
    return Packer(path, os.environ.get("PACKER_PLUGIN_PATH", "")) if path else None
