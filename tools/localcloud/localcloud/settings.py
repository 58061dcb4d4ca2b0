"""What can be changed while the cloud runs: delays, throttling, faults, further access keys."""

import os
import re
import threading
from dataclasses import dataclass, field
from typing import Any

from localcloud.errors import CloudError

KINDS = ("instance", "image", "snapshot", "copy")


def parse_delays(text: str) -> dict[str, float]:
    """``instance=2,image=5`` → seconds by kind; CloudError names the wrong word."""
    delays = {}
    for word in filter(None, re.split(r"[,\s]+", text or "")):
        kind, _, seconds = word.partition("=")
        if kind not in KINDS or not re.fullmatch(r"\d+(\.\d+)?", seconds):
            raise CloudError(f"delay '{word}': expected KIND=SECONDS with KIND one of {', '.join(KINDS)}")
        delays[kind] = float(seconds)
    return delays


def parse_keys(text: str) -> dict[str, str | None]:
    """``AKIA1,AKIA2:its-secret`` → secrets by access key; None: the cloud's own secret."""
    words = [word.partition(":") for word in re.split(r"[,\s]+", text) if word]
    return {key: secret or None for key, _, secret in words}


def _keys(wish: Any) -> dict[str, str | None]:
    if wish is None or isinstance(wish, list):
        wish = dict.fromkeys(wish or [])
    if not isinstance(wish, dict) or not all(
        isinstance(key, str) and isinstance(secret, str | None) for key, secret in wish.items()
    ):
        raise CloudError("accessKeys: expected {access key id: its secret, or null for the cloud's own}, or a list of ids")
    return wish


@dataclass
class Fault:
    """The next ``times`` calls of ``action`` (``*``: any) fail with ``code``, lose the connection, or come late."""

    action: str
    times: int = 1
    code: str | None = None
    message: str = "Injected by the local cloud."
    status: int = 400
    drop: bool = False
    latency: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.action, str) or not self.action:
            raise CloudError("fault: 'action' must name an API action such as RunInstances, or * for any")
        if not isinstance(self.times, int) or self.times < 1:
            raise CloudError(f"fault for {self.action}: 'times' must be a positive number, not {self.times!r}")
        if not (self.code or self.drop or self.latency):
            raise CloudError(f"fault for {self.action}: give 'code', 'drop' or 'latency'")


@dataclass
class Settings:
    """Seconds each state lasts, and what the API does on purpose."""

    delays: dict[str, float] = field(default_factory=dict)
    throttle: bool = False
    access_keys: dict[str, str | None] = field(default_factory=dict)  # further keys and secrets; None: the cloud's own
    hosts: list[str] = field(default_factory=list)  # further names by which the API is called
    faults: list[Fault] = field(default_factory=list)
    patience: float | None = None  # the most seconds in which a new instance has to be healthy; None: as its template says
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @staticmethod
    def from_environment() -> "Settings":
        return Settings(
            delays=parse_delays(os.environ.get("LOCALCLOUD_DELAY", "")),
            throttle=os.environ.get("LOCALCLOUD_THROTTLE", "") not in ("", "0"),
            access_keys=parse_keys(os.environ.get("LOCALCLOUD_ACCESS_KEYS", "")),
        )

    def delay(self, kind: str) -> float:
        return self.delays.get(kind, 0.0)

    def patient(self, seconds: float) -> float:
        """How long to wait for a new instance of which a template says so many seconds."""
        return seconds if self.patience is None else min(seconds, self.patience)

    def change(self, wish: dict[str, Any]) -> None:
        """Applies a JSON object; nothing is applied when any of it is wrong."""
        unknown = set(wish) - {"delays", "throttle", "accessKeys", "hosts", "faults", "patience"}
        if unknown:
            raise CloudError(
                f"unknown setting '{sorted(unknown)[0]}': expected delays, throttle, accessKeys, hosts, faults, patience"
            )
        delays = wish.get("delays", {})
        if not isinstance(delays, dict):
            raise CloudError('delays: expected an object such as {"image": 5}')
        delays = parse_delays(",".join(f"{kind}={seconds}" for kind, seconds in delays.items()))
        try:
            faults = [Fault(**fault) for fault in wish.get("faults", [])]
        except TypeError as error:
            raise CloudError(f"fault: {error}") from None
        keys = _keys(wish.get("accessKeys", self.access_keys))
        hosts = wish.get("hosts", self.hosts)
        if not isinstance(hosts, list) or not all(isinstance(host, str) for host in hosts):
            raise CloudError('hosts: expected a list of host names such as ["ec2.example"]')
        patience = wish.get("patience", self.patience)
        if patience is not None and (not isinstance(patience, int | float) or isinstance(patience, bool) or patience <= 0):
            raise CloudError("patience: expected seconds, or null for what each template says")
        with self._lock:
            self.patience = patience
            self.delays.update(delays)
            self.throttle = bool(wish.get("throttle", self.throttle))
            self.access_keys = keys
            self.hosts = [host.lower() for host in hosts]
            if "faults" in wish:
                self.faults = faults

    def take_fault(self, action: str) -> Fault | None:
        """The fault this call shall suffer, counted down; None for a call that goes well."""
        with self._lock:
            for fault in self.faults:
                if fault.action in (action, "*"):
                    fault.times -= 1
                    if fault.times == 0:
                        self.faults.remove(fault)
                    return fault
        return None

    def as_json(self) -> dict[str, Any]:
        return {
            "delays": {kind: self.delay(kind) for kind in KINDS},
            "throttle": self.throttle,
            "accessKeys": sorted(self.access_keys),
            "hosts": self.hosts,
            "patience": self.patience,
            "faults": [dict(vars(fault)) for fault in self.faults],
        }
