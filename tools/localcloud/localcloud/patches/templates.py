"""Versions of launch templates: made of an earlier one where that is asked for, with user data as launches want it."""

from typing import Any

from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.responses.launch_templates import LaunchTemplates

_moto_version, _moto_answer = LaunchTemplate.create_version, LaunchTemplates.create_launch_template_version


def apply(cloud: Any) -> None:
    LaunchTemplate.create_version = _create_version
    LaunchTemplates.create_launch_template_version = _answer


def _create_version(self: Any, data: dict[str, Any], description: str) -> Any:
    if isinstance(data.get("UserData"), str):
        data["UserData"] = Base64EncodedString(data["UserData"])
    return _moto_version(self, data, description)


def _answer(self: Any) -> Any:
    result, source = _moto_answer(self), self._get_param("SourceVersion")
    if source:
        told = result.result["LaunchTemplateVersion"]
        template = self.ec2_backend.get_launch_template(told["LaunchTemplateId"])
        data = told["LaunchTemplateData"]
        data.update({**template.get_version(source).data, **data})
    return result
