"""RunInstances and its like act on real machines."""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.core.utils import utcnow
from moto.ec2.exceptions import InvalidAMIIdError, InvalidInstanceTypeError, InvalidKeyPairNameError
from moto.ec2.models.instances import Instance, InstanceBackend, MetadataOptions
from moto.ec2.responses.general import General
from moto.ec2.responses.instances import InstanceResponse

from localcloud.compute import Guest
from localcloud.patches import spot, volumes


def apply(cloud: Any) -> None:
    _launching(cloud)
    _states(cloud)
    _describing(cloud)


def _launching(cloud: Any) -> None:
    original = InstanceBackend.run_instances

    def run_instances(
        self: Any, image_id: str, count: int, user_data: Any, security_group_names: list[str], **named: Any
    ) -> Any:
        if named.get("launch_template") and cloud.template_version.get():
            named["launch_template"].setdefault("Version", cloud.template_version.get())
        template = _template(self, named)
        image = _image(self, image_id or template.get("ImageId"))
        _complete(self, named, image, template)
        volumes.complete(self, image, named, template)
        volumes.add_tags(template, named)
        before = set(self.reservations)
        try:
            reservation = original(self, image_id, count, user_data, security_group_names, **named)
        except Exception as error:
            for half_made in set(self.reservations) - before:
                del self.reservations[half_made]
            if isinstance(error, InvalidInstanceTypeError):
                text = f"Invalid value '{named['instance_type']}' for InstanceType."
                raise self.raise_error("InvalidParameterValue", text) from None
            raise
        profile = named.get("iam_instance_profile_name") or named.get("iam_instance_profile_arn") or _profile(template)
        guests = [Guest(instance, instance.private_ip, profile) for instance in reservation.instances]
        if named.get("instance_market_options") or template.get("InstanceMarketOptions"):
            for instance in reservation.instances:
                instance.lifecycle = "spot"
                if not named.get("spot_fleet_id"):
                    spot.record(self, instance)
        cloud.compute.launch(guests, cloud.images.chain(image.id))
        return reservation

    InstanceBackend.run_instances = run_instances


def _complete(backend: Any, named: dict[str, Any], image: Any, template: dict[str, Any]) -> None:
    """Adds what moto takes neither from the launch template nor from the image, and a place."""
    _check_key(backend, named.get("key_name") or template.get("KeyName"))
    named["metadata_options"] = _metadata(
        image, {**template.get("MetadataOptions", {}), **(named.get("metadata_options") or {})}
    )
    named.setdefault("associate_public_ip", None)
    named.setdefault("is_instance_type_default", not named.get("instance_type"))
    behaviour = "instance_initiated_shutdown_behavior"
    named[behaviour] = named.get(behaviour) or template.get("InstanceInitiatedShutdownBehavior")
    if not named.get("nics") and template.get("NetworkInterfaces"):
        named["nics"] = _interfaces(named, template["NetworkInterfaces"])
    if not named.get("subnet_id") and not any("SubnetId" in nic for nic in named.get("nics") or []):
        _place(backend, named, template)


def _template(backend: Any, named: dict[str, Any]) -> dict[str, Any]:
    return backend._get_template_from_args(named["launch_template"]).data if named.get("launch_template") else {}


def _image(backend: Any, image_id: str | None) -> Any:
    image = backend.amis.get(image_id)
    if image is None:
        if not str(image_id).startswith("ami-"):
            raise backend.raise_error("InvalidAMIID.Malformed", f'Invalid id: "{image_id}" (expecting "ami-...")')
        raise InvalidAMIIdError(image_id)
    if image.state != "available":
        raise backend.raise_error(
            "InvalidAMIID.Unavailable", f"The image ID '{image_id}' is not available (state {image.state})"
        )
    return image


def _check_key(backend: Any, key_name: str | None) -> None:
    if key_name and key_name not in backend.key_pairs:
        raise InvalidKeyPairNameError({key_name})


def _metadata(image: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """An image registered for IMDSv2 demands it of its instances, unless the launch says otherwise."""
    strict = getattr(image, "imds_support", None) == "v2.0"
    return {**({"HttpTokens": "required", "HttpPutResponseHopLimit": 2} if strict else {}), **asked}


def _interfaces(named: dict[str, Any], interfaces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    interfaces = copy.deepcopy(interfaces)
    for number, interface in enumerate(interfaces):
        interface.setdefault("DeviceIndex", number)
    if named.get("subnet_id"):
        interfaces[0]["SubnetId"] = named.pop("subnet_id")
    return interfaces


def _place(backend: Any, named: dict[str, Any], template: dict[str, Any]) -> None:
    zone = named.get("placement") or template.get("Placement", {}).get("AvailabilityZone")
    subnets = backend.get_default_subnets()
    if not subnets:
        raise backend.raise_error("MissingInput", "No subnets found for the default VPC. Please specify a subnet.")
    subnet = subnets.get(zone) if zone else subnets[sorted(subnets)[0]]
    if subnet is None:
        raise backend.raise_error("InvalidInput", f"No default subnet for availability zone: '{zone}'.")
    if named.get("nics"):
        named["nics"][0]["SubnetId"] = subnet.id
    else:
        named["subnet_id"] = subnet.id


def _profile(template: dict[str, Any]) -> str | None:
    profile = template.get("IamInstanceProfile") or {}
    return profile.get("Name") or profile.get("Arn")


def _states(cloud: Any) -> None:
    moto_terminate = Instance.terminate
    guests = cloud.compute.guests

    def start(self: Any) -> Any:
        previous = copy.copy(self._state)
        if previous.name not in ("stopped", "running", "pending"):
            raise self.ec2_backend.raise_error(
                "IncorrectInstanceState", f"The instance '{self.id}' is not in a state from which it can be started."
            )
        for nic in self.nics.values():
            nic.start()
        if previous.name == "stopped":
            self.launch_time = utcnow()  # of the last start; the primary interface's AttachTime is the birth
        cloud.compute.start(guests[self.id])
        return previous

    def stop(self: Any) -> Any:
        previous = copy.copy(self._state)
        if previous.name in ("terminated", "shutting-down"):
            raise self.ec2_backend.raise_error(
                "IncorrectInstanceState", f"This instance '{self.id}' is not in a state from which it can be stopped."
            )
        for nic in self.nics.values():
            nic.stop()
        self._reason = f"User initiated ({utcnow().strftime('%Y-%m-%d %H:%M:%S UTC')})"
        cloud.compute.stop(guests[self.id], force=cloud.force_stop.get(False))
        return previous

    def terminate(self: Any) -> Any:
        previous = copy.copy(self._state)
        if previous.name not in ("terminated", "shutting-down"):
            self._reason = f"User initiated ({utcnow().strftime('%Y-%m-%d %H:%M:%S UTC')})"
            cloud.compute.terminate(guests[self.id])
        return previous

    def gone(self: Any) -> None:
        """Its volumes, interfaces and places go when it does, not when that is asked for."""
        reason = self._reason
        moto_terminate(self)
        self._reason, self.security_groups = reason, []
        for nic in self.nics.values():
            if not nic.delete_on_termination:
                nic.instance = nic.attachment_id = nic.attach_time = None
                nic.status = "available"

    def reboot(self: Any) -> None:
        cloud.compute.reboot(guests[self.id])

    Instance.start, Instance.stop, Instance.terminate, Instance.reboot = start, stop, terminate, reboot
    Instance.gone = gone
    respond = InstanceResponse.stop_instances

    def stop_instances(self: Any) -> Any:
        token = cloud.force_stop.set(bool(self._get_param("Force")))
        try:
            return respond(self)
        finally:
            cloud.force_stop.reset(token)

    InstanceResponse.stop_instances = stop_instances


def _describing(cloud: Any) -> None:
    def modify_metadata(
        self: Any,
        instance_id: str,
        http_tokens: Any = None,
        hop_limit: Any = None,
        http_endpoint: Any = None,
        dry_run: Any = False,
        http_protocol: Any = None,
        metadata_tags: Any = None,
    ) -> Any:
        instance = self.get_instance(instance_id)
        before = instance.metadata_options
        instance.metadata_options = MetadataOptions(
            {
                "HttpTokens": http_tokens or before.http_tokens,
                "HttpPutResponseHopLimit": hop_limit or before.http_put_response_hop_limit,
                "HttpEndpoint": http_endpoint or before.http_endpoint,
                "HttpProtocolIpv6": http_protocol or before.http_protocol_ipv6,
                "InstanceMetadataTags": metadata_tags or before.instance_metadata_tags,
            }
        )
        return instance.metadata_options

    def console(self: Any) -> ActionResult:
        instance = self.ec2_backend.get_instance(self._get_param("InstanceId"))
        output = Base64EncodedString.from_encoded_bytes(_encoded(cloud.compute.console(instance.id)))
        return ActionResult({"InstanceId": instance.id, "Timestamp": utcnow(), "Output": output})

    InstanceBackend.modify_instance_metadata_options = modify_metadata
    General.get_console_output = console
    # The local cloud has no name service for these; an address is a name that always resolves.
    Instance.public_dns_name = property(lambda self: self.public_ip or None)


def _encoded(raw: bytes) -> bytes:
    import base64

    return base64.b64encode(raw)
