"""To whom port 22 of a build instance is open, as the group's own rules say while a bake runs."""

import json
import urllib.parse

import pytest
from checkout import block
from conftest import HOME, packer_version, until

HCL = """
packer { required_plugins { amazon = { source = "github.com/hashicorp/amazon", version = ">= 1.2.0" } } }
variable "ssh_source_cidrs" { type = string }
variable "region" { type = string }
variable "ec2_endpoint" { type = string }
variable "subnet_id" { type = string }
source "amazon-ebs" "small" {
  region              = var.region
  custom_endpoint_ec2 = var.ec2_endpoint
  subnet_id           = var.subnet_id
  source_ami_filter {
    filters     = { name = "debian-12-amd64-*" }
    owners      = ["136693071363"]
    most_recent = true
  }
  instance_type = "t3.micro"
  ssh_username  = "admin"
  ami_name      = "small-${uuidv4()}"
  SOURCES
}
build {
  sources = ["source.amazon-ebs.small"]
  provisioner "shell" { inline = ["echo provisioning", "sleep 5"] }
}
"""


def json_template(bakery):
    """A small template with what the page tells to put into one's own."""
    shown = json.loads(block("docs/getting-started-aws.md", '{\n  "variables": {"ssh_source_cidrs"').text)
    path = bakery.template(provision="echo provisioning; sleep 5", **shown["builders"][0])
    template = json.loads(path.read_text())
    template["variables"] |= shown["variables"]
    path.write_text(json.dumps(template))
    return path


def hcl_template(bakery):
    """The same in HCL, with the line of img-mgr's."""
    if packer_version() < (1, 10, 0):
        pytest.skip("SKIPPED ALOUD: packer before 1.10 has no HCL with plugins; PACKER=path names a newer one")
    lines = (HOME / "packer/img-mgr.pkr.hcl").read_text().splitlines()
    (line,) = [line for line in lines if "temporary_security_group_source_cidrs =" in line]
    path = bakery.directory / "small.pkr.hcl"
    path.write_text(HCL.replace("SOURCES", line.strip()))
    return path


def opened(bakery, cloud, path, *options, **variables):
    """The rules of packer's temporary group while an instance is provisioned: ports and blocks."""
    process, says = bakery.start("bake", *options, path, **variables), []
    until(says, process, "provisioning")
    groups = [g for g in cloud.client().describe_security_groups()["SecurityGroups"] if g["GroupName"].startswith("packer")]
    said = "".join(says) + process.stdout.read()
    assert process.wait(timeout=120) == 0, said
    (group,) = groups
    return [
        (rule["FromPort"], rule["ToPort"], block["CidrIp"]) for rule in group["IpPermissions"] for block in rule["IpRanges"]
    ] + [("IPv6", *rule["Ipv6Ranges"]) for rule in group["IpPermissions"] if rule.get("Ipv6Ranges")]


@pytest.mark.parametrize("template", [json_template, hcl_template], ids=["JSON", "HCL"])
def test_it_is_open_to_this_machine_alone(bakery, calm, template):
    path = template(bakery)
    here = urllib.parse.urlsplit(calm.told["instanceEndpoint"]).hostname
    assert opened(bakery, calm, path) == [(22, 22, f"{here}/32")]


def test_everybody_is_let_in_only_by_whoever_says_so(bakery, calm):
    path = json_template(bakery)
    assert opened(bakery, calm, path, "--var", "ssh_source_cidrs=0.0.0.0/0") == [(22, 22, "0.0.0.0/0")]


def test_several_blocks_can_be_said(bakery, calm):
    path = json_template(bakery)
    said = opened(bakery, calm, path, "--var", "ssh_source_cidrs=198.51.100.0/24,203.0.113.7/32")
    assert sorted(said) == [(22, 22, "198.51.100.0/24"), (22, 22, "203.0.113.7/32")]


def test_another_stand_in_is_asked_nothing_of_the_internet(bakery, calm):
    """Named by its endpoint, as from Jenkins: the address is the one that faces the endpoint, on this machine itself."""
    options = ["--cloud", "aws", "--endpoint", calm.told["endpoint"], "--var", f"subnet_id={calm.told['subnetId']}"]
    assert opened(bakery, calm, json_template(bakery), *options, **calm.told["env"]) == [(22, 22, "127.0.0.1/32")]


def test_what_cannot_be_known_is_said_before_anything_starts(bakery, calm):
    path = json_template(bakery)
    template = json.loads(path.read_text())
    template["builders"][0]["ssh_bastion_host"] = "jump.example.com"
    path.write_text(json.dumps(template))
    before = calm.inventory()
    done = bakery.run(
        "bake", "--cloud", "aws", "--endpoint", calm.told["endpoint"], "--region", "us-west-2", path, **calm.told["env"]
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    (line,) = [line for line in said.splitlines() if "From where the build instance will be reached is not known" in line]
    assert "ssh_bastion_host" in line and "--var ssh_source_cidrs=ADDRESS/32" in said
    assert calm.inventory() == before
