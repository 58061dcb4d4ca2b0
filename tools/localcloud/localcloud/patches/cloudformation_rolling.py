"""Stacks wait for their groups' instances, replace them batch by batch, and go back by themselves when new ones do not get healthy."""

import threading
from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, Event, Stack
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import EmptyResult

from localcloud.errors import CloudError
from localcloud.fleets import wait_for
from localcloud.later import beside
from localcloud.patches import cloudformation_failures, cloudformation_policies
from localcloud.rolling import NotReplaced, Pace, roll, seconds_of

BUSY = "_IN_PROGRESS"


def apply(cloud: Any) -> None:
    Stack.operation = None
    Stack.signals = {}
    FakeAutoScalingGroup.is_created = lambda self: self.awaited is None  # type: ignore[method-assign]
    _creating(cloud)
    _updating(cloud)
    _ending()
    _signalling()


class Operation:
    """What a stack is busy with after the call that began it has been answered."""

    def __init__(self, cloud: Any, stack: Any) -> None:
        self.cloud, self.stack = cloud, stack
        self.cancelled = threading.Event()
        self.thread: threading.Thread | None = None

    def begin(self, action: Any) -> None:
        self.stack.operation = self
        self.thread = beside(action)

    def end(self) -> None:
        """Ends the waiting; returns when nothing is done any more."""
        self.cancelled.set()
        if self.thread is not None:
            self.thread.join()

    def good(self, group: Any, instance: str) -> bool:
        """It has signalled. A load balancer that finds it healthy does that for it, as the watch of a template would."""
        told = self.stack.signals.get((group.logical_resource_id, instance))
        if told is None and group.target_group_arns:
            return bool(self.cloud.fleet(group).healthy(instance))
        return bool(told == "SUCCESS")

    def tell(self, group: Any, status: str, reason: str) -> None:
        self.stack.events.append(
            Event(
                stack_id=self.stack.stack_id,
                stack_name=self.stack.name,
                logical_resource_id=group.logical_resource_id,
                physical_resource_id=group.name,
                resource_type=cloudformation_policies.GROUP,
                resource_status=status,
                resource_status_reason=reason,
                resource_properties=None,
            )
        )

    def becomes(self, status: str, reason: str | None = None) -> None:
        self.stack._add_stack_event(status, reason)
        self.stack.status = status


# -- a new stack ------------------------------------------------------------------------------------------------------


class Creation(Operation):
    """Waits for the signals that a group's creation policy wants."""

    def run(self, groups: list[Any]) -> None:
        for group in groups:
            wanted = int(group.awaited.get("Count") or 1)
            seconds = self.cloud.settings.patient(seconds_of(group.awaited.get("Timeout") or "PT5M"))
            if not wait_for(lambda: self._heard(group) >= wanted, seconds, self.cancelled):  # noqa: B023
                if not self.cancelled.is_set():
                    text = f"Received {self._heard(group)} SUCCESS signal(s) out of {wanted} in {seconds:g} s"
                    kind = cloudformation_policies.GROUP
                    cloudformation_failures.roll_back(self.stack, group.logical_resource_id, kind, text)
                return
            group.awaited = None
        self.stack.verify_readiness()

    def _heard(self, group: Any) -> int:
        named = {one for (name, one), told in self.stack.signals.items() if name == group.logical_resource_id and told == "SUCCESS"}
        return len(named | {one for one in self.cloud.fleet(group).members() if self.good(group, one)})


def _creating(cloud: Any) -> None:
    create, create_stack, execute = Stack.create_resources, CloudFormationBackend.create_stack, CloudFormationBackend.execute_change_set
    plan = CloudFormationBackend.create_change_set

    def create_resources(self: Any) -> None:
        self.signals = {}
        create(self)
        _await_signals(cloud, self)

    def checked_stack(self: Any, name: str, template: str, *words: Any, **named: Any) -> Any:
        cloudformation_policies.check(template)
        return create_stack(self, name, template, *words, **named)

    def checked_plan(self: Any, stack_name: str, change_set_name: str, template: str, *words: Any, **named: Any) -> Any:
        cloudformation_policies.check(template)
        return plan(self, stack_name, change_set_name, template, *words, **named)

    def execute_change_set(self: Any, change_set_name: str, stack_name: str | None = None) -> None:
        planned = self.describe_change_set(change_set_name)
        stack = self.stacks[planned.stack_id]
        _refuse_busy(stack)
        if planned.change_set_type == "UPDATE":
            stack.update(planned.template, planned.role_arn, parameters=planned.parameters, tags=planned.tags or None)
            planned.execution_status = "EXECUTE_COMPLETE"
            return
        stack.signals = {}
        execute(self, change_set_name, stack_name)
        _await_signals(cloud, stack)

    Stack.create_resources = create_resources
    CloudFormationBackend.create_stack = checked_stack
    CloudFormationBackend.create_change_set = checked_plan
    CloudFormationBackend.execute_change_set = execute_change_set


def _groups(stack: Any) -> list[Any]:
    return [one for one in list(stack.resource_map._parsed_resources.values()) if isinstance(one, FakeAutoScalingGroup)]


def _await_signals(cloud: Any, stack: Any) -> None:
    awaited = [group for group in _groups(stack) if group.awaited is not None]
    if not awaited:
        return
    if stack.status == "CREATE_COMPLETE":  # a change set's, which asks no resource whether it is ready
        stack.status = "CREATE_IN_PROGRESS"
        stack.events.pop()
    creation = Creation(cloud, stack)
    creation.begin(lambda: creation.run(awaited))


# -- an update --------------------------------------------------------------------------------------------------------


class Update(Operation):
    """Replaces a group's instances as its update policy says; goes back to what was before when that fails."""

    def __init__(self, cloud: Any, stack: Any) -> None:
        super().__init__(cloud, stack)
        self._template, self._parameters = stack.template, dict(stack.parameters)
        self._versions = {group.name: (group.launch_template_version, group.launch_template) for group in _groups(stack)}

    def run(self, groups: list[Any]) -> None:
        for group in groups:
            try:
                old, pace = self.cloud.fleet(group).outdated(), self._pace(group)
                text = f"Rolling update initiated. Terminating {len(old)} obsolete instance(s) in batches of {pace.batch}"
                self.tell(group, "UPDATE_IN_PROGRESS", f"{text}, while keeping at least {pace.least} instance(s) in service.")
                self._roll(group, pace, old)
            except NotReplaced as reason:
                self.tell(group, "UPDATE_FAILED", str(reason))
                self._go_back(group)
                return
            self.tell(group, "UPDATE_COMPLETE", "")
        self.becomes("UPDATE_COMPLETE")

    def _pace(self, group: Any) -> Pace:
        policy = group.update_policy
        pause = seconds_of(policy.get("PauseTime") or ("PT5M" if _yes(policy.get("WaitOnResourceSignals")) else "PT0S"))
        least, most = int(policy.get("MinInstancesInService") or 0), int(group.max_size)
        if least >= most:
            raise NotReplaced(f"MinInstancesInService is {least}; it must be less than the group's MaxSize, {most}.")
        return Pace(
            batch=min(int(policy.get("MaxBatchSize") or 1), most - least),
            least=least,
            seconds=self.cloud.settings.patient(pause),
            surplus=True,
        )

    def _roll(self, group: Any, pace: Pace, old: list[str]) -> None:
        def good(instance: str) -> bool:
            if self.stack.signals.get((group.logical_resource_id, instance)) == "FAILURE":
                raise NotReplaced(f"Received a FAILURE signal of {instance}.")
            return not waits or self.good(group, instance)

        def tell(text: str) -> None:
            self.tell(group, "UPDATE_IN_PROGRESS", text)

        waits = _yes(group.update_policy.get("WaitOnResourceSignals"))
        roll(self.cloud.fleet(group), pace, old, good, self.cancelled, tell, 0.0 if waits else pace.seconds)

    def _go_back(self, failed: Any) -> None:
        self.cancelled.clear()
        self.becomes("UPDATE_ROLLBACK" + BUSY, f"The following resource(s) failed to update: [{failed.logical_resource_id}].")
        stack = self.stack
        stack.template = self._template
        stack._parse_template()
        stack.resource_map.update(stack.template_dict, self._parameters)
        stack.parameters = self._parameters
        stack.output_map = stack._create_output_map()
        try:
            for group in _groups(stack):
                if group.name in self._versions:
                    group.launch_template_version, told = self._versions[group.name]
                    group.provided_launch_template_version = (told or {}).get("Version")
                if group.update_policy is not None:
                    self._restore(group)
        except (NotReplaced, CloudError) as reason:
            self.becomes("UPDATE_ROLLBACK_FAILED", str(reason))
            return
        self.becomes("UPDATE_ROLLBACK_COMPLETE")

    def _restore(self, group: Any) -> None:
        """Those that never got healthy go first: nobody misses them."""
        fleet = self.cloud.fleet(group)
        fleet.retire([one for one in fleet.outdated() if not self.good(group, one)])
        fleet.fill()
        self._roll(group, self._pace(group), fleet.outdated())


def _yes(value: Any) -> bool:
    return str(value).lower() == "true"


def _updating(cloud: Any) -> None:
    change, update_stack = Stack.update, CloudFormationBackend.update_stack

    def update(self: Any, template: str, *words: Any, **named: Any) -> None:
        began = Update(cloud, self)
        self.signals = {}
        change(self, template, *words, **named)
        outdated = [group for group in _groups(self) if group.update_policy is not None and cloud.fleet(group).outdated()]
        if outdated:
            self.events.pop()  # that it is complete
            self.status = "UPDATE" + BUSY
            began.begin(lambda: began.run(outdated))

    def checked(self: Any, name: str, template: str, *words: Any, **named: Any) -> Any:
        _refuse_busy(self.get_stack(name))
        cloudformation_policies.check(template)
        return update_stack(self, name, template, *words, **named)

    Stack.update = update
    CloudFormationBackend.update_stack = checked


def _refuse_busy(stack: Any) -> None:
    if stack.status.endswith(BUSY) and stack.status != "REVIEW" + BUSY:
        raise ValidationError(message=f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated.")


# -- the end of it ----------------------------------------------------------------------------------------------------


def _ending() -> None:
    delete = Stack.delete

    def after_all(self: Any) -> None:
        if self.operation is not None:
            self.operation.end()
        delete(self)

    def cancel_update_stack(self: Any) -> EmptyResult:
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        if stack.status != "UPDATE" + BUSY:
            raise ValidationError(message=f"CancelUpdateStack cannot be called from current stack status {stack.status}")
        stack.operation.cancelled.set()
        return EmptyResult()

    Stack.delete = after_all
    CloudFormationResponse.cancel_update_stack = cancel_update_stack


def _signalling() -> None:
    def signal_resource(self: Any) -> EmptyResult:
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        logical, status = self._get_param("LogicalResourceId"), self._get_param("Status")
        if status not in ("SUCCESS", "FAILURE"):
            raise ValidationError(message=f"Status is {status}; it must be SUCCESS or FAILURE.")
        if not stack.status.endswith(BUSY) or logical not in stack.resource_map:
            text = f"Stack:{stack.stack_id} is in {stack.status} state and can not be signaled"
            raise ValidationError(message=text)
        stack.signals[logical, self._get_param("UniqueId")] = status
        return EmptyResult()

    CloudFormationResponse.signal_resource = signal_resource
