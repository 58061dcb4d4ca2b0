"""Where a cloud keeps its things on disk."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]


def default_state_dir() -> Path:
    """``$AMI_BAKERY_LOCAL``, or ``.local/cloud`` in the checkout."""
    return Path(os.environ.get("AMI_BAKERY_LOCAL") or CHECKOUT / ".local" / "cloud")


def cache_dir() -> Path:
    """Root file systems shared by all clouds: ``$LOCALCLOUD_CACHE``, or ``.local/cache`` in the checkout."""
    return Path(os.environ.get("LOCALCLOUD_CACHE") or CHECKOUT / ".local" / "cache")


class State:
    """The directory of one cloud.

    ``cloud.json`` exists while the cloud runs and says how to reach it; ``images.json`` and ``layers`` outlive it.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.abspath(str(root)))
        self.id = hashlib.sha1(str(self.root).encode()).hexdigest()[:6]

    @property
    def cloud_json(self) -> Path:
        return self.root / "cloud.json"

    @property
    def images_json(self) -> Path:
        return self.root / "images.json"

    @property
    def amis_json(self) -> Path:
        return self.root / "amis.json"

    @property
    def log(self) -> Path:
        return self.root / "cloud.log"

    @property
    def layers(self) -> Path:
        return self.root / "layers"

    @property
    def instances(self) -> Path:
        return self.root / "instances"

    def prepare(self) -> None:
        for path in (self.root, self.layers, self.instances):
            path.mkdir(parents=True, exist_ok=True)

    def read(self) -> dict[str, Any] | None:
        """What ``cloud.json`` says, or None when there is none."""
        try:
            return json.loads(self.cloud_json.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def running(self) -> dict[str, Any] | None:
        """The facts of the running cloud, or None when its process is gone."""
        facts = self.read()
        return facts if facts and is_alive(facts.get("pid"), facts.get("pidStart")) else None


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Readers see the old file or the new one, never half of one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text)
    temporary.chmod(mode)
    temporary.replace(path)


def started_at(pid: int) -> str | None:
    """When a process began, in the kernel's ticks: tells it from a later one with the same number."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def is_alive(pid: int | None, start: str | None) -> bool:
    return pid is not None and start is not None and started_at(pid) == start
