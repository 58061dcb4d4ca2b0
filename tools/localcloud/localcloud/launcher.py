"""Starting and stopping the cloud's process from another one."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from localcloud import cleaning
from localcloud.errors import CloudError
from localcloud.state import State, is_alive, own

START_SECONDS = 60
STOP_SECONDS = 60


@contextlib.contextmanager
def alone(state: State) -> Iterator[None]:
    """Two commands at once take turns."""
    own(state.root)
    with open(state.root / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def start(state: State, options: list[str]) -> tuple[dict[str, Any], bool]:
    """The facts of the cloud and whether it had to be started; it is ready when this returns."""
    with alone(state):
        facts = state.running()
        if facts:
            return facts, False
        with contextlib.suppress(FileNotFoundError):
            state.cloud_json.unlink()
        with open(state.log, "ab") as log:
            mark = log.tell()
            words = [sys.executable, "-m", "localcloud", "serve", "--state", str(state.root), *options]
            # Not its lock: the server would hold it as long as it lives.
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                env={**os.environ, "PYTHONPATH": _path()},
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            facts = state.running()
            if facts:
                return facts, True
            if process.poll() is not None:
                raise CloudError(_last_words(state, mark))
            time.sleep(0.02)
        process.kill()
        raise CloudError(f"the cloud was not ready after {START_SECONDS} s; see {state.log}")


def _path() -> str:
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return os.pathsep.join(filter(None, [own, os.environ.get("PYTHONPATH")]))


def _last_words(state: State, mark: int) -> str:
    with open(state.log, "rb") as log:
        log.seek(mark)
        lines = log.read().decode("utf-8", "replace").strip().splitlines()
    reason = next((line[len("localcloud: ") :] for line in reversed(lines) if line.startswith("localcloud: ")), None)
    return (
        reason or f"the cloud ended while it started: {lines[-1] if lines else 'no word in its log'}; see {state.log}"
    )


def stop(state: State) -> bool:
    """Ends the cloud and removes its traces; False when it was not running (traces are removed all the same)."""
    with alone(state):
        facts = state.running()
        if facts:
            os.kill(facts["pid"], signal.SIGTERM)
            deadline = time.monotonic() + STOP_SECONDS
            while is_alive(facts["pid"], facts["pidStart"]) and time.monotonic() < deadline:
                time.sleep(0.02)
            if is_alive(facts["pid"], facts["pidStart"]):
                os.kill(facts["pid"], signal.SIGKILL)
        cleaning.clean(state)
        return bool(facts)
