"""tools/runway.sh decides which account a deployment reaches; a stand-in for Runway tells what it was given."""

import json
import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "runway.sh"
CALLER = {"AWS_PROFILE": "company", "AWS_SESSION_TOKEN": "secret", "AWS_ENDPOINT_URL_S3": "https://elsewhere"}


@pytest.fixture
def run(tmp_path):
    """Runs the script as a caller with an AWS profile; what Runway was given, or what the script said instead."""
    runway = tmp_path / "runway"
    runway.write_text('#!/bin/sh\necho "runs $* in ${PWD##*/}"\nenv\n')
    runway.chmod(0o755)

    def run(*words, **settings):
        environment = {"PATH": os.environ["PATH"], "RUNWAY": str(runway), "AMI_BAKERY_LOCAL": str(tmp_path), **CALLER}
        return subprocess.run(["bash", SCRIPT, *words], env=environment | settings, capture_output=True, text=True)

    return run


@pytest.fixture
def cloud(tmp_path):
    (tmp_path / "cloud.json").write_text(json.dumps({
        "instanceEndpoint": "http://10.1.0.1:99",
        "env": {"AWS_ENDPOINT_URL": "http://localhost:99", "AWS_ACCESS_KEY_ID": "it's testing"}}))


def given(result):
    assert result.returncode == 0, result.stderr
    return dict(line.split("=", 1) for line in result.stdout.splitlines() if "=" in line)


def test_the_local_cloud_gets_nothing_of_the_callers_account(run, cloud):
    result = run("deploy", "qa", CLOUD="local")
    assert "runs deploy --ci in runway" in result.stdout
    told = given(result)
    assert told["DEPLOY_ENVIRONMENT"] == "qa"
    assert {name: value for name, value in told.items() if name.startswith("AWS_")} == {
        "AWS_ENDPOINT_URL": "http://localhost:99", "AWS_ACCESS_KEY_ID": "it's testing"}


def test_the_local_clouds_instances_find_its_s3(run, cloud):
    assert given(run("plan", "dev", CLOUD="local"))["S3_ENDPOINT"] == "http://10.1.0.1:99"
    assert given(run("plan", "dev", CLOUD="local", S3_ENDPOINT="http://mine"))["S3_ENDPOINT"] == "http://mine"


def test_the_local_cloud_is_said_to_be_no_aws(run, cloud):
    assert "runway/README.md lists what the local cloud lacks" in run("destroy", "dev", CLOUD="local").stdout


def test_a_local_cloud_that_does_not_run_is_not_replaced_by_aws(run):
    result = run("deploy", "prod", CLOUD="local")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "deploy-prod: the local cloud does not run: make cloud-start (or CLOUD=aws for your account)\n"


def test_aws_gets_the_callers_settings_as_they_are(run, cloud):
    told = given(run("plan", "prod", CLOUD="aws"))
    assert {name: value for name, value in told.items() if name.startswith(("AWS_", "S3_"))} == CALLER
    assert "CFNGIN_STACK_POLL_TIME" not in told


def test_another_cloud_is_refused(run, cloud):
    result = run("plan", "dev", CLOUD="azure")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "plan-dev: CLOUD=azure is unknown: local or aws\n"
