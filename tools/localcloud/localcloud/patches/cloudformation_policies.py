"""What a stack's update and creation policies may say here; the rest is refused by its name, before anything begins."""

from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Stack

GROUP = "AWS::AutoScaling::AutoScalingGroup"
ROLLING = "AutoScalingRollingUpdate"
FIELDS = ("MinInstancesInService", "MaxBatchSize", "WaitOnResourceSignals", "PauseTime", "MinSuccessfulInstancesPercent", "SuspendProcesses")
# Processes that no group of this cloud has, so that they are suspended always.
PROCESSES = ("HealthCheck", "ReplaceUnhealthy", "AZRebalance", "AlarmNotification", "ScheduledActions")


def check(template: str) -> None:
    """ValidationError names the first policy that a stack of this cloud cannot follow."""
    resources = Stack.parse_template(template).get("Resources")
    for name, resource in (resources or {}).items():
        if isinstance(resource, dict):
            _update(name, resource.get("UpdatePolicy") or {})
            _creation(name, resource)


def _update(name: str, policy: dict[str, Any]) -> None:
    _only(f"{name}.UpdatePolicy", policy, (ROLLING,))
    rolling = policy.get(ROLLING, {})
    _only(f"{name}.UpdatePolicy.{ROLLING}", rolling, FIELDS)
    if str(rolling.get("MinSuccessfulInstancesPercent", 100)) != "100":
        _refuse(f"{name}.UpdatePolicy.{ROLLING}.MinSuccessfulInstancesPercent", "100")
    for process in rolling.get("SuspendProcesses", []):
        if process not in PROCESSES:
            _refuse(f"the process {process} in {name}.UpdatePolicy.{ROLLING}.SuspendProcesses", ", ".join(PROCESSES))


def _creation(name: str, resource: dict[str, Any]) -> None:
    policy = resource.get("CreationPolicy") or {}
    if policy and resource.get("Type") != GROUP:
        _refuse(f"{name}.CreationPolicy of {resource.get('Type')}", f"that of {GROUP}")
    _only(f"{name}.CreationPolicy", policy, ("ResourceSignal",))
    _only(f"{name}.CreationPolicy.ResourceSignal", policy.get("ResourceSignal", {}), ("Count", "Timeout"))


def _only(where: str, given: dict[str, Any], known: tuple[str, ...]) -> None:
    for word in given:
        if word not in known:
            _refuse(f"{where}.{word}", ", ".join(known))


def _refuse(what: str, known: str) -> None:
    raise ValidationError(message=f"The local cloud does not know {what}; it knows {known}.")
