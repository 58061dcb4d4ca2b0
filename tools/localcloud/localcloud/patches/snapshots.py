"""Snapshots that hold a file system, last a while as pending, and free it when they go."""

from typing import Any

from moto.ec2.models.elastic_block_store import EBSBackend, Snapshot

from localcloud.later import beside


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
        snapshot = delete(self, snapshot_id)
        beside(lambda: cloud.disks.release(snapshot_id))
        return snapshot

    def copied(self: Any, source_snapshot_id: str, *words: Any, **named: Any) -> Any:
        snapshot = copy_snapshot(self, source_snapshot_id, *words, **named)
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


def _root_of(cloud: Any, backend: Any, volume_id: str) -> Any:
    """The guest whose root volume this is, or None."""
    attachment = getattr(backend.volumes.get(volume_id), "attachment", None)
    instance = getattr(attachment, "instance", None)
    if instance is not None and attachment.device == instance.root_device_name:
        return cloud.compute.guests.get(instance.id)
    return None
