"""A load balancer's DNS name is an address at which it answers."""

from typing import Any

from moto.elbv2.models import ELBv2Backend

_moto = ELBv2Backend.create_load_balancer


def apply(cloud: Any) -> None:
    def create(self: Any, *given: Any, **named: Any) -> Any:
        address = cloud.balancers.free_address()
        balancer = _moto(self, *given, **named)
        balancer.dns_name = address
        return balancer

    ELBv2Backend.create_load_balancer = create
