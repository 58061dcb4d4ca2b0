"""Snapshots that hold a file system, last a while as pending, and free it when they go."""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import InvalidSnapshotInUse
from moto.ec2.models.elastic_block_store import EBSBackend, Snapshot
from moto.ec2.responses.elastic_block_store import ElasticBlockStore

from localcloud.images import snapshots_of
from localcloud.later import beside
from localcloud.patches import volumes


def apply(cloud: Any) -> None:
    create, delete, copy_snapshot = EBSBackend.create_snapshot, EBSBackend.delete_snapshot, EBSBackend.copy_snapshot

    def create_snapshot(self: Any, volume_id: str, description: str, owner_id: Any = None, from_ami: Any = None) -> Any:
        snapshot = create(self, volume_id, description, owner_id, from_ami)
        guest = _root_of(cloud, self, volume_id)
        if from_ami is None and guest is not None:
            cloud.compute.capture(guest, snapshot.id, reboot=False)
        if from_ami is None:
            cloud.images.complete_later(snapshot, "snapshot")
        return snapshot

    def delete_snapshot(self: Any, snapshot_id: str) -> Any:
        for image in list(self.amis.values()):
            if any(snapshot.id == snapshot_id for snapshot in snapshots_of(image)):
                raise InvalidSnapshotInUse(snapshot_id, image.id)
        snapshot = delete(self, snapshot_id)
        beside(lambda: cloud.disks.release(snapshot_id))
        return snapshot

    def copied(self: Any, source_snapshot_id: str, *words: Any, **named: Any) -> Any:
        snapshot = copy_snapshot(self, source_snapshot_id, *words, **named)
        # moto lets the copy share the volume; EC2 names an arbitrary one, which must not be used for any purpose.
        snapshot.volume = copy.copy(snapshot.volume)
        snapshot.volume.id = volumes.ARBITRARY
        if source_snapshot_id in cloud.disks.chains:
            cloud.disks.hold(snapshot.id, cloud.disks.chains[source_snapshot_id])
        cloud.images.complete_later(snapshot, "copy")
        return snapshot

    EBSBackend.create_snapshot, EBSBackend.delete_snapshot, EBSBackend.copy_snapshot = (
        create_snapshot,
        delete_snapshot,
        copied,
    )
    Snapshot.progress = property(lambda self: "100%" if self.status == "completed" else "0%")
    _owners()


def _owners() -> None:
    def describe_snapshots(self: Any) -> ActionResult:
        found = self.ec2_backend.describe_snapshots(
            snapshot_ids=self._get_param("SnapshotIds", []), filters=self._filters_from_querystring()
        )
        owners = [self.current_account if owner == "self" else owner for owner in self._get_param("OwnerIds", [])]
        return ActionResult({"Snapshots": [one for one in found if not owners or one.owner_id in owners]})

    ElasticBlockStore.describe_snapshots = describe_snapshots


def _root_of(cloud: Any, backend: Any, volume_id: str) -> Any:
    """The guest whose root volume this is, or None."""
    attachment = getattr(backend.volumes.get(volume_id), "attachment", None)
    instance = getattr(attachment, "instance", None)
    if instance is not None and attachment.device == instance.root_device_name:
        return cloud.compute.guests.get(instance.id)
    return None
