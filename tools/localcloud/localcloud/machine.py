"""A machine that runs one instance's file system, and the best kind of it: a systemd-nspawn container."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from localcloud.cgroups import ControlGroup
from localcloud.processes import spawn

# systemd-nspawn's way of saying "the instance asked for a reboot"
REBOOT = 133


class Machine:
    """One boot-to-power-off life of an instance; it begins with the constructor.

    ``on_exit`` is called with the machine, and True for a reboot, when the instance ended by itself, from inside.
    """

    def __init__(
        self, words: list[str], console: Path, cgroup: ControlGroup, on_exit: Callable[["Machine", bool], None]
    ) -> None:
        self._cgroup = cgroup
        self._on_exit = on_exit
        self._ending = False
        cgroup.create()
        self._ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ready.setblocking(False)
        self._ready.bind("")  # a name of the kernel's choice, in no directory
        name = self._ready.getsockname().decode().replace("\0", "@")
        with open(console, "ab") as output:
            groups = [str(path) for path in cgroup.paths]
            self._process = spawn(["env", f"NOTIFY_SOCKET={name}", *words], output, groups)
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

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

    def freeze(self, frozen: bool) -> None:
        self._cgroup.freeze(frozen)


def nspawn_words(instance: str, root: Path, namespace: Path, resolv_conf: Path, uuid: str) -> list[str]:
    """The command that boots ``root`` with its own systemd."""
    return [
        "env",
        "SYSTEMD_NSPAWN_TMPFS_TMP=0",  # /tmp is on the disk, as on EC2
        "systemd-nspawn",
        "--quiet",
        "--boot",
        "--notify-ready=yes",
        "--register=no",
        "--keep-unit",
        "--console=pipe",
        f"--machine={instance}",
        f"--uuid={uuid}",
        "--resolv-conf=off",
        "--timezone=off",
        "--link-journal=no",
        "--capability=CAP_NET_ADMIN",
        f"--network-namespace-path={namespace}",
        f"--bind-ro={resolv_conf}:/run/systemd/resolve/stub-resolv.conf",
        "--directory",
        str(root),
    ]


def tail(stream: IO[bytes], size: int = 65536) -> bytes:
    """The last ``size`` bytes, as GetConsoleOutput shows them."""
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - size))
    return stream.read()
