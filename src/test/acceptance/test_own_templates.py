"""Templates of one's own, which know nothing of the local cloud, bake in it as they are."""

import json

import pytest
from conftest import packer_version

BASE = {"filters": {"name": "debian-12-amd64-*"}, "owners": ["136693071363"], "most_recent": True}
HCL = """
source "amazon-ebs" "web" {
  ami_name      = "hcl-{{timestamp}}"
  instance_type = "t3.small"
  ssh_username  = "admin"
  source_ami_filter {
    filters     = { name = "debian-12-amd64-*" }
    owners      = ["136693071363"]
    most_recent = true
  }
}
build {
  sources = ["source.amazon-ebs.web"]
  provisioner "file" {
    source      = "${path.root}/motd"
    destination = "/tmp/motd"
  }
}
"""


@pytest.fixture
def mine(bakery):
    (bakery.directory / "motd").write_text("mine\n")
    builder = {"type": "amazon-ebs", "ami_name": "mine-{{timestamp}}", "instance_type": "t3.small", "ssh_username": "admin"}
    upload = {"type": "file", "source": "{{template_dir}}/motd", "destination": "/tmp/motd"}
    template = {"builders": [builder | {"source_ami_filter": BASE}], "provisioners": [upload]}
    (bakery.directory / "mine.json").write_text(json.dumps(template))
    (bakery.directory / "mine.pkr.hcl").write_text(HCL)
    return bakery


def baked(done):
    assert done.returncode == 0, done.stdout + done.stderr
    (ami,) = json.loads(done.stdout)["amis"]
    return ami


def test_json_without_any_variable_bakes_and_leaves_nothing(mine, calm):
    before = calm.inventory()
    done = mine.run("bake", "--json", "mine.json")
    ami = baked(done)
    old = packer_version() < (1, 10)
    assert ("a copy of mine.json with custom_endpoint_ec2" in done.stderr) == old
    assert ami["tags"]["ami-bakery:recipe"] == "mine"
    after = calm.inventory()
    assert {kind: after[kind] for kind in after if kind not in ("images", "snapshots")} == {
        kind: before[kind] for kind in before if kind not in ("images", "snapshots")
    }
    assert sorted(path.name for path in mine.directory.glob("mine*")) == ["mine.json", "mine.pkr.hcl"]


@pytest.mark.skipif(packer_version() < (1, 10), reason="this packer reads no endpoint from its environment, and HCL is not copied")
def test_hcl_without_any_variable_bakes(mine):
    assert baked(mine.run("bake", "--json", "mine.pkr.hcl"))["tags"]["ami-bakery:recipe"] == "mine"


def test_a_variable_that_nobody_gave_is_no_mistake_of_theirs(mine):
    done = mine.run("why", "mine.json")
    assert done.returncode == 0, done.stdout + done.stderr
    refused = mine.run("bake", "--var", "subnet_id=subnet-1", "mine.json")
    assert refused.returncode == 2
    assert "declares no variable 'subnet_id'" in refused.stdout + refused.stderr


def test_a_region_other_than_the_builders_own_is_refused(mine, calm):
    template = json.loads((mine.directory / "mine.json").read_text())
    template["builders"][0]["region"] = "us-west-2"
    (mine.directory / "fixed.json").write_text(json.dumps(template))
    before = calm.inventory()
    refused = mine.run("bake", "--region", "eu-central-1", "fixed.json")
    said = refused.stdout + refused.stderr
    assert refused.returncode == 2, said
    assert "The region eu-central-1 was given, but the builder amazon-ebs of fixed.json works in us-west-2." in said
    assert "Baking" not in said
    assert calm.inventory() == before
