"""Images that keep a file system."""

import datetime
import json
import time

import pytest
from botocore.exceptions import ClientError
from conftest import BASE


@pytest.fixture(scope="module")
def baked(live):
    """An image of an instance with a file and a service of its own, made as packer makes it."""
    instance, address = live.launch()
    live.ssh(
        address,
        """sudo sh -c 'echo baked > /etc/recipe; printf "[Service]\\nExecStart=/usr/bin/python3 -m http.server 8080 -d /etc\\n[Install]\\nWantedBy=multi-user.target\\n" > /etc/systemd/system/web.service; systemctl enable web'""",
    )
    live.ec2.stop_instances(InstanceIds=[instance])
    began = time.monotonic()
    image = live.ec2.create_image(
        InstanceId=instance,
        Name="baked",
        Description="a test",
        TagSpecifications=[
            {"ResourceType": "image", "Tags": [{"Key": "a", "Value": "b"}]},
            {"ResourceType": "snapshot", "Tags": [{"Key": "c", "Value": "d"}]},
        ],
    )["ImageId"]
    assert time.monotonic() - began < 1
    live.ec2.terminate_instances(InstanceIds=[instance])
    return image, instance


def code(refusal):
    return refusal.value.response["Error"]["Code"]


def test_two_official_look_alikes_are_there_from_the_start(live):
    found = live.ec2.describe_images(
        Owners=["136693071363"],
        Filters=[
            {"Name": "name", "Values": ["debian-12-amd64-*"]},
            {"Name": "root-device-type", "Values": ["ebs"]},
            {"Name": "virtualization-type", "Values": ["hvm"]},
            {"Name": "architecture", "Values": ["x86_64"]},
        ],
    )["Images"]
    assert [image["Name"] for image in sorted(found, key=lambda image: image["CreationDate"])] == [
        "debian-12-amd64-20250428-2095",
        "debian-12-amd64-20250814-2204",
    ]
    assert {image["RootDeviceName"] for image in found} == {"/dev/xvda"}


def test_an_image_says_where_it_comes_from(live, baked):
    image = live.image(baked[0])
    assert (image["State"], image["SourceInstanceId"], image["SourceImageId"]) == ("available", baked[1], BASE)
    assert image["Tags"] == [{"Key": "a", "Value": "b"}]
    device = image["BlockDeviceMappings"][0]
    assert (device["DeviceName"], device["Ebs"]["VolumeSize"]) == ("/dev/xvda", 8)
    snapshot = live.ec2.describe_snapshots(SnapshotIds=[device["Ebs"]["SnapshotId"]])["Snapshots"][0]
    assert snapshot["Description"] == f"Created by CreateImage({baked[1]}) for {baked[0]}"
    assert snapshot["Tags"] == [{"Key": "c", "Value": "d"}]
    assert snapshot["State"] == "completed"


@pytest.mark.parametrize("by", ["the launch", "a launch template"])
def test_a_volume_that_is_launched_encrypted_makes_encrypted_images(live, by):
    mappings = [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": True, "DeleteOnTermination": True}}]
    if by == "the launch":
        instance, _ = live.launch(BlockDeviceMappings=mappings)
    else:
        data = {"ImageId": BASE, "BlockDeviceMappings": mappings}
        live.ec2.create_launch_template(LaunchTemplateName="encrypted", LaunchTemplateData=data)
        instance, _ = live.launch(LaunchTemplate={"LaunchTemplateName": "encrypted"})
    try:
        (device,) = live.instance(instance)["BlockDeviceMappings"]
        volume = live.ec2.describe_volumes(VolumeIds=[device["Ebs"]["VolumeId"]])["Volumes"][0]
        assert (device["DeviceName"], volume["Encrypted"], volume["Size"]) == ("/dev/xvda", True, 8)
        image = live.ec2.create_image(InstanceId=instance, Name=f"encrypted by {by}", NoReboot=True)["ImageId"]
        live.wait(lambda: live.image(image)["State"] == "available")
        ebs = live.image(image)["BlockDeviceMappings"][0]["Ebs"]
        assert ebs["Encrypted"] is True
        assert live.ec2.describe_snapshots(SnapshotIds=[ebs["SnapshotId"]])["Snapshots"][0]["Encrypted"] is True
    finally:
        live.ec2.terminate_instances(InstanceIds=[instance])
    assert live.image(BASE)["BlockDeviceMappings"][0]["Ebs"]["Encrypted"] is False


def test_an_instance_of_the_image_boots_its_services(live, baked):
    import requests

    instance, address = live.launch(baked[0], UserData="#!/bin/sh\ntouch /root/ran\n")
    live.wait(lambda: live.ssh(address, "curl -s localhost:8080/recipe") == "baked")
    assert requests.get(f"http://{address}:8080/recipe", timeout=5).text == "baked\n"
    assert live.ssh(address, "cloud-init status --wait; sudo ls /root/ran") == "status: done\n/root/ran"
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_an_image_of_a_running_instance_reboots_it_or_not(live):
    instance, address = live.launch()
    live.ssh(address, "echo one > first")
    before = live.ssh(address, "cut -d' ' -f22 /proc/1/stat")
    without = live.ec2.create_image(InstanceId=instance, Name="no-reboot", NoReboot=True)["ImageId"]
    assert live.ssh(address, "cut -d' ' -f22 /proc/1/stat") == before
    live.ssh(address, "echo two > second")
    withreboot = live.ec2.create_image(InstanceId=instance, Name="reboot")["ImageId"]
    live.wait(lambda: live.ssh(address, "cut -d' ' -f22 /proc/1/stat") not in ("", before))
    assert live.ssh(address, "cat first second") == "one\ntwo"
    for image, files in ((without, "first"), (withreboot, "first\nsecond")):
        copy, where = live.launch(image)
        assert live.ssh(where, "ls") == files
        live.ec2.terminate_instances(InstanceIds=[copy])
        live.ec2.deregister_image(ImageId=image, DeleteAssociatedSnapshots=True)
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_a_pending_image_cannot_be_launched_and_can_be_given_up(live, baked):
    live.settings(delays={"image": 2, "snapshot": 1})
    instance, _ = live.launch()
    image = live.ec2.create_image(InstanceId=instance, Name="slow", NoReboot=True)["ImageId"]
    found = live.image(image)
    assert found["State"] == "pending"
    snapshot = found["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
    assert live.ec2.describe_snapshots(SnapshotIds=[snapshot])["Snapshots"][0]["State"] == "pending"
    with pytest.raises(ClientError) as refusal:
        live.launch(image)
    assert code(refusal) == "InvalidAMIID.Unavailable"
    live.ec2.deregister_image(ImageId=image)
    live.ec2.delete_snapshot(SnapshotId=snapshot)
    live.settings(delays={"image": 0, "snapshot": 0})
    assert live.ec2.describe_images(ImageIds=[image])["Images"] == []
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_a_copy_in_another_region_boots_the_same_file_system(live, baked):
    live.settings(delays={"copy": 1})
    there = live.client("ec2", "eu-west-1")
    copy = there.copy_image(SourceImageId=baked[0], SourceRegion="us-west-2", Name="copied")["ImageId"]
    assert there.describe_images(ImageIds=[copy])["Images"][0]["State"] == "pending"
    live.wait(lambda: there.describe_images(ImageIds=[copy])["Images"][0]["State"] == "available")
    found = there.describe_images(ImageIds=[copy])["Images"][0]
    assert (found["SourceImageId"], found["SourceImageRegion"], found.get("Tags", [])) == (baked[0], "us-west-2", [])
    live.settings(delays={"copy": 0})
    there.import_key_pair(
        KeyName="tests",
        PublicKeyMaterial=live.ec2.describe_key_pairs(KeyNames=["tests"], IncludePublicKey=True)["KeyPairs"][0][
            "PublicKey"
        ],
    )
    instance = there.run_instances(ImageId=copy, MinCount=1, MaxCount=1, KeyName="tests", InstanceType="t3.micro")[
        "Instances"
    ][0]
    assert live.ssh(instance["PrivateIpAddress"], "cat /etc/recipe") == "baked"
    there.terminate_instances(InstanceIds=[instance["InstanceId"]])
    there.deregister_image(ImageId=copy, DeleteAssociatedSnapshots=True)


def test_a_file_system_is_freed_with_its_last_snapshot(live):
    instance, address = live.launch()
    live.ssh(address, "dd if=/dev/zero of=big bs=1M count=5 status=none")
    before = set(live.state.layers.iterdir())
    image = live.ec2.create_image(InstanceId=instance, Name="short-lived", NoReboot=True)["ImageId"]
    snapshot = live.image(image)["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    with pytest.raises(ClientError) as refusal:
        live.ec2.delete_snapshot(SnapshotId=snapshot)
    assert code(refusal) == "InvalidSnapshot.InUse"
    live.ec2.deregister_image(ImageId=image)
    assert len(set(live.state.layers.iterdir()) - before) == 1
    live.ec2.delete_snapshot(SnapshotId=snapshot)
    live.wait(lambda: set(live.state.layers.iterdir()) == before)


def test_an_image_registered_from_a_snapshot_boots(live, baked):
    snapshot = live.image(baked[0])["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
    image = live.ec2.register_image(
        Name="registered",
        RootDeviceName="/dev/xvda",
        Architecture="x86_64",
        ImdsSupport="v2.0",
        VirtualizationType="hvm",
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": snapshot}}],
    )["ImageId"]
    instance, address = live.launch(image)
    assert live.ssh(address, "cat /etc/recipe") == "baked"
    assert live.instance(instance)["MetadataOptions"]["HttpTokens"] == "required"
    live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.deregister_image(ImageId=image)


def test_deprecation_protection_and_imds_support_are_kept(live, baked):
    image = baked[0]
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
    live.ec2.enable_image_deprecation(ImageId=image, DeprecateAt=when)
    live.ec2.modify_image_attribute(ImageId=image, ImdsSupport={"Value": "v2.0"})
    live.ec2.enable_image_deregistration_protection(ImageId=image)
    found = live.image(image)
    assert found["DeprecationTime"] == when.strftime("%Y-%m-%dT%H:%M:00.000Z")
    assert (found["ImdsSupport"], found["DeregistrationProtection"]) == ("v2.0", "enabled-without-cooldown")
    with pytest.raises(ClientError) as refusal:
        live.ec2.deregister_image(ImageId=image)
    assert code(refusal) == "OperationNotPermitted"
    live.ec2.disable_image_deregistration_protection(ImageId=image)
    live.ec2.disable_image_deprecation(ImageId=image)
    found = live.image(image)
    assert "DeprecationTime" not in found
    assert found["DeregistrationProtection"] == "disabled"


@pytest.mark.parametrize(
    "name, expected", [("baked", "InvalidAMIName.Duplicate"), ("a:b?", "InvalidAMIName.Malformed")]
)
def test_a_name_is_taken_or_malformed(live, baked, name, expected):
    instance = live.ec2.describe_instances()["Reservations"][0]["Instances"][0]["InstanceId"]
    with pytest.raises(ClientError) as refusal:
        live.ec2.create_image(InstanceId=instance, Name=name)
    assert code(refusal) == expected


def test_an_instance_that_cannot_boot_ends_and_says_why(live, baked):
    instance, _ = live.launch()
    live.ec2.stop_instances(InstanceIds=[instance])
    image = live.ec2.create_image(InstanceId=instance, Name="damaged")["ImageId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    layer = json.loads((live.state.root / "images.json").read_text())["snapshots"][-1]["chain"][0]
    (live.state.layers / layer).rename(live.state.root / "elsewhere")
    broken, _ = live.launch(image)
    found = live.instance(broken)
    assert found["State"]["Name"] == "terminated"
    assert found["StateReason"]["Code"] == "Server.InternalError"
    assert f"layer {layer} is missing" in found["StateReason"]["Message"]
    live.ec2.deregister_image(ImageId=image, DeleteAssociatedSnapshots=True)


def test_launch_permissions_and_disabling_work(live, baked):
    live.ec2.modify_image_attribute(ImageId=baked[0], LaunchPermission={"Add": [{"UserId": "210987654321"}]})
    granted = live.ec2.describe_image_attribute(ImageId=baked[0], Attribute="launchPermission")["LaunchPermissions"]
    assert granted == [{"UserId": "210987654321"}]
    live.ec2.disable_image(ImageId=baked[0])
    with pytest.raises(ClientError) as refusal:
        live.launch(baked[0])
    assert code(refusal) == "InvalidAMIID.Unavailable"
    live.ec2.enable_image(ImageId=baked[0])
