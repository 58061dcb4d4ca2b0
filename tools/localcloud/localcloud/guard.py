"""A second process that outlives a killed cloud just long enough to clean up after it.

An instance's systemd survives when its systemd-nspawn is killed, so the kernel alone does not end everything.
"""

import os
import subprocess
import sys
from pathlib import Path

from localcloud import cleaning, launcher, registry
from localcloud.state import State

AT_EASE = b"."


class Guard:
    """Held by the cloud: when the cloud is gone without having said so, the other process cleans."""

    def __init__(self, state: State) -> None:
        read, self._write = os.pipe()
        words = [sys.executable, "-m", "localcloud.guard", str(state.root), str(os.getpid()), str(read)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        self._process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, start_new_session=True, pass_fds=[read], env=environment, cwd="/"
        )
        os.close(read)

    def dismiss(self) -> None:
        """The cloud has cleaned up itself."""
        os.write(self._write, AT_EASE)
        os.close(self._write)
        self._process.wait()


def watch(state: State, pid: int, pipe: int) -> None:
    """Waits for the cloud's end; cleans when it came without warning and no successor runs."""
    if os.read(pipe, 1) == AT_EASE:
        return
    with launcher.alone(state):
        mine = [entry for entry in registry.entries() if entry["id"] == state.id and entry["pid"] == pid]
        running = state.running()  # a dying cloud closes the pipe a moment before the kernel counts it as gone
        if mine and (running is None or running["pid"] == pid):
            cleaning.clean(state)
            print(
                "localcloud: the cloud was killed; its instances and its network are removed",
                file=sys.stderr,
                flush=True,
            )


if __name__ == "__main__":
    watch(State(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
