"""The root file system of the base image: Debian 12, built once a machine and cached.

Two directories: what mmdebstrap makes (slow, named after the package list) and, above it, the guest's own files: our
cloud-init, and what this machine needs to reach the package registries (fast, named after their content).
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from localcloud.errors import CloudError
from localcloud.reach import Reach
from localcloud.state import cache_dir, own

SUITE = "bookworm"
# Of what Debian's cloud image carries, that which scripts rely on.
PACKAGES = (
    "systemd systemd-sysv systemd-timesyncd dbus udev openssh-server sudo python3 python3-yaml ca-certificates curl wget "
    "iproute2 iputils-ping procps less netbase tzdata gpgv apt-utils unattended-upgrades bash-completion"
).split()
GUEST = Path(__file__).parent / "guest"
FORMAT = "2"  # raise it when what is built changes for another reason


class RootFileSystem:
    """Builds what is not yet in the cache; several clouds may ask at once."""

    def __init__(self, say: Callable[[str], None], cache: Path | None = None) -> None:
        self.say = say
        self.cache = cache or cache_dir()
        self.reach = Reach(SUITE)

    def chain(self) -> list[Path]:
        """The directories of the base image, uppermost first."""
        debian = self._cached("debian-12", ["1", SUITE, *PACKAGES], self._bootstrap)
        parts = [
            FORMAT,
            debian.name,
            self.reach.fingerprint(),
            *[path.read_text() for path in sorted(GUEST.iterdir()) if path.is_file()],
        ]
        return [self._cached("guest", parts, lambda target: self._dress(target, debian)), debian]

    def is_built(self) -> bool:
        return any(self.cache.glob("debian-12-*"))

    def _cached(self, kind: str, parts: list[str], build: Callable[[Path], None]) -> Path:
        name = f"{kind}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"
        target = self.cache / name
        own(self.cache)
        if target.is_dir():
            return target
        with _locked(self.cache / f".{name}.lock"):
            if not target.is_dir():
                temporary = self.cache / f".{name}.partial"
                _remove(temporary)
                build(temporary)
                temporary.rename(target)
        return target

    def _bootstrap(self, target: Path) -> None:
        self.say(
            f"Building the base image's root file system with mmdebstrap (Debian {SUITE}, once, about half a minute) …"
        )
        began = time.monotonic()
        hooks = [
            'rm -f "$1"/etc/ssh/ssh_host_* "$1"/etc/hostname "$1"/etc/resolv.conf "$1"/var/lib/dbus/machine-id',
            ': > "$1"/etc/machine-id',
        ]
        words = ["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", f"--include={','.join(PACKAGES)}"]
        words += [f"--aptopt={path}" for path in self.reach.apt_configuration()]
        words += [f"--customize-hook={hook}" for hook in hooks]
        words += [
            "--dpkgopt=force-unsafe-io",
            "--dpkgopt=path-exclude=/usr/share/doc/*",
            "--dpkgopt=path-include=/usr/share/doc/*/copyright",
            "--dpkgopt=path-exclude=/usr/share/man/*",
            "--dpkgopt=path-exclude=/usr/share/locale/*",
        ]
        sources = self.reach.apt_sources()
        done = subprocess.run(
            [*words, SUITE, str(target), *(["-"] if sources else [])],
            input=sources or None,
            stdin=None if sources else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            complaints = [line for line in done.stderr.splitlines() if line.startswith(("E:", "Err"))] or [
                done.stderr[-300:]
            ]
            _remove(target)
            raise CloudError(f"mmdebstrap could not build the root file system: {complaints[0].strip()}")
        for path in ("etc/dpkg/dpkg.cfg.d/99mmdebstrap", "etc/apt/apt.conf.d/99mmdebstrap"):
            with contextlib.suppress(FileNotFoundError):
                (target / path).unlink()
        self.say(f"Root file system built in {time.monotonic() - began:.0f} s")

    def _dress(self, target: Path, debian: Path) -> None:
        units = target / "etc/systemd/system"
        wants = [units / "multi-user.target.wants", units / "cloud-init.target.wants"]
        for folder in (target / "usr/bin", target / "usr/lib/systemd/system", target / "etc/cloud/cloud.cfg.d", *wants):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(GUEST / "cloud-init", target / "usr/bin/cloud-init")
        (target / "usr/bin/cloud-init").chmod(0o755)
        for unit in ("cloud-init.service", "cloud-final.service", "cloud-init.target"):
            shutil.copy(GUEST / unit, target / "usr/lib/systemd/system" / unit)
        for unit in ("cloud-init.service", "cloud-final.service"):
            (wants[1] / unit).symlink_to(f"/lib/systemd/system/{unit}")
        (wants[0] / "cloud-init.target").symlink_to("/lib/systemd/system/cloud-init.target")
        (target / "etc/resolv.conf").symlink_to("../run/systemd/resolve/stub-resolv.conf")
        (target / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n")
        sshd = target / "etc/ssh/sshd_config.d"
        sshd.mkdir(parents=True, exist_ok=True)
        (sshd / "50-cloud-init.conf").write_text("PasswordAuthentication no\n")
        self.reach.install(target, debian)


def _remove(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with open(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
