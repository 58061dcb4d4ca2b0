"""EC2's token buckets, as AWS publishes them, per account and Region."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple


class Limit(NamedTuple):
    """A bucket: the most tokens it holds, and how many come back a second."""

    maximum: float
    refill: float


DESCRIBE = Limit(100, 20)
UNFILTERED = Limit(50, 10)
MUTATE = Limit(50, 5)
BY_ACTION: dict[str, Limit] = {
    "CopyImage": Limit(100, 1),
    "DeregisterImage": Limit(100, 5),
    "ModifyImageAttribute": Limit(100, 5),
    "CreateSnapshot": Limit(100, 5),
    "DeleteSnapshot": Limit(100, 5),
    "ModifySnapshotAttribute": Limit(100, 5),
    "CreateLaunchTemplateVersion": Limit(100, 5),
    "ModifyLaunchTemplate": Limit(100, 5),
    "CreateTags": Limit(100, 10),
    "RunInstances": Limit(5, 2),
    "TerminateInstances": Limit(100, 5),
    "CreateKeyPair": Limit(50, 5),
    "AuthorizeSecurityGroupIngress": Limit(50, 5),
    "CreateStoreImageTask": Limit(50, 0.1),
    "CreateRestoreImageTask": Limit(50, 0.1),
}
RESOURCES: dict[str, Limit] = {"RunInstances": Limit(1000, 2), "TerminateInstances": Limit(1000, 20)}
LISTS = ("DescribeInstances", "DescribeSnapshots", "DescribeVolumes", "DescribeSecurityGroups")


class Bucket:
    """Tokens that come back with time."""

    def __init__(self, limit: Limit, now: float) -> None:
        self.limit = limit
        self.tokens = limit.maximum
        self.seen = now

    def refill(self, now: float) -> float:
        self.tokens = min(self.limit.maximum, self.tokens + (now - self.seen) * self.limit.refill)
        self.seen = now
        return self.tokens


class Throttle:
    """Decides call by call; a refused call costs nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._lock = threading.Lock()

    def admits(self, region: str, action: str, parameters: dict[str, str]) -> bool:
        """Takes the tokens the call needs, all or none."""
        needs = [(bucket, limit, 1.0) for bucket, limit in [_request_bucket(action, parameters)]]
        if action in RESOURCES:
            needs.append((f"{action}:instances", RESOURCES[action], float(_instances(action, parameters))))
        with self._lock:
            now = self._clock()
            taken = []
            for name, limit, amount in needs:
                bucket = self._buckets.setdefault((region, name), Bucket(limit, now))
                if bucket.refill(now) < amount:
                    return False
                taken.append((bucket, amount))
            for bucket, amount in taken:
                bucket.tokens -= amount
            return True


def _request_bucket(action: str, parameters: dict[str, str]) -> tuple[str, Limit]:
    """The calls of a category share a bucket; the exceptions have their own each."""
    if action in BY_ACTION:
        return action, BY_ACTION[action]
    if action in LISTS and not _narrowed(parameters):
        return "unfiltered", UNFILTERED
    if action.startswith(("Describe", "Get", "List", "Search")):
        return "describe", DESCRIBE
    return "mutate", MUTATE


def _narrowed(parameters: dict[str, str]) -> bool:
    return any(
        name == "MaxResults" or name.startswith(("Filter.", "InstanceId.", "SnapshotId.", "VolumeId.", "GroupId."))
        for name in parameters
    )


def _instances(action: str, parameters: dict[str, str]) -> int:
    if action == "RunInstances":
        count = parameters.get("MaxCount", "1")
        return int(count) if count.isdigit() else 1
    listed: list[str] = [name for name in parameters if name.startswith("InstanceId.")]
    return max(1, len(listed))
