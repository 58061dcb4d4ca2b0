"""A machine that runs one instance's file system, and the best kind of it: a systemd-nspawn container."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from localcloud import console as consoles
from localcloud import kernel
from localcloud.cgroups import ControlGroup
from localcloud.errors import CloudError
from localcloud.processes import spawn

# systemd-nspawn's way of saying "the instance asked for a reboot"
REBOOT = 133


class Machine:
    """One boot-to-power-off life of an instance; it begins with the constructor.

    ``on_exit`` is called with the machine, and True for a reboot, when the instance ended by itself, from inside.
    """

    def __init__(
        self,
        words: list[str],
        console: Path,
        cgroup: ControlGroup,
        on_exit: Callable[["Machine", bool], None],
        gate: Path | None = None,
    ) -> None:
        """``gate``: the first process waits there until ``connect``."""
        self._cgroup = cgroup
        self._on_exit = on_exit
        self._ending = False
        self._gate = _gate(gate) if gate else None
        cgroup.create()
        self._ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ready.setblocking(False)
        self._ready.bind("")  # a name of the kernel's choice, in no directory
        name = self._ready.getsockname().decode().replace("\0", "@")
        source, sink = os.pipe()
        with os.fdopen(sink, "wb") as output:
            groups = [str(path) for path in cgroup.paths]
            self._process = spawn(["env", f"NOTIFY_SOCKET={name}", *words], output, groups)
        threading.Thread(target=consoles.keep, args=(source, console), name="console", daemon=True).start()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def connect(self, wire: Callable[[int], object]) -> None:
        """Waits for the network namespace that the instance made itself, so that it is root's own in there; has ``wire`` put the
        network into that of the given process; then lets the instance boot."""
        seen: list[int] = []

        def there() -> bool:
            if self._process.poll() is not None:
                raise CloudError(f"systemd-nspawn ended with {self._process.returncode} before the instance booted")
            seen.extend(_apart(self._process.pid))
            return bool(seen)

        kernel.until(there)
        wire(seen[0])
        assert self._gate is not None
        os.write(self._gate, b"go\n")

    def _watch(self) -> None:
        code = self._process.wait()
        if not self._ending:
            self._on_exit(self, code == REBOOT)

    def wait_until_up(self, address: str, seconds: float) -> str:
        """Waits until port 22 accepts, or all of the boot is done without; returns what was seen."""
        deadline = time.monotonic() + seconds
        booted = False
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                socket.create_connection((address, 22), 0.5).close()
                return "sshd answers"
            except OSError:
                if booted:
                    return "booted, no sshd"
            booted = booted or self._is_booted()
            time.sleep(0.02)
        return "ended" if self._process.poll() is not None else "still booting"

    def _is_booted(self) -> bool:
        """Whether the instance's systemd has told that its boot is complete."""
        try:
            while True:
                if b"READY=1" in self._ready.recv(4096).split(b"\n"):
                    return True
        except BlockingIOError:
            return False

    def shut_down(self, seconds: float = 30) -> None:
        """As the power button does: services stop in order; after ``seconds`` the plug is pulled."""
        self._ending = True
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def kill(self) -> None:
        """Pulls the plug."""
        self._ending = True
        self._cgroup.freeze(False)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._cgroup.destroy()
        self._ready.close()
        if self._gate is not None:
            os.close(self._gate)
            self._gate = None

    def freeze(self, frozen: bool) -> None:
        self._cgroup.freeze(frozen)

    def leader(self) -> int:
        """The instance's first process, as this machine numbers it; CloudError where it has none of its own."""
        with contextlib.suppress(OSError):
            for child in _children(self._process.pid):
                if re.search(r"^NSpid:.*\t1$", Path(f"/proc/{child}/status").read_text(), re.MULTILINE):
                    return int(child)
        raise CloudError("the instance has no processes of its own")

    def groups(self) -> list[str]:
        """The control groups that everything of the instance is in."""
        return [str(path) for path in self._cgroup.paths]


def _gate(path: Path) -> int:
    """A pipe with a name; open for both, so that neither side ever waits for the other to open it."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    os.mkfifo(path, 0o600)
    path.chmod(0o644)
    return os.open(path, os.O_RDWR | os.O_CLOEXEC)


def _apart(process: int) -> list[int]:
    """The children of a process that have a network namespace of their own."""
    with contextlib.suppress(OSError):
        own = os.readlink("/proc/self/ns/net")
        return [int(child) for child in _children(process) if os.readlink(f"/proc/{child}/ns/net") != own]
    return []


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


# What systemd needs none of in a container. Without users of its own, these are what would make an instance's root the machine's.
DANGEROUS = (
    "CAP_SYS_ADMIN,CAP_MKNOD,CAP_SYS_PTRACE,CAP_DAC_READ_SEARCH,CAP_LINUX_IMMUTABLE,CAP_SYS_RESOURCE,CAP_SYS_NICE,"
    "CAP_SYS_TTY_CONFIG,CAP_AUDIT_CONTROL,CAP_LEASE,CAP_IPC_OWNER,CAP_NET_BROADCAST"
)
RESOLV_CONF = "/run/systemd/resolve/stub-resolv.conf"
# Below /run/systemd nothing can be mounted for somebody else's root: systemd could not write there.
GATE, GIVEN = "/run/localcloud/gate", "/run/localcloud/resolv.conf"


def nspawn_words(
    instance: str, root: Path, address: str, namespace: Path, resolv_conf: Path, uuid: str, first: int | None
) -> list[str]:
    """The command that boots ``root`` with its own systemd: as users from the number ``first`` on, else in ``namespace``."""
    if first is None:
        apart = [f"--drop-capability={DANGEROUS}", f"--network-namespace-path={namespace}", "--boot"]
        apart += [f"--bind-ro={resolv_conf}:{RESOLV_CONF}", "--tmpfs=/run/lock:mode=1777"]  # systemd insists on that one
        command = []
    else:
        apart = [f"--private-users={first}:65536", "--private-users-ownership=off", "--private-network"]
        apart += [f"--bind-ro={root.parent / 'gate'}:{GATE}", f"--bind-ro={resolv_conf}:{GIVEN}", "--kill-signal=SIGRTMIN+3"]
        command = ["/bin/sh", "-c", f"mkdir -p {Path(RESOLV_CONF).parent}; cp {GIVEN} {RESOLV_CONF}; read -r go <{GATE}; exec /sbin/init"]
    return [
        "env",
        "SYSTEMD_NSPAWN_TMPFS_TMP=0",  # /tmp is on the disk, as on EC2
        "systemd-nspawn",
        "--quiet",
        "--notify-ready=yes",
        "--register=no",
        "--keep-unit",
        "--console=read-only",
        f"--machine={instance}",
        f"--hostname=ip-{address.replace('.', '-')}",
        f"--uuid={uuid}",
        "--resolv-conf=off",
        "--timezone=off",
        "--link-journal=no",
        "--capability=CAP_NET_ADMIN",
        *apart,
        "--directory",
        str(root),
        *command,
    ]
