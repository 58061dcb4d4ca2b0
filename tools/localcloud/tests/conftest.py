"""Clouds for the tests: a live one, shared, where instances really boot."""

import os
import subprocess
import sys
import time
from pathlib import Path

import boto3
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from localcloud import isolation, launcher, prerequisites  # noqa: E402
from localcloud.errors import CloudError  # noqa: E402
from localcloud.state import State  # noqa: E402

BASE = "ami-0d12b2c3d4e5f6071"


def can_boot():
    """None, or the reason why no instance can boot here."""
    if os.geteuid() != 0:
        return "not root"
    missing = prerequisites.missing()
    if missing:
        return f"not installed: {' '.join(missing)}"
    try:
        chosen = isolation.choose(False, Path("/tmp"), lambda text: None)
    except CloudError as complaint:
        return str(complaint)
    return None if chosen.contained else "containers are forbidden on this machine"


class Live:
    """A cloud that runs, and what tests do with it."""

    def __init__(self, state, facts):
        self.state, self.facts = state, facts
        self.endpoint = facts["endpoint"]
        self.ec2 = self.client("ec2")
        self._key = None

    def client(self, service, region="us-west-2", key=None, secret=None, **config):
        from botocore.config import Config

        config.setdefault("retries", {"total_max_attempts": 1})
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=region,
            aws_access_key_id=key or self.facts["env"]["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=secret or self.facts["env"]["AWS_SECRET_ACCESS_KEY"],
            config=Config(**config),
        )

    def launch(self, image=BASE, **options):
        """An instance's id and address; sshd answers already."""
        options = {"KeyName": self.key()[0], "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1, **options}
        instance = self.ec2.run_instances(ImageId=image, **options)["Instances"][0]
        return instance["InstanceId"], instance.get("PrivateIpAddress")  # none of one that could not boot

    def key(self):
        if self._key is None:
            path = self.state.root / "key.pem"
            path.touch(0o600)
            path.write_text(self.ec2.create_key_pair(KeyName="tests", KeyType="ed25519")["KeyMaterial"])
            self._key = ("tests", path)
        return self._key

    def ssh(self, address, script):
        """What the script prints on the instance, run by ``admin``; nothing while the instance is out of reach."""
        words = [
            "ssh",
            "-i",
            self.key()[1],
            "-oStrictHostKeyChecking=no",
            "-oUserKnownHostsFile=/dev/null",
            "-oLogLevel=ERROR",
            "-oBatchMode=yes",
            "-oConnectTimeout=10",
            "-oServerAliveInterval=10",
            f"admin@{address}",
            script,
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return "" if done.returncode == 255 else (done.stdout + done.stderr).strip()

    def instance(self, instance):
        return self.ec2.describe_instances(InstanceIds=[instance])["Reservations"][0]["Instances"][0]

    def image(self, image):
        return self.ec2.describe_images(ImageIds=[image])["Images"][0]

    def wait(self, condition, seconds=15):
        """Waits until ``condition()`` is true; fails with what it last was."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"still {condition()!r} after {seconds} s"
            time.sleep(0.05)

    def admin(self, method, path, body=None):
        import requests

        token = {"Authorization": f"Bearer {self.facts['token']}"}
        answer = requests.request(method, f"{self.endpoint}/localcloud/{path}", json=body, headers=token, timeout=30)
        return answer.status_code, answer.json()

    def settings(self, **change):
        status, answer = self.admin("POST", "settings", change)
        assert status == 200, answer
        return answer


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """One cloud for all live tests."""
    reason = can_boot()
    if reason:
        pytest.skip(f"no live cloud: {reason}")
    from localcloud.rootfs import RootFileSystem

    RootFileSystem(lambda text: print(text, file=sys.stderr)).chain()
    state = State(tmp_path_factory.mktemp("cloud"))
    facts, _ = launcher.start(state, ["--port=0"])
    cloud = Live(state, facts)
    yield cloud
    launcher.stop(state)


@pytest.fixture(autouse=True)
def settings_as_before(request):
    """Delays, throttling and faults of one test do not reach the next."""
    yield
    if "live" in request.fixturenames and "live" in request.node.funcargs:
        request.node.funcargs["live"].settings(
            delays={"instance": 0, "image": 0, "snapshot": 0, "copy": 0}, throttle=False, accessKeys=None, hosts=[], faults=[]
        )


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"SKIPPED {report.nodeid}: {report.longrepr[2] if report.longrepr else ''}")
