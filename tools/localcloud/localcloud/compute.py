"""Instances: which of them runs where, and how each goes from one state to the next."""

import functools
import ipaddress
import logging
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from localcloud import console
from localcloud.cgroups import ControlGroup
from localcloud.disks import Disks
from localcloud.isolation import Isolation
from localcloud.later import beside
from localcloud.machine import Machine
from localcloud.network import Network
from localcloud.settings import Settings
from localcloud.state import State

log = logging.getLogger("localcloud")

PENDING, RUNNING, SHUTTING_DOWN = ("pending", 0), ("running", 16), ("shutting-down", 32)
TERMINATED, STOPPING, STOPPED = ("terminated", 48), ("stopping", 64), ("stopped", 80)
BOOT_SECONDS = 10


class Guest:
    """An instance as this machine sees it; ``record`` is moto's own object, whose state everybody reads."""

    def __init__(self, record: Any, address: str, profile: str | None) -> None:
        self.record = record
        self.id: str = record.id
        self.address = address
        self.profile = profile
        self.machine: Machine | None = None
        self.egress: bool | None = None  # None: as the subnet's route table says
        self.lock = threading.RLock()

    def become(self, state: Any, code: str = "", message: str = "") -> None:
        if state is TERMINATED:
            try:
                self.record.gone()
            except Exception:  # pylint: disable=broad-except
                log.exception("%s: moto does not let it go", self.id)
        self.record._state.name, self.record._state.code = state
        self.record.state_reason.code, self.record.state_reason.message = code, message

    @property
    def state(self) -> str:
        return self.record._state.name


class Compute:
    """Boots, stops and destroys instances."""

    def __init__(
        self, state: State, settings: Settings, network: Network, disks: Disks, isolation: Isolation, resolv_conf: Path
    ) -> None:
        self.state = state
        self.settings = settings
        self.network = network
        self.disks = disks
        self.isolation = isolation
        self.metadata = ("169.254.169.254", 80)  # where the metadata service really listens, once it does
        self.resolv_conf = resolv_conf
        self.guests: dict[str, Guest] = {}

    # -- finding --------------------------------------------------------------------------------------------------

    def by_address(self, address: str) -> Guest | None:
        """The instance that is switched on at this address; addresses are used again after a termination."""
        return next((guest for guest in list(self.guests.values()) if guest.address == address and guest.machine), None)

    def console(self, instance: str) -> bytes:
        """The last of what it wrote to its console, also when it is gone."""
        return console.shown(self._console(instance))

    def _console(self, instance: str) -> Path:
        return self.state.consoles / f"{instance}.log"

    # -- from one state to the next -------------------------------------------------------------------------------

    def launch(self, guests: Iterable[Guest], chain: list[str]) -> None:
        """Boots new instances, all at once; returns when sshd answers, or at once when states shall last."""
        threads = []
        for guest in guests:
            self.guests[guest.id] = guest
            guest.become(PENDING)
            self.disks.create(guest.id, chain)
            threads.append(beside(functools.partial(self._boot, guest)))
        self._join(threads)

    def start(self, guest: Guest) -> None:
        if guest.state != "stopped":
            return
        guest.become(PENDING)
        self._join([beside(lambda: self._boot(guest))])

    def stop(self, guest: Guest, force: bool = False) -> None:
        if guest.state not in ("running", "pending"):
            return
        guest.become(STOPPING, "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown")
        self._join([beside(lambda: self._halt(guest, STOPPED, force))])

    def terminate(self, guest: Guest) -> None:
        if guest.state in ("terminated", "shutting-down"):
            return
        guest.become(
            SHUTTING_DOWN, "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown"
        )
        self._join([beside(lambda: self._halt(guest, TERMINATED, True))])

    def reboot(self, guest: Guest) -> None:
        if guest.state == "running":
            beside(lambda: self._restart(guest))

    def _join(self, threads: list[threading.Thread]) -> None:
        if self.settings.delay("instance") <= 0:
            for thread in threads:
                thread.join()

    def _boot(self, guest: Guest) -> None:
        began = time.monotonic()
        with guest.lock:
            if guest.state != "pending":
                return
            try:
                self._power_on(guest)
            except Exception as error:  # pylint: disable=broad-except
                log.exception("%s does not boot", guest.id)
                self._power_off(guest, True)
                self.disks.destroy(guest.id)
                self.network.give_back(guest.address)
                guest.become(
                    TERMINATED,
                    "Server.InternalError",
                    f"Server.InternalError: the local cloud could not boot it: {error}",
                )
                return
            machine = guest.machine
        assert machine is not None
        seen = machine.wait_until_up(guest.address, BOOT_SECONDS)
        log.info(
            "%s %s %s: %s after %.2f s", guest.id, guest.record.image_id, guest.address, seen, time.monotonic() - began
        )
        self._let_last("instance", began)
        with guest.lock:
            if guest.state == "pending" and guest.machine is machine:
                guest.become(RUNNING)

    def _halt(self, guest: Guest, final: Any, force: bool) -> None:
        began = time.monotonic()
        with guest.lock:
            self._power_off(guest, force)
            if final is TERMINATED:
                self.disks.destroy(guest.id)
                self.network.give_back(guest.address)
        self._let_last("instance", began)
        guest.become(final, guest.record.state_reason.code, guest.record.state_reason.message)
        log.info("%s %s after %.2f s", guest.id, final[0], time.monotonic() - began)

    def _let_last(self, kind: str, began: float) -> None:
        time.sleep(max(0.0, self.settings.delay(kind) - (time.monotonic() - began)))

    def _restart(self, guest: Guest) -> None:
        with guest.lock:
            if guest.state == "running":
                self._power_off(guest, False)
                self._power_on(guest)

    def _left_by_itself(self, guest: Guest, machine: Machine, rebooting: bool) -> None:
        """``poweroff`` or ``reboot`` inside the instance, or a crash."""
        with guest.lock:
            if guest.machine is not machine:
                return
            if rebooting:
                self._power_off(guest, True)
                self._power_on(guest)
                return
            reason = "Client.InstanceInitiatedShutdown"
            message = f"{reason}: Instance initiated shutdown"
            ends = guest.record.instance_initiated_shutdown_behavior == "terminate"
            if not ends:
                guest.become(STOPPING, reason, message)
        if ends:
            guest.record.terminate()
            guest.record.state_reason.code, guest.record.state_reason.message = reason, message
        else:
            self._halt(guest, STOPPED, True)

    # -- power ----------------------------------------------------------------------------------------------------

    def _power_on(self, guest: Guest) -> None:
        attach = functools.partial(self.network.attach, guest.id, guest.address, self.may_leave(guest))
        private = self.isolation.users is not None
        namespace = Path() if private else attach()
        root = self.disks.mount(guest.id)
        words = self.isolation.words(guest.id, root, guest.address, namespace, self.resolv_conf, self.metadata)
        cgroup = ControlGroup(self.state.id, guest.id)
        left = functools.partial(self._left_by_itself, guest)
        guest.machine = Machine(words, self._console(guest.id), cgroup, left, root.parent / "gate" if private else None)
        if private:
            guest.machine.connect(attach)

    def _power_off(self, guest: Guest, force: bool) -> None:
        machine, guest.machine = guest.machine, None
        if machine is not None:
            machine.kill() if force or not self.isolation.contained else machine.shut_down()
        if not self.isolation.contained:
            self.disks.tidy_plain(guest.id)
        self.disks.unmount(guest.id)
        self.network.detach(guest.id, guest.address)

    def close(self) -> None:
        """Ends every instance at once: the cloud stops."""
        threads = [
            beside(functools.partial(self._power_off, guest, True))
            for guest in list(self.guests.values())
            if guest.machine is not None
        ]
        for thread in threads:
            thread.join()

    # -- images of them -------------------------------------------------------------------------------------------

    def capture(self, guest: Guest, holder: str, reboot: bool) -> None:
        """Keeps the disk for ``holder``: a stopped one as it is, a running one shut down meanwhile or merely frozen."""
        with guest.lock:
            machine = guest.machine
            if machine is None:
                self.disks.capture(guest.id, holder, mounted=False)
            elif reboot:
                self._power_off(guest, False)
                self.disks.capture(guest.id, holder, mounted=False)
                self._power_on(guest)
            else:
                machine.freeze(True)
                try:
                    self.disks.capture(guest.id, holder, mounted=True)
                finally:
                    machine.freeze(False)

    # -- ways out -------------------------------------------------------------------------------------------------

    def may_leave(self, guest: Guest) -> bool:
        """Whether packets of this instance may leave the machine."""
        return guest.egress if guest.egress is not None else routes_out(guest.record)

    def asked(self, instance: str) -> dict[str, int]:
        """What an instance that is switched on has asked its network for; empty where nobody counts."""
        guest = self.guests.get(instance)
        return self.network.asked(guest.address) if guest is not None and guest.machine is not None else {}

    def set_egress(self, guest: Guest, allowed: bool | None) -> None:
        with guest.lock:
            guest.egress = allowed
            if guest.machine is not None:
                self.network.set_egress(guest.address, self.may_leave(guest))

    def routes_changed(self) -> None:
        """A route table changed: running instances follow it."""
        for guest in list(self.guests.values()):
            if guest.machine is not None and guest.egress is None:
                self.set_egress(guest, None)


def routes_out(record: Any) -> bool:
    """Whether the route table of the instance's subnet has a way to 0.0.0.0/0."""
    backend = record.ec2_backend
    tables = [table for table in backend.route_tables.values() if table.vpc_id == record.vpc_id]
    own = [table for table in tables if record.subnet_id in table._associations.values()]
    for table in own or [table for table in tables if table.main_association_id]:
        for route in table.routes:
            if route.destination_cidr_block == "0.0.0.0/0" and not route.local:
                return True
    return False


def subnet_of(record: Any) -> ipaddress.IPv4Network:
    return record.ec2_backend.get_subnet(record.subnet_id).cidr
