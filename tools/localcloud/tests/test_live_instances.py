"""Instances that really boot."""

import base64
import json
import time

import pytest
from botocore.exceptions import ClientError
from conftest import BASE

TOKEN = 'T=$(curl -sX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token); '
ASK = 'curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/'


@pytest.fixture(scope="module")
def box(live):
    """An instance most tests of this file only look at."""
    instance, address = live.launch(
        UserData="#!/bin/sh\nid -un > /root/who\n",
        MetadataOptions={"HttpTokens": "required", "InstanceMetadataTags": "enabled"},
        TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "Bucket", "Value": "pictures"}]}],
    )
    yield instance, address
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_run_instances_answers_pending_and_sshd_is_there(live, box):
    instance, address = box
    found = live.instance(instance)
    assert found["State"]["Name"] == "running"
    assert found["PrivateIpAddress"] == address
    assert "PublicIpAddress" not in found
    assert live.ssh(address, "id -un; sudo id -un") == "admin\nroot"


def test_the_instance_has_its_own_systemd_and_nothing_failed(live, box):
    live.ssh(box[1], "cloud-init status --wait")
    assert (
        live.ssh(
            box[1], "systemctl is-system-running --wait; systemctl list-units --failed --no-legend; ps -p 1 -o comm="
        )
        == "running\nsystemd"
    )


def test_the_base_image_has_the_timers_debian_has(live, box):
    assert (
        live.ssh(box[1], "systemctl is-enabled apt-daily.timer apt-daily-upgrade.timer unattended-upgrades")
        == "enabled\nenabled\nenabled"
    )
    assert live.ssh(box[1], "cut -d. -f1 /etc/debian_version") == "12"


def test_user_data_runs_once_as_root(live, box):
    live.ssh(box[1], "cloud-init status --wait")
    assert (
        live.ssh(box[1], "sudo cat /root/who; sudo cat /var/lib/cloud/instance/user-data.txt | head -1")
        == "root\n#!/bin/sh"
    )


def test_metadata_wants_a_token(live, box):
    assert live.ssh(box[1], "curl -so /dev/null -w '%{http_code}' http://169.254.169.254/latest/meta-data/") == "401"


def test_metadata_tells_who_and_where_it_is(live, box):
    instance, address = box
    paths = [
        "meta-data/instance-id",
        "meta-data/ami-id",
        "meta-data/local-ipv4",
        "meta-data/placement/region",
        "meta-data/tags/instance/Bucket",
    ]
    answers = live.ssh(address, TOKEN + "".join(f"{ASK}{path}; echo; " for path in paths)).splitlines()
    assert answers == [instance, BASE, address, "us-west-2", "pictures"]
    document = json.loads(live.ssh(address, TOKEN + ASK + "dynamic/instance-identity/document"))
    assert (document["instanceId"], document["region"], document["privateIp"]) == (instance, "us-west-2", address)


def test_metadata_without_a_token_when_the_launch_allows_it(live):
    instance, address = live.launch(MetadataOptions={"HttpTokens": "optional"})
    assert live.ssh(address, "curl -s http://169.254.169.254/latest/meta-data/instance-id") == instance
    live.ec2.modify_instance_metadata_options(InstanceId=instance, HttpTokens="required")
    assert live.instance(instance)["MetadataOptions"]["HttpEndpoint"] == "enabled"
    assert (
        live.ssh(address, "curl -so /dev/null -w '%{http_code}' http://169.254.169.254/latest/meta-data/instance-id")
        == "401"
    )
    assert live.ssh(address, TOKEN + ASK + "meta-data/tags/instance/x | head -c 1") == ""
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_a_role_gives_credentials_that_the_endpoint_accepts(live):
    iam = live.client("iam")
    iam.create_role(RoleName="web", AssumeRolePolicyDocument="{}")
    iam.create_instance_profile(InstanceProfileName="web-profile")
    iam.add_role_to_instance_profile(InstanceProfileName="web-profile", RoleName="web")
    instance, address = live.launch(IamInstanceProfile={"Name": "web-profile"})
    assert live.ssh(address, TOKEN + ASK + "meta-data/iam/security-credentials/") == "web"
    given = json.loads(live.ssh(address, TOKEN + ASK + "meta-data/iam/security-credentials/web"))
    assert given["Code"] == "Success"
    import boto3

    caller = boto3.client(
        "sts",
        endpoint_url=live.endpoint,
        region_name="us-west-2",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["Token"],
    ).get_caller_identity()
    assert caller["Arn"].endswith(f"assumed-role/web/{instance}")
    with pytest.raises(ClientError, match="AuthFailure"):
        live.client("ec2", key="AKIAWRONG").describe_instances()
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_the_api_is_reachable_from_inside(live, box):
    assert "<Code>AccessDenied" in live.ssh(box[1], f"curl -s {live.facts['instanceEndpoint']}/")


def test_stop_and_start_keep_disk_and_address_and_user_data_does_not_run_again(live):
    instance, address = live.launch(UserData=base64.b64encode(b"#!/bin/sh\necho x >> /root/boots\n").decode())
    live.ssh(address, "cloud-init status --wait; echo kept > note; sync")
    live.ec2.stop_instances(InstanceIds=[instance])
    assert live.instance(instance)["State"]["Name"] == "stopped"
    live.ec2.start_instances(InstanceIds=[instance])
    found = live.instance(instance)
    assert (found["State"]["Name"], found["PrivateIpAddress"]) == ("running", address)
    assert live.ssh(address, "cloud-init status --wait >/dev/null; cat note; sudo cat /root/boots") == "kept\nx"
    live.ec2.terminate_instances(InstanceIds=[instance])
    assert live.instance(instance)["State"]["Name"] == "terminated"
    assert not (live.state.instances / instance).exists()


def test_reboot_keeps_the_disk(live):
    instance, address = live.launch()
    before = live.ssh(address, "touch kept; cat /proc/1/stat | cut -d' ' -f22")
    live.ec2.reboot_instances(InstanceIds=[instance])
    live.wait(
        lambda: (
            live.ssh(address, "cat /proc/1/stat | cut -d' ' -f22") not in ("", before)
            and live.ssh(address, "ls kept") == "kept"
        )
    )
    live.ec2.terminate_instances(InstanceIds=[instance])


@pytest.mark.parametrize("behaviour, state", [("stop", "stopped"), ("terminate", "terminated")])
def test_power_off_inside_stops_or_terminates(live, behaviour, state):
    instance, address = live.launch(InstanceInitiatedShutdownBehavior=behaviour)
    live.ssh(address, "sudo systemctl poweroff --force")
    live.wait(lambda: live.instance(instance)["State"]["Name"] == state)
    assert live.instance(instance)["StateReason"]["Code"] == "Client.InstanceInitiatedShutdown"
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_a_reboot_from_inside_boots_again(live):
    instance, address = live.launch()
    live.ssh(address, "touch kept; sudo systemctl reboot --force")
    live.wait(
        lambda: (
            live.ssh(address, "ls kept; awk '{print ($1 < 20)}' /proc/uptime") != ""
            and live.ssh(address, "ls kept") == "kept"
        )
    )
    assert live.instance(instance)["State"]["Name"] == "running"
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_states_last_as_long_as_told(live):
    live.settings(delays={"instance": 1})
    began = time.monotonic()
    instance, _ = live.launch()
    assert time.monotonic() - began < 0.9
    assert live.instance(instance)["State"]["Name"] == "pending"
    live.wait(lambda: live.instance(instance)["State"]["Name"] == "running")
    assert 1 <= time.monotonic() - began < 4
    live.ec2.stop_instances(InstanceIds=[instance])
    assert live.instance(instance)["State"]["Name"] == "stopping"
    live.wait(lambda: live.instance(instance)["State"]["Name"] == "stopped")
    live.ec2.terminate_instances(InstanceIds=[instance])
    assert live.instance(instance)["State"]["Name"] == "shutting-down"
    live.wait(lambda: live.instance(instance)["State"]["Name"] == "terminated")


def console(live, instance):
    return live.ec2.get_console_output(InstanceId=instance, Latest=True).get("Output", "")


def test_the_console_shows_the_boot_and_what_a_program_writes_there(live, box):
    instance, address = box
    live.wait(lambda: "Welcome to" in console(live, instance) and "login:" in console(live, instance))
    live.ssh(address, "echo of-my-own | sudo tee /dev/console")
    live.wait(lambda: "of-my-own" in console(live, instance))


def test_of_a_console_the_last_64_kib_are_shown_and_stay_when_the_instance_is_gone(live):
    instance, address = live.launch()
    live.ssh(address, "(seq -w 1 400000; echo the-end) | sudo tee /dev/console >/dev/null")
    live.wait(lambda: "the-end" in console(live, instance))
    raw = live.ec2.get_console_output(InstanceId=instance)["Output"].encode()
    assert len(raw) == 65536 and b"\r\n400000\r\n" in raw and b"Welcome to" not in raw
    assert (live.state.root / "consoles" / f"{instance}.log").stat().st_size < 2 << 20
    live.ec2.terminate_instances(InstanceIds=[instance])
    assert "the-end" in console(live, instance)


def test_a_launch_that_is_repeated_with_its_token_gives_the_same_instance(live):
    wish = {"ImageId": BASE, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, "ClientToken": "once"}
    (one,) = live.ec2.run_instances(**wish)["Instances"]
    (same,) = live.ec2.run_instances(**wish)["Instances"]
    assert same["InstanceId"] == one["InstanceId"] and one["ClientToken"] == "once"
    with pytest.raises(ClientError, match="IdempotentParameterMismatch"):
        live.ec2.run_instances(**{**wish, "InstanceType": "t3.small"})
    live.ec2.terminate_instances(InstanceIds=[one["InstanceId"]])
    (gone,) = live.ec2.run_instances(**wish)["Instances"]
    assert gone["InstanceId"] == one["InstanceId"]
    (listed,) = live.ec2.describe_instances(Filters=[{"Name": "client-token", "Values": ["once"]}])["Reservations"]
    assert listed["Instances"][0]["State"]["Name"] == "terminated"


def test_several_instances_of_one_call_boot_at_once(live):
    found = live.ec2.run_instances(
        ImageId=BASE, MinCount=3, MaxCount=3, KeyName=live.key()[0], InstanceType="t3.micro"
    )["Instances"]
    assert len({instance["PrivateIpAddress"] for instance in found}) == 3
    for instance in found:
        assert live.ssh(instance["PrivateIpAddress"], "hostname") == "ip-" + instance["PrivateIpAddress"].replace(
            ".", "-"
        )
    live.ec2.terminate_instances(InstanceIds=[instance["InstanceId"] for instance in found])


@pytest.mark.parametrize(
    "change, code",
    [
        ({"ImageId": "ami-00000000000000000"}, "InvalidAMIID.NotFound"),
        ({"ImageId": "no-image"}, "InvalidAMIID.Malformed"),
        ({"KeyName": "nobody"}, "InvalidKeyPair.NotFound"),
        ({"SubnetId": "subnet-0"}, "InvalidSubnetID.NotFound"),
        ({"InstanceType": "t3.enormous"}, "InvalidParameterValue"),
        ({"SecurityGroupIds": ["sg-0"]}, "InvalidGroup.NotFound"),
    ],
)
def test_a_wrong_launch_is_refused_with_the_right_code(live, change, code):
    options = {"ImageId": BASE, "MinCount": 1, "MaxCount": 1, "InstanceType": "t3.micro", **change}
    with pytest.raises(ClientError) as refusal:
        live.ec2.run_instances(**options)
    assert refusal.value.response["Error"]["Code"] == code
