"""The facts by which ownership is proved: who was born when, attached to what, made of what."""

import datetime
import email.utils

import pytest
from botocore.exceptions import ClientError
from conftest import BASE

SUBNET_OF_ANOTHER = {"Key": "aws:ec2launchtemplate:id", "Value": "lt-0123456789abcdef0"}


def code(refusal):
    return refusal.value.response["Error"]["Code"]


def now(live):
    """What an answer's Date header says: AWS's clock, nobody else's."""
    answer = live.ec2.describe_key_pairs()
    return email.utils.parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])


def later_than(live, moment):
    """Waits until AWS's clock, which tells whole seconds, has gone on."""
    live.wait(lambda: now(live) > moment)
    return now(live)


@pytest.fixture
def launched(live):
    """Launches instances that are gone after the test."""
    made = []

    def launch(**options):
        made.append(live.launch(**options)[0])
        return made[-1]

    yield launch
    live.ec2.terminate_instances(InstanceIds=made) if made else None


def primary(live, instance):
    return live.instance(instance)["NetworkInterfaces"][0]


def snapshot(live, image, number=0):
    found = live.image(image)["BlockDeviceMappings"][number]["Ebs"]["SnapshotId"]
    return live.ec2.describe_snapshots(SnapshotIds=[found])["Snapshots"][0]


# -- instances --------------------------------------------------------------------------------------------------------


def test_the_primary_interface_tells_an_instances_birth_and_launch_time_only_its_last_start(live, launched):
    beginning = now(live)
    instance = launched()
    born = primary(live, instance)["Attachment"]["AttachTime"]
    interface = live.ec2.describe_network_interfaces(
        Filters=[{"Name": "attachment.instance-id", "Values": [instance]}]
    )["NetworkInterfaces"][0]
    assert beginning <= born <= now(live)
    assert interface["Attachment"]["AttachTime"] == born
    assert live.instance(instance)["LaunchTime"] == born
    live.ec2.stop_instances(InstanceIds=[instance])
    again = later_than(live, born)
    live.ec2.start_instances(InstanceIds=[instance])
    assert live.instance(instance)["LaunchTime"] >= again
    assert primary(live, instance)["Attachment"]["AttachTime"] == born


def test_a_terminated_instance_no_longer_tells_what_it_had(live, launched):
    instance = launched()
    interface = primary(live, instance)["NetworkInterfaceId"]
    volume = live.instance(instance)["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    gone = live.instance(instance)
    assert (gone["State"]["Name"], gone["KeyName"]) == ("terminated", "tests")
    assert (gone["NetworkInterfaces"], gone["BlockDeviceMappings"], gone["SecurityGroups"]) == ([], [], [])
    assert "PrivateIpAddress" not in gone
    for call, word in (
        (lambda: live.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface]), "InvalidNetworkInterfaceID"),
        (lambda: live.ec2.describe_volumes(VolumeIds=[volume]), "InvalidVolume"),
    ):
        with pytest.raises(ClientError) as refusal:
            call()
        assert code(refusal) == f"{word}.NotFound"


def test_an_instance_that_is_shutting_down_still_tells(live, launched):
    instance = launched()
    live.settings(delays={"instance": 1})
    live.ec2.terminate_instances(InstanceIds=[instance])
    found = live.instance(instance)
    assert found["State"]["Name"] == "shutting-down"
    assert found["NetworkInterfaces"][0]["Attachment"]["AttachTime"]
    assert found["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]
    live.wait(lambda: live.instance(instance)["NetworkInterfaces"] == [])


def test_a_group_stays_as_long_as_an_interface_has_it(live, launched):
    vpc = live.facts["vpcId"]
    group = live.ec2.create_security_group(GroupName="held", Description="Temporary group for Packer", VpcId=vpc)[
        "GroupId"
    ]
    instance = launched(SecurityGroupIds=[group])
    found = live.ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
    assert (found["GroupName"], found["Description"]) == ("held", "Temporary group for Packer")
    holders = live.ec2.describe_network_interfaces(Filters=[{"Name": "group-id", "Values": [group]}])
    assert [one["Attachment"]["InstanceId"] for one in holders["NetworkInterfaces"]] == [instance]
    with pytest.raises(ClientError) as refusal:
        live.ec2.delete_security_group(GroupId=group)
    assert code(refusal) == "DependencyViolation"
    live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.delete_security_group(GroupId=group)


def test_an_instance_without_groups_of_its_own_tells_the_default_one(live, launched):
    found = live.instance(launched())
    assert [group["GroupName"] for group in found["SecurityGroups"]] == ["default"]
    assert found["SecurityGroups"] == found["NetworkInterfaces"][0]["Groups"]


def test_an_interface_that_was_there_before_outlives_the_instance(live):
    interface = live.ec2.create_network_interface(SubnetId=live.facts["subnetId"])["NetworkInterface"][
        "NetworkInterfaceId"
    ]
    instance = live.ec2.run_instances(
        ImageId=BASE,
        InstanceType="t3.micro",
        MinCount=1,
        MaxCount=1,
        NetworkInterfaces=[{"DeviceIndex": 0, "NetworkInterfaceId": interface}],
    )["Instances"][0]["InstanceId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    left = live.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]
    assert (left["Status"], left.get("Attachment")) == ("available", None)
    live.ec2.delete_network_interface(NetworkInterfaceId=interface)


# -- what packer makes beside it --------------------------------------------------------------------------------------


def test_a_key_pair_tells_when_it_was_made_and_its_name_is_taken(live):
    beginning = now(live)
    live.ec2.create_key_pair(KeyName="packer_prod")
    found = live.ec2.describe_key_pairs(KeyNames=["packer_prod"])["KeyPairs"][0]
    assert beginning <= found["CreateTime"] <= now(live)
    with pytest.raises(ClientError) as refusal:
        live.ec2.create_key_pair(KeyName="packer_prod")
    assert code(refusal) == "InvalidKeyPair.Duplicate"
    live.ec2.delete_key_pair(KeyName="packer_prod")


def test_roles_and_profiles_tell_when_they_were_made(live):
    iam, beginning = live.client("iam"), now(live)
    iam.create_role(RoleName="packer-role", AssumeRolePolicyDocument="{}")
    iam.create_instance_profile(InstanceProfileName="packer-profile")
    assert beginning <= iam.get_role(RoleName="packer-role")["Role"]["CreateDate"] <= now(live)
    profile = iam.get_instance_profile(InstanceProfileName="packer-profile")["InstanceProfile"]
    assert beginning <= profile["CreateDate"] <= now(live)
    iam.delete_role(RoleName="packer-role")
    iam.delete_instance_profile(InstanceProfileName="packer-profile")


def test_every_answer_has_a_date_an_error_too(live):
    with pytest.raises(ClientError) as refusal:
        live.ec2.describe_images(ImageIds=["ami-00000000000000000"])
    dates = [refusal.value.response["ResponseMetadata"]["HTTPHeaders"]["date"]]
    live.settings(faults=[{"action": "DescribeImages", "code": "InternalError", "status": 500}])
    with pytest.raises(ClientError) as refusal:
        live.ec2.describe_images()
    dates.append(refusal.value.response["ResponseMetadata"]["HTTPHeaders"]["date"])
    dates.append(live.client("sts").get_caller_identity()["ResponseMetadata"]["HTTPHeaders"]["date"])
    clock = datetime.datetime.now(datetime.timezone.utc)
    assert all(abs(clock - email.utils.parsedate_to_datetime(date)) < datetime.timedelta(seconds=5) for date in dates)


# -- AWS's own tags ---------------------------------------------------------------------------------------------------


def test_tags_of_aws_are_refused_to_everybody_else(live, launched):
    instance = launched()
    specification = [{"ResourceType": "instance", "Tags": [SUBNET_OF_ANOTHER]}]
    for call in (
        lambda: live.ec2.create_tags(Resources=[instance], Tags=[SUBNET_OF_ANOTHER]),
        lambda: live.ec2.create_tags(Resources=[instance], Tags=[{"Key": "AWS:x", "Value": ""}]),
        lambda: live.ec2.delete_tags(Resources=[instance], Tags=[{"Key": "aws:ec2launchtemplate:id"}]),
        lambda: live.launch(TagSpecifications=specification),
        lambda: live.ec2.create_launch_template(
            LaunchTemplateName="reserved", LaunchTemplateData={"ImageId": BASE, "TagSpecifications": specification}
        ),
        lambda: live.ec2.create_image(
            InstanceId=instance,
            Name="reserved",
            TagSpecifications=[{"ResourceType": "image", "Tags": [SUBNET_OF_ANOTHER]}],
        ),
    ):
        with pytest.raises(ClientError, match="reserved for internal use") as refusal:
            call()
        assert code(refusal) == "InvalidParameterValue"
    assert live.instance(instance).get("Tags", []) == []
    live.ec2.create_tags(Resources=[instance], Tags=[{"Key": "a:aws:b", "Value": "aws:c"}])


def test_an_instance_of_a_launch_template_is_tagged_with_it_by_ec2(live):
    beginning = now(live)
    made = live.ec2.create_launch_template(
        LaunchTemplateName="facts", LaunchTemplateData={"ImageId": BASE, "InstanceType": "t3.micro"}
    )["LaunchTemplate"]
    template = made["LaunchTemplateId"]
    found = live.ec2.describe_launch_templates(LaunchTemplateIds=[template])["LaunchTemplates"][0]
    assert beginning <= found["CreateTime"] <= now(live)
    instance = live.ec2.run_instances(LaunchTemplate={"LaunchTemplateId": template}, MinCount=1, MaxCount=1)[
        "Instances"
    ][0]["InstanceId"]
    assert {tag["Key"]: tag["Value"] for tag in live.instance(instance)["Tags"]} == {
        "aws:ec2launchtemplate:id": template,
        "aws:ec2launchtemplate:version": "1",
    }
    by_tag = live.ec2.describe_instances(Filters=[{"Name": "tag:aws:ec2launchtemplate:id", "Values": [template]}])
    assert by_tag["Reservations"][0]["Instances"][0]["InstanceId"] == instance
    live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.delete_launch_template(LaunchTemplateId=template)


# -- volumes, snapshots, images ---------------------------------------------------------------------------------------


def test_volumes_tell_when_they_were_made_and_whose_they_are(live, launched):
    beginning = now(live)
    instance = launched(
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 10, "VolumeType": "gp3"}},
            {"DeviceName": "/dev/xvdf", "Ebs": {"VolumeSize": 4}},
        ]
    )
    volumes = live.ec2.describe_volumes(Filters=[{"Name": "attachment.instance-id", "Values": [instance]}])["Volumes"]
    told = {volume["Attachments"][0]["Device"]: volume for volume in volumes}
    assert {device: volume["Size"] for device, volume in told.items()} == {"/dev/xvda": 10, "/dev/xvdf": 4}
    for device in live.instance(instance)["BlockDeviceMappings"]:
        volume = told[device["DeviceName"]]
        assert volume["VolumeId"] == device["Ebs"]["VolumeId"]
        assert beginning <= volume["CreateTime"] <= volume["Attachments"][0]["AttachTime"] <= now(live)
        assert device["Ebs"]["DeleteOnTermination"] == (device["DeviceName"] == "/dev/xvda")
    live.ec2.terminate_instances(InstanceIds=[instance])
    left = live.ec2.describe_volumes(VolumeIds=[volume["VolumeId"] for volume in volumes if volume["Size"] == 4])
    assert (left["Volumes"][0]["State"], left["Volumes"][0]["Attachments"]) == ("available", [])
    live.ec2.delete_volume(VolumeId=left["Volumes"][0]["VolumeId"])


def test_a_device_of_the_image_can_be_left_out_or_made_to_stay(live, launched):
    instance = launched(
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": False}},
            {"DeviceName": "/dev/xvdb", "NoDevice": ""},
        ]
    )
    volume = live.instance(instance)["BlockDeviceMappings"]
    assert [(one["DeviceName"], one["Ebs"]["DeleteOnTermination"]) for one in volume] == [("/dev/xvda", False)]
    live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.delete_volume(VolumeId=volume[0]["Ebs"]["VolumeId"])


@pytest.fixture(scope="module")
def baked(live):
    """An image of an instance with a second volume, and what the instance was."""
    instance, _ = live.launch(
        BlockDeviceMappings=[{"DeviceName": "/dev/xvdf", "Ebs": {"VolumeSize": 4, "DeleteOnTermination": True}}]
    )
    before = live.instance(instance)
    image = live.ec2.create_image(InstanceId=instance, Name="facts", NoReboot=True)["ImageId"]
    live.ec2.terminate_instances(InstanceIds=[instance])
    yield image, before
    live.ec2.deregister_image(ImageId=image, DeleteAssociatedSnapshots=True)


def test_an_image_names_its_instance_and_its_snapshots_the_volumes(live, baked):
    image, before = baked
    found = live.image(image)
    assert (found["SourceInstanceId"], found["SourceImageId"]) == (before["InstanceId"], BASE)
    born = before["NetworkInterfaces"][0]["Attachment"]["AttachTime"]
    assert datetime.datetime.fromisoformat(found["CreationDate"].replace("Z", "+00:00")) >= born
    by_instance = live.ec2.describe_images(Filters=[{"Name": "source-instance-id", "Values": [before["InstanceId"]]}])[
        "Images"
    ]
    assert [one["ImageId"] for one in by_instance] == [image]
    assert [one["DeviceName"] for one in found["BlockDeviceMappings"]] == ["/dev/xvda", "/dev/xvdf"]
    for number, device in enumerate(before["BlockDeviceMappings"]):
        told = snapshot(live, image, number)
        assert told["VolumeId"] == device["Ebs"]["VolumeId"]
        assert told["StartTime"] >= born
        assert told["Description"] == f"Created by CreateImage({before['InstanceId']}) for {image}"
        by_volume = live.ec2.describe_snapshots(Filters=[{"Name": "volume-id", "Values": [told["VolumeId"]]}])
        assert [one["SnapshotId"] for one in by_volume["Snapshots"]] == [told["SnapshotId"]]


def test_a_copy_names_its_source_and_no_volume(live, baked):
    image, _ = baked
    there = live.client("ec2", "eu-west-1")
    copy = there.copy_image(SourceImageId=image, SourceRegion="us-west-2", Name="facts")["ImageId"]
    found = there.describe_images(ImageIds=[copy])["Images"][0]
    assert (found["SourceImageId"], found["SourceImageRegion"]) == (image, "us-west-2")
    assert "SourceInstanceId" not in found
    assert found["CreationDate"] >= live.image(image)["CreationDate"]
    ids = [device["Ebs"]["SnapshotId"] for device in found["BlockDeviceMappings"]]
    assert len(ids) == 2
    told = there.describe_snapshots(SnapshotIds=ids)["Snapshots"]
    assert {one["VolumeId"] for one in told} == {"vol-ffffffff"}
    assert all(one["Description"].startswith(f"Copied for DestinationAmi {copy}") for one in told)
    there.deregister_image(ImageId=copy, DeleteAssociatedSnapshots=True)
    assert there.describe_snapshots(OwnerIds=["self"])["Snapshots"] == []


def test_a_copied_snapshot_names_no_volume_either(live, baked):
    source = snapshot(live, baked[0])
    copy = live.ec2.copy_snapshot(SourceSnapshotId=source["SnapshotId"], SourceRegion="us-west-2", Description="mine")
    told = live.ec2.describe_snapshots(SnapshotIds=[copy["SnapshotId"]])["Snapshots"][0]
    assert (told["VolumeId"], told["Description"]) == ("vol-ffffffff", "mine")
    assert told["StartTime"] >= source["StartTime"]
    assert snapshot(live, baked[0])["VolumeId"] == source["VolumeId"]
    live.ec2.delete_snapshot(SnapshotId=copy["SnapshotId"])


def test_a_registered_image_names_its_snapshots_and_nothing_else(live, launched):
    instance = launched(BlockDeviceMappings=[{"DeviceName": "/dev/xvdf", "Ebs": {"VolumeSize": 4}}])
    device = live.instance(instance)["BlockDeviceMappings"][1]["Ebs"]["VolumeId"]
    made = live.ec2.create_snapshot(VolumeId=device, Description="surrogate")
    image = live.ec2.register_image(
        Name="surrogate",
        RootDeviceName="/dev/xvda",
        BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": made["SnapshotId"]}},
            {"DeviceName": "/dev/xvdb", "Ebs": {"VolumeSize": 2}},
        ],
    )["ImageId"]
    found = live.image(image)
    assert "SourceInstanceId" not in found and "SourceImageId" not in found
    assert [one["Ebs"].get("SnapshotId") for one in found["BlockDeviceMappings"]] == [made["SnapshotId"], None]
    assert snapshot(live, image)["VolumeId"] == device
    with pytest.raises(ClientError) as refusal:
        live.ec2.delete_snapshot(SnapshotId=made["SnapshotId"])
    assert code(refusal) == "InvalidSnapshot.InUse"
    live.ec2.deregister_image(ImageId=image)
    live.ec2.delete_snapshot(SnapshotId=made["SnapshotId"])
    live.ec2.terminate_instances(InstanceIds=[instance])
    live.ec2.delete_volume(VolumeId=device)


def test_the_key_of_an_encrypted_disk_is_managed_by_aws(live):
    zone = live.ec2.describe_subnets()["Subnets"][0]["AvailabilityZone"]
    volume = live.ec2.create_volume(AvailabilityZone=zone, Size=1, Encrypted=True)
    kms = live.client("kms")
    assert kms.describe_key(KeyId=volume["KmsKeyId"])["KeyMetadata"]["KeyManager"] == "AWS"
    assert kms.describe_key(KeyId=kms.create_key()["KeyMetadata"]["KeyId"])["KeyMetadata"]["KeyManager"] == "CUSTOMER"
    live.ec2.delete_volume(VolumeId=volume["VolumeId"])
