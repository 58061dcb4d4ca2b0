"""The programs a cloud needs, and getting them from Debian when they are missing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from localcloud.errors import CloudError
from localcloud.processes import run

# program → Debian package
ALWAYS: dict[str, str] = {"mmdebstrap": "mmdebstrap", "mount": "mount", "setpriv": "util-linux"}
CONTAINERS: dict[str, str] = {"ip": "iproute2", "nft": "nftables", "systemd-nspawn": "systemd-container"}


def missing(contained: bool = True) -> list[str]:
    """Names of the packages whose program is not there."""
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    programs = {**ALWAYS, **(CONTAINERS if contained else {})}
    return sorted({package for program, package in programs.items() if shutil.which(program) is None})


def require_root() -> None:
    if os.geteuid() != 0:
        raise CloudError("the local cloud boots real instances and must be run as root (try: sudo make bake)")


def install(say: Callable[[str], None], contained: bool = True) -> None:
    """Installs what is missing (``contained``: for containers too).

    Without the programs for containers the cloud can do, and says so; CloudError names others that could not be had.
    """
    packages = missing(contained)
    if not packages:
        return
    try:
        _apt_get(packages, say)
    except CloudError as complaint:
        needed = missing(contained=False)
        if needed:
            raise CloudError(f"{complaint}; please install {' '.join(needed)}") from None
        say(f"{complaint}; containers need {' '.join(missing(contained))}")


def _apt_get(packages: list[str], say: Callable[[str], None]) -> None:
    if shutil.which("apt-get") is None:
        raise CloudError("programs are missing, and there is no apt-get to install them")
    wanted = " ".join(packages)
    say(f"Installing from Debian: {wanted}")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        run([*apt, "update"])
    try:
        run([*apt, "install", "--no-install-recommends", *packages])
    except CloudError:  # lists may be older than the archive
        run([*apt, "update"])
        run([*apt, "install", "--no-install-recommends", *packages])
