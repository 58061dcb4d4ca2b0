"""Instance refreshes: Rolling, with skip matching, a healthy share and a warm-up. The rest is refused by its name."""

import math
import threading
import uuid
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from localcloud.errors import CloudError
from localcloud.later import beside
from localcloud.rolling import NotReplaced, Pace, roll

PREFERENCES = ("MinHealthyPercentage", "InstanceWarmup", "SkipMatching")
HEALTHY_SECONDS = 3600.0
PENDING, RUNS, STOPS, DONE, FAILED, STOPPED = "Pending", "InProgress", "Cancelling", "Successful", "Failed", "Cancelled"


class Refresh:
    """One refresh of a group; its public fields are those that DescribeInstanceRefreshes tells."""

    def __init__(self, fleet: Any, preferences: dict[str, Any], patience: float) -> None:
        self._fleet, self._patience, self._cancelled = fleet, patience, threading.Event()
        self._share = int(preferences.get("MinHealthyPercentage", 90))
        self._warm = float(preferences.get("InstanceWarmup", 0))
        self._old = fleet.outdated() if preferences.get("SkipMatching") in (True, "true") else fleet.members()
        self._all = list(self._old)
        self.preferences, self.id = preferences, str(uuid.uuid4())
        self.status, self.reason = PENDING, ""
        self.began, self.ended = utcnow(), None

    @property
    def active(self) -> bool:
        return self.status in (PENDING, RUNS, STOPS)

    def run(self) -> None:
        self.status = RUNS
        size = len(self._fleet.members())
        least = math.ceil(size * self._share / 100)
        pace = Pace(batch=max(1, size - least), least=least, seconds=self._patience, surplus=False)
        try:
            roll(self._fleet, pace, self._old, self._fleet.healthy, self._cancelled, pause=min(self._warm, self._patience))
            self.status = DONE
        except (NotReplaced, CloudError) as reason:
            self.status, self.reason = (STOPPED, "Cancelled by a user.") if self._cancelled.is_set() else (FAILED, str(reason))
        self.ended = utcnow()

    def cancel(self) -> None:
        self.status = STOPS
        self._cancelled.set()

    def told(self) -> dict[str, Any]:
        here = self._fleet.members()
        left = len([instance for instance in self._all if instance in here])
        told = {
            "InstanceRefreshId": self.id,
            "AutoScalingGroupName": self._fleet.group.name,
            "Status": self.status,
            "StatusReason": self.reason,
            "StartTime": self.began,
            "EndTime": self.ended,
            "PercentageComplete": 100 if not self._all else 100 * (len(self._all) - left) // len(self._all),
            "InstancesToUpdate": left,
            "Strategy": "Rolling",
            "Preferences": self.preferences,
        }
        return {name: value for name, value in told.items() if value not in ("", None)}


def apply(cloud: Any) -> None:
    FakeAutoScalingGroup.refreshes = []

    def start_instance_refresh(self: Any) -> ActionResult:
        group, preferences = _group(self), self._get_param("Preferences", {})
        _refuse(self, preferences)
        if any(one.active for one in group.refreshes):
            text = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."
            raise AutoscalingClientError("InstanceRefreshInProgress", text)
        refresh = Refresh(cloud.fleet(group), preferences, cloud.settings.patient(HEALTHY_SECONDS))
        group.refreshes = [refresh, *group.refreshes]
        beside(refresh.run)
        return ActionResult({"InstanceRefreshId": refresh.id})

    def describe_instance_refreshes(self: Any) -> ActionResult:
        wanted = self._get_param("InstanceRefreshIds", [])
        return ActionResult({"InstanceRefreshes": [one.told() for one in _group(self).refreshes if not wanted or one.id in wanted]})

    def cancel_instance_refresh(self: Any) -> ActionResult:
        running = [one for one in _group(self).refreshes if one.active]
        if not running:
            text = "No in progress or pending Instance Refresh found for this Auto Scaling group."
            raise AutoscalingClientError("ActiveInstanceRefreshNotFound", text)
        running[0].cancel()
        return ActionResult({"InstanceRefreshId": running[0].id})

    for action in (start_instance_refresh, describe_instance_refreshes, cancel_instance_refresh):
        setattr(AutoScalingResponse, action.__name__, action)


def _group(response: Any) -> Any:
    name = response._get_param("AutoScalingGroupName")
    found = response.autoscaling_backend.describe_auto_scaling_groups([name])
    if not found:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup {name} not found")
    return found[0]


def _refuse(response: Any, preferences: dict[str, Any]) -> None:
    """ValidationError names what a refresh of this cloud cannot do."""
    strategy = response._get_param("Strategy") or "Rolling"
    if strategy != "Rolling":
        raise ValidationError(f"The local cloud does not know the strategy {strategy}; it knows Rolling.")
    if response._get_param("DesiredConfiguration"):
        raise ValidationError("The local cloud does not know DesiredConfiguration; change the group first.")
    for name in preferences:
        if name not in PREFERENCES:
            raise ValidationError(f"The local cloud does not know the preference {name}; it knows {', '.join(PREFERENCES)}.")
    share = int(preferences.get("MinHealthyPercentage", 90))
    if not 0 <= share <= 100:
        raise ValidationError(f"MinHealthyPercentage is {share}; it must be 0 to 100.")
