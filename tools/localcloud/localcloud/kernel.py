"""What Python 3.10 has no function for."""

import ctypes
import logging
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

from localcloud.errors import CloudError

CLONE_NEWNS = 0x00020000
MS_BIND, MS_REC, MS_PRIVATE, MNT_DETACH = 0x1000, 0x4000, 0x40000, 2
PR_CAPBSET_DROP = 24
# the same on every architecture
OPEN_TREE, MOVE_MOUNT, MOUNT_SETATTR = 428, 429, 442
OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, AT_FDCWD, AT_EMPTY_PATH = 1, os.O_CLOEXEC, -100, 0x1000
MOVE_MOUNT_F_EMPTY_PATH, MOUNT_ATTR_IDMAP = 4, 0x00100000

_libc = ctypes.CDLL(None, use_errno=True)


def own_mounts() -> None:
    """Moves this process to a mount namespace of its own: when it dies, however it dies, its mounts go with it."""
    if _libc.unshare(CLONE_NEWNS) != 0 or _libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) != 0:
        logging.getLogger("localcloud").warning("no mount namespace: %s", os.strerror(ctypes.get_errno()))


def mount_shifted(source: Path, target: Path, users: int) -> None:
    """Mounts a directory once more, its files' owners as the user namespace ``users`` maps them; OSError where that is not to be had."""
    tree = _call(OPEN_TREE, AT_FDCWD, bytes(source), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC)
    try:
        attributes = struct.pack("QQQQ", MOUNT_ATTR_IDMAP, 0, 0, users)
        _call(MOUNT_SETATTR, tree, b"", AT_EMPTY_PATH, attributes, len(attributes))
        _call(MOVE_MOUNT, tree, b"", AT_FDCWD, bytes(target), MOVE_MOUNT_F_EMPTY_PATH)
    finally:
        os.close(tree)


def become_root(folder: Path) -> None:
    """Makes a directory the only root there is in this mount namespace; what was mounted before is gone from it."""
    for source, target, flags in ((b"none", b"/", MS_REC | MS_PRIVATE), (bytes(folder), bytes(folder), MS_REC | MS_BIND)):
        if _libc.mount(source, target, None, flags, None) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.chdir(folder)
    if _libc.pivot_root(b".", b".") != 0 or _libc.umount2(b".", MNT_DETACH) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.chdir("/")


def drop_from_bounds(capability: int) -> None:
    """From the next program on, nobody here has this right again; there may be no such right."""
    _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)


def _call(number: int, *arguments: "int | bytes") -> int:
    words = [ctypes.c_char_p(word) if isinstance(word, bytes) else ctypes.c_long(word) for word in arguments]
    result = _libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(result)


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Waits for something that takes the kernel milliseconds; CloudError when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise CloudError(f"the kernel did not do in {seconds:.0f} s what it was asked for")
        time.sleep(0.002)


def mounted_below(path: Path) -> list[str]:
    """What is mounted at or below a directory, innermost last."""
    points = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    plain = [point.encode().decode("unicode_escape") for point in points]
    return [point for point in plain if point == str(path) or point.startswith(f"{path}/")]
