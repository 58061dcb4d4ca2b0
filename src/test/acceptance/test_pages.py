"""The shell's examples on the pages, run as they stand there, in the local cloud; what needs AWS finds the local cloud at its address."""

import json
import os
import re
import shutil
import subprocess

import pytest
from checkout import HOME, Checkout, assert_shown
from conftest import PACKER, RUNWAY, Runway, packer_version
from iam import actions, policies

@pytest.fixture
def small(bakery, calm, tmp_path):
    """A checkout whose recipe is a small one, and whose runway.yml deploys one small stack to dev, qa and prod."""
    lab = tmp_path / "lab"
    lab.mkdir()
    bakery.directory = lab
    runway = Runway(bakery)
    text = (lab / "runway.yml").read_text()
    (lab / "runway.yml").write_text(text.replace("{dev: true}", "{dev: true, qa: true, prod: true}"))
    (lab / "requirements.txt").symlink_to(HOME / "runway/requirements.txt")
    (lab / ".venv").symlink_to(HOME / ".local/venv-runway")
    (tmp_path / "checkout").mkdir()
    made = Checkout(calm, tmp_path / "checkout", runway=lab)
    made.ami = calm.base()
    made.template = bakery.template()
    recipe = json.loads(made.template.read_text())
    recipe["variables"] |= {"version": "", "commit": ""}
    made.template.write_text(json.dumps(recipe))
    yield made
    runway.remove()


def test_readme_bakes_and_shows_what_a_bake_says(baked):
    assert_shown("README.md", "[  10.9 s] amazon-ebs", baked["log"])


def test_the_policy_of_a_bake_allows_every_call_of_it(baked):
    """Each action that the local cloud counted while README's first command ran."""
    assert {name for name in baked["calls"] if not name.startswith("sts:")} - actions(policies()["Bake"]) == set()


def test_readme_deploys_what_was_baked(checkout, baked, calm):
    said = checkout.run("README.md", "make deploy-dev", {"ami-d180a74c81948c7fa": baked["amis"][0]["id"]})
    assert f"it is the last one baked here, {baked['amis'][0]['id']}" in said
    assert "The plan is the approved one." in said
    assert re.search(r"Destroyed \d stacks of dev", said)
    assert calm.client("cloudformation").describe_stacks()["Stacks"] == []


def test_readme_bakes_a_template_of_ones_own(small):
    (small.directory / "my-template.json").write_text(small.template.read_text())
    assert "Baked 1 AMI" in small.run("README.md", "bin/ami-bakery bake")


def test_readme_starts_and_stops_a_local_cloud(checkout, tmp_path):
    said = checkout.run("README.md", "bin/ami-bakery cloud start", AMI_BAKERY_LOCAL=tmp_path / "another")
    assert "Local cloud started" in said
    assert "Local cloud stopped" in said


def test_what_needs_aws_finds_the_local_cloud_at_its_address(small):
    fill, like_aws = {"…": "baker"}, small.like_aws() | {"TEMPLATE": small.template}
    assert "Baked 1 AMI" in small.run("README.md", "export AWS_PROFILE", fill, **like_aws)
    assert "Baked 1 AMI" in small.run("docs/getting-started-aws.md", "export AWS_PROFILE", **like_aws)


def test_contributing_begins_with_a_bake_and_lists_the_targets(small):
    said = small.run("CONTRIBUTING.md", "make bake", TEMPLATE=small.template)
    assert "Baked 1 AMI" in said
    assert "  make try-jenkins" in said


def test_the_local_cloud_starts_tells_how_it_is_and_stops(checkout, tmp_path):
    said = checkout.run("tools/localcloud/README.md", "make cloud-setup", AMI_BAKERY_LOCAL=tmp_path / "another")
    assert "Local cloud started" in said
    assert "Local cloud stopped" in said


def test_the_local_cloud_is_changed_while_it_runs(checkout, calm):
    launched = calm.client().run_instances(ImageId=calm.base(), InstanceType="t3.micro", MinCount=1, MaxCount=1)
    instance = launched["Instances"][0]["InstanceId"]
    try:
        said = checkout.run("tools/localcloud/README.md", "E=$(", {"i-…": instance, "curl": "curl -fsS"})
        assert '"RunInstances"' in said or "RunInstances" in said
        assert instance in said
    finally:
        calm.calm()
        calm.client().terminate_instances(InstanceIds=[instance])


def test_packer_alone_takes_the_template(checkout, cloud, tmp_path):
    """Validated, not baked: every other test bakes that template. The cloud's own variables are what a user of AWS has by default."""
    validate = tmp_path / "bin/packer"
    validate.parent.mkdir()
    variables = " ".join(f"-var {name}={value}" for name, value in cloud.told["vars"].items())
    validate.write_text(f'#!/bin/sh\n[ "$1" = build ] || exec {PACKER} "$@"\nshift\necho "packer validate $*"\nexec {PACKER} validate {variables} "$@"\n')
    validate.chmod(0o755)
    path = f"{validate.parent}{os.pathsep}{os.environ['PATH']}"
    environment = cloud.told["env"] | {"PATH": path}
    if packer_version() < (1, 10, 0):
        said = checkout.run("packer/README.md", "packer build", **environment)
    else:
        said = checkout.run("packer/README.md", "packer init", **environment)
    assert "packer validate -var version=1.2.3" in said


def test_an_image_is_verified_by_its_manifest(checkout, baked, cloud, tmp_path):
    """The commands of the image run on the file system of an instance of it, which has booted."""
    ec2 = cloud.client()
    launched = ec2.run_instances(ImageId=baked["amis"][0]["id"], InstanceType="t3.micro", MinCount=1, MaxCount=1)
    instance = launched["Instances"][0]["InstanceId"]
    try:
        root = cloud.files(instance, baked["amis"][0]["id"], tmp_path / "files")
        tool = "\n/usr/lib/ami-bakery/manifest verify"
        begins = {"/usr/lib/ami-bakery/manifest verify  ": f"{root}{tool.strip()} --root {root}  "}
        begins |= {"/usr/lib/ami-bakery/manifest verify --json": f"{root}{tool.strip()} --root {root} --json", "/mnt": root}
        assert checkout.run("packer/README.md", "/usr/lib/ami-bakery/manifest", begins).strip() == "[]"
    finally:
        subprocess.run(["umount", tmp_path / "files"], check=False)
        ec2.terminate_instances(InstanceIds=[instance])


def test_make_deploys_plans_and_destroys(small):
    environment = small.like_aws() | {"AWS_PROFILE": "baker", "DEPLOY_OPTIONS": "--poll 1"}
    fill = {"make deploy-dev ": f"make deploy-dev AMI_ID={small.ami} ", "ami-…": small.ami}
    said = small.run("runway/README.md", "make deploy-dev", fill, **environment)
    for done in ("Deployed dev: 1 stack created", "Deployed qa: 1 stack unchanged", "Planned 1 stack of prod", "Destroyed 1 stack of dev"):
        assert done in said


def test_runway_alone_deploys_plans_and_destroys(small, cloud):
    said = small.run("runway/README.md", "export DEPLOY_ENVIRONMENT", {"ami-…": small.ami}, where="runway", CFNGIN_STACK_POLL_TIME="1", **cloud.told["env"])
    assert "web:complete (creating new stack)" in said
    assert "stack destroyed" in said


def test_the_command_line_deploys_and_deploys_what_was_approved(small):
    fill, options = {"ami-0d53cc9bd365ad65b": small.ami}, {"AMI_BAKERY_CLOUD": "local", "RUNWAY": RUNWAY}
    assert "Deployed dev: 1 stack " in small.run("docs/cli.md", "ami-bakery deploy dev", fill, **options)
    said = small.run("docs/cli.md", "ami-bakery plan prod", fill, **options)
    assert "Plan sha256:" in said
    assert "The plan is the approved one." in said


def test_a_manifest_is_made_by_the_printed_tool(checkout):
    if not shutil.which("dpkg-query"):
        pytest.skip("SKIPPED ALOUD: no dpkg-query, as this is not Debian")
    file = checkout.directory / "manifest.json"
    checkout.run("docs/cli.md", "ami-bakery manifest-tool", {"sudo ": "", "/tmp/manifest.json": file})
    told = json.loads(file.read_text())
    assert {"name", "version", "architecture"} <= set(told["packages"][0])
    assert told["packageManager"] == "dpkg" and told["repositories"][0]["kind"] == "apt"
