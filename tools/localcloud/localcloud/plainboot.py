"""Boots a root file system without containers: ``python -m localcloud.plainboot ROOT ADDRESS METADATA RESOLV_CONF apart|together``.

``apart``: in a mount namespace of its own (the caller's doing), whose only root is ROOT, so that there is no other to escape to.
``together``: in a chroot, which does not hold root. Either way the rights by which root commands a machine are dropped first.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

from localcloud import kernel

# the numbers of chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service, sys_chroot (sshd), audit_write,
# setfcap
KEPT = {0, 1, 3, 4, 5, 6, 7, 8, 10, 18, 29, 31}
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def main(root: Path, address: str, metadata: str, resolv_conf: Path, how: str) -> None:
    settings = resolv_conf.read_text()
    if how == "apart":
        socket.sethostname("ip-" + address.replace(".", "-"))
        _mounts(root)
        kernel.become_root(root)
    else:
        os.chroot(root)
        os.chdir("/")
    for number in range(64):
        if number not in KEPT:
            kernel.drop_from_bounds(number)
    os.environ.clear()
    os.environ.update(PATH=PATH, HOME="/root", LOCALCLOUD_METADATA=metadata, LOCALCLOUD_ADDRESS=address)
    for folder in ("/run/sshd", "/run/lock", "/run/systemd/resolve"):
        os.makedirs(folder, exist_ok=True)
    Path("/run/systemd/resolve/stub-resolv.conf").write_text(settings)
    # Services must not start: they would take this machine's own ports. Removed again before an image is made.
    policy = Path("/usr/sbin/policy-rc.d")
    policy.unlink(missing_ok=True)
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    subprocess.run(["/usr/bin/cloud-init", "init"], check=False)
    subprocess.Popen(["/usr/bin/cloud-init", "modules", "--mode=final"], stdin=subprocess.DEVNULL)
    options = [f"ListenAddress={address}", "UseDNS=no", "PidFile=none"]
    os.execv("/usr/sbin/sshd", ["/usr/sbin/sshd", "-D", "-e", *(word for option in options for word in ("-o", option))])


def _mounts(root: Path) -> None:
    """What programs expect, and of the machine's devices only those that are nobody's."""

    def mount(*words: "str | Path") -> None:
        subprocess.run(["mount", *words], check=True)

    mount("-t", "proc", "proc", root / "proc")
    mount("-t", "sysfs", "-o", "ro", "sysfs", root / "sys")
    mount("-t", "tmpfs", "tmpfs", root / "run")
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", root / "dev")
    for name in DEVICES:
        (root / "dev" / name).touch()
        mount("--bind", f"/dev/{name}", root / "dev" / name)
    for name in ("pts", "shm"):
        (root / "dev" / name).mkdir()
    mount("-t", "devpts", "-o", "newinstance,ptmxmode=0666,mode=620,gid=5", "devpts", root / "dev/pts")
    mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", root / "dev/shm")
    for name, target in (("ptmx", "pts/ptmx"), ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0")):
        (root / "dev" / name).symlink_to(target)
    for number, name in enumerate(("stdout", "stderr"), 1):
        (root / "dev" / name).symlink_to(f"/proc/self/fd/{number}")
    for path in ("sys", "irq", "bus", "sysrq-trigger"):
        if (root / "proc" / path).exists():
            mount("--bind", root / "proc" / path, root / "proc" / path)
            mount("-o", "remount,ro,bind", root / "proc" / path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5])
