"""img-mgr baked, deployed, replaced and removed as a user does it. What runs is judged by the instances, never by stack outputs."""

import base64
import json
import time
import urllib.request
import uuid

import pytest
from conftest import HOME, RUNWAY, Bakery
from load import Load

TEMPLATE = HOME / "packer/img-mgr-packer.json"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


@pytest.fixture(scope="module")
def lab(cloud, tmp_path_factory):
    """The command line in a directory of its own; what it deployed goes afterwards."""
    if not RUNWAY:
        pytest.skip("SKIPPED ALOUD: no runway; `make test` sets it up, or RUNWAY=path names one")
    cloud.calm()
    bakery = Bakery(cloud, tmp_path_factory.mktemp("lab"))
    yield bakery
    bakery.run("destroy", "dev", "--directory", HOME / "runway", RUNWAY=RUNWAY)


def baked(lab, version):
    """Bakes img-mgr; returns the AMI."""
    done = lab.run("bake", "--json", "--var", f"version={version}", "--var", "commit=abc", TEMPLATE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["amis"][0]["id"]


def deployed(lab, ami, code=0):
    """Deploys it to dev; returns the report, and where the deployment fails what was said."""
    done = lab.run("deploy", "dev", "--directory", HOME / "runway", "--ami", ami, "--json", RUNWAY=RUNWAY)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if code == 0 else done.stdout + done.stderr


def stack(cloud):
    """The stack of img-mgr in dev: its status, and its outputs by their names."""
    (found,) = cloud.client("cloudformation").describe_stacks(StackName="img-mgr-dev-img-mgr")["Stacks"]
    return found["StackStatus"], {one["OutputKey"]: one["OutputValue"] for one in found["Outputs"]}


def instances(cloud):
    """The group's instances that run, as EC2 has them."""
    found = cloud.client().describe_instances(Filters=[
        {"Name": "tag:aws:autoscaling:groupName", "Values": ["img-mgr-dev-img-mgr"]},
        {"Name": "instance-state-name", "Values": ["pending", "running"]},
    ])
    return [instance for reservation in found["Reservations"] for instance in reservation["Instances"]]


def healthy(address, version):
    """Waits until an instance says that it runs a version and finds its bucket; returns what it says."""
    deadline, said = time.monotonic() + 120, None
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{address}/health", timeout=3) as answer:
                said = json.load(answer)
            if said["version"] == version and said["storage"] == "ok":
                return said
        except OSError as error:
            said = error
        time.sleep(0.5)
    raise AssertionError(f"{address} does not run {version}: {said}")


def upload(address):
    """Uploads a picture; returns its id."""
    mark = uuid.uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    asked = urllib.request.Request(
        f"http://{address}/images",
        data=head.encode() + PICTURE + f"\r\n--{mark}--\r\n".encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={mark}", "Accept": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return json.load(answer)["id"]


def test_what_was_baked_runs_is_replaced_and_goes(cloud, lab):
    first = baked(lab, "1.1.1")
    deployed(lab, first)
    fleet = instances(cloud)
    assert len(fleet) == 2
    assert {instance["ImageId"] for instance in fleet} == {first}
    one, other = (instance["PrivateIpAddress"] for instance in fleet)
    for address in (one, other):
        assert healthy(address, "1.1.1")["changes"] == "anyone"
    picture = upload(one)
    asked = urllib.request.Request(f"http://{other}/images", headers={"Accept": "application/json"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert picture in answer.read().decode()

    url = stack(cloud)[1]["Url"] + "/health"
    second = baked(lab, "2.2.2")
    with Load(url) as load:
        report = deployed(lab, second)
    print(load.said("rolled out"))
    assert load.failed == [] and load.answered > 100
    assert (report["ami"], report["replacedAmi"]) == (second, first)
    fleet = instances(cloud)
    assert len(fleet) == 2
    for instance in fleet:
        assert instance["ImageId"] == second
        healthy(instance["PrivateIpAddress"], "2.2.2")

    sick = json.loads(lab.run("bake", "--json", lab.template()).stdout)["amis"][0]["id"]
    cloud.settings(patience=10)
    with Load(url) as load:
        said = deployed(lab, sick, code=1)
    cloud.settings(patience=None)
    print(load.said("rolled back"))
    assert load.failed == [] and load.answered > 100
    assert stack(cloud)[0] == "UPDATE_ROLLBACK_COMPLETE", said
    assert {one["InstanceId"] for one in instances(cloud)} == {one["InstanceId"] for one in fleet}

    verified = lab.run("verify-fleet", "--stack", "img-mgr-dev-img-mgr", "--ami", second, "--json")
    found = {one["check"]: one["verdict"] for one in json.loads(verified.stdout)["instances"][0]["findings"]}
    by_ec2 = {name: found[name] for name in ("image", "template", "userData")}
    assert by_ec2 == dict.fromkeys(by_ec2, "green"), verified.stdout
    # Systems Manager may not look inside: the environment says systems_manager: false
    assert (verified.returncode, found["files"]) == (3, "not known"), verified.stdout

    gone = lab.run("destroy", "dev", "--directory", HOME / "runway", RUNWAY=RUNWAY)
    assert gone.returncode == 0, gone.stdout
    assert instances(cloud) == []
    stacks = cloud.client("cloudformation").describe_stacks()["Stacks"]
    assert not [stack["StackName"] for stack in stacks if stack["StackName"].startswith("img-mgr-dev")]
    assert not [b["Name"] for b in cloud.client("s3").list_buckets()["Buckets"] if "dev" in b["Name"]]
