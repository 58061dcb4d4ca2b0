"""How instances are kept apart: containers with their own network and users; a chroot only when that is asked for."""

import os
import shutil
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from localcloud.errors import CloudError
from localcloud.machine import nspawn_words
from localcloud.processes import succeeds
from localcloud.users import Users

PACKAGE = Path(__file__).resolve().parents[1]


class NoContainers(CloudError):
    """This machine, or who runs this, may not make containers."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"no containers on this machine ({reason}): start the cloud where root may make them, such as a virtual machine or "
            "`docker run --privileged`, or, for images you trust alone, with --plain (make: CLOUD_OPTIONS=--plain), which is unsafe"
        )


class Isolation:
    """``name`` is ``nspawn`` or ``chroot``; ``overlay`` says whether file systems can be stacked or must be copied."""

    def __init__(self, name: str, overlay: bool = True, unshare: bool = True, shift: bool = False) -> None:
        """``shift``: an instance's users can be others than the machine's."""
        self.name = name
        self.overlay = overlay
        self.unshare = unshare
        self.shift = shift
        self.users: Users | None = None  # once the cloud's network is known

    @property
    def contained(self) -> bool:
        """Instances have their own systemd and network."""
        return self.name == "nspawn"

    def words(
        self, instance: str, root: Path, address: str, namespace: Path, resolv_conf: Path, metadata: tuple[str, int]
    ) -> list[str]:
        """The command that boots an instance."""
        if self.contained:
            first = self.users.first(instance) if self.users else None
            own = str(uuid.uuid5(uuid.NAMESPACE_DNS, instance))
            return nspawn_words(instance, root, address, namespace, resolv_conf, own, first)
        apart = (
            ["unshare", "-m", "-p", "-u", "-i", "-f", "--kill-child", "--propagation", "private"]
            if self.unshare
            else []
        )
        return [
            *apart,
            "env",
            f"PYTHONPATH={PACKAGE}",
            sys.executable,
            "-m",
            "localcloud.plainboot",
            str(root),
            address,
            f"{metadata[0]}:{metadata[1]}",
            str(resolv_conf),
            "apart" if apart else "together",
        ]


def choose(
    plain: bool, where: Path, say: Callable[[str], None], probe: Callable[[list[str]], bool] = succeeds
) -> Isolation:
    """The best isolation this machine allows, or with ``plain`` the one that was asked for.

    CloudError when it is not to be had: NoContainers where plain isolation might be.
    """
    mounts = probe(["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
    if plain:
        return _plain(mounts, where, say, probe)
    reason = _why_not_contained(mounts, probe)
    if reason is not None:
        raise NoContainers(reason)
    overlay = _overlay_works(where, probe)
    shift = overlay and os.environ.get("LOCALCLOUD_PRIVATE_USERS") != "0" and _can_shift(where, probe)
    if not shift:
        say("Instances have no users of their own here: their root is this machine's, with the rights it needs and no more")
    return Isolation("nspawn", overlay=overlay, shift=shift)


def _plain(mounts: bool, where: Path, say: Callable[[str], None], probe: Callable[[list[str]], bool]) -> Isolation:
    if not probe(["chroot", "/", "true"]):
        raise CloudError(
            "this machine forbids even chroot (capability CAP_SYS_CHROOT is missing): the local cloud cannot boot instances here"
        )
    unshares = mounts and probe(["unshare", "-m", "-p", "-u", "-i", "-f", "true"])
    say(
        "UNSAFE, as asked for by --plain: an instance's root can become this machine's, so boot only images you trust. Instances "
        "share this machine's network (addresses in 127.0.0.0/8) and have no systemd of their own: an image's services do not "
        "start, and ways out cannot be cut"
    )
    return Isolation("chroot", overlay=mounts and _overlay_works(where, probe), unshare=unshares)


def _why_not_contained(mounts: bool, probe: Callable[[list[str]], bool]) -> "str | None":
    for program in ("systemd-nspawn", "ip", "nft"):
        if shutil.which(program) is None:
            return f"{program} is missing"
    if not mounts:
        return "mounting is forbidden"
    if not probe(["unshare", "-n", "true"]):
        return "network namespaces are forbidden"
    hook = "type filter hook prerouting priority filter;"
    if not probe(["nft", "-c", f"add table bridge lcprobe; add chain bridge lcprobe probe {{ {hook} }}"]):
        return "nftables is forbidden"
    name = f"lcprobe{os.getpid()}"[:15]
    if not probe(["ip", "link", "add", name, "type", "bridge"]):
        return "network bridges are forbidden"
    probe(["ip", "link", "del", name])
    return None


def _can_shift(where: Path, probe: Callable[[list[str]], bool]) -> bool:
    """Kernel 5.19 or newer, and a file system that can be mounted with its users shifted (not another overlay)."""
    return probe(["env", f"PYTHONPATH={PACKAGE}", sys.executable, "-m", "localcloud.users", str(where)])


def _overlay_works(where: Path, probe: Callable[[list[str]], bool]) -> bool:
    """Overlays cannot stand on another overlay, as in many containers."""
    where.mkdir(parents=True, exist_ok=True)
    script = (
        'set -e; d=$(mktemp -d "$1/.probe-XXXXXX"); trap "rm -rf $d" EXIT; mkdir $d/a $d/b $d/c $d/m; '
        "mount -t overlay overlay -o lowerdir=$d/a,upperdir=$d/b,workdir=$d/c $d/m; umount $d/m"
    )
    return probe(["unshare", "-m", "sh", "-c", script, "sh", str(where)])
