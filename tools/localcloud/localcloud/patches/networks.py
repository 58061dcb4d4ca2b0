"""Default VPCs in the cloud's own network and with a way out; addresses that are reachable; route tables that count."""

from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.route_tables import RouteBackend
from moto.ec2.models.subnets import Subnet, SubnetBackend
from moto.ec2.models.vpcs import VPCBackend

from localcloud.errors import CloudError


def apply(cloud: Any) -> None:
    _default_vpc(cloud)
    _addresses(cloud)
    _routes(cloud)


def _default_vpc(cloud: Any) -> None:
    create_vpc, create_default = VPCBackend.create_vpc, VPCBackend.create_default_vpc
    create_subnet = SubnetBackend.create_default_subnet

    def in_our_network(self: Any, cidr_block: str, *words: Any, **named: Any) -> Any:
        return create_vpc(self, str(cloud.network.pool) if named.get("is_default") else cidr_block, *words, **named)

    def with_a_way_out(self: Any) -> Any:
        vpc = create_default(self)
        gateway = self.create_internet_gateway()
        self.attach_internet_gateway(gateway.id, vpc.id)
        table = next(table for table in self.route_tables.values() if table.vpc_id == vpc.id)
        self.create_route(table.id, "0.0.0.0/0", None, gateway_id=gateway.id)
        return vpc

    def without_public_addresses(self: Any, *words: Any, **named: Any) -> Any:
        subnet = create_subnet(self, *words, **named)
        subnet.map_public_ip_on_launch = False
        return subnet

    VPCBackend.create_vpc = in_our_network
    VPCBackend.create_default_vpc = with_a_way_out
    SubnetBackend.create_default_subnet = without_public_addresses


def _addresses(cloud: Any) -> None:
    def take(self: Any, instance: Any) -> str:
        try:
            address = cloud.network.take(self.cidr, instance.id)
        except CloudError as error:
            raise self.ec2_backend.raise_error("InsufficientFreeAddressesInSubnet", str(error)) from None
        self._subnet_ips[address] = instance
        return address

    def request(self: Any, ip: str, instance: Any) -> None:
        try:
            if cloud.network.take(self.cidr, getattr(instance, "id", ip), wish=ip) == ip:
                self._subnet_ips[ip] = instance
                return
        except CloudError as error:
            raise self.ec2_backend.raise_error("InvalidIPAddress.InUse", str(error)) from None
        raise self.ec2_backend.raise_error(
            "InvalidParameterValue",
            f"Local cloud: subnet {self.id} ({self.cidr}) lies outside {cloud.network.pool}, "
            "where alone addresses are reachable; leave the private address out.",
        )

    def public(self: Any) -> None:
        # The address of the instance is reachable already: its public address is the same one.
        if self.public_ip_auto_assign:
            self.public_ip = self.private_ip_address

    Subnet.get_available_subnet_ip = take
    Subnet.request_ip = request
    NetworkInterface.check_auto_public_ip = public


def _routes(cloud: Any) -> None:
    def followed(name: str) -> None:
        original = getattr(RouteBackend, name)

        def change(self: Any, *words: Any, **named: Any) -> Any:
            result = original(self, *words, **named)
            cloud.compute.routes_changed()
            return result

        setattr(RouteBackend, name, change)

    for name in (
        "create_route",
        "replace_route",
        "delete_route",
        "associate_route_table",
        "disassociate_route_table",
        "replace_route_table_association",
    ):
        followed(name)
