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

    CloudError names what could not be had and how to get it.
    """
    packages = missing(contained)
    if not packages:
        return
    wanted = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise CloudError(f"missing programs, and no apt-get to install them: please install {wanted}")
    say(f"Installing from Debian: {wanted}")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    apt = [*environment, "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        run([*apt, "update"])
    try:
        run([*apt, "install", "--no-install-recommends", *packages])
    except CloudError:  # lists may be older than the archive
        run([*apt, "update"])
        run([*apt, "install", "--no-install-recommends", *packages])
    still = missing(contained)
    if still:
        raise CloudError(f"apt-get installed {wanted}, yet {' '.join(still)} is still missing")
