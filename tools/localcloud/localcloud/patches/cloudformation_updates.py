"""Updates of stacks: values kept from before, changes that only parameters make, groups that follow their launch template."""

from typing import Any

from moto.cloudformation.models import ChangeSet, CloudFormationBackend, Stack
from moto.cloudformation.parsing import ResourceMap

_moto_parameters = CloudFormationBackend._resolve_update_parameters
_moto_changes = ResourceMap.build_resource_diff
_moto_diff = ChangeSet.diff


def apply(cloud: Any) -> None:
    CloudFormationBackend._resolve_update_parameters = _parameters
    ResourceMap.build_resource_diff = _changes
    ChangeSet.diff = _diff
    # Lists and numbers as they were given, so that the same values are no change.
    Stack.stack_parameters = property(_given)
    Stack.parameter_list = property(_listed)


def _parameters(self: Any, instance: Any, incoming_params: list[dict[str, Any]]) -> dict[str, str]:
    """UsePreviousValue holds for a parameter that was never given, too: its default was the previous value."""
    slots = getattr(instance, "template_dict", {}).get("Parameters", {})
    for given in incoming_params:
        name = given["ParameterKey"]
        if given.get("UsePreviousValue") and name not in instance.parameters and "Default" in slots.get(name, {}):
            instance.parameters[name] = str(slots[name]["Default"])
    return _moto_parameters(self, instance, incoming_params)


def _changes(self: Any, other_template: dict[str, Any], parameters: dict[str, Any] | None = None) -> Any:
    for resource in other_template["Resources"].values():
        resource.setdefault("Properties", {})  # moto adds them to what it has, which then seems changed
    # While a change set is made, moto hands its parameters to nobody.
    given = getattr(self, "_change_set", None) if parameters is None else parameters
    before = {name: _text(value) for name, value in self.resolved_parameters.items()}
    moved = {name: value for name, value in (given or {}).items() if before.get(name) != _text(value)}
    actions = _moto_changes(self, other_template, moved)
    modified, resources = actions["Modify"], other_template["Resources"]
    templates = [name for name in modified if resources[name]["Type"] == "AWS::EC2::LaunchTemplate"]
    for name, resource in resources.items():
        if name in self._resource_json_map and name not in modified and _reads(resource, templates):
            modified.append(name)
    return actions


def _diff(self: Any) -> Any:
    self.stack.resource_map._change_set = self.parameters
    try:
        return _moto_diff(self)
    finally:
        del self.stack.resource_map._change_set


def _given(self: Any) -> dict[str, str]:
    return {name: _text(value) for name, value in self.resource_map.resolved_parameters.items()}


def _listed(self: Any) -> list[dict[str, str]]:
    secret = self.resource_map.no_echo_parameter_keys
    return [
        {"ParameterKey": name, "ParameterValue": "****" if name in secret else value}
        for name, value in _given(self).items()
    ]


def _text(value: Any) -> str:
    return ",".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _reads(node: Any, names: list[str]) -> bool:
    """Whether an attribute of one of the resources is read: a new version of a launch template is one."""
    if isinstance(node, list):
        return any(_reads(item, names) for item in node)
    if not isinstance(node, dict):
        return False
    wanted = node.get("Fn::GetAtt")
    if wanted and (wanted.split(".")[0] if isinstance(wanted, str) else wanted[0]) in names:
        return True
    return any(_reads(item, names) for item in node.values())
