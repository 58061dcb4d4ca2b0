"""Attacks by a hostile image, as root on its instance, on the machine: each must fail."""

import json
import os
import subprocess

import pytest
import requests
from attacks import attacks, disk_of
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from conftest import BASE, Live

from localcloud import launcher
from localcloud.state import State

pytestmark = pytest.mark.hostile

NAMES = list(attacks("/x", (0, 0), "x", "xx"))
TOKEN = 'T=$(curl -sX PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token); '
ROLE = 'curl -s -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/meta-data/iam/security-credentials/'


@pytest.fixture(scope="module", params=["users of its own", "the machine's users"])
def cell(request, live, tmp_path_factory):
    """An instance of a cloud, and a function that runs a script there as root; in both kinds of container."""
    if request.param == "users of its own":
        if not live.facts["privateUsers"]:
            pytest.skip("SKIPPED ALOUD: instances cannot have users of their own on this machine")
        cloud, stop = live, None
    else:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOCALCLOUD_PRIVATE_USERS", "0")
            state = State(tmp_path_factory.mktemp("shared"))
            cloud = Live(state, launcher.start(state, ["--port=0"])[0])
            stop = state
        assert cloud.facts["privateUsers"] is False
    instance, address = cloud.launch()
    yield cloud, address
    cloud.ec2.terminate_instances(InstanceIds=[instance])
    if stop is not None:
        launcher.stop(stop)


def as_root(cloud, address, script):
    words = ["ssh", "-i", cloud.key()[1], "-oStrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-oLogLevel=ERROR"]
    done = subprocess.run(
        [*words, f"admin@{address}", "sudo bash -s"], input=script + "\necho TRIED\n", capture_output=True, text=True, check=False
    )
    assert "TRIED" in done.stdout, f"the attack did not run: {done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_machine_is_out_of_reach(cell, name):
    cloud, address = cell
    bridge = f"lc{cloud.state.id}"
    script = attacks(str(cloud.state.cloud_json), disk_of(str(cloud.state.root)), bridge, "localcloud")[name]
    assert "PWNED" not in as_root(cloud, address, script)


def test_it_is_root_all_the_same_and_everything_of_its_system_runs(cell):
    cloud, address = cell
    said = as_root(cloud, address, "id -u; systemctl is-system-running --wait; systemctl list-units --failed --no-legend; hostname")
    assert said.split() == ["0", "running", f"ip-{address.replace('.', '-')}", "TRIED"]
    said = as_root(cloud, address, "ip route add 192.0.2.9 via 192.0.2.8 onlink dev eth0 && ip route del 192.0.2.9 && nice -n 5 true && echo fine")
    assert "fine" in said


def test_root_of_one_instance_is_nobody_to_the_machine_and_to_another(live):
    if not live.facts["privateUsers"]:
        pytest.skip("SKIPPED ALOUD: instances cannot have users of their own on this machine")
    (one, here), (two, there) = live.launch(), live.launch()
    maps = [live.ssh(address, "cat /proc/self/uid_map").split() for address in (here, there)]
    assert maps[0][0] == maps[1][0] == "0"
    first, second = int(maps[0][1]), int(maps[1][1])
    assert min(first, second) >= 0x80000 and abs(first - second) >= 65536
    live.ec2.terminate_instances(InstanceIds=[one, two])


def test_files_keep_their_numbers_through_stop_image_and_copy(live):
    marks = "sudo sh -c 'echo x > /opt/x; chown 1234:4321 /opt/x; chmod 4755 /opt/x; rm /etc/motd; mkdir -p /opt/d; mknod /opt/p p'"
    look = "stat -c '%u:%g:%a' /opt/x /opt/d; stat -c %u:%U / /etc/passwd /home/admin; test -e /etc/motd || echo gone; getcap /bin/ping; stat -c %a:%u /usr/bin/sudo"
    instance, address = live.launch()
    live.ssh(address, marks)
    before = live.ssh(address, look)
    assert before.split()[:2] == ["1234:4321:4755", "0:0:755"] and "gone" in before
    running = live.ec2.create_image(InstanceId=instance, Name="numbers-running", NoReboot=True)["ImageId"]
    live.ec2.stop_instances(InstanceIds=[instance])
    stopped = live.ec2.create_image(InstanceId=instance, Name="numbers-stopped")["ImageId"]
    copied = live.ec2.copy_image(SourceImageId=stopped, SourceRegion="us-west-2", Name="numbers-copied")["ImageId"]
    up = [path for path in live.state.layers.iterdir() if (path / "opt/x").exists()]
    assert up and {((path / "opt/x").stat().st_uid, (path / "opt/d").stat().st_uid) for path in up} == {(1234, 0)}
    for image in (running, stopped, copied):
        other, there = live.launch(image)
        assert live.ssh(there, look) == before
        live.ec2.terminate_instances(InstanceIds=[other])
    live.ec2.start_instances(InstanceIds=[instance])
    assert live.ssh(address, look) == before
    live.ec2.terminate_instances(InstanceIds=[instance])


# -- the cloud's own API ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hermetic(live):
    """An instance with a role, whose ways out are cut, and the credentials its metadata gave it."""
    iam = live.client("iam")
    iam.create_role(RoleName="hostile", AssumeRolePolicyDocument="{}")
    iam.create_instance_profile(InstanceProfileName="hostile")
    iam.add_role_to_instance_profile(InstanceProfileName="hostile", RoleName="hostile")
    instance, address = live.launch(IamInstanceProfile={"Name": "hostile"})
    live.admin("POST", "egress", {"instance": instance, "allowed": False})
    given = json.loads(live.ssh(address, TOKEN + ROLE + "hostile"))
    yield instance, address, given
    live.ec2.terminate_instances(InstanceIds=[instance])


def egress(live, instance):
    return next(found["egress"] for found in live.admin("GET", "instances")[1]["instances"] if found["id"] == instance)


@pytest.mark.parametrize("token", [True, False])
def test_an_instance_does_not_administer_even_with_the_token(live, hermetic, token):
    instance, address, _ = hermetic
    url = live.facts["instanceEndpoint"]
    header = f"-H 'Authorization: Bearer {live.facts['token']}'" if token else ""
    wish = json.dumps({"instance": instance, "allowed": True})
    for more in ("", "-H 'Host: localhost'", f"-H 'Host: {live.endpoint[7:]}'"):
        for path in ("/localcloud/egress", "//localcloud/egress", "/x/../localcloud/egress", "/moto-api/config"):
            said = live.ssh(address, f"curl -s --path-as-is -o /dev/null -w '%{{http_code}}' {header} {more} {url}{path} -d '{wish}'")
            assert said in ("400", "403", "404", "401"), (path, more, said)
    assert egress(live, instance) is False


def signed(live, given, action, service="ec2", **parameters):
    """A curl command that calls the API as the role, with a signature that is right."""
    body = "&".join(f"{name}={value}" for name, value in {"Action": action, "Version": "2016-11-15", **parameters}.items())
    url = live.facts["instanceEndpoint"]
    told = AWSRequest("POST", url, {"Content-Type": "application/x-www-form-urlencoded", "Host": url[7:]}, body)
    SigV4Auth(Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["Token"]), service, "us-west-2").add_auth(told)
    headers = " ".join(f"-H '{name}: {value}'" for name, value in told.headers.items() if name != "Host")
    return f"curl -s {headers} '{url}/' -d '{body}'"


def test_a_role_may_look_and_open_nothing(live, hermetic):
    instance, address, given = hermetic
    table = live.ec2.describe_route_tables()["RouteTables"][0]["RouteTableId"]
    gateway = live.ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    assert instance in live.ssh(address, signed(live, given, "DescribeInstances"))
    calls = {
        "CreateRoute": {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0%2F0", "GatewayId": gateway},
        "ReplaceRoute": {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0%2F0", "GatewayId": gateway},
        "RunInstances": {"ImageId": BASE, "MinCount": "1", "MaxCount": "1"},
        "TerminateInstances": {"InstanceId.1": instance},
        "AssociateRouteTable": {"RouteTableId": table, "SubnetId": live.facts["subnetId"]},
    }
    before = len(live.admin("GET", "instances")[1]["instances"])
    for action, parameters in calls.items():
        assert "UnauthorizedOperation" in live.ssh(address, signed(live, given, action, **parameters)), action
        # Two actions at once: one to be let through by, one to be done.
        for twice in ({"Action": f"DescribeInstances&Action={action}"}, {"Action": f"{action}&Action=DescribeInstances"}):
            said = live.ssh(address, signed(live, given, **{"action": twice["Action"]}, **parameters))
            assert "UnauthorizedOperation" in said, (action, said)
        live.ssh(address, signed(live, given, action, "s3", **parameters))  # S3 is allowed; what follows says that it did nothing
    for service, action in (("sns", "CreateTopic"), ("sts", "AssumeRole"), ("iam", "CreateUser"), ("lambda", "Invoke")):
        assert "may not call" in live.ssh(address, signed(live, given, action, service)), service
    assert len(live.admin("GET", "instances")[1]["instances"]) == before
    assert egress(live, instance) is False


def test_the_keys_of_a_role_open_nothing_from_outside_either(live, hermetic):
    _, _, given = hermetic
    import boto3
    from botocore.exceptions import ClientError

    ec2 = boto3.client(
        "ec2",
        endpoint_url=live.endpoint,
        region_name="us-west-2",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["Token"],
    )
    assert ec2.describe_instances()["Reservations"]
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        ec2.run_instances(ImageId=BASE, MinCount=1, MaxCount=1)
    without = boto3.client(
        "ec2",
        endpoint_url=live.endpoint,
        region_name="us-west-2",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
    )
    with pytest.raises(ClientError, match="AuthFailure"):
        without.describe_instances()


def test_an_unsigned_call_of_an_instance_is_refused(live, hermetic):
    _, address, _ = hermetic
    url = live.facts["instanceEndpoint"]
    assert live.ssh(address, f"curl -s -o /dev/null -w '%{{http_code}}' {url}/ -d 'Action=DescribeInstances'") == "403"
    assert requests.get(f"{url}/localcloud/settings", timeout=30).status_code == 403
    assert os.geteuid() == 0
