"""Spot: requests that launch at once, by RunInstances, RequestSpotInstances or CreateFleet, and are closed with their instance."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models.fleets import Fleet
from moto.ec2.models.instances import Instance
from moto.ec2.models.spot_requests import SpotInstanceRequest
from moto.ec2.responses.spot_instances import SpotInstances
from moto.ec2.utils import parse_user_data, random_spot_request_id


def apply(cloud: Any) -> None:
    Instance.spot_instance_request_id = None
    SpotInstanceRequest.create_time = property(lambda self: self.created)
    SpotInstanceRequest.state = property(_state, lambda self, state: self.__dict__.update(_state=state))
    SpotInstanceRequest.launch_instance = _launching(SpotInstanceRequest.launch_instance)
    SpotInstances.request_spot_instances = _request
    Fleet.create_on_demand_requests = _on_demand


class Asked:
    """What RequestSpotInstances was asked to launch."""

    def __init__(self, **named: Any) -> None:
        self.named = named


class Launched:
    """An instance that RunInstances has launched: its request is made afterwards."""

    def __init__(self, instance: Any) -> None:
        self.instance = instance


def record(backend: Any, instance: Any) -> None:
    """The request that EC2 makes for a Spot instance of RunInstances."""
    if instance.spot_instance_request_id is None:
        backend.request_spot_instances(
            **_PLAIN,
            price="",
            image_id=instance.image_id,
            count=1,
            spot_instance_type="one-time",
            key_name=instance.key_name,
            security_groups=[group.id for group in instance.security_groups],
            user_data=None,
            instance_type=instance.instance_type,
            placement=instance._placement.zone,
            subnet_id=instance.subnet_id,
            launch_spec=Launched(instance),
        )


_PLAIN: dict[str, Any] = {
    "valid_from": None,
    "valid_until": None,
    "launch_group": None,
    "availability_zone_group": None,
    "kernel_id": None,
    "ramdisk_id": None,
    "monitoring_enabled": False,
}


def _state(request: Any) -> str:
    gone = getattr(request, "instance", None) is not None and request.instance.state == "terminated"
    return "closed" if gone and request._state == "active" else request._state


def _launching(of_a_spot_fleet: Any) -> Any:
    def launch(self: Any) -> Any:
        self.created = utcnow()
        told = self.launch_spec
        if isinstance(told, Launched):
            instance = told.instance
        elif isinstance(told, Asked):
            instance = self.ec2_backend.run_instances(**told.named, lifecycle="spot").instances[0]
        elif told is not None:
            instance = _of_template(self.ec2_backend, told, lifecycle="spot", spot_fleet_id=self.spot_fleet_id)
        else:
            instance = of_a_spot_fleet(self)
        instance.spot_instance_request_id = self.id
        return instance

    return launch


def _of_template(backend: Any, told: Any, **named: Any) -> Any:
    """An instance as a fleet's launch template says, and above it what the fleet overrides."""
    over = told.overrides or {}
    return backend.run_instances(
        image_id=over.get("ImageId"),
        count=1,
        user_data=None,
        security_group_names=[],
        region_name=backend.region_name,
        instance_type=over.get("InstanceType"),
        is_instance_type_default=not over.get("InstanceType"),
        placement=over.get("AvailabilityZone"),
        subnet_id=over.get("SubnetId"),
        tags=told.tag_specifications,
        launch_template=told.launch_template_spec,
        **named,
    ).instances[0]


def _on_demand(self: Any, weight_to_add: float) -> None:
    weights, added = self.get_launch_spec_counts(weight_to_add)
    for told, count in weights.items():
        for _ in range(int(count)):
            instance = _of_template(self.ec2_backend, told, fleet_id=self.id)
            self.on_demand_instances.append({"id": random_spot_request_id(), "instance": instance, "launch_spec": told})
    self.fulfilled_capacity += added


def _request(self: Any) -> ActionResult:
    told = self._get_param("LaunchSpecification", {})
    tags = self._parse_tag_specification()
    profile = told.get("IamInstanceProfile") or {}
    groups = [*told.get("SecurityGroups", []), *told.get("SecurityGroupIds", [])]
    interfaces = told.get("NetworkInterfaces", [])
    zone = (told.get("Placement") or {}).get("AvailabilityZone")
    user_data = parse_user_data(told.get("UserData"))
    asked = Asked(
        image_id=told.get("ImageId"),
        count=1,
        user_data=user_data,
        security_group_names=told.get("SecurityGroups", []),
        security_group_ids=told.get("SecurityGroupIds", []),
        region_name=self.region,
        instance_type=told.get("InstanceType", "m1.small"),
        is_instance_type_default=not told.get("InstanceType"),
        placement=zone,
        subnet_id=None if interfaces else told.get("SubnetId"),
        nics=interfaces,
        key_name=told.get("KeyName"),
        ebs_optimized=bool(told.get("EbsOptimized")),
        iam_instance_profile_name=profile.get("Name"),
        iam_instance_profile_arn=profile.get("Arn"),
        block_device_mappings=told.get("BlockDeviceMappings", []),
    )
    self.error_on_dryrun()
    requests = self.ec2_backend.request_spot_instances(
        **{**_PLAIN, "valid_from": self._get_param("ValidFrom"), "valid_until": self._get_param("ValidUntil")},
        price=self._get_param("SpotPrice") or "",
        image_id=told.get("ImageId"),
        count=int(self._get_param("InstanceCount", 1)),
        spot_instance_type=self._get_param("Type", "one-time"),
        key_name=told.get("KeyName"),
        security_groups=groups,
        user_data=user_data,
        instance_type=told.get("InstanceType"),
        placement=zone,
        subnet_id=told.get("SubnetId"),
        tags=tags,
        launch_spec=asked,
    )
    return ActionResult({"SpotInstanceRequests": requests})
