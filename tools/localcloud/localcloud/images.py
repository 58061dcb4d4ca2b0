"""What image stands on which layers, how long it is pending, and its record on disk."""

import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from localcloud.disks import Disks
from localcloud.later import beside, later
from localcloud.settings import Settings
from localcloud.state import State, write_atomically

log = logging.getLogger("localcloud")

IMAGE_FIELDS = (
    "name",
    "description",
    "architecture",
    "virtualization_type",
    "root_device_name",
    "imds_support",
    "boot_mode",
    "deprecation_time",
    "deregistration_protection",
    "source_image_id",
    "source_image_region",
    "source_instance_id_",
    "launch_permissions",
    "image_location",
    "state",
)


class Images:
    """The images made here; those of ``amis.json`` all stand on the base chain."""

    def __init__(self, state: State, settings: Settings, disks: Disks, base: list[str]) -> None:
        self.state = state
        self.settings = settings
        self.disks = disks
        self.base = base
        self._saving = threading.Lock()
        self._backends: Callable[[], dict[str, Any]] = dict

    def connect(self, backends: Callable[[], dict[str, Any]]) -> None:
        """``backends`` gives moto's EC2 backends by region, those in use."""
        self._backends = backends

    def chain(self, image_id: str) -> list[str]:
        """The layers an instance of this image boots from, newest first."""
        for backend in self._backends().values():
            image = backend.amis.get(image_id)
            if image is not None:
                return self.disks.chains.get(image.ebs_snapshot.id, self.base)
        return self.base

    def keep(self, image: Any, kind: str, capture: Callable[[], None]) -> None:
        """Captures the file system, then lets the image be pending as long as ``kind`` (image or copy) shall last.

        Its snapshot is complete no later than the image. Deregistered meanwhile, it stays gone.
        """
        image.state = "pending"
        for snapshot in snapshots_of(image):
            snapshot.status = "pending"
        began = time.monotonic()
        try:
            capture()
        except Exception as error:
            log.exception("%s: its file system could not be kept", image.id)
            image.state, image.ebs_snapshot.status = "failed", "error"
            image.state_reason = {"Code": "Client.InternalError", "Message": f"Local cloud: {error}"}
            return
        log.info("%s %s: file system kept in %.2f s", image.id, image.name, time.monotonic() - began)
        completing = "copy" if kind == "copy" else "snapshot"
        if max(self.settings.delay(kind), self.settings.delay(completing)) > 0:
            beside(lambda: self._complete(image, began, completing, kind))
        else:
            self._complete(image, began, completing, kind)

    def _complete(self, image: Any, began: float, completing: str, kind: str) -> None:
        self._wait(began, completing)
        for snapshot in snapshots_of(image):
            snapshot.status = "completed"
        self._wait(began, kind)
        if image.ec2_backend.amis.get(image.id) is image:
            image.state = "available"
        self.save()

    def complete_later(self, snapshot: Any, kind: str) -> None:
        seconds = self.settings.delay(kind)
        if seconds > 0:
            snapshot.status = "pending"
            later(seconds, lambda: setattr(snapshot, "status", "completed"))

    def _wait(self, began: float, kind: str) -> None:
        time.sleep(max(0.0, self.settings.delay(kind) - (time.monotonic() - began)))

    # -- their record on disk -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Writes every image and snapshot that holds layers; cheap enough to do after each change."""
        with self._saving:
            write_atomically(self.state.images_json, json.dumps(self._record(), indent=1))

    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = {"images": [], "snapshots": []}
        for region, backend in self._backends().items():
            mapped = {snapshot.id for image in list(backend.amis.values()) for snapshot in snapshots_of(image)[1:]}
            for snapshot in list(backend.snapshots.values()):
                if (snapshot.id in self.disks.chains or snapshot.id in mapped) and snapshot.status == "completed":
                    record["snapshots"].append(
                        {
                            "region": region,
                            "id": snapshot.id,
                            "chain": self.disks.chains.get(snapshot.id, []),
                            "volume": snapshot.volume.id,
                            "size": snapshot.volume.size,
                            "description": snapshot.description,
                            "tags": _tags(snapshot),
                            "from_ami": snapshot.from_ami,
                            "encrypted": snapshot.encrypted,
                            "started": snapshot.start_time.isoformat(),
                        }
                    )
            for image in list(backend.amis.values()):
                if image.ebs_snapshot.id in self.disks.chains and image.state in ("available", "disabled"):
                    record["images"].append(
                        {
                            "region": region,
                            "id": image.id,
                            "snapshot": image.ebs_snapshot.id,
                            "tags": _tags(image),
                            "devices": {
                                name: {
                                    "snapshot": device["snapshot"].id if device["snapshot"] else None,
                                    "options": device["options"],
                                }
                                for name, device in image.devices.items()
                            },
                            "created": image.creation_date.isoformat(),
                            "fields": {name: getattr(image, name) for name in IMAGE_FIELDS},
                        }
                    )
        return record


def snapshots_of(image: Any) -> list[Any]:
    """Every snapshot of an image's mapping, the root device's first."""
    return [image.ebs_snapshot, *(device["snapshot"] for device in image.devices.values() if device["snapshot"])]


def _tags(resource: Any) -> dict[str, str]:
    return {tag["key"]: tag["value"] for tag in resource.get_tags()}
