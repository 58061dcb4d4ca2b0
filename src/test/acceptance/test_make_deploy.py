"""What `make deploy-dev` and its like decide: the image, and which account Runway reaches. A stand-in for Runway tells what it got."""

import json
import os
import re
import subprocess

import pytest
from conftest import HOME

# A base AMI of every local cloud.
AMI = "ami-0d12a1b2c3d4e5f60"
CALLER = {"AWS_PROFILE": "company", "AWS_SESSION_TOKEN": "secret", "AWS_ENDPOINT_URL_S3": "https://elsewhere"}


@pytest.fixture
def make(cloud, tmp_path):
    """Runs tools/deploy.sh as make does, for a caller with an AWS profile."""
    runway = tmp_path / "runway"
    runway.write_text('#!/bin/sh\n[ "$1" != --version ] || { echo runway, version 2.8.4; exit; }\necho "runs $* in ${PWD##*/}"\nenv\n')
    runway.chmod(0o755)
    (tmp_path / "config").write_text("[profile company]\naws_access_key_id=a\naws_secret_access_key=b\nregion=us-west-2\n")

    def run(*words, **settings):
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "RUNWAY": str(runway), **CALLER}
        environment |= {"AWS_CONFIG_FILE": str(tmp_path / "config"), "AMI_BAKERY_LOCAL": str(cloud.state)}
        return subprocess.run(
            ["bash", HOME / "tools/deploy.sh", *words], env=environment | settings, capture_output=True, text=True, timeout=120
        )

    return run


def given(result):
    """The variables Runway got."""
    assert "runs " in result.stdout, result.stdout + result.stderr
    return dict(re.findall(r"^ +(\w+)=(.*)$", result.stdout, re.MULTILINE))


def test_the_local_cloud_gets_nothing_of_the_callers_account(make, cloud):
    result = make("deploy", "qa", CLOUD="local", AMI_ID=AMI)
    assert "runs deploy --ci in runway" in result.stdout
    told = given(result)
    assert (told["DEPLOY_ENVIRONMENT"], told["AMI_ID"]) == ("qa", AMI)
    masked = {"AWS_SECRET_ACCESS_KEY": "****"}
    assert {name: value for name, value in told.items() if name.startswith("AWS_")} == cloud.told["env"] | masked


def test_the_local_clouds_instances_find_its_s3(make, cloud):
    assert given(make("deploy", "dev", AMI_ID=AMI))["S3_ENDPOINT"] == cloud.told["instanceEndpoint"]
    assert given(make("deploy", "dev", AMI_ID=AMI, S3_ENDPOINT="http://mine"))["S3_ENDPOINT"] == "http://mine"


def test_the_local_cloud_is_said_to_be_no_aws(make):
    assert "not that AWS would accept it" in make("destroy", "dev").stdout


def test_a_local_cloud_that_does_not_run_is_not_replaced_by_aws(make, tmp_path):
    result = make("deploy", "prod", AMI_ID=AMI, AMI_BAKERY_LOCAL=str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert "No local cloud runs" in result.stderr


def test_aws_gets_the_callers_settings_as_they_are(make):
    told = given(make("destroy", "prod", CLOUD="aws"))
    masked = {"AWS_SESSION_TOKEN": "****"}
    assert {name: told.get(name) for name in CALLER} == CALLER | masked
    assert "AWS_ACCESS_KEY_ID" not in told


def test_production_in_the_local_cloud_says_outright_that_it_has_no_certificate(make):
    result = make("deploy", "prod", AMI_ID=AMI)
    assert given(result)["PLAIN_HTTP"] == "allowed"
    assert "On AWS prod wants CERTIFICATE_ARN" in result.stderr
    told = given(make("deploy", "prod", AMI_ID=AMI, CERTIFICATE_ARN="arn:aws:acm:us-west-2:1:certificate/a"))
    assert "PLAIN_HTTP" not in told


def test_on_aws_nobody_says_it_for_the_caller(make):
    assert "PLAIN_HTTP" not in given(make("destroy", "prod", CLOUD="aws"))


def test_another_cloud_is_refused(make):
    result = make("deploy", "dev", AMI_ID=AMI, CLOUD="azure")
    assert result.returncode == 2
    assert "azure" in result.stderr


def test_an_image_is_named_by_its_id_before_anything_is_set_up():
    for words in (["deploy-prod"], ["deploy-dev", "AMI_ID=latest"]):
        done = subprocess.run(["make", "-C", HOME, *words], capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert "names no image" in done.stderr


def test_the_last_bake_is_taken_in_dev_and_said(make, cloud, tmp_path):
    """The report of the last bake pins the image; one that is gone is not taken."""
    pin = HOME / ".local/baked-local.json"
    kept = pin.read_text() if pin.exists() else None
    ec2 = cloud.client()
    (base,) = ec2.describe_images(Owners=["136693071363"], Filters=[{"Name": "name", "Values": ["debian-12-*2204"]}])["Images"][:1]
    tags = [{"ResourceType": "image", "Tags": [{"Key": "ami-bakery:bake-id", "Value": "b1"}]}]
    image = ec2.copy_image(SourceImageId=base["ImageId"], SourceRegion="us-west-2", Name="img-mgr-x", TagSpecifications=tags)
    try:
        pin.write_text(json.dumps({"amis": [
            {"id": image["ImageId"], "name": "img-mgr-x", "tags": {"ami-bakery:recipe": "img-mgr"}}
        ]}))
        result = make("deploy", "dev")
        assert f"AMI_ID is not given: it is the last one baked here, {image['ImageId']} img-mgr-x" in result.stdout
        assert given(result)["AMI_ID"] == image["ImageId"]
        ec2.deregister_image(ImageId=image["ImageId"])
        refused = make("plan", "dev")
        assert refused.returncode == 2
        assert "nothing has been baked here" in refused.stderr
    finally:
        pin.unlink()
        if kept is not None:
            pin.write_text(kept)
