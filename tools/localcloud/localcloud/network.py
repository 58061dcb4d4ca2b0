"""Addresses that this machine alone can reach: a bridge, a network namespace an instance, one nftables table."""

import contextlib
import ipaddress
import json
import threading
from collections.abc import Iterable
from pathlib import Path

from localcloud import firewall, registry
from localcloud.errors import CloudError
from localcloud.localservices import Service
from localcloud.processes import run
from localcloud.state import State

COUNTERS = ("names", "connections")


class Network:
    """The wires of one cloud; everything it makes carries the cloud's id, so that it can be found and removed."""

    def __init__(self, cloud: str, pool: ipaddress.IPv4Network) -> None:
        self.cloud = cloud
        self.pool = pool
        self.bridge = f"lc{cloud}"
        self.table = f"localcloud_{cloud}"
        self.gateway = str(pool[1])
        self._used: dict[str, str] = {}
        self._lock = threading.Lock()

    # -- the cloud's own wires ------------------------------------------------------------------------------------

    def create_bridge(self) -> None:
        mtu = _uplink_mtu()
        run(["ip", "link", "add", self.bridge, "mtu", mtu, "type", "bridge", "forward_delay", "0"])
        run(
            ["ip", "-batch", "-"],
            stdin=f"addr add {self.gateway}/{self.pool.prefixlen} dev {self.bridge}\nlink set {self.bridge} up\n",
        )
        with contextlib.suppress(OSError):  # the firewall knows IPv4; there shall be nothing else to guard
            Path(f"/proc/sys/net/ipv6/conf/{self.bridge}/disable_ipv6").write_text("1")

    def guard(self, api_port: int, metadata_port: int, services: "set[Service] | None" = None) -> None:
        """From here on packets go where they may, and nowhere else. ``services`` of this machine are open to who may leave."""
        rules = firewall.rules(self.table, self.bridge, str(self.pool), self.gateway, (api_port, metadata_port), services or set())
        run(["nft", "-f", "-"], stdin=rules)
        with registry.locked():
            if registry.FORWARDING.read_text().strip() != "1":
                registry.FORWARDING.write_text("1")
        _open_foreign_firewall(self.bridge)

    # -- addresses ------------------------------------------------------------------------------------------------

    def take(self, subnet: ipaddress.IPv4Network, owner: str, wish: str | None = None) -> str:
        """An address for an instance: of its subnet when that lies in this cloud's network, else of a reserve.

        A subnet of somebody's template (10.0.0.0/24, say) may well be routed elsewhere on this machine.
        """
        inside = subnet.version == 4 and subnet.subnet_of(self.pool)
        block = subnet if inside else list(self.pool.subnets(new_prefix=20))[-1]
        with self._lock:
            if wish and inside:
                if wish in self._used:
                    raise CloudError(f"Address {wish} is in use.")
                self._used[wish] = owner
                return wish
            for number in range(4, block.num_addresses - 1):
                address = str(block[number])
                if address not in self._used:
                    self._used[address] = owner
                    return address
        raise CloudError(f"There are not enough free addresses in subnet '{subnet}' to satisfy the request.")

    def give_back(self, address: str) -> None:
        with self._lock:
            self._used.pop(address, None)

    # -- an instance's wires --------------------------------------------------------------------------------------

    def namespace(self, instance: str) -> str:
        return f"lc{self.cloud}-{instance}"

    def _veth(self, address: str) -> str:
        return f"lc{self.cloud}" + "".join(f"{int(part):02x}" for part in address.split(".")[2:])

    def attach(self, instance: str, address: str, egress: bool, process: int | None = None) -> Path:
        """Puts eth0 into the network namespace of the process, or into a new one; returns the path systemd-nspawn wants."""
        namespace, veth, mac = self.namespace(instance), self._veth(address), _mac(address)
        self.detach(instance, address)
        mtu = _uplink_mtu()
        run(["ip", "netns", *(["add", namespace] if process is None else ["attach", namespace, str(process)])])
        self._own(veth, mac, address, True)
        run(
            ["ip", "-batch", "-"],
            stdin=(
                f"link add {veth} mtu {mtu} type veth peer name eth0 address {mac} netns {namespace}\n"
                f"link set {veth} master {self.bridge} up\n"
            ),
        )
        run(
            ["ip", "-n", namespace, "-batch", "-"],
            stdin=(
                f"link set lo up\nlink set eth0 mtu {mtu} up\naddr add {address}/{self.pool.prefixlen} dev eth0\n"
                f"route add default via {self.gateway} dev eth0\n"
            ),
        )
        self._allow(address, egress)
        return Path("/run/netns") / namespace

    def detach(self, instance: str, address: str) -> None:
        run(["ip", "netns", "del", self.namespace(instance)], check=False)
        run(["ip", "link", "del", self._veth(address)], check=False)
        self._own(self._veth(address), _mac(address), address, False)
        self._allow(address, False)
        for counter in COUNTERS:
            run(["nft", "delete", "element", "bridge", self.table, counter, f"{{ {address} }}"], check=False)

    def set_egress(self, address: str, egress: bool) -> None:
        """Opens or cuts every way out of a running instance."""
        self._allow(address, egress)

    def asked(self, address: str) -> dict[str, int]:
        """How many packets an instance has sent since it was switched on that ask for a name or begin a connection."""
        return {counter: self._counted(counter, address) for counter in COUNTERS}

    def _counted(self, counter: str, address: str) -> int:
        listed = json.loads(run(["nft", "-j", "list", "set", "bridge", self.table, counter]))["nftables"]
        elements = [entry["elem"] for one in listed if "set" in one for entry in one["set"].get("elem", [])]
        return next((one["counter"]["packets"] for one in elements if one["val"] == address), 0)

    def _allow(self, address: str, allowed: bool) -> None:
        verb = "add" if allowed else "delete"
        for family in ("bridge", "ip"):
            run(["nft", verb, "element", family, self.table, "egress", f"{{ {address} }}"], check=allowed)

    def _own(self, veth: str, mac: str, address: str, owns: bool) -> None:
        """Whether what comes out of this wire may carry these addresses; all else of it is dropped."""
        element = f'{{ "{veth}" . {mac} . {address} }}'
        run(["nft", "add" if owns else "delete", "element", "bridge", self.table, "owners", element], check=owns)


def _mac(address: str) -> str:
    return "02:6c:" + ":".join(f"{int(part):02x}" for part in address.split("."))


def _uplink_mtu() -> str:
    routes = json.loads(run(["ip", "-j", "-4", "route", "show", "default"], check=False) or "[]")
    for route in routes:
        with contextlib.suppress(OSError):
            return Path(f"/sys/class/net/{route['dev']}/mtu").read_text().strip()
    return "1500"


def _open_foreign_firewall(bridge: str) -> None:
    """Docker and others drop what they do not know in the FORWARD chain; our own table cannot overrule that."""
    if "-P FORWARD DROP" not in run_if_there(["iptables", "-S", "FORWARD"]):
        return
    for direction in ("-i", "-o"):
        run(["iptables", "-w", "-I", "FORWARD", direction, bridge, "-j", "ACCEPT"], check=False)


def _close_foreign_firewall(bridge: str) -> None:
    for line in run_if_there(["iptables", "-S", "FORWARD"]).splitlines():
        if line.endswith(f" {bridge} -j ACCEPT"):
            run(["iptables", "-w", "-D", *line.split()[1:]], check=False)


def run_if_there(words: Iterable[str]) -> str:
    """What the program prints, or nothing where it is not installed or refuses."""
    with contextlib.suppress(CloudError):
        return run(list(words), check=False)
    return ""


def clean(state: State) -> set[str]:
    """Removes every wire of a cloud that is gone; returns the names of what was removed."""
    removed = set()
    prefix = f"lc{state.id}"
    for path in Path("/run/netns").glob(f"{prefix}-*"):
        run_if_there(["ip", "netns", "del", path.name])
        with contextlib.suppress(OSError):
            path.unlink()
        removed.add(path.name)
    for path in sorted(Path("/sys/class/net").glob(f"{prefix}*"), reverse=True):
        run_if_there(["ip", "link", "del", path.name])
        removed.add(path.name)
    for family in ("ip", "bridge"):
        if f"localcloud_{state.id}" in run_if_there(["nft", "list", "tables", family]):
            run_if_there(["nft", "delete", "table", family, f"localcloud_{state.id}"])
            removed.add(f"localcloud_{state.id}")
    _close_foreign_firewall(prefix)
    return removed
