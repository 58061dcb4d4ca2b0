"""Images that keep a file system: CreateImage, RegisterImage, CopyImage, DeregisterImage."""

import re
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidSnapshotIdError, InvalidSnapshotInUse
from moto.ec2.models.amis import Ami
from moto.ec2.responses.amis import AmisResponse
from moto.ec2.utils import random_ami_id

from localcloud.images import snapshots_of
from localcloud.patches import volumes

NAME = re.compile(r"[A-Za-z0-9()\[\] ./\-'@_]{3,128}")
ROOT_SIZE = 8


def apply(cloud: Any) -> None:
    _making(cloud)
    _removing(cloud)


# -- CreateImage, RegisterImage, CopyImage ----------------------------------------------------------------------------


def _making(cloud: Any) -> None:
    def create_image(self: Any) -> ActionResult:
        backend, instance_id = self.ec2_backend, self._get_param("InstanceId")
        instance = backend.get_instance(instance_id)
        name = _free_name(backend, self._get_param("Name"))
        if instance.state not in ("running", "stopped"):
            raise backend.raise_error(
                "IncorrectInstanceState",
                f"Instance '{instance_id}' is not 'running' or 'stopped', but {instance.state}.",
            )
        tags = _tags(self)
        self.error_on_dryrun()
        source = backend.amis.get(instance.image_id)
        image = _new(
            backend,
            name,
            self._get_param("Description", ""),
            source,
            "Created by CreateImage({instance}) for {image}",
            instance,
        )
        image.source_instance_id_ = instance_id
        image.source_image_id, image.source_image_region = instance.image_id, backend.region_name
        image.ebs_snapshot.volume.size = _root_size(instance) or image.ebs_snapshot.volume.size
        asked = self._get_param("BlockDeviceMappings", [])
        volumes.capture(backend, image, instance, asked, image.ebs_snapshot.description)
        _tag(image, tags)
        cloud.images.keep(
            image,
            "image",
            lambda: cloud.compute.capture(
                cloud.compute.guests[instance_id], image.ebs_snapshot.id, reboot=not self._get_param("NoReboot")
            ),
        )
        return ActionResult({"ImageId": image.id})

    def register_image(self: Any) -> ActionResult:
        backend = self.ec2_backend
        name = _free_name(backend, self._get_param("Name"))
        mappings = self._get_param("BlockDeviceMappings", [])
        root = self._get_param("RootDeviceName") or (mappings[0].get("DeviceName") if mappings else "/dev/xvda")
        snapshot_id = next(
            (mapping.get("Ebs", {}).get("SnapshotId") for mapping in mappings if mapping.get("DeviceName") == root),
            None,
        )
        snapshot = backend.get_snapshot(snapshot_id) if snapshot_id else None
        tags = _tags(self)
        self.error_on_dryrun()
        image = _new(backend, name, self._get_param("Description", ""), None, "Created by RegisterImage for {image}")
        image.root_device_name = root
        image.architecture = self._get_param("Architecture", "x86_64")
        image.imds_support = self._get_param("ImdsSupport")
        image.boot_mode = self._get_param("BootMode", image.boot_mode)
        if snapshot is not None:
            backend.snapshots.pop(image.ebs_snapshot.id)
            image.ebs_snapshot = snapshot
        volumes.declare(backend, image, mappings)
        _tag(image, {"image": tags["image"], "snapshot": {}})
        cloud.images.keep(image, "image", lambda: None)
        return ActionResult({"ImageId": image.id})

    def copy_image(self: Any) -> ActionResult:
        from moto.ec2.models import ec2_backends

        backend, region = self.ec2_backend, self._get_param("SourceRegion")
        source_id = self._get_param("SourceImageId")
        if region not in cloud.regions:
            raise backend.raise_error("InvalidRequest", f"The region '{region}' does not exist")
        origin = ec2_backends[self.current_account][region]
        source = origin.amis.get(source_id)
        if source is None:
            raise backend.raise_error("InvalidAMIID.NotFound", f"The image id '[{source_id}]' does not exist")
        if source.state != "available":
            raise backend.raise_error("InvalidAMIID.Unavailable", f"The image ID '{source_id}' is not available")
        name = _free_name(backend, self._get_param("Name"))
        tags = _tags(self)
        self.error_on_dryrun()
        description = (
            self._get_param("Description") or f"[Copied {source_id} from {region}] {source.description or ''}".rstrip()
        )
        image = _new(
            backend,
            name,
            description,
            source,
            "Copied for DestinationAmi {image} from SourceAmi {source} for SourceSnapshot {snapshot}",
        )
        image.source_image_id, image.source_image_region = source_id, region
        volumes.copied(backend, image, source, image.ebs_snapshot.description)
        image.ebs_snapshot.volume.size = source.ebs_snapshot.volume.size
        image.ebs_snapshot.encrypted = bool(self._get_param("Encrypted")) or source.ebs_snapshot.encrypted
        image.ebs_snapshot.kms_key_id = self._get_param("KmsKeyId") or _key(backend, image, source, origin is backend)
        if self._get_param("CopyImageTags"):
            tags["image"] = {**_tags_of(source), **tags["image"]}
        _tag(image, tags)
        chain = cloud.images.chain(source_id)
        cloud.images.keep(image, "copy", lambda: cloud.disks.hold(image.ebs_snapshot.id, chain))
        return ActionResult({"ImageId": image.id})

    AmisResponse.create_image, AmisResponse.register_image, AmisResponse.copy_image = (
        create_image,
        register_image,
        copy_image,
    )


def _key(backend: Any, image: Any, source: Any, stays: bool) -> Any:
    """The key of a copy for which none is named: a key never leaves its region, so another region has its default one."""
    if not image.ebs_snapshot.encrypted:
        return None
    own = source.ebs_snapshot.kms_key_id if stays else None
    return own or backend._create_default_encryption_key()


def _new(
    backend: Any, name: str, description: str, source: Any, snapshot_description: str, instance: Any = None
) -> Ami:
    image_id = random_ami_id()
    words = {
        "image": image_id,
        "instance": getattr(instance, "id", ""),
        "source": getattr(source, "id", ""),
        "snapshot": source.ebs_snapshot.id if source else "",
    }
    image = Ami(
        backend,
        image_id,
        instance=instance,
        source_ami=None if instance else source,
        name=name,
        description=description,
        state="pending",
        hypervisor="xen",
        root_device_type="ebs",
        root_device_name=source.root_device_name if source else "/dev/xvda",
        virtualization_type="hvm",
        architecture="x86_64",
        region_name=f"{backend.region_name}a",
        image_location=f"{backend.account_id}/{name}",
        snapshot_description=snapshot_description.format(**words),
    )
    image.imds_support = getattr(source, "imds_support", None)
    image.boot_mode = getattr(source, "boot_mode", None)
    image.devices = {}
    image.ebs_snapshot.volume.size = source.ebs_snapshot.volume.size if source else ROOT_SIZE
    backend.amis[image_id] = image
    return image


def _free_name(backend: Any, name: str | None) -> str:
    if not name:
        raise backend.raise_error("MissingParameter", "The request must contain the parameter Name")
    if not NAME.fullmatch(name):
        raise backend.raise_error(
            "InvalidAMIName.Malformed",
            "AMI names must be between 3 and 128 characters long, and may contain letters, "
            "numbers, '(', ')', '.', '-', '/', '_' and more",
        )
    for image in backend.amis.values():
        if image.name == name and image.owner_id == backend.account_id and image.state in ("pending", "available"):
            raise backend.raise_error(
                "InvalidAMIName.Duplicate", f"AMI name {name} is already in use by AMI {image.id}"
            )
    return name


def _tags(response: Any) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"image": {}, "snapshot": {}}
    for specification in response._get_param("TagSpecifications", []):
        kind = specification.get("ResourceType")
        if kind not in found:
            raise response.ec2_backend.raise_error(
                "InvalidParameterValue", f"'{kind}' is not a valid taggable resource type for this operation."
            )
        found[kind].update({tag["Key"]: tag.get("Value", "") for tag in specification.get("Tags", [])})
    return found


def _tag(image: Any, tags: dict[str, dict[str, str]]) -> None:
    image.add_tags(tags["image"])
    for snapshot in snapshots_of(image):
        snapshot.add_tags(tags["snapshot"])


def _tags_of(resource: Any) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in resource.get_tags() if not tag["key"].startswith("aws:")}


def _root_size(instance: Any) -> int | None:
    device = instance.block_device_mapping.get(instance.root_device_name)
    volume = device and instance.ec2_backend.volumes.get(device.volume_id)
    return volume.size if volume else None


# -- DeregisterImage --------------------------------------------------------------------------------------------------


def _removing(cloud: Any) -> None:
    def deregister_image(self: Any) -> ActionResult:
        backend, image_id = self.ec2_backend, self._get_param("ImageId")
        image = backend.amis.get(image_id)
        if image is not None and image.deregistration_protection.startswith("enabled"):
            raise backend.raise_error(
                "OperationNotPermitted", f"Deregistration protection is enabled for AMI {image_id}"
            )
        if image is not None and image.owner_id != backend.account_id:
            raise backend.raise_error("AuthFailure", f"Not authorized for image:{image_id}")
        self.error_on_dryrun()
        backend.deregister_image(image_id)
        result: dict[str, Any] = {"Return": True}
        if self._get_param("DeleteAssociatedSnapshots"):
            result["DeleteSnapshotResults"] = [_delete(backend, snapshot.id) for snapshot in snapshots_of(image)]
        return ActionResult(result)

    AmisResponse.deregister_image = deregister_image


def _delete(backend: Any, snapshot_id: str) -> dict[str, str]:
    try:
        backend.delete_snapshot(snapshot_id)
    except InvalidSnapshotInUse:
        return {"SnapshotId": snapshot_id, "ReturnCode": "skipped"}
    except InvalidSnapshotIdError:
        return {"SnapshotId": snapshot_id, "ReturnCode": "missing-permissions"}
    return {"SnapshotId": snapshot_id, "ReturnCode": "success"}
