"""How instances are kept apart: containers with their own network where the machine allows it, otherwise chroot."""

import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from localcloud.errors import CloudError
from localcloud.machine import nspawn_words
from localcloud.processes import succeeds

PLAIN_BOOT = Path(__file__).parent / "plain-boot.sh"


class Isolation:
    """``name`` is ``nspawn`` or ``chroot``; ``overlay`` says whether file systems can be stacked or must be copied."""

    def __init__(self, name: str, overlay: bool = True, unshare: bool = True) -> None:
        self.name = name
        self.overlay = overlay
        self.unshare = unshare

    @property
    def contained(self) -> bool:
        """Instances have their own systemd and network."""
        return self.name == "nspawn"

    def words(
        self, instance: str, root: Path, address: str, namespace: Path, resolv_conf: Path, metadata: tuple[str, int]
    ) -> list[str]:
        """The command that boots an instance."""
        if self.contained:
            return nspawn_words(instance, root, namespace, resolv_conf, str(uuid.uuid5(uuid.NAMESPACE_DNS, instance)))
        apart = (
            ["unshare", "-m", "-p", "-u", "-i", "-f", "--kill-child", "--propagation", "private"]
            if self.unshare
            else []
        )
        return [
            *apart,
            "sh",
            str(PLAIN_BOOT),
            str(root),
            address,
            f"{metadata[0]}:{metadata[1]}",
            str(resolv_conf),
            "apart" if apart else "together",
        ]


def choose(
    plain: bool, where: Path, say: Callable[[str], None], probe: Callable[[list[str]], bool] = succeeds
) -> Isolation:
    """The best isolation this machine allows; says aloud what a lesser one lacks.

    CloudError when not even chroot is allowed.
    """
    mounts = probe(["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
    if not plain:
        reason = _why_not_contained(mounts, probe)
        if reason is None:
            return Isolation("nspawn", overlay=_overlay_works(where, probe))
        say(f"No containers on this machine ({reason}): falling back to plain isolation")
    if not probe(["chroot", "/", "true"]):
        raise CloudError(
            "this machine forbids even chroot (capability CAP_SYS_CHROOT is missing): the local cloud cannot boot instances here"
        )
    unshares = mounts and probe(["unshare", "-m", "-p", "-u", "-i", "-f", "true"])
    say(
        "Plain isolation: instances share this machine's network (addresses in 127.0.0.0/8) and have no systemd of their own, "
        "so an image's services do not start and ways out cannot be cut"
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
    if not probe(["nft", "list", "tables"]):
        return "nftables is forbidden"
    name = f"lcprobe{os.getpid()}"[:15]
    if not probe(["ip", "link", "add", name, "type", "bridge"]):
        return "network bridges are forbidden"
    probe(["ip", "link", "del", name])
    return None


def _overlay_works(where: Path, probe: Callable[[list[str]], bool]) -> bool:
    """Overlays cannot stand on another overlay, as in many containers."""
    where.mkdir(parents=True, exist_ok=True)
    script = (
        'set -e; d=$(mktemp -d "$1/.probe-XXXXXX"); trap "rm -rf $d" EXIT; mkdir $d/a $d/b $d/c $d/m; '
        "mount -t overlay overlay -o lowerdir=$d/a,upperdir=$d/b,workdir=$d/c $d/m; umount $d/m"
    )
    return probe(["unshare", "-m", "sh", "-c", script, "sh", str(where)])
