"""Spot instances, launched the three ways there are, and packer's builders that need them or register their image."""

import shutil
import subprocess

import pytest
from conftest import BASE

needs_packer = pytest.mark.skipif(shutil.which("packer") is None, reason="no packer on PATH")


def request_of(live, instance):
    told = live.instance(instance)
    assert told["InstanceLifecycle"] == "spot"
    requests = live.ec2.describe_spot_instance_requests(SpotInstanceRequestIds=[told["SpotInstanceRequestId"]])
    request = requests["SpotInstanceRequests"][0]
    assert request["InstanceId"] == instance
    assert request["CreateTime"] >= told["NetworkInterfaces"][0]["Attachment"]["AttachTime"]
    return request


@pytest.fixture
def group(live):
    made = live.ec2.create_security_group(GroupName="spot", Description="spot", VpcId=live.facts["vpcId"])["GroupId"]
    yield made
    live.ec2.delete_security_group(GroupId=made)


def check_and_end(live, instance, group):
    told = live.instance(instance)
    assert [one["GroupId"] for one in told["SecurityGroups"]] == [group]
    assert (told["SubnetId"], told["KeyName"]) == (live.facts["subnetId"], "tests")
    assert live.ssh(told["PrivateIpAddress"], "echo up") == "up"
    assert request_of(live, instance)["State"] == "active"
    identity = told["SpotInstanceRequestId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    closed = live.ec2.describe_spot_instance_requests(SpotInstanceRequestIds=[identity])["SpotInstanceRequests"][0]
    assert closed["State"] == "closed"


def test_run_instances_makes_a_spot_request(live, group):
    instance, _ = live.launch(
        SecurityGroupIds=[group], SubnetId=live.facts["subnetId"], InstanceMarketOptions={"MarketType": "spot"}
    )
    check_and_end(live, instance, group)


def test_a_spot_request_launches_what_it_specifies(live, group):
    live.key()
    request = live.ec2.request_spot_instances(
        InstanceCount=1,
        LaunchSpecification={
            "ImageId": BASE,
            "InstanceType": "t3.micro",
            "KeyName": "tests",
            "NetworkInterfaces": [
                {"DeviceIndex": 0, "SubnetId": live.facts["subnetId"], "Groups": [group], "DeleteOnTermination": True}
            ],
            "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 11}}],
        },
    )["SpotInstanceRequests"][0]
    instance = request["InstanceId"]
    volume = live.instance(instance)["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    assert live.ec2.describe_volumes(VolumeIds=[volume])["Volumes"][0]["Size"] == 11
    check_and_end(live, instance, group)


@pytest.mark.parametrize("capacity", ["spot", "on-demand"])
def test_a_fleet_launches_as_its_template_says_and_ec2_tags_the_instance_with_it(live, group, capacity):
    live.key()
    template = live.ec2.create_launch_template(
        LaunchTemplateName=f"fleet-{capacity}",
        LaunchTemplateData={
            "ImageId": BASE,
            "KeyName": "tests",
            "InstanceType": "t3.large",
            "NetworkInterfaces": [
                {"DeviceIndex": 0, "SubnetId": live.facts["subnetId"], "Groups": [group], "DeleteOnTermination": True}
            ],
            "TagSpecifications": [{"ResourceType": "volume", "Tags": [{"Key": "disk", "Value": "root"}]}],
        },
    )["LaunchTemplate"]["LaunchTemplateId"]
    fleet = live.ec2.create_fleet(
        Type="instant",
        TargetCapacitySpecification={"TotalTargetCapacity": 1, "DefaultTargetCapacityType": capacity},
        LaunchTemplateConfigs=[
            {
                "LaunchTemplateSpecification": {"LaunchTemplateId": template, "Version": "1"},
                "Overrides": [{"InstanceType": "t3.micro"}],
            }
        ],
        TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}],
    )
    instance = fleet["Instances"][0]["InstanceIds"][0]
    told = live.instance(instance)
    tags = {tag["Key"]: tag["Value"] for tag in told["Tags"]}
    assert tags == {"aws:ec2launchtemplate:id": template, "aws:ec2launchtemplate:version": "1", "a": "b"}
    volume = live.ec2.describe_volumes(VolumeIds=[told["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]])["Volumes"][0]
    assert volume["Tags"] == [{"Key": "disk", "Value": "root"}]
    assert told["InstanceType"] == "t3.micro"
    if capacity == "spot":
        check_and_end(live, instance, group)
    else:
        assert "InstanceLifecycle" not in told
        live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.delete_launch_template(LaunchTemplateId=template)


# -- packer -----------------------------------------------------------------------------------------------------------

COMMON = """"region": "us-west-2", "custom_endpoint_ec2": "ENDPOINT", "subnet_id": "SUBNET", "ssh_username": "admin",
    "source_ami": "BASE", "skip_metadata_api_check": true"""
SPOT = """{"builders": [{"type": "amazon-ebs", "ami_name": "of-spot", "spot_price": "auto", "spot_instance_types": ["t3.micro"],
    "spot_tags": {"why": "test"}, "run_tags": {"run": "tag"}, COMMON}],
  "provisioners": [{"type": "shell", "inline": ["echo spot"]}]}"""
SURROGATE = """{"builders": [{"type": "amazon-ebssurrogate", "ami_name": "of-surrogate", "instance_type": "t3.micro",
    "ami_virtualization_type": "hvm",
    "launch_block_device_mappings": [{"device_name": "/dev/xvdf", "volume_size": 8, "delete_on_termination": true}],
    "ami_root_device": {"source_device_name": "/dev/xvdf", "device_name": "/dev/xvda", "volume_size": 8,
      "delete_on_termination": true}, COMMON}],
  "provisioners": [{"type": "shell", "inline": ["echo surrogate"]}]}"""


def packer(live, folder, template):
    words = {"ENDPOINT": live.endpoint, "SUBNET": live.facts["subnetId"], "BASE": BASE}
    template = template.replace("COMMON", COMMON)
    for word, value in words.items():
        template = template.replace(word, value)
    (folder / "template.json").write_text(template)
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "CHECKPOINT_DISABLE": "1",
        **live.facts["env"],
    }
    done = subprocess.run(
        ["packer", "build", "-color=false", "template.json"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def left(live):
    """What packer should not have left behind."""
    instances = live.ec2.describe_instances(
        Filters=[{"Name": "instance-state-name", "Values": ["pending", "running", "stopping", "stopped"]}]
    )["Reservations"]
    keys = [key["KeyName"] for key in live.ec2.describe_key_pairs()["KeyPairs"] if key["KeyName"] != "tests"]
    groups = live.ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["packer_*"]}])
    templates = live.ec2.describe_launch_templates()["LaunchTemplates"]
    volumes = live.ec2.describe_volumes()["Volumes"]
    return instances + keys + groups["SecurityGroups"] + templates + volumes


def own_image(live, name):
    return live.ec2.describe_images(Owners=["self"], Filters=[{"Name": "name", "Values": [name]}])["Images"][0]


@needs_packer
def test_packer_bakes_with_a_spot_instance_and_its_launch_template(live, tmp_path):
    before = left(live)
    output = packer(live, tmp_path, SPOT)
    image = own_image(live, "of-spot")
    tags = {tag["Key"]: tag["Value"] for tag in live.instance(image["SourceInstanceId"])["Tags"]}
    assert tags["aws:ec2launchtemplate:id"].startswith("lt-"), output
    assert tags["run"] == "tag"
    assert left(live) == before
    live.ec2.deregister_image(ImageId=image["ImageId"], DeleteAssociatedSnapshots=True)


@needs_packer
def test_packer_registers_the_snapshot_of_a_surrogate_volume(live, tmp_path):
    before = left(live)
    packer(live, tmp_path, SURROGATE)
    image = own_image(live, "of-surrogate")
    assert "SourceInstanceId" not in image
    snapshot = image["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
    told = live.ec2.describe_snapshots(SnapshotIds=[snapshot])["Snapshots"][0]
    assert told["VolumeId"].startswith("vol-") and told["VolumeId"] != "vol-ffffffff"
    assert left(live) == before
    live.ec2.deregister_image(ImageId=image["ImageId"], DeleteAssociatedSnapshots=True)
