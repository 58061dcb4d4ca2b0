"""Auto Scaling groups launch the version of the launch template that they have, change in place, and know what their instances are of."""

from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import (
    AutoScalingBackend,
    FakeAutoScalingGroup,
    InstanceState,
    TerminateInstanceActivity,
    make_int,
)
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult

from localcloud.fleets import launched_by
from localcloud.later import beside


def apply(cloud: Any) -> None:
    _launching(cloud)
    _changing()
    _replacing(cloud)
    _telling()


# -- what they launch -------------------------------------------------------------------------------------------------


def _launching(cloud: Any) -> None:
    launch = FakeAutoScalingGroup.replace_autoscaling_group_instances
    begin = InstanceState.__init__

    def of_its_version(self: Any, *words: Any, **named: Any) -> None:
        token, fleet = cloud.template_version.set(str(self.launch_template_version or "")), cloud.fleet(self)
        before = set(fleet.members())
        try:
            launch(self, *words, **named)
        except Exception as error:
            fleet.tell(f"Launching a new EC2 instance. Status Reason: {error}", "Failed")
            raise
        finally:
            cloud.template_version.reset(token)
        fleet.launched([instance for instance in fleet.members() if instance not in before])

    def remembering(self: Any, *words: Any, **named: Any) -> None:
        begin(self, *words, **named)
        self.launched_by = launched_by(self.auto_scaling_group)
        template = self.auto_scaling_group.ec2_launch_template
        if template is not None:
            number = template.get_version(self.auto_scaling_group.launch_template_version).number
            self.template_ = {
                "LaunchTemplateId": template.id,
                "LaunchTemplateName": template.name,
                "Version": str(number),
            }

    def with_target_groups(self: Any, group_name: str) -> None:
        fleet = cloud.fleet(self.autoscaling_groups[group_name])
        fleet.register(fleet.members())

    FakeAutoScalingGroup.launch_template_version = None
    FakeAutoScalingGroup.replace_autoscaling_group_instances = of_its_version
    InstanceState.__init__ = remembering
    InstanceState.template_ = None
    InstanceState.launch_template = property(lambda self: self.template_)
    AutoScalingBackend.update_attached_target_groups = with_target_groups


# -- what stacks and calls change of them -----------------------------------------------------------------------------


def _changing() -> None:
    FakeAutoScalingGroup.max_instance_lifetime = None
    FakeAutoScalingGroup.update_policy = FakeAutoScalingGroup.awaited = None
    create, update = AutoScalingResponse.create_auto_scaling_group, AutoScalingResponse.update_auto_scaling_group
    from_stack = FakeAutoScalingGroup.create_from_cloudformation_json.__func__  # type: ignore[attr-defined]
    replaced = FakeAutoScalingGroup.update_from_cloudformation_json.__func__  # type: ignore[attr-defined]

    def keeping_age(respond: Any) -> Any:
        def answer(self: Any) -> Any:
            result, age = respond(self), self._get_int_param("MaxInstanceLifetime")
            if age is not None:
                backend: AutoScalingBackend = self.autoscaling_backend
                backend.autoscaling_groups[self._get_param("AutoScalingGroupName")].max_instance_lifetime = age or None
            return result

        return answer

    def made(cls: Any, *words: Any, **named: Any) -> Any:
        told = named.get("cloudformation_json") or words[1]
        group = _as_told(from_stack(cls, *words, **named), told)
        group.awaited = told.get("CreationPolicy", {}).get("ResourceSignal")
        return group

    def changed(cls: Any, original_resource: Any, new_resource_name: str, cloudformation_json: Any, *words: Any, **named: Any) -> Any:
        properties = cloudformation_json["Properties"]
        if properties.get("AutoScalingGroupName", original_resource.name) != original_resource.name:
            group = replaced(cls, original_resource, new_resource_name, cloudformation_json, *words, **named)
        else:
            group = original_resource
            _change(group, properties)
        return _as_told(group, cloudformation_json)

    AutoScalingResponse.create_auto_scaling_group = keeping_age(create)
    AutoScalingResponse.update_auto_scaling_group = keeping_age(update)
    FakeAutoScalingGroup.create_from_cloudformation_json = classmethod(made)
    FakeAutoScalingGroup.update_from_cloudformation_json = classmethod(changed)


def _as_told(group: Any, told: Any) -> Any:
    age = told["Properties"].get("MaxInstanceLifetime")
    group.max_instance_lifetime = int(age) if age else None
    group.update_policy = told.get("UpdatePolicy", {}).get("AutoScalingRollingUpdate")
    return group


def _change(group: Any, told: dict[str, Any]) -> None:
    """Its instances stay: whether they are replaced, its update policy says."""
    group.tags = told.get("Tags", [])
    group.target_group_arns = told.get("TargetGroupARNs", [])
    group.termination_policies = told.get("TerminationPolicies") or ["Default"]
    group.update(
        availability_zones=told.get("AvailabilityZones", []),
        desired_capacity=make_int(told.get("DesiredCapacity")),
        max_size=make_int(told.get("MaxSize")),
        min_size=make_int(told.get("MinSize")),
        launch_config_name=told.get("LaunchConfigurationName", ""),
        launch_template=told.get("LaunchTemplate", {}),
        vpc_zone_identifier=",".join(told.get("VPCZoneIdentifier", [])),
        health_check_period=make_int(told.get("HealthCheckGracePeriod")),  # type: ignore[arg-type]
        health_check_type=told.get("HealthCheckType"),  # type: ignore[arg-type]
        new_instances_protected_from_scale_in=told.get("NewInstancesProtectedFromScaleIn"),
        mixed_instances_policy=told.get("MixedInstancesPolicy", {}),
    )


# -- instances that go and come ---------------------------------------------------------------------------------------


def _replacing(cloud: Any) -> None:
    resize = FakeAutoScalingGroup.set_desired_capacity

    def terminate_instance(self: Any, instance_id: str, should_decrement: bool) -> TerminateInstanceActivity:
        groups = list(self.autoscaling_groups.values())
        found = [group for group in groups for one in group.instance_states if one.instance.id == instance_id]
        if not found:
            raise ValidationError(f"Instance Id not found - No managed instance found for instance ID: {instance_id}")
        (group,) = found
        size = group.desired_capacity
        if should_decrement and size <= (group.min_size or 0):
            raise ValidationError(
                f"Currently, desiredSize equals minSize ({size}). Terminating instance without replacement will violate "
                "group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size."
            )
        group.desired_capacity = size - 1 if should_decrement else size
        state = next(one for one in group.instance_states if one.instance.id == instance_id)
        state.lifecycle_state = "Terminating"
        fleet = cloud.fleet(group)

        def replace() -> None:
            fleet.retire([instance_id])
            fleet.fill()

        beside(replace)
        return TerminateInstanceActivity(state.instance, size)

    def set_desired_capacity(self: Any, new_capacity: int | None) -> None:
        before = {state.instance.id for state in self.instance_states}
        resize(self, new_capacity)
        cloud.fleet(self).deregister(before - {state.instance.id for state in self.instance_states})

    def notify_terminate_instances(self: Any, instance_ids: list[str]) -> None:
        for group in list(self.autoscaling_groups.values()):
            left = [state for state in group.instance_states if state.instance.id not in instance_ids]
            if len(left) < len(group.instance_states):
                group.instance_states = left
                beside(cloud.fleet(group).fill)

    FakeAutoScalingGroup.set_desired_capacity = set_desired_capacity
    AutoScalingBackend.terminate_instance = terminate_instance
    AutoScalingBackend.notify_terminate_instances = notify_terminate_instances


def _telling() -> None:
    FakeAutoScalingGroup.activities = []

    def describe_scaling_activities(self: Any) -> ActionResult:
        name = self._get_param("AutoScalingGroupName")
        groups = self.autoscaling_backend.describe_auto_scaling_groups([name] if name else [])
        return ActionResult({"Activities": [activity for group in groups for activity in group.activities]})

    AutoScalingResponse.describe_scaling_activities = describe_scaling_activities
