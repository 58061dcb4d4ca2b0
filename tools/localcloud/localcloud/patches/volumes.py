"""Which volumes an instance begins with, and which snapshots an image of it has: the root device and all others."""

from typing import Any

from moto.ec2.responses.instances import InstanceResponse
from moto.ec2.utils import convert_tag_spec

ARBITRARY = "vol-ffffffff"


def apply(cloud: Any) -> None:
    def mappings_as_asked(self: Any) -> list[dict[str, Any]]:
        # moto's own fills in defaults, so that what was asked cannot be told from what was not.
        asked = self._get_param("BlockDeviceMappings", [])
        for mapping in asked:
            if mapping.get("VirtualName") is None and "Ebs" in mapping and not _only_changes(mapping):
                self._validate_block_device_mapping(mapping)
        return asked

    InstanceResponse._parse_block_device_mapping = mappings_as_asked


def _only_changes(mapping: dict[str, Any]) -> bool:
    """A device of the image may be asked to differ without saying its size again."""
    return not mapping["Ebs"].get("VolumeSize") and not mapping["Ebs"].get("SnapshotId")


def complete(backend: Any, image: Any, named: dict[str, Any], template: dict[str, Any]) -> None:
    """Puts the image's devices below those that the template, and above it the request, asks for."""
    devices = {mapping["DeviceName"]: dict(mapping["Ebs"]) for mapping in image.block_device_mappings}
    configuration = named.get("launch_config")
    asked = [
        *(template.get("BlockDeviceMappings") or []),
        *((configuration.block_device_mapping_dict if configuration else None) or []),
        *(named.get("block_device_mappings") or []),
    ]
    for mapping in asked:
        device = mapping.get("DeviceName")
        if mapping.get("NoDevice") is not None:
            devices.pop(device, None)
        elif mapping.get("Ebs"):
            told = {name: value for name, value in mapping["Ebs"].items() if value is not None}
            devices[device] = {"DeleteOnTermination": False, **devices.get(device, {}), **told}
    for device, ebs in devices.items():
        ebs["Encrypted"] = str(ebs.get("Encrypted")).lower() == "true"  # a launch template may have kept the text
        if not ebs.get("VolumeSize") and not ebs.get("SnapshotId"):
            raise backend.raise_error("MissingParameter", f"The device {device} needs a size or a snapshotId")
    named["block_device_mappings"] = [{"DeviceName": device, "Ebs": ebs} for device, ebs in devices.items()]


def add_tags(template: dict[str, Any], named: dict[str, Any]) -> None:
    """The template's tags of volumes; moto gives the instance its own."""
    own = convert_tag_spec(template.get("TagSpecifications") or []).get("volume", {})
    if own:
        tags = dict(named.get("tags") or {})
        tags["volume"] = {**own, **tags.get("volume", {})}
        named["tags"] = tags


# -- images of several volumes ----------------------------------------------------------------------------------------


def capture(backend: Any, image: Any, instance: Any, asked: list[dict[str, Any]], description: str) -> None:
    """Snapshots of an instance's other volumes, and what the request says of the devices."""
    image.devices = {}
    for device, attached in instance.block_device_mapping.items():
        volume = backend.volumes.get(attached.volume_id)
        if volume is None:
            continue
        if device == instance.root_device_name:
            image.ebs_snapshot.volume.id = volume.id
            image.ebs_snapshot.encrypted, image.ebs_snapshot.kms_key_id = bool(volume.encrypted), volume.kms_key_id
            continue
        if any(mapping.get("DeviceName") == device and mapping.get("NoDevice") is not None for mapping in asked):
            continue
        snapshot = backend.create_snapshot(volume.id, description, from_ami=image.id)
        options = {"DeleteOnTermination": bool(attached.delete_on_termination), "VolumeType": volume.volume_type}
        image.devices[device] = {"snapshot": snapshot, "options": options}
    declare(backend, image, asked)


def declare(backend: Any, image: Any, asked: list[dict[str, Any]]) -> None:
    """Devices of a request, those of the root device aside: of a snapshot, or blank."""
    for mapping in asked:
        device, ebs = mapping.get("DeviceName"), mapping.get("Ebs") or {}
        if device == image.root_device_name or mapping.get("NoDevice") is not None or not ebs:
            continue
        before = image.devices.get(device, {"snapshot": None, "options": {"DeleteOnTermination": False}})
        snapshot = backend.get_snapshot(ebs["SnapshotId"]) if ebs.get("SnapshotId") else before["snapshot"]
        options = {name: value for name, value in ebs.items() if name != "SnapshotId"}
        image.devices[device] = {"snapshot": snapshot, "options": {**before["options"], **options}}


def copied(backend: Any, image: Any, source: Any, description: str) -> None:
    """The same devices in another image, each with a snapshot of its own."""
    image.ebs_snapshot.volume.id = ARBITRARY
    image.devices = {}
    for device, kept in source.devices.items():
        snapshot = None
        if kept["snapshot"] is not None:
            snapshot = blank(backend, kept["snapshot"].volume.size, description, image.id)
            snapshot.encrypted = kept["snapshot"].encrypted
        image.devices[device] = {"snapshot": snapshot, "options": dict(kept["options"])}


def blank(backend: Any, size: int, description: str, image_id: str | None) -> Any:
    """A snapshot of no volume that exists; EC2 names an arbitrary one then."""
    volume = backend.create_volume(size, f"{backend.region_name}a")
    snapshot = backend.create_snapshot(volume.id, description, from_ami=image_id)
    backend.delete_volume(volume.id)
    volume.id = ARBITRARY
    return snapshot


def mappings(image: Any) -> list[dict[str, Any]]:
    """As DescribeImages tells them."""
    listed = [(image.root_device_name, image.ebs_snapshot, {"DeleteOnTermination": True, "VolumeType": "gp3"})]
    listed += [(name, device["snapshot"], device["options"]) for name, device in image.devices.items()]
    return [{"DeviceName": name, "Ebs": _ebs(snapshot, options)} for name, snapshot, options in listed]


def _ebs(snapshot: Any, options: dict[str, Any]) -> dict[str, Any]:
    found = {"VolumeType": "gp2", "Encrypted": False, **options}
    if snapshot is not None:
        found["SnapshotId"] = snapshot.id
        found["VolumeSize"] = max(snapshot.volume.size, int(options.get("VolumeSize") or 0))
        found["Encrypted"] = bool(snapshot.encrypted)
    return found
