"""Runs a script as an instance's root: ``python -I inside.py PID SECONDS [GROUP…]``, the script on standard input.

The caller's place is left for that of the process PID: its users, files, processes and network. Rights that an instance's root has not
are given up by the very step that begins the instance's own shell. After the instance's files have become ours nothing may be
imported, not even to report a mistake: Python would read it from there.
"""

import ctypes
import os
import signal
import sys

KINDS = ("user", "ipc", "uts", "net", "cgroup", "pid", "mnt")
PR_CAPBSET_DROP = 24
# ipc_lock, mac_*, sys_module, sys_rawio, sys_pacct, sys_time, syslog, wake_alarm, block_suspend, audit_read, perfmon, bpf, checkpoint_restore, and
# what machine.DANGEROUS takes from an instance that shares the machine's users
NEVER = (14, 16, 17, 20, 25, 32, 33, 34, 35, 36, 37, 38, 39, 40)
SHARED = (2, 9, 11, 15, 19, 21, 23, 24, 26, 27, 28, 30)
LATE = 255  # how it ends when it had to end the script
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}


def main(process: str, seconds: int, groups: list[str]) -> None:
    script = sys.stdin.buffer.read()
    libc = ctypes.CDLL(None, use_errno=True)
    join(groups)
    own = os.readlink("/proc/self/ns/user") == os.readlink(f"/proc/{process}/ns/user")
    spaces = [os.open(f"/proc/{process}/ns/{kind}", os.O_RDONLY) for kind in KINDS if not (own and kind == "user")]
    root = os.open(f"/proc/{process}/root", os.O_RDONLY)
    reader, writer = os.pipe()
    try:
        for space in spaces:
            if libc.setns(space, 0) != 0:
                os._exit(126)
        os.fchdir(root)
        os.chroot(".")
        child = os.fork()  # only a child is in the other list of processes
        if child == 0:
            become(libc, own, reader, [*spaces, root, writer])
        os.close(reader)
        os._exit(outcome(child, seconds, script, writer))
    finally:
        os._exit(126)


def outcome(child: int, seconds: int, script: bytes, entry: int) -> int:
    """Hands the script over and waits for the shell, which is ended when it takes too long; its exit code, or LATE."""
    late: list[int] = []

    def end(number: int, frame: object) -> None:
        late.append(number)
        for kill in (os.killpg, os.kill):
            try:
                kill(child, signal.SIGKILL)
            except OSError:
                continue

    signal.signal(signal.SIGALRM, end)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.alarm(seconds)
    try:
        while script:
            script = script[os.write(entry, script) :]
    except OSError:
        pass
    os.close(entry)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return LATE if late else 128 - code if code < 0 else min(code, LATE - 1)


def join(groups: list[str]) -> None:
    """Becomes a member of the instance's control groups, so that it ends and is frozen with it."""
    for group in groups:
        for place in (group, f"{group}/init.scope"):
            try:
                with open(f"{place}/cgroup.procs", "w") as members:
                    members.write(str(os.getpid()))
                break
            except OSError:
                continue


def become(libc: "ctypes.CDLL", own: bool, script: int, others: list[int]) -> None:
    """The instance's shell, from its own files, with the rights that its root has."""
    os.setsid()
    for number in others:
        os.close(number)
    os.dup2(script, 0)
    os.close(script)
    os.setgroups([])
    os.setresgid(0, 0, 0)
    os.setresuid(0, 0, 0)
    for capability in (*NEVER, *(SHARED if own else ())):
        libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.chdir("/root")
    os.execve("/bin/sh", ["sh"], ENVIRONMENT)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
