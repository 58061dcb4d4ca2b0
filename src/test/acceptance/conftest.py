"""The command line as a user runs it, by real packer, in a local cloud of the tests' own."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import urllib.request

import boto3
import pytest

HOME = pathlib.Path(__file__).resolve().parents[3]
PACKER = shutil.which(os.environ.get("PACKER", "packer")) or "packer"
PYTHON = HOME / ".local/venv/bin/python"




def packer_version():
    """The version of the packer under test, such as (1, 6, 6)."""
    told = subprocess.run([PACKER, "--version"], capture_output=True, text=True, env=os.environ | {"CHECKPOINT_DISABLE": "1"})
    return tuple(int(part) for part in re.search(r"(\d+)\.(\d+)\.(\d+)", told.stdout + told.stderr).groups())


class Cloud:
    """A local cloud of the tests' own, and what can be asked of it from outside."""

    def __init__(self, state):
        self.state = state
        self.told = self.localcloud("start")

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
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(asked, timeout=10).read()

    def calm(self):
        """Makes it quick, faultless and trusting again."""
        still = {"instance": 0, "image": 0, "snapshot": 0, "copy": 0}
        self.settings(delays=still, throttle=False, accessKeys=None, faults=[])

    def client(self, service="ec2", region=None):
        """A client as any AWS user has."""
        return boto3.client(
            service,
            endpoint_url=self.told["endpoint"],
            region_name=region or self.told["region"],
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
        )

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

    def start(self, *words, **variables):
        """Starts a command in a process group of its own, as a shell does."""
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
            # What runs in a shell's background ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
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
    made = Cloud(tmp_path_factory.mktemp("cloud"))
    yield made
    made.localcloud("stop")


@pytest.fixture
def calm(cloud):
    """A cloud without delays or faults, before and after."""
    cloud.calm()
    yield cloud
    cloud.calm()


@pytest.fixture
def bakery(calm, tmp_path):
    """The command line in an empty directory."""
    return Bakery(calm, tmp_path)
