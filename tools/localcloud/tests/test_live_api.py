"""The API's edges: errors, faults, throttling, counting."""

import time

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError


def code(refusal):
    return refusal.value.response["Error"]["Code"]


def test_an_action_nobody_implements_is_refused_at_once(live):
    with pytest.raises(ClientError) as refusal:
        live.client("ec2", retries={"mode": "standard"}).enable_fast_launch(ImageId="ami-1")
    assert code(refusal) == "InvalidAction"


def test_an_unknown_region_is_refused_at_once(live):
    with pytest.raises(ClientError) as refusal:
        live.client("ec2", "us-west-9").describe_images()
    assert code(refusal) == "AuthFailure"
    assert "valid Region, not 'us-west-9'" in str(refusal.value)


@pytest.mark.parametrize(
    "call, expected",
    [
        (lambda ec2: ec2.describe_images(ImageIds=["ami-00000000000000000"]), "InvalidAMIID.NotFound"),
        (lambda ec2: ec2.describe_instances(InstanceIds=["i-00000000000000000"]), "InvalidInstanceID.NotFound"),
        (lambda ec2: ec2.describe_snapshots(SnapshotIds=["snap-00000000000000000"]), "InvalidSnapshot.NotFound"),
        (lambda ec2: ec2.deregister_image(ImageId="ami-00000000000000000"), "InvalidAMIID.NotFound"),
        (lambda ec2: ec2.create_image(InstanceId="i-00000000000000000", Name="name"), "InvalidInstanceID.NotFound"),
        (
            lambda ec2: ec2.copy_image(SourceImageId="ami-00000000000000000", SourceRegion="us-west-2", Name="name"),
            "InvalidAMIID.NotFound",
        ),
        (lambda ec2: ec2.describe_images(Filters=[{"Name": "colour", "Values": ["red"]}]), "InvalidParameterValue"),
        (
            lambda ec2: ec2.run_instances(ImageId="ami-0d12b2c3d4e5f6071", MinCount=1, MaxCount=1, DryRun=True),
            "DryRunOperation",
        ),
    ],
)
def test_wrong_ids_get_ec2s_own_codes(live, call, expected):
    with pytest.raises(ClientError) as refusal:
        call(live.ec2)
    assert code(refusal) == expected


def test_faults_are_injected_and_used_up(live):
    live.settings(
        faults=[
            {
                "action": "DescribeImages",
                "times": 2,
                "code": "InsufficientInstanceCapacity",
                "message": "None left.",
                "status": 500,
            }
        ]
    )
    for _ in range(2):
        with pytest.raises(ClientError, match="None left."):
            live.ec2.describe_images(Owners=["self"])
    live.ec2.describe_images(Owners=["self"])


def test_a_connection_can_be_dropped_or_late(live):
    live.settings(faults=[{"action": "DescribeRegions", "drop": True}])
    with pytest.raises(ConnectionClosedError):
        live.ec2.describe_regions()
    live.settings(faults=[{"action": "DescribeRegions", "latency": 0.5}])
    began = time.monotonic()
    live.ec2.describe_regions()
    assert time.monotonic() - began >= 0.5


def test_throttling_refuses_as_ec2_does(live):
    live.settings(throttle=True)
    with pytest.raises(ClientError) as refusal:
        for _ in range(120):
            live.ec2.copy_image(
                SourceImageId="ami-00000000000000000", SourceRegion="us-west-2", Name="name", DryRun=True
            )
    assert code(refusal) in ("InvalidAMIID.NotFound", "DryRunOperation")
    codes = set()
    for _ in range(120):
        with pytest.raises(ClientError) as refusal:
            live.ec2.copy_image(SourceImageId="ami-00000000000000000", SourceRegion="us-west-2", Name="name")
        codes.add(code(refusal))
    assert codes == {"InvalidAMIID.NotFound", "RequestLimitExceeded"}


def test_calls_are_counted_and_counted_anew(live):
    live.admin("DELETE", "calls")
    live.ec2.describe_images(Owners=["self"])
    live.client("sts").get_caller_identity()
    assert live.admin("GET", "calls") == (
        200,
        {"calls": {"ec2:DescribeImages": 1, "sts:GetCallerIdentity": 1}, "total": 2},
    )


def test_a_wrong_setting_is_refused(live):
    status, answer = live.admin("POST", "settings", {"delays": {"volume": 1}})
    assert status == 400
    assert "expected KIND=SECONDS" in answer["error"]


def test_buckets_on_localhost_work(live):
    s3 = live.client("s3")
    s3.create_bucket(Bucket="pictures", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    s3.put_object(Bucket="pictures", Key="a", Body=b"1")
    assert s3.get_object(Bucket="pictures", Key="a")["Body"].read() == b"1"
