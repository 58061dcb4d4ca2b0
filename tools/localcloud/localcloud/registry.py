"""The clouds of this machine: which network belongs to which, and who switched on forwarding."""

import contextlib
import fcntl
import ipaddress
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localcloud.errors import CloudError
from localcloud.processes import run
from localcloud.state import State

ROOT = Path("/run/ami-bakery-localcloud")
FORWARDING = Path("/proc/sys/net/ipv4/ip_forward")


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One cloud at a time looks for a free network or switches forwarding."""
    ROOT.mkdir(parents=True, exist_ok=True)
    with open(ROOT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def entries() -> list[dict[str, Any]]:
    found = []
    for path in ROOT.glob("*.json"):
        with contextlib.suppress(OSError, ValueError):
            found.append(json.loads(path.read_text()))
    return found


def reserve(state: State, pid: int, start: str, loopback: bool = False) -> ipaddress.IPv4Network:
    """Gives this cloud a /16 that no route of the machine and no other cloud covers, or one of 127.0.0.0/8."""
    with locked():
        previous = _entry(state)
        taken = ([] if loopback else _routed()) + [
            ipaddress.IPv4Network(entry["network"]) for entry in entries() if entry["id"] != state.id
        ]
        network = _free(taken, 127 if loopback else 10)
        forwarding = FORWARDING.read_text().strip()
        others = [entry for entry in entries() if entry["id"] != state.id]
        before = others[0]["forwarding"] if others else (previous or {}).get("forwarding", forwarding)
        ROOT.joinpath(f"{state.id}.json").write_text(
            json.dumps(
                {
                    "id": state.id,
                    "network": str(network),
                    "pid": pid,
                    "pidStart": start,
                    "state": str(state.root),
                    "forwarding": before,
                }
            )
        )
        return network


def release(state: State) -> None:
    """Gives the network back; the last cloud to leave puts forwarding back as it was."""
    with locked():
        entry = _entry(state)
        if entry is None:
            return
        ROOT.joinpath(f"{state.id}.json").unlink()
        if not entries() and entry["forwarding"] == "0" and FORWARDING.read_text().strip() != "0":
            with contextlib.suppress(OSError):
                FORWARDING.write_text("0")


def _entry(state: State) -> dict[str, Any] | None:
    return next((entry for entry in entries() if entry["id"] == state.id), None)


def _routed() -> list[ipaddress.IPv4Network]:
    networks = []
    for route in json.loads(run(["ip", "-j", "-4", "route", "show", "table", "all"]) or "[]"):
        destination = route.get("dst", "default")
        if destination != "default":
            with contextlib.suppress(ValueError):
                networks.append(ipaddress.IPv4Network(destination, strict=False))
    return networks


def _free(taken: list[ipaddress.IPv4Network], first: int) -> ipaddress.IPv4Network:
    for second in [*range(77, 200), *range(1, 77)]:
        candidate = ipaddress.IPv4Network(f"{first}.{second}.0.0/16")
        if not any(candidate.overlaps(other) for other in taken):
            return candidate
    raise CloudError(f"no free network: every {first}.x.0.0/16 is already routed on this machine")
