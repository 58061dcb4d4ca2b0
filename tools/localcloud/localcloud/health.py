"""Whether a target of a load balancer is well, asked as its target group says."""

import http.client
import threading
import time
from typing import Any

FRESH_SECONDS = 2.0
LONGEST_SECONDS = 5.0


class Health:
    """Asks a target at most every two seconds."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, int], tuple[float, bool]] = {}
        self._lock = threading.Lock()

    def is_good(self, group: Any, target: tuple[str, int]) -> bool:
        key = (group.arn, *target)
        with self._lock:
            when, good = self._known.get(key, (-FRESH_SECONDS, False))
        if time.monotonic() - when >= FRESH_SECONDS:
            good = _asked(group, target)
            with self._lock:
                self._known[key] = (time.monotonic(), good)
        return good

    def forget(self, address: str) -> None:
        """For an address that another instance gets."""
        with self._lock:
            self._known = {key: found for key, found in self._known.items() if key[1] != address}


def _asked(group: Any, target: tuple[str, int]) -> bool:
    port = str(group.health_check_port or "traffic-port")
    seconds = min(float(group.health_check_timeout_seconds), LONGEST_SECONDS)
    connection = http.client.HTTPConnection(target[0], target[1] if port == "traffic-port" else int(port), timeout=seconds)
    try:
        connection.request("GET", group.health_check_path or "/", headers={"User-Agent": "ELB-HealthChecker/2.0"})
        return accepts((group.matcher or {}).get("HttpCode", "200"), connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def accepts(matcher: str, status: int) -> bool:
    """Whether ``200``, ``200,302`` or ``200-299`` names this status."""
    for word in matcher.split(","):
        first, _, last = word.partition("-")
        if int(first) <= status <= int(last or first):
            return True
    return False
