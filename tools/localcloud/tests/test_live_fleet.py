"""Auto Scaling groups and launch templates act on real instances, too."""

import base64
import shutil
import subprocess

import pytest
from conftest import BASE

PACKER = """{
  "variables": {"region": "", "ec2_endpoint": "", "subnet_id": "", "name": ""},
  "builders": [{
    "type": "amazon-ebs", "region": "{{user `region`}}", "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
    "subnet_id": "{{user `subnet_id`}}", "instance_type": "t3.micro", "ssh_username": "admin", "ami_name": "{{user `name`}}",
    "skip_metadata_api_check": true, "source_ami_filter": {"owners": ["136693071363"], "most_recent": true,
      "filters": {"name": "debian-12-amd64-*", "root-device-type": "ebs", "virtualization-type": "hvm"}}
  }],
  "provisioners": [{"type": "shell", "inline": ["sudo sh -c 'echo {{user `name`}} > /etc/recipe'"]}]
}"""


@pytest.fixture(scope="module")
def template(live):
    return live.ec2.create_launch_template(
        LaunchTemplateName="web",
        LaunchTemplateData={
            "ImageId": BASE,
            "InstanceType": "t3.micro",
            "KeyName": live.key()[0],
            "UserData": base64.b64encode(b"#!/bin/sh\necho here > /etc/told\n").decode(),
            "MetadataOptions": {"HttpTokens": "required", "InstanceMetadataTags": "enabled"},
            "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}],
        },
    )["LaunchTemplate"]["LaunchTemplateId"]


def test_a_launch_template_says_how_to_launch(live, template):
    started = live.ec2.run_instances(LaunchTemplate={"LaunchTemplateId": template}, MinCount=1, MaxCount=1)[
        "Instances"
    ][0]
    found = live.instance(started["InstanceId"])
    assert (found["ImageId"], found["MetadataOptions"]["HttpTokens"]) == (BASE, "required")
    assert live.ssh(found["PrivateIpAddress"], "cloud-init status --wait; cat /etc/told") == "status: done\nhere"
    live.ec2.terminate_instances(InstanceIds=[found["InstanceId"]])


def test_an_auto_scaling_group_boots_and_replaces_instances(live, template):
    group = live.client("autoscaling")
    group.create_auto_scaling_group(
        AutoScalingGroupName="web",
        MinSize=0,
        MaxSize=3,
        DesiredCapacity=2,
        VPCZoneIdentifier=live.facts["subnetId"],
        LaunchTemplate={"LaunchTemplateId": template, "Version": "$Latest"},
    )

    def members():
        return group.describe_auto_scaling_groups(AutoScalingGroupNames=["web"])["AutoScalingGroups"][0]["Instances"]

    first = [member["InstanceId"] for member in members()]
    assert len(first) == 2
    for instance in first:
        found = live.instance(instance)
        assert found["SubnetId"] == live.facts["subnetId"]
        assert live.ssh(found["PrivateIpAddress"], "cloud-init status --wait; cat /etc/told") == "status: done\nhere"
    group.terminate_instance_in_auto_scaling_group(InstanceId=first[0], ShouldDecrementDesiredCapacity=False)
    live.wait(lambda: live.instance(first[0])["State"]["Name"] == "terminated" and len(members()) == 2)
    group.delete_auto_scaling_group(AutoScalingGroupName="web", ForceDelete=True)
    for instance in first:
        live.wait(lambda instance=instance: live.instance(instance)["State"]["Name"] == "terminated")


def test_a_group_launches_its_own_version_and_keeps_the_age_of_its_instances(live, template):
    live.ec2.create_launch_template_version(
        LaunchTemplateId=template, LaunchTemplateData={"ImageId": BASE, "InstanceType": "t3.small"}
    )
    groups = live.client("autoscaling")
    named = {"AutoScalingGroupName": "second", "LaunchTemplate": {"LaunchTemplateId": template, "Version": "2"}}
    groups.create_auto_scaling_group(
        **named, MinSize=0, MaxSize=1, DesiredCapacity=1, MaxInstanceLifetime=86400, VPCZoneIdentifier=live.facts["subnetId"]
    )
    (group,) = groups.describe_auto_scaling_groups(AutoScalingGroupNames=["second"])["AutoScalingGroups"]
    assert group["MaxInstanceLifetime"] == 86400
    tags = {tag["Key"]: tag["Value"] for tag in live.instance(group["Instances"][0]["InstanceId"])["Tags"]}
    assert tags["aws:ec2launchtemplate:version"] == "2"
    groups.delete_auto_scaling_group(AutoScalingGroupName="second", ForceDelete=True)


def test_a_version_of_a_launch_template_is_made_of_an_earlier_one(live, template):
    more = {"UserData": base64.b64encode(b"#!/bin/sh\necho there > /etc/told\n").decode()}
    made = live.ec2.create_launch_template_version(LaunchTemplateId=template, SourceVersion="1", LaunchTemplateData=more)
    version = made["LaunchTemplateVersion"]
    assert version["LaunchTemplateData"]["ImageId"] == BASE
    named = {"LaunchTemplateId": template, "Version": str(version["VersionNumber"])}
    started = live.ec2.run_instances(LaunchTemplate=named, MinCount=1, MaxCount=1)["Instances"][0]
    found = live.instance(started["InstanceId"])
    assert live.ssh(found["PrivateIpAddress"], "cloud-init status --wait; cat /etc/told") == "status: done\nthere"
    live.ec2.terminate_instances(InstanceIds=[found["InstanceId"]])


@pytest.mark.skipif(shutil.which("packer") is None, reason="no packer on PATH")
def test_packers_side_by_side_bake_what_they_were_told(live, tmp_path):
    (tmp_path / "template.json").write_text(PACKER)
    variables = [word for name, value in live.facts["vars"].items() for word in ("-var", f"{name}={value}")]
    names = [f"bake-{number}" for number in range(3)]
    builds = [
        subprocess.Popen(
            ["packer", "build", "-color=false", *variables, "-var", f"name={name}", "template.json"],
            cwd=tmp_path,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(tmp_path),
                "CHECKPOINT_DISABLE": "1",
                **live.facts["env"],
            },
        )
        for name in names
    ]
    for build in builds:
        output = build.communicate(timeout=120)[0]
        assert build.returncode == 0, output
    for image in live.ec2.describe_images(Owners=["self"], Filters=[{"Name": "name", "Values": ["bake-*"]}])["Images"]:
        instance, address = live.launch(image["ImageId"])
        assert live.ssh(address, "cat /etc/recipe") == image["Name"]
        live.ec2.terminate_instances(InstanceIds=[instance])
        names.remove(image["Name"])
    assert names == []
