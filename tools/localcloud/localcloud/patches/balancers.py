"""A load balancer's DNS name is an address at which it answers, and its targets' health is what it finds."""

from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup


def apply(cloud: Any) -> None:
    create_balancer, health = ELBv2Backend.create_load_balancer, FakeTargetGroup.health_for

    def create(self: Any, *given: Any, **named: Any) -> Any:
        address = cloud.balancers.free_address()
        balancer = create_balancer(self, *given, **named)
        balancer.dns_name = address
        return balancer

    def health_for(self: Any, target: dict[str, Any], ec2_backend: Any) -> FakeHealthStatus:
        known = self.targets.get(target["Id"])
        guest = cloud.compute.guests.get(target["Id"])
        if known is None or guest is None:
            return health(self, target, ec2_backend)
        port = self.health_check_port
        if guest.state != "running":
            text = f"Target is in the {guest.state} state"
            return FakeHealthStatus(known["Id"], known["Port"], port, "unused", "Target.InvalidState", text)
        if cloud.balancers.finds_healthy(self, target["Id"]):
            return FakeHealthStatus(known["Id"], known["Port"], port, "healthy")
        text = "Health checks failed"
        return FakeHealthStatus(known["Id"], known["Port"], port, "unhealthy", "Target.FailedHealthChecks", text)

    ELBv2Backend.create_load_balancer = create
    FakeTargetGroup.health_for = health_for
