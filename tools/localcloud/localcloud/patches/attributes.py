"""What tools ask of images and moto does not know: deprecation, deregistration protection, IMDS support, filters."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.ec2.models.amis import Ami, AmiBackend
from moto.ec2.responses.amis import AmisResponse

from localcloud.images import snapshots_of
from localcloud.patches import volumes
from localcloud.patches.images import ROOT_SIZE


def apply(cloud: Any) -> None:
    _attributes()
    _describing()


# -- attributes -------------------------------------------------------------------------------------------------------


def _attributes() -> None:
    modify, describe = AmisResponse.modify_image_attribute, AmisResponse.describe_image_attribute

    def own(self: Any) -> Any:
        image = self.ec2_backend.describe_images(ami_ids=[self._get_param("ImageId")])
        if not image:
            raise self.ec2_backend.raise_error(
                "InvalidAMIID.Unavailable", f"The image ID '{self._get_param('ImageId')}' is no longer available"
            )
        return image[0]

    def modify_image_attribute(self: Any) -> Any:
        image = own(self)
        attribute = self._get_param("Attribute")
        imds = self._get_param("ImdsSupport.Value") or (
            self._get_param("Value") if attribute == "imdsSupport" else None
        )
        description = self._get_param("Description.Value")
        if description is None and attribute == "description":
            description = self._get_param("Value")
        if imds is None and description is None:
            return modify(self)
        if imds not in (None, "v2.0"):
            raise self.ec2_backend.raise_error(
                "InvalidParameterValue", f"Value ({imds}) for parameter imdsSupport is invalid. Valid value: v2.0"
            )
        self.error_on_dryrun()
        image.imds_support = imds or image.imds_support
        image.description = image.description if description is None else description
        return EmptyResult()

    def describe_image_attribute(self: Any) -> Any:
        attribute = self._get_param("Attribute")
        if attribute not in ("imdsSupport", "description", "deregistrationProtection"):
            return describe(self)
        image = own(self)
        value = {
            "imdsSupport": image.imds_support,
            "description": image.description,
            "deregistrationProtection": image.deregistration_protection,
        }[attribute]
        return ActionResult(
            {"ImageId": image.id, attribute[0].upper() + attribute[1:]: {"Value": value} if value else {}}
        )

    def enable_deprecation(self: Any) -> ActionResult:
        image, when = own(self), self._get_param("DeprecateAt")
        if when is None:
            raise self.ec2_backend.raise_error("MissingParameter", "The request must contain the parameter DeprecateAt")
        if when.replace(tzinfo=None) < utcnow():
            raise self.ec2_backend.raise_error("InvalidParameterValue", "The deprecation date must be in the future")
        self.error_on_dryrun()
        image.deprecation_time = when.strftime("%Y-%m-%dT%H:%M:00.000Z")
        return ActionResult({"Return": True})

    def disable_deprecation(self: Any) -> ActionResult:
        own(self).deprecation_time = None
        return ActionResult({"Return": True})

    def enable_protection(self: Any) -> ActionResult:
        cooldown = self._get_param("WithCooldown")
        own(self).deregistration_protection = "enabled-with-cooldown" if cooldown else "enabled-without-cooldown"
        return ActionResult({"Return": "true"})

    def disable_protection(self: Any) -> ActionResult:
        own(self).deregistration_protection = "disabled"
        return ActionResult({"Return": "true"})

    def switch(state: str) -> Any:
        def change(self: Any) -> ActionResult:
            own(self).state = state
            return ActionResult({"Return": True})

        return change

    AmisResponse.modify_image_attribute = modify_image_attribute
    AmisResponse.describe_image_attribute = describe_image_attribute
    AmisResponse.enable_image_deprecation = enable_deprecation
    AmisResponse.disable_image_deprecation = disable_deprecation
    AmisResponse.enable_image_deregistration_protection = enable_protection
    AmisResponse.disable_image_deregistration_protection = disable_protection
    AmisResponse.disable_image, AmisResponse.enable_image = switch("disabled"), switch("available")


# -- DescribeImages ---------------------------------------------------------------------------------------------------


def _describing() -> None:
    Ami.imds_support = None
    Ami.deprecation_time = None
    Ami.deregistration_protection = "disabled"
    Ami.source_image_id = None
    Ami.source_image_region = None
    Ami.source_instance_id_ = None
    Ami.ena_support = True
    Ami.source_instance_id = property(lambda self: self.source_instance_id_ or self.instance_id)
    Ami.sriov_net_support = "simple"
    Ami.usage_operation = "RunInstances"
    Ami.platform_details = "Linux/UNIX"
    Ami.devices = {}
    Ami.block_device_mappings = property(volumes.mappings)
    load = AmiBackend._load_amis
    find, filter_value = AmiBackend.describe_images, Ami.get_filter_value

    def describe_images(
        self: Any, ami_ids: list[str] | None = None, filters: Any = None, exec_users: Any = None, owners: Any = None
    ) -> Any:
        images = find(self, ami_ids, filters, exec_users, owners)
        return [image for image in images if ami_ids or image.owner_id == self.account_id or not _deprecated(image)]

    def get_filter_value(self: Any, filter_name: str, method_name: str | None = None) -> Any:
        if filter_name == "block-device-mapping.snapshot-id":
            return [snapshot.id for snapshot in snapshots_of(self)]
        if filter_name == "creation-date":
            return self.creation_date.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        if filter_name in (
            "source-image-id",
            "source-image-region",
            "source-instance-id",
            "imds-support",
            "description",
            "owner-alias",
        ):
            return getattr(self, filter_name.replace("-", "_")) or ""
        if filter_name in ("ena-support",):
            return "true"
        return filter_value(self, filter_name, method_name)

    def load_amis(self: Any) -> None:
        load(self)
        for image in self.amis.values():
            image.ebs_snapshot.volume.size = ROOT_SIZE

    AmiBackend._load_amis = load_amis
    AmiBackend.describe_images = describe_images
    Ami.get_filter_value = get_filter_value


def _deprecated(image: Any) -> bool:
    return bool(image.deprecation_time) and image.deprecation_time <= utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z")
