"""An Auto Scaling group's instances: launched, found healthy, taken out of service once nobody is being served by them."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from localcloud.balancers import Balancers, target_group
from localcloud.compute import Compute
from localcloud.errors import CloudError
from localcloud.later import beside

LOOK_SECONDS = 0.2
START_SECONDS = 60
MOST_ACTIVITIES = 100


class Fleet:
    """One group; ``group`` is moto's own object, whose instances everybody reads."""

    def __init__(self, group: Any, compute: Compute, balancers: Balancers) -> None:
        self.group, self._compute, self._balancers = group, compute, balancers

    def members(self) -> list[str]:
        """The instances that count for its size: none that is being replaced."""
        return [state.instance.id for state in list(self.group.instance_states) if state.lifecycle_state == "InService"]

    def outdated(self) -> list[str]:
        """Those that were launched by something else than the group launches now, the oldest first."""
        wanted = launched_by(self.group)
        states = list(self.group.instance_states)
        return [state.instance.id for state in states if state.lifecycle_state == "InService" and state.launched_by != wanted]

    def launch(self, count: int) -> list[str]:
        """So many more, not yet healthy; CloudError where they cannot be launched."""
        if count <= 0:
            return []
        before = set(self.members())
        try:
            self.group.replace_autoscaling_group_instances(count, self.group.get_propagated_tags())
        except Exception as error:
            raise CloudError(f"An instance of {self.group.name} cannot be launched: {error}") from error
        made = [instance for instance in self.members() if instance not in before]
        self.register(made)
        return made

    def launched(self, instances: list[str]) -> None:
        """Keeps it among the activities; one that did not boot has failed."""
        for instance in instances:
            guest = self._compute.guests[instance]
            self.tell(f"Launching a new EC2 instance: {instance}", "Failed" if guest.state == "terminated" else "Successful")
            self._balancers.forget(guest.address)

    def fill(self) -> list[str]:
        """As many as are wanted and not there."""
        return self.launch(int(self.group.desired_capacity) - len(self.members()))

    def retire(self, instances: Iterable[str]) -> None:
        """Ends instances; first their target groups send them nothing more, and what they are answering they finish."""
        gone = list(instances)
        if not gone:
            return
        for state in list(self.group.instance_states):
            if state.instance.id in gone:
                state.lifecycle_state = "Terminating"
        self.deregister(gone)
        addresses = [self._compute.guests[instance].address for instance in gone]
        with self._balancers.draining(addresses, max(map(_delay, self._groups()), default=0.0)):
            self.group.autoscaling_backend.ec2_backend.terminate_instances(gone)
        self.group.instance_states = [one for one in self.group.instance_states if one.instance.id not in gone]
        for instance in gone:
            self.tell(f"Terminating EC2 instance: {instance}", "Successful")

    def register(self, instances: list[str]) -> None:
        """With the group's target groups, each as soon as it runs."""
        late = [one for one in instances if not self._registered(one)]
        if late:
            beside(lambda: self._register_later(late))

    def deregister(self, instances: Iterable[str]) -> None:
        """Takes them out of the group's target groups."""
        for group in self._groups():
            group.deregister([{"Id": instance} for instance in instances if instance in group.targets])

    def _registered(self, instance: str) -> bool:
        if self._compute.guests[instance].state != "running":
            return False
        for group in self._groups():
            group.register([{"Id": instance, "Port": group.port}])
        return True

    def _register_later(self, instances: list[str]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while instances and time.monotonic() < deadline:
            time.sleep(LOOK_SECONDS)
            here = self.members()
            instances = [one for one in instances if one in here and not self._registered(one)]

    def _groups(self) -> list[Any]:
        return [group for arn in self.group.target_group_arns or [] if (group := target_group(arn)) is not None]

    @property
    def balanced(self) -> bool:
        """Whether a load balancer tells which of its instances are healthy."""
        return bool(self.group.target_group_arns)

    def healthy(self, instance: str) -> bool:
        """It runs, and each of the group's target groups finds it healthy."""
        guest = self._compute.guests[instance]
        return guest.state == "running" and all(self._balancers.finds_healthy(group, instance) for group in self._groups())

    def tell(self, description: str, status: str) -> None:
        """Adds to the group's activities, of which the newest is the first."""
        self.group.activities = [_activity(self.group, description, status), *self.group.activities][:MOST_ACTIVITIES]


def launched_by(group: Any) -> tuple[str, str]:
    """What a group launches from: the template, and what the version says by now."""
    template = group.ec2_launch_template
    if template is None:
        return str(getattr(group, "launch_configuration_name", "")), ""
    version = template.get_version(group.launch_template_version)
    return template.id, repr(sorted(version.data.items(), key=lambda item: str(item[0])))


def wait_for(there: Callable[[], bool], seconds: float, cancelled: threading.Event) -> bool:
    """Looks until something is so, the time is over, or nobody wants to know any more."""
    deadline = time.monotonic() + seconds
    while not there():
        if time.monotonic() >= deadline or cancelled.wait(LOOK_SECONDS):
            return False
    return True


def _delay(group: Any) -> float:
    return float(group.attributes.get("deregistration_delay.timeout_seconds", 300))


def _activity(group: Any, description: str, status: str) -> Any:
    from moto.autoscaling.models import Activity

    activity = Activity(description, "The group's size or its instances changed.", group, status_code=status)
    activity.progress = 100
    return activity
