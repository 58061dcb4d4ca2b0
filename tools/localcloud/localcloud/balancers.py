"""Load balancers that answer: each has a loopback address of its own, which is its DNS name as well, so that nothing of this
machine has to learn a name."""

import contextlib
import itertools
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from localcloud.compute import Compute
from localcloud.errors import CloudError
from localcloud.forwarding import Forwarding, listen
from localcloud.health import Health

log = logging.getLogger("localcloud")

Place = tuple[str, int]


class Answer(NamedTuple):
    """What a balancer answers itself."""

    status: int
    headers: dict[str, str]
    text: str


class Balancers:
    """Keeps a server at every HTTP listener that moto has, and tells it where a request goes."""

    def __init__(self, compute: Compute, network: Any) -> None:
        self._compute = compute
        self._prefix = f"127.{network.split('.')[1]}.255."
        self._health = Health()
        self._servers: dict[Place, Any] = {}
        self._refused: dict[Place, str] = {}
        self._turn = itertools.count()
        self._lock = threading.Lock()
        self._answering: Counter[str] = Counter()
        self._leaving: set[str] = set()

    def free_address(self) -> str:
        """An address that no load balancer of this cloud has; CloudError when there is none left."""
        taken = {balancer.dns_name for balancer in _recorded()}
        for number in range(1, 255):
            if f"{self._prefix}{number}" not in taken:
                return f"{self._prefix}{number}"
        raise CloudError("this cloud has no address for another load balancer: 254 is the most")

    def follow(self) -> None:
        """Opens what was recorded since, and closes what is gone."""
        with self._lock:
            wanted = {place for balancer in _recorded() for place in _places(balancer)}
            for place in set(self._servers) - wanted:
                self._servers.pop(place).stop()
            self._refused = {place: why for place, why in self._refused.items() if place in wanted}
            for place in wanted - set(self._servers):
                self._open(place)

    def _open(self, place: Place) -> None:
        try:
            self._servers[place] = listen(place, Forwarding.of(self, place))
            self._refused.pop(place, None)
        except OSError as error:
            self._refused[place] = error.strerror or str(error)
            log.warning("the load balancer at %s:%d does not answer: %s", *place, self._refused[place])

    def close(self) -> None:
        with self._lock:
            for server in self._servers.values():
                server.stop()
            self._servers.clear()

    # -- where a request goes -------------------------------------------------------------------------------------

    def action(self, place: Place) -> "Answer | list[Place]":
        """The balancer's own answer, or the targets to try, in this order."""
        there = [(balancer, listener) for balancer in _recorded() for listener in _listeners(balancer)]
        listener = next((listener for balancer, listener in there if _place(balancer, listener) == place), None)
        action = listener.default_actions[-1].data if listener and listener.default_actions else {}
        if action.get("Type") == "redirect":
            return _redirect(action["RedirectConfig"], place)
        if action.get("Type") == "fixed-response":
            told = action["FixedResponseConfig"]
            kind = {"Content-Type": told.get("ContentType", "text/plain")}
            return Answer(int(told["StatusCode"]), kind, told.get("MessageBody", ""))
        groups = [group for arn in _groups(action) if (group := target_group(arn)) is not None]
        good = [target for group in groups for target in self._targets(group) if self._health.is_good(group, target)]
        # As at AWS: where none is healthy, each is asked.
        found = good or [target for group in groups for target in self._targets(group)]
        turn = next(self._turn) % len(found) if found else 0
        return found[turn:] + found[:turn]

    def _targets(self, group: Any) -> list[Place]:
        """Those that are instances of this cloud and run; the address of anything else is nobody's business here."""
        guests = [(self._compute.guests.get(target["Id"]), target["Port"]) for target in list(group.targets.values())]
        return [(guest.address, int(port)) for guest, port in guests if guest is not None and guest.state == "running"]

    def finds_healthy(self, group: Any, instance: str) -> bool:
        """Whether a target group has an instance and finds it healthy."""
        target, guest = group.targets.get(instance), self._compute.guests.get(instance)
        runs = target is not None and guest is not None and guest.state == "running"
        return runs and self._health.is_good(group, (guest.address, int(target["Port"])))  # type: ignore[union-attr]

    def forget(self, address: str) -> None:
        """What was found at an address that another instance has by now."""
        self._health.forget(address)

    # -- one that goes --------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def answering(self, address: str) -> Iterator[bool]:
        """Around a request; False for a target that takes no more of them."""
        with self._lock:
            self._answering[address] += 1
        try:
            yield address not in self._leaving
        finally:
            with self._lock:
                self._answering[address] -= 1

    @contextlib.contextmanager
    def draining(self, addresses: list[str], seconds: float) -> Iterator[None]:
        """Within it nobody at these addresses is asked any more; it begins when their last answers are given, or so many seconds later."""
        with self._lock:
            self._leaving |= set(addresses)
        deadline = time.monotonic() + seconds
        while any(self._answering[address] > 0 for address in addresses) and time.monotonic() < deadline:
            time.sleep(0.05)
        try:
            yield
        finally:
            with self._lock:
                self._leaving -= set(addresses)

    def told(self) -> list[dict[str, Any]]:
        """For the status: every listener with its address, its targets, and why it does not answer if it does not."""
        rows = []
        for balancer in _recorded():
            for place in _places(balancer):
                targets = self.action(place)
                rows.append({
                    "name": balancer.name,
                    "url": f"http://{place[0]}{'' if place[1] == 80 else f':{place[1]}'}/",
                    "targets": [f"{address}:{port}" for address, port in targets] if isinstance(targets, list) else [],
                    "refused": self._refused.get(place),
                })
        return rows


# -- what moto has recorded -------------------------------------------------------------------------------------------


def _backends() -> list[Any]:
    from moto.elbv2.models import elbv2_backends

    return [backend for account in list(elbv2_backends.values()) for backend in list(account.values())]


def _recorded() -> list[Any]:
    return [balancer for backend in _backends() for balancer in list(backend.load_balancers.values())]


def _listeners(balancer: Any) -> list[Any]:
    return [listener for listener in list(balancer.listeners.values()) if listener.protocol == "HTTP"]


def _place(balancer: Any, listener: Any) -> Place:
    return balancer.dns_name, int(listener.port)


def _places(balancer: Any) -> list[Place]:
    return [_place(balancer, listener) for listener in _listeners(balancer)]


def target_group(arn: str) -> Any:
    """moto's own object; None where there is no such group any more."""
    return next((backend.target_groups[arn] for backend in _backends() if arn in backend.target_groups), None)


def _groups(action: dict[str, Any]) -> list[str]:
    if "TargetGroupArn" in action:
        return [action["TargetGroupArn"]]
    return [one["TargetGroupArn"] for one in action.get("ForwardConfig", {}).get("TargetGroups", [])]


def _redirect(told: dict[str, Any], place: Place) -> Answer:
    scheme = told.get("Protocol", "#{protocol}").replace("#{protocol}", "HTTP").lower()
    host = told.get("Host", "#{host}").replace("#{host}", place[0])
    port = told.get("Port", "#{port}").replace("#{port}", str(place[1]))
    shown = "" if (scheme, port) in (("http", "80"), ("https", "443")) else f":{port}"
    path = told.get("Path", "/#{path}")
    return Answer(int(told["StatusCode"].removeprefix("HTTP_")), {"Location": f"{scheme}://{host}{shown}{path}"}, "")
