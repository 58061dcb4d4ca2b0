"""One control group an instance, so that it can be frozen and ended as a whole.

systemd inside the container manages the group it is born in: two instances in one group would
end each other's services.
"""

import os
import signal
import time
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")


def hierarchies() -> list[Path]:
    """The hierarchies systemd uses: cgroup 2 alone, or (hybrid) its own version 1 hierarchy and cgroup 2 beside it."""
    if (ROOT / "cgroup.controllers").exists():
        return [ROOT]
    return [path for path in (ROOT / "systemd", ROOT / "unified") if (path / "cgroup.procs").exists()]


class ControlGroup:
    """``<cloud>/<instance>`` in every hierarchy; nothing at all where the machine has none."""

    def __init__(self, cloud: str, name: str = "") -> None:
        self.paths = [root / f"localcloud-{cloud}" / name for root in hierarchies()]

    def create(self) -> None:
        made = []
        for path in self.paths:
            try:
                path.mkdir(parents=True, exist_ok=True)
                made.append(path)
            except OSError:  # read-only in some containers: systemd copes, freezing does not
                pass
        self.paths = made

    def processes(self) -> list[int]:
        pids: set[int] = set()
        for group in self._groups():
            try:
                pids.update(int(line) for line in (group / "cgroup.procs").read_text().split())
            except OSError:
                pass
        return sorted(pids - {0})

    def _groups(self) -> list[Path]:
        """The groups with all below them, innermost first; the instance's systemd may remove any of them meanwhile."""
        return [Path(folder) for top in self.paths for folder, _, _ in os.walk(top, topdown=False)]

    def freeze(self, frozen: bool) -> bool:
        """Stops (or continues) every process; False where the kernel offers no freezer."""
        for path in self.paths:
            control = path / "cgroup.freeze"
            if control.exists():
                control.write_text("1" if frozen else "0")
                deadline = time.monotonic() + 2
                want = f"frozen {int(frozen)}"
                while want not in (path / "cgroup.events").read_text() and time.monotonic() < deadline:
                    time.sleep(0.005)
                return True
        return False

    def destroy(self) -> None:
        """Ends what still runs in it and removes it."""
        deadline = time.monotonic() + 5
        while True:
            pids = self.processes()
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            if not pids or time.monotonic() > deadline:
                break
            time.sleep(0.02)
        for group in self._groups():
            try:
                group.rmdir()
            except OSError:
                pass
