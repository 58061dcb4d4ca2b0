"""Running other programs."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from localcloud.errors import CloudError

Word = str | Path

# The kernel ends a child when the *thread* that began it ends, so all children are begun by this one.
_spawner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spawner")


def run(words: Sequence[Word], stdin: str | None = None, check: bool = True) -> str:
    """Runs a program to its end and returns what it printed; CloudError says what it complained about."""
    line = [str(word) for word in words]
    try:
        done = subprocess.run(
            line,
            input=stdin,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            stdin=None if stdin is not None else subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise CloudError(f"{line[0]} is not installed") from None
    if check and done.returncode != 0:
        complaint = (done.stderr or done.stdout).strip().splitlines()
        raise CloudError(f"{' '.join(line[:6])}: exit code {done.returncode}: {complaint[-1] if complaint else ''}")
    return done.stdout


def succeeds(words: Sequence[Word]) -> bool:
    """True when the program exists and exits with 0."""
    if shutil.which(str(words[0])) is None:
        return False
    return (
        subprocess.run(
            [str(word) for word in words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
        == 0
    )


def spawn(words: Sequence[Word], output: IO[bytes], cgroups: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    """Starts a program that cannot outlive this process, as a member of the given control groups."""
    join: list[str] = []
    if cgroups:
        script = 'while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs"; shift; done; shift; exec "$@"'
        join = ["sh", "-c", script, "sh", *cgroups, "--"]
    command = ["setpriv", "--pdeathsig", "KILL", *join, *[str(word) for word in words]]
    return _spawner.submit(
        subprocess.Popen,
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ).result()


def kill_inside(root: Path) -> None:
    """Ends every process whose root directory is ``root``: what a chroot left running."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.readlink(entry / "root") == str(root):
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                pass
