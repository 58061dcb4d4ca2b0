"""Users of an instance's own: root inside is nobody outside, and another nobody in every instance.

Files keep the numbers they have in the image. A mount of them that shifts every number by the instance's own stands below the
overlay, for an overlay itself cannot be shifted. ``python -m localcloud.users DIR`` tries all of it out in DIR.
"""

import contextlib
import ipaddress
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from localcloud import kernel
from localcloud.errors import CloudError
from localcloud.processes import run, spawn

COUNT = 65536
# systemd's own range for containers, which no user of a Debian machine has
FIRST = 0x80000
A_CLOUD = 110


class Users:
    """Which range of user numbers belongs to which instance of this cloud."""

    def __init__(self, pool: ipaddress.IPv4Network) -> None:
        """``pool``: the cloud's network; no two clouds of a machine have the same."""
        self._base = FIRST + pool.network_address.packed[1] * A_CLOUD * COUNT
        self._taken: dict[str, int] = {}
        self._spaces: dict[int, int] = {}
        self._lock = threading.Lock()

    def first(self, instance: str) -> int:
        """The number outside of the instance's root; the same until it is given back."""
        with self._lock:
            if instance not in self._taken:
                free = set(range(A_CLOUD)) - set(self._taken.values())
                if not free:
                    raise CloudError(f"no more than {A_CLOUD} instances can run at once in a local cloud")
                self._taken[instance] = min(free)
            return self._base + self._taken[instance] * COUNT

    def give_back(self, instance: str) -> None:
        with self._lock:
            self._taken.pop(instance, None)

    def space(self, instance: str) -> int:
        """A file descriptor of the user namespace that shifts mounts by the instance's number."""
        first = self.first(instance)
        with self._lock:
            if first not in self._spaces:
                self._spaces[first] = namespace(first)
            return self._spaces[first]


def namespace(first: int) -> int:
    """Makes a user namespace with nobody in it; it lives as long as the descriptor.

    What the machine's root itself makes (the overlay's own directories, and entries that say that a file was deleted) would have
    no number below: it gets the one after the instance's last.
    """
    with open(os.devnull, "wb") as nothing:
        holder = spawn(["unshare", "--user", "sleep", "infinity"], nothing)
    try:
        kernel.until(lambda: os.readlink(f"/proc/{holder.pid}/ns/user") != os.readlink("/proc/self/ns/user"))
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{holder.pid}/{name}").write_text(f"0 {first} {COUNT}\n{COUNT} 0 1\n")
        return os.open(f"/proc/{holder.pid}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        holder.kill()
        holder.wait()


def stack(layers: Sequence[Path], home: Path, space: int) -> None:
    """Mounts ``home/root``: the layers, uppermost first, below ``home/up``, all of them shifted."""
    with shifted([*layers, home], home / "shifted", space) as names:
        lower, own = ":".join(names[:-1]), names[-1]
        options = f"lowerdir={lower},upperdir={own}/up,workdir={own}/work"
        # Relative: the kernel takes one page of options, no more.
        script = 'cd "$1" && exec mount -t overlay overlay -o "$2" ../root'
        run(["sh", "-c", script, "sh", home / "shifted", options])


@contextlib.contextmanager
def shifted(paths: Sequence[Path], where: Path, space: int) -> Iterator[list[str]]:
    """Mounts the directories below ``where`` for as long as it takes: an overlay keeps what it stands on.

    Nothing stays mounted there, so that whoever removes ``where`` cannot remove the directories themselves.
    """
    names = [str(number) for number in range(len(paths))]
    done = []
    try:
        for name, path in zip(names, paths, strict=True):
            (where / name).mkdir(parents=True, exist_ok=True)
            kernel.mount_shifted(path, where / name, space)
            done.append(name)
        yield names
    finally:
        for name in done:
            run(["umount", "-l", where / name])


def main(where: Path) -> int:
    """0 when a file of an image's root, shifted and stacked, is the instance's root's and keeps its number below."""
    kernel.own_mounts()
    with tempfile.TemporaryDirectory(dir=where, prefix=".probe-") as place:
        home, first = Path(place), FIRST + COUNT
        for name in ("layer", "up", "work", "root"):
            (home / name).mkdir()
        (home / "layer/kept").touch()
        stack([home / "layer"], home, namespace(first))
        try:
            there = (home / "root/kept").stat().st_uid
            _touch_as(first, home / "root")
            return 0 if (there, (home / "up/kept").stat().st_uid) == (first, 0) else 1
        finally:
            run(["umount", "-l", home / "root"], check=False)


def _touch_as(user: int, folder: Path) -> None:
    """Changes the file ``kept`` there as an instance's root would."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        os.setegid(user)
        os.seteuid(user)
        os.utime("kept")
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.chdir(before)


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except (OSError, CloudError) as refusal:
        sys.exit(str(refusal))
