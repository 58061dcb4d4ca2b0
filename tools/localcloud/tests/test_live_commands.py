"""Run Command really runs on the instances that Systems Manager manages, as their root and not as this machine's."""

import json
import time

import pytest
from botocore.exceptions import ClientError

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})


@pytest.fixture(scope="module")
def profile(live):
    iam = live.client("iam")
    iam.create_role(RoleName="managed", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="managed", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
    iam.create_instance_profile(InstanceProfileName="managed")
    iam.add_role_to_instance_profile(InstanceProfileName="managed", RoleName="managed")
    return {"Name": "managed"}


@pytest.fixture(scope="module")
def managed(live, profile):
    instance, _ = live.launch(IamInstanceProfile=profile)
    yield instance
    live.ec2.terminate_instances(InstanceIds=[instance])


def run(live, instances, script, **options):
    ssm = live.client("ssm")
    parameters = {"commands": script.splitlines(), **options}
    command = ssm.send_command(DocumentName="AWS-RunShellScript", InstanceIds=instances, Parameters=parameters)["Command"]
    deadline = time.monotonic() + 30
    while True:
        told = [ssm.get_command_invocation(CommandId=command["CommandId"], InstanceId=one) for one in instances]
        if all(one["Status"] not in ("Pending", "InProgress") for one in told):
            return told
        assert time.monotonic() < deadline, told
        time.sleep(0.1)


def test_a_command_runs_as_the_instances_root_among_its_files_and_processes(live, managed):
    script = "id -u\nhostname\ntr '\\0' ' ' </proc/1/cmdline\necho\necho here >/root/written\necho bad >&2\nexit 3"
    (told,) = run(live, [managed], script)
    address = live.instance(managed)["PrivateIpAddress"].replace(".", "-")
    lines = told["StandardOutputContent"].splitlines()
    assert (lines[0], lines[1]) == ("0", f"ip-{address}"), told
    assert "init" in lines[2]
    assert (told["Status"], told["ResponseCode"], told["StandardErrorContent"]) == ("Failed", 3, "bad\n")
    assert run(live, [managed], "cat /root/written")[0]["StandardOutputContent"] == "here\n"


def test_the_list_of_invocations_tells_a_part_of_what_was_printed(live, managed):
    (told,) = run(live, [managed], "head -c 30000 /dev/zero | tr '\\0' x")
    assert len(told["StandardOutputContent"]) == 24000
    ssm = live.client("ssm")
    (one,) = ssm.list_command_invocations(CommandId=told["CommandId"], Details=True)["CommandInvocations"]
    assert (one["Status"], len(one["CommandPlugins"][0]["Output"])) == ("Success", 2500)


def test_a_command_that_lasts_too_long_is_ended(live, managed):
    (told,) = run(live, [managed], "echo $$ >/run/mine\nsleep 60", executionTimeout=["1"])
    assert told["Status"] == "TimedOut"
    assert run(live, [managed], "kill -0 $(cat /run/mine) 2>&1")[0]["Status"] == "Failed"


def test_an_instance_without_a_role_for_it_is_not_managed(live, managed):
    other, _ = live.launch()
    ssm = live.client("ssm")
    told = ssm.describe_instance_information(Filters=[{"Key": "InstanceIds", "Values": [managed, other]}])
    assert [one["InstanceId"] for one in told["InstanceInformationList"]] == [managed]
    with pytest.raises(ClientError, match="InvalidInstanceId"):
        ssm.send_command(DocumentName="AWS-RunShellScript", InstanceIds=[other], Parameters={"commands": ["true"]})
    live.ec2.terminate_instances(InstanceIds=[other])


@pytest.mark.hostile
def test_a_command_has_no_rights_that_the_instances_root_has_not(live, managed):
    (told,) = run(live, [managed], "mknod /dev/mem2 c 1 1 && head -c1 /dev/mem2\nls -d /work /proc/$$/root/work\nunshare -m true && nsenter -t 1 -m ls /work\ndate -s 2000-01-01")
    assert told["StandardOutputContent"].strip() in ("", "Sat Jan  1 00:00:00 UTC 2000"), told
    assert time.gmtime().tm_year > 2020
    (capabilities,) = run(live, [managed], "grep CapBnd /proc/self/status")
    bound = int(capabilities["StandardOutputContent"].split()[1], 16)
    init = int(run(live, [managed], "grep CapBnd /proc/1/status")[0]["StandardOutputContent"].split()[1], 16)
    assert bound & ~init == 0, (hex(bound), hex(init))
