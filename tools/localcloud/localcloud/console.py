"""What an instance writes to its console: the last of it is kept, however much an instance writes."""

import os
from pathlib import Path
from typing import IO

SHOWN = 65536  # EC2 shows no more
KEPT = 16 * SHOWN


def keep(source: int, path: Path) -> None:
    """Copies from a pipe to a file until the pipe is closed; of a file that grows too long only the end stays."""
    with os.fdopen(source, "rb", buffering=0) as pipe, open(path, "ab+") as file:
        while some := pipe.read(SHOWN):
            if file.tell() > KEPT:
                rest = _tail(file)
                file.truncate(0)
                file.write(rest)
            file.write(some)
            file.flush()


def shown(path: Path) -> bytes:
    """As GetConsoleOutput shows it; nothing of an instance that has not booted."""
    try:
        with open(path, "rb") as file:
            return _tail(file)
    except FileNotFoundError:
        return b""


def _tail(file: IO[bytes]) -> bytes:
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - SHOWN))
    return file.read()
