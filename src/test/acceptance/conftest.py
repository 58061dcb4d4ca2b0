"""The command line as a user runs it, by real packer, in a local cloud of the tests' own."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request

import boto3
import pytest
from checkout import HOME, PACKER, Checkout

PYTHON = HOME / ".local/venv/bin/python"
RUNWAY = shutil.which(os.environ.get("RUNWAY", str(HOME / ".local/venv-runway/bin/runway")))


def pytest_configure(config):
    config.addinivalue_line("markers", "hostile: an attack that must not succeed; `-m hostile` runs these alone")


def packer_version():
    """The version of the packer under test, such as (1, 6, 6)."""
    told = subprocess.run([PACKER, "--version"], capture_output=True, text=True, env=os.environ | {"CHECKPOINT_DISABLE": "1"})
    return tuple(int(part) for part in re.search(r"(\d+)\.(\d+)\.(\d+)", told.stdout + told.stderr).groups())


class Cloud:
    """A local cloud of the tests' own, and what can be asked of it from outside."""

    def __init__(self, state):
        self.state = state
        self.told = self.localcloud("start", "--port", "0")

    def localcloud(self, verb, *options):
        """Runs one of the local cloud's own commands; returns what it told as JSON."""
        environment = os.environ | {"PYTHONPATH": str(HOME / "tools/localcloud"), "AMI_BAKERY_LOCAL": str(self.state)}
        words = [PYTHON, "-m", "localcloud", verb, *(["--json"] if verb != "stop" else []), *options]
        done = subprocess.run(words, env=environment, cwd=HOME, capture_output=True, text=True, timeout=280)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if verb != "stop" else {}

    def settings(self, **settings):
        """Changes how the cloud behaves while it runs."""
        asked = urllib.request.Request(
            self.told["endpoint"] + "/localcloud/settings",
            data=json.dumps(settings).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.told['token']}"},
        )
        urllib.request.urlopen(asked, timeout=10).read()

    def calm(self):
        """Makes it quick and faultless again, and its own keys the only ones."""
        still = {"instance": 0, "image": 0, "snapshot": 0, "copy": 0}
        self.settings(delays=still, throttle=False, accessKeys=None, faults=[], patience=None)

    def client(self, service="ec2", region=None):
        """A client as any AWS user has."""
        return boto3.client(
            service,
            endpoint_url=self.told["endpoint"],
            region_name=region or self.told["region"],
            aws_access_key_id=self.told["env"]["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self.told["env"]["AWS_SECRET_ACCESS_KEY"],
        )

    def base(self):
        """An image that is there without any bake."""
        return self.client().describe_images(Owners=["136693071363"])["Images"][0]["ImageId"]

    def files(self, instance, image, place):
        """Mounts what an instance has on its disk, with the owners that it sees; its own users are others on this machine."""
        record = json.loads((self.state / "images.json").read_text())
        snapshot = next(kept["snapshot"] for kept in record["images"] if kept["id"] == image)
        chain = next(kept["chain"] for kept in record["snapshots"] if kept["id"] == snapshot)
        layers = [self.state / "instances" / instance / "up", *((self.state / "layers" / name).resolve() for name in chain)]
        place.mkdir()
        options = "ro,lowerdir=" + ":".join(map(str, layers))
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, place], check=True)
        return place

    def inventory(self, region=None):
        """Everything in a region that a bake could leave there."""
        ec2 = self.client(region=region)
        instances = [
            instance["InstanceId"]
            for page in ec2.get_paginator("describe_instances").paginate()
            for reservation in page["Reservations"]
            for instance in reservation["Instances"]
            if instance["State"]["Name"] != "terminated"
        ]
        groups = [g["GroupName"] for g in ec2.describe_security_groups()["SecurityGroups"]]
        return {
            "instances": sorted(instances),
            "key pairs": sorted(k["KeyName"] for k in ec2.describe_key_pairs()["KeyPairs"]),
            "security groups": sorted(name for name in groups if name != "default"),
            "volumes": sorted(v["VolumeId"] for v in ec2.describe_volumes()["Volumes"]),
            "snapshots": sorted(s["SnapshotId"] for s in ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]),
            "images": sorted(i["ImageId"] for i in ec2.describe_images(Owners=["self"])["Images"]),
        }


class Bakery:
    """The command line in a directory of its own."""

    def __init__(self, cloud, directory):
        self.cloud = cloud
        self.directory = directory

    def words(self, *words):
        """A command and its environment."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") or k == "AWS_CA_BUNDLE"}
        environment |= {"AMI_BAKERY_CLOUD": "local", "AMI_BAKERY_LOCAL": str(self.cloud.state), "PACKER": PACKER}
        return [str(HOME / "bin/ami-bakery"), *map(str, words)], environment

    def run(self, *words, **variables):
        """Runs a command to its end."""
        command, environment = self.words(*words)
        return subprocess.run(
            command,
            env=environment | variables,
            cwd=self.directory,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
        )

    def start(self, *words, ignoring_interrupts=False, **variables):
        """Starts a command in a process group of its own, as a shell does."""
        # What runs in a shell's background ignores Ctrl-C, and so would what it starts.
        heed = signal.SIG_IGN if ignoring_interrupts else signal.SIG_DFL
        command, environment = self.words(*words)
        return subprocess.Popen(
            command,
            env=environment | variables,
            cwd=self.directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, heed),
        )

    def template(self, name="small.json", provision="true", **changes):
        """Writes a small template: a minute's bake on AWS, a second's here."""
        builder = {
            "type": "amazon-ebs",
            "region": "{{user `region`}}",
            "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
            "source_ami_filter": {
                "filters": {"name": "debian-12-amd64-*"},
                "owners": ["136693071363"],
                "most_recent": True,
            },
            "instance_type": "t3.micro",
            "subnet_id": "{{user `subnet_id`}}",
            "ssh_username": "admin",
            "ami_name": "small-{{uuid}}",
        } | changes
        text = {
            "variables": {"region": "us-west-2", "ec2_endpoint": "", "subnet_id": "", "secret": "", "word": ""},
            "builders": [builder],
            "provisioners": [{"type": "shell", "inline": [provision]}],
        }
        path = self.directory / name
        path.write_text(json.dumps(text, indent=2))
        return path


def until(says, process, text, seconds=60):
    """Reads a process's output line by line until one holds a text; fails loudly when it ends before."""
    deadline = time.monotonic() + seconds
    for line in process.stdout:
        says.append(line)
        if text in line:
            return
        assert time.monotonic() < deadline, f"no '{text}' in time:\n" + "".join(says)
    raise AssertionError(f"ended without '{text}':\n" + "".join(says))


def interrupt(process):
    """Ctrl-C: the terminal signals the whole process group."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.fixture(scope="session")
def cloud(tmp_path_factory):
    """One cloud for all tests."""
    if os.geteuid() != 0:
        pytest.skip("SKIPPED ALOUD: the local cloud boots real instances, which needs root")
    state = tmp_path_factory.mktemp("cloud")
    words = [PYTHON, "-m", "localcloud", "setup", "--or-skip", "--state", state]
    told = subprocess.run(words, env=os.environ | {"PYTHONPATH": str(HOME / "tools/localcloud")}, capture_output=True, text=True)
    if "SKIPPED: " in told.stderr:
        pytest.skip("SKIPPED ALOUD: " + told.stderr.rsplit("SKIPPED: ", 1)[1].strip())
    made = Cloud(state)
    yield made
    made.localcloud("stop")


@pytest.fixture
def calm(cloud):
    """A cloud without delays or faults, before and after."""
    cloud.calm()
    yield cloud
    cloud.calm()


@pytest.fixture(scope="session")
def checkout(cloud, tmp_path_factory):
    """A checkout in which the pages' examples run."""
    return Checkout(cloud, tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def baked(cloud, checkout):
    """img-mgr baked once for all tests, by README's first command: the report, what was said, and the calls of AWS that it took."""
    cloud.calm()
    cloud.localcloud("calls", "--reset")
    log = checkout.run("README.md", "make bake", VERSION="9.9.9")
    calls = cloud.localcloud("calls")["calls"]
    report = json.loads((checkout.directory / ".local/baked-local.json").read_text())
    return report | {"log": log, "calls": {name for name, times in calls.items() if times}}


@pytest.fixture
def bakery(calm, tmp_path):
    """The command line in an empty directory."""
    return Bakery(calm, tmp_path)


class Runway:
    """A directory with a small runway.yml: a second's deployment here."""

    BUCKET = "small-state"
    VARIABLES = {"ImageId": "${env AMI_ID}"}

    def __init__(self, bakery):
        if not RUNWAY:
            pytest.skip("SKIPPED ALOUD: no runway; `make test` sets it up, or RUNWAY=path names one")
        self.bakery, self.directory = bakery, bakery.directory
        (self.directory / "runway.yml").write_text(
            "deployments:\n"
            "  - modules:\n"
            "      - path: web.cfn\n"
            "        tags: [web]\n"
            "    environments: {dev: true}\n"
            "    regions: [us-west-2]\n"
        )
        self.module("web.cfn", "web")
        bakery.cloud.client("s3").create_bucket(
            Bucket=self.BUCKET, CreateBucketConfiguration={"LocationConstraint": "us-west-2"}
        )

    def file(self, name, content):
        """Writes a file; JSON is YAML too."""
        path = self.directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1))

    def module(self, name, stack, variables=None, resources=None, protected=False, output="ImageId"):
        """Writes a CFNgin module of one stack."""
        variables = variables or self.VARIABLES
        self.file(f"{name}/cfngin.yml", {
            "namespace": "small-dev",
            "cfngin_bucket": self.BUCKET,
            "persistent_graph_key": stack,
            "stacks": {stack: {"template_path": "stack.json", "variables": variables, "protected": protected}},
        })
        self.file(f"{name}/stack.json", {
            "Parameters": {parameter: {"Type": "String"} for parameter in variables},
            "Resources": resources or {"Topic": {"Type": "AWS::SNS::Topic"}},
            "Outputs": {output.replace("ImageId", "Image"): {"Value": {"Ref": output}}},
        })

    def words(self, verb, *words, environment="dev"):
        """A command of the command line's on this directory."""
        return [verb, environment, "--directory", self.directory, *words]

    def run(self, verb, *words, environment="dev", **variables):
        """Runs deploy, plan or destroy to its end."""
        state = {"XDG_STATE_HOME": str(self.directory / "state"), "RUNWAY": RUNWAY}
        return self.bakery.run(*self.words(verb, *words, environment=environment), **(state | variables))

    def start(self, verb, *words, ignoring_interrupts=False):
        """Starts one in a process group of its own, as a shell does."""
        return self.bakery.start(*self.words(verb, *words), ignoring_interrupts=ignoring_interrupts, RUNWAY=RUNWAY)

    def lock(self, stack, code):
        """Leaves a lock as a killed run does."""
        self.bakery.cloud.client("s3").put_object_tagging(
            Bucket=self.BUCKET,
            Key=f"persistent_graphs/small-dev/{stack}.json",
            Tagging={"TagSet": [{"Key": "cfngin_lock_code", "Value": code}]},
        )

    def lock_of(self, stack):
        """Whose the lock is; empty for nobody's."""
        tags = self.bakery.cloud.client("s3").get_object_tagging(
            Bucket=self.BUCKET, Key=f"persistent_graphs/small-dev/{stack}.json"
        )["TagSet"]
        return next((tag["Value"] for tag in tags if tag["Key"] == "cfngin_lock_code"), "")

    def slow(self, stubborn=False):
        """Keeps a deployment under way after its stack was submitted; a stubborn one cannot be interrupted."""
        self.bakery.cloud.settings(faults=[{"action": "DescribeStacks", "latency": 4.0 if stubborn else 3.0, "times": 100}])
        if stubborn:
            config = json.loads((self.directory / "web.cfn/cfngin.yml").read_text())
            self.file("web.cfn/cfngin.yml", config | {"sys_path": "./", "pre_deploy": [{"path": "deaf.hook"}]})
            (self.directory / "web.cfn/deaf.py").write_text(
                "import signal\n\n\ndef hook(*words, **more):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    return True\n"
            )

    def remove(self):
        """Removes stacks and bucket, whatever the test left of them."""
        self.bakery.cloud.calm()
        s3, stacks = self.bakery.cloud.client("s3"), self.bakery.cloud.client("cloudformation")
        if self.BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
            for content in s3.list_objects_v2(Bucket=self.BUCKET).get("Contents", []):
                s3.delete_object(Bucket=self.BUCKET, Key=content["Key"])
            s3.delete_bucket(Bucket=self.BUCKET)
        for stack in stacks.describe_stacks()["Stacks"]:
            if stack["StackName"].startswith("small-dev"):
                stacks.delete_stack(StackName=stack["StackName"])
