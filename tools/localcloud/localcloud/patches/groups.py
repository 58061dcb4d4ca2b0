"""Auto Scaling groups launch the version of the launch template that they have, and keep the age at which they replace instances."""

from typing import Any

from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse


def apply(cloud: Any) -> None:
    FakeAutoScalingGroup.max_instance_lifetime = None
    launch = FakeAutoScalingGroup.replace_autoscaling_group_instances
    create, update = AutoScalingResponse.create_auto_scaling_group, AutoScalingResponse.update_auto_scaling_group
    from_stack = FakeAutoScalingGroup.create_from_cloudformation_json.__func__  # type: ignore[attr-defined]
    of_stack = FakeAutoScalingGroup.update_from_cloudformation_json.__func__  # type: ignore[attr-defined]

    def of_its_version(self: Any, *words: Any, **named: Any) -> Any:
        token = cloud.template_version.set(str(self.launch_template_version or ""))
        try:
            return launch(self, *words, **named)
        finally:
            cloud.template_version.reset(token)

    def keeping_age(respond: Any) -> Any:
        def answer(self: Any) -> Any:
            result, age = respond(self), self._get_int_param("MaxInstanceLifetime")
            if age is not None:
                backend: AutoScalingBackend = self.autoscaling_backend
                backend.autoscaling_groups[self._get_param("AutoScalingGroupName")].max_instance_lifetime = age or None
            return result

        return answer

    def made(cls: Any, *words: Any, **named: Any) -> Any:
        return _aged(from_stack(cls, *words, **named), named.get("cloudformation_json") or words[1])

    def changed(cls: Any, *words: Any, **named: Any) -> Any:
        return _aged(of_stack(cls, *words, **named), named.get("cloudformation_json") or words[2])

    FakeAutoScalingGroup.replace_autoscaling_group_instances = of_its_version
    AutoScalingResponse.create_auto_scaling_group = keeping_age(create)
    AutoScalingResponse.update_auto_scaling_group = keeping_age(update)
    FakeAutoScalingGroup.create_from_cloudformation_json = classmethod(made)
    FakeAutoScalingGroup.update_from_cloudformation_json = classmethod(changed)


def _aged(group: Any, cloudformation_json: Any) -> Any:
    age = cloudformation_json["Properties"].get("MaxInstanceLifetime")
    group.max_instance_lifetime = int(age) if age else None
    return group
