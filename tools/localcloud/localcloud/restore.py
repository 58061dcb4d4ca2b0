"""Images and snapshots of an earlier run of the same cloud, put back into moto from ``images.json``."""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from localcloud.disks import Disks
from localcloud.state import State

log = logging.getLogger("localcloud")


def restore(state: State, disks: Disks, backend_of: Callable[[str], Any]) -> int:
    """Returns how many images there are again; one whose layers are lost is left out, and the log says so."""
    from moto.ec2.models.amis import Ami
    from moto.ec2.models.elastic_block_store import Snapshot

    try:
        record = json.loads(state.images_json.read_text())
    except (FileNotFoundError, ValueError):
        return 0
    snapshots: dict[str, Any] = {}
    for kept in record["snapshots"]:
        lost = [layer for layer in kept["chain"] if not (state.layers / layer).exists()]
        if lost:
            log.warning("snapshot %s is lost: its layer %s is gone", kept["id"], lost[0])
            continue
        backend = backend_of(kept["region"])
        volume = backend.create_volume(kept["size"], f"{kept['region']}a")
        backend.delete_volume(volume.id)
        snapshot = Snapshot(
            backend, kept["id"], volume, kept["description"], kept["encrypted"], from_ami=kept["from_ami"]
        )
        volume.id = kept.get("volume", volume.id)
        snapshot.start_time = datetime.fromisoformat(kept["started"])
        backend.snapshots[snapshot.id] = snapshots[snapshot.id] = snapshot
        snapshot.add_tags(kept["tags"])
        if kept["chain"]:
            disks.hold(snapshot.id, kept["chain"])
    count = 0
    for kept in record["images"]:
        if kept["snapshot"] not in snapshots:
            continue
        backend = backend_of(kept["region"])
        image = Ami(
            backend,
            kept["id"],
            creation_date=datetime.fromisoformat(kept["created"]),
            hypervisor="xen",
            root_device_type="ebs",
            region_name=f"{kept['region']}a",
        )
        backend.snapshots.pop(image.ebs_snapshot.id)
        image.ebs_snapshot = snapshots[kept["snapshot"]]
        for name, value in kept["fields"].items():
            setattr(image, name, value)
        image.devices = {
            name: {"snapshot": snapshots.get(device["snapshot"]), "options": device["options"]}
            for name, device in kept.get("devices", {}).items()
        }
        backend.amis[image.id] = image
        image.add_tags(kept["tags"])
        count += 1
    return count
