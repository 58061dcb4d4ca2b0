"""Where a cloud keeps its things on disk."""

import contextlib
import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Any

from localcloud.errors import CloudError

# what a cloud, or a cache of root file systems, puts into its directory
OWN = (
    *("cloud.", ".cloud.", "images.json", ".images.", "amis.json", ".amis.", "layers", "instances", "consoles", "resolv.conf"),
    *(".resolv.", ".lock", ".probe-", "debian-", ".debian-", "guest-", ".guest-"),
)
DEFAULT_PORT = 5555
CHECKOUT = Path(__file__).resolve().parents[3]


def default_state_dir() -> Path:
    """``$AMI_BAKERY_LOCAL``, or ``.local/cloud`` in the checkout."""
    return Path(os.environ.get("AMI_BAKERY_LOCAL") or CHECKOUT / ".local" / "cloud")


def cache_dir() -> Path:
    """Root file systems shared by all clouds: ``$LOCALCLOUD_CACHE``, or ``.local/cache`` in the checkout."""
    return Path(os.environ.get("LOCALCLOUD_CACHE") or CHECKOUT / ".local" / "cache")


class State:
    """The directory of one cloud.

    ``cloud.json`` exists while the cloud runs and says how to reach it; ``images.json``, ``layers`` and ``cloud.kept.json``
    outlive it.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.abspath(str(root)))
        self.id = hashlib.sha1(str(self.root).encode()).hexdigest()[:6]

    @property
    def cloud_json(self) -> Path:
        return self.root / "cloud.json"

    @property
    def kept_json(self) -> Path:
        return self.root / "cloud.kept.json"

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

    @property
    def consoles(self) -> Path:
        return self.root / "consoles"

    def prepare(self) -> None:
        own(self.root)
        for path in (self.layers, self.instances, self.consoles):
            path.mkdir(exist_ok=True)

    def read(self) -> dict[str, Any] | None:
        """What ``cloud.json`` says, or None when there is none."""
        try:
            return json.loads(self.cloud_json.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def kept(self) -> dict[str, Any]:
        """What the last cloud here left for the next one: its port and its token; empty for the first."""
        try:
            return json.loads(self.kept_json.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def running(self) -> dict[str, Any] | None:
        """The facts of the running cloud, or None when its process is gone."""
        facts = self.read()
        return facts if facts and is_alive(facts.get("pid"), facts.get("pidStart")) else None


def own(path: Path) -> None:
    """Makes a directory that root alone may enter: below it lie secrets, and programs that run as whoever owns them.

    CloudError for one that is open to others and holds things that are not a cloud's: closing it might break those.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.stat()
    if found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o077:
        return
    strange = [entry.name for entry in path.iterdir() if not entry.name.startswith(OWN)]
    if strange or found.st_uid != os.geteuid():
        whose = f"it holds {sorted(strange)[0]}" if strange else "it is somebody else's"
        raise CloudError(f"{path} is open to others and {whose}: give the cloud a directory of its own")
    path.chmod(0o700)


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Readers see the old file or the new one, never half of one."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as stream:
        os.fchmod(stream.fileno(), mode)
        stream.write(text)
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
