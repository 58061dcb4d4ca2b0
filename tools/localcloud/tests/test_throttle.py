"""Token buckets, with a clock that stands still."""

import pytest

from localcloud.throttle import Throttle


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def admitted(throttle, action, parameters=None, region="us-west-2", at_most=2000):
    count = 0
    while count < at_most and throttle.admits(region, action, parameters or {}):
        count += 1
    return count


@pytest.mark.parametrize(
    "action, parameters, burst",
    [
        ("DescribeImages", {}, 100),
        ("DescribeInstances", {}, 50),
        ("DescribeInstances", {"InstanceId.1": "i-1"}, 100),
        ("DescribeInstances", {"MaxResults": "5"}, 100),
        ("CreateImage", {}, 50),
        ("CopyImage", {}, 100),
        ("CreateTags", {}, 100),
        ("RunInstances", {"MaxCount": "1"}, 5),
        ("CreateKeyPair", {}, 50),
    ],
)
def test_a_burst_ends_where_the_bucket_is_empty(clock, action, parameters, burst):
    assert admitted(Throttle(clock), action, parameters) == burst


@pytest.mark.parametrize(
    "action, refill", [("DescribeImages", 20), ("CopyImage", 1), ("RunInstances", 2), ("CreateImage", 5)]
)
def test_tokens_come_back_every_second(clock, action, refill):
    throttle = Throttle(clock)
    admitted(throttle, action)
    clock.now += 1
    assert admitted(throttle, action) == refill


def test_a_bucket_never_holds_more_than_its_maximum(clock):
    throttle = Throttle(clock)
    clock.now += 3600
    assert admitted(throttle, "CopyImage") == 100


def test_calls_of_a_category_share_a_bucket(clock):
    throttle = Throttle(clock)
    admitted(throttle, "DescribeImages")
    assert not throttle.admits("us-west-2", "DescribeSubnets", {})
    assert throttle.admits("us-west-2", "CreateImage", {})


def test_regions_have_their_own_buckets(clock):
    throttle = Throttle(clock)
    admitted(throttle, "CopyImage")
    assert throttle.admits("eu-west-1", "CopyImage", {})


def test_instances_are_counted_beside_calls(clock):
    throttle = Throttle(clock)
    assert throttle.admits("us-west-2", "RunInstances", {"MaxCount": "999"})
    assert not throttle.admits("us-west-2", "RunInstances", {"MaxCount": "2"})
    assert throttle.admits("us-west-2", "RunInstances", {"MaxCount": "1"})
