"""The network of plain isolation: loopback addresses, nothing of the machine is changed."""

from pathlib import Path

from localcloud.errors import CloudError
from localcloud.localservices import Service
from localcloud.network import Network


class PlainNetwork(Network):
    """Each instance has an address in 127.0.0.0/8 on which its sshd alone listens."""

    def create_bridge(self) -> None:
        pass

    def guard(self, api_port: int, metadata_port: int, services: "set[Service] | None" = None) -> None:
        pass

    def attach(self, instance: str, address: str, egress: bool, process: int | None = None) -> Path:
        return Path("/")

    def detach(self, instance: str, address: str) -> None:
        pass

    def set_egress(self, address: str, egress: bool) -> None:
        if not egress:
            raise CloudError("plain isolation cannot cut an instance's ways out: it shares this machine's network")

    def asked(self, address: str) -> dict[str, int]:
        return {}
