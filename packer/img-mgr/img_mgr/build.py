"""What this image is: version and commit of the bake, and the digest of what it holds."""

import hashlib
import json
import os
from dataclasses import dataclass

DIRECTORY = "/etc/ami-bakery"


@dataclass(frozen=True)
class Build:
    """manifest is the SHA-256 of the image's manifest in hexadecimal, None outside a baked image."""

    version: str
    commit: str
    manifest: str | None


def read(directory=DIRECTORY):
    """The Build as the bake recorded it; outside a baked image it is version "development"."""
    try:
        with open(os.path.join(directory, "release.json"), encoding="utf-8") as stream:
            release = json.load(stream)
    except (OSError, ValueError):
        release = {}
    return Build(release.get("version") or "development", release.get("commit") or "", digest(directory))


def digest(directory):
    try:
        with open(os.path.join(directory, "manifest.json"), "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
