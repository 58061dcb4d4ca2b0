"""The account's other people: their things look like a bake's in every way but the facts, and some are made while bakes run."""

import json
import subprocess
import uuid

import account

HOME_REGION, COPY_REGION, OTHER_REGION = account.REGIONS
PACKERS_GROUP = "Temporary group for Packer"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)


class Strangers:
    """What is there before any bake begins."""

    def __init__(self, client, told, directory):
        self.client = client
        self.ec2, self.there = client("ec2", HOME_REGION), client("ec2", COPY_REGION)
        self.subnet, self.vpc = told["subnetId"], told["vpcId"]
        debian = self.ec2.describe_images(Owners=["136693071363"])["Images"]
        self.base = max(debian, key=lambda image: image["CreationDate"])["ImageId"]
        self.team_key, self.fixed_key, self.drawn_key = "team-key", "packer_prod", f"packer_{uuid.uuid4()}"
        self.team_key_file = directory / "team-key"
        self._keys()
        self._groups()
        self._templates_and_roles()
        self._instances()
        self._disks()
        self._images()

    def lies(self):
        """What a lying script names."""
        return {
            "key": self.drawn_key,
            "group": self.drawn_group,
            "group_name": self.drawn_group_name,
            "instance": self.build_server,
            "image": self.golden,
            "template": self.launch_template,
            "volume": self.volume,
        }

    # -- beside -------------------------------------------------------------------------------------------------------

    def _keys(self):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "team", "-f", self.team_key_file], check=True
        )
        public = self.team_key_file.with_suffix(".pub").read_bytes()
        self.ec2.import_key_pair(KeyName=self.team_key, PublicKeyMaterial=public)
        for name in (self.fixed_key, self.drawn_key):
            self.ec2.create_key_pair(KeyName=name)
        self.there.create_key_pair(KeyName=self.fixed_key)

    def _groups(self):
        self.team_group = self._group("team", "Our build servers")
        self.ec2.authorize_security_group_ingress(
            GroupId=self.team_group,
            IpPermissions=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}],
        )
        self.drawn_group_name = f"packer_{uuid.uuid4()}"
        self.drawn_group = self._group(self.drawn_group_name, PACKERS_GROUP)
        self._group(f"packer_{uuid.uuid4()}", PACKERS_GROUP)  # on no interface at all

    def _group(self, name, description):
        return self.ec2.create_security_group(GroupName=name, Description=description, VpcId=self.vpc)["GroupId"]

    def _templates_and_roles(self):
        self.launch_template = self.ec2.create_launch_template(
            LaunchTemplateName=f"packer-fleet-launch-template-{uuid.uuid4()}",
            LaunchTemplateData={"ImageId": self.base, "InstanceType": "t3.micro", "KeyName": self.team_key},
        )["LaunchTemplate"]["LaunchTemplateId"]
        iam, name = self.client("iam"), f"packer-{uuid.uuid4()}"
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
        iam.create_instance_profile(InstanceProfileName=name)
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)

    # -- machines and disks -------------------------------------------------------------------------------------------

    def launch(self, tags=(), **options):
        """A running instance of a stranger's."""
        asked = {"ImageId": self.base, "InstanceType": "t3.micro", "SubnetId": self.subnet} | options
        if tags:
            asked["TagSpecifications"] = [{"ResourceType": "instance", "Tags": list(tags)}]
        made = self.ec2.run_instances(MinCount=1, MaxCount=1, **asked)["Instances"][0]["InstanceId"]
        waiter = self.ec2.get_waiter("instance_running")
        waiter.config.delay = 1
        waiter.wait(InstanceIds=[made])
        return made

    def _instances(self):
        disk = {"DeviceName": "/dev/xvdf", "Ebs": {"VolumeSize": 3, "DeleteOnTermination": True}}
        self.build_server = self.launch(KeyName=self.fixed_key, BlockDeviceMappings=[disk])
        self.look_alike = self.launch(
            KeyName=self.drawn_key, SecurityGroupIds=[self.drawn_group], tags=looks_like_packers(str(uuid.uuid4()))
        )
        self.team_server = self.launch(KeyName=self.team_key, SecurityGroupIds=[self.team_group])
        self.launch(LaunchTemplate={"LaunchTemplateId": self.launch_template})
        stopped = self.launch(KeyName=self.team_key)
        self.ec2.stop_instances(InstanceIds=[stopped])
        waiter = self.ec2.get_waiter("instance_stopped")
        waiter.config.delay = 1
        waiter.wait(InstanceIds=[stopped])

    def _disks(self):
        zone = f"{HOME_REGION}a"
        self.volume = self.ec2.create_volume(AvailabilityZone=zone, Size=2)["VolumeId"]
        self.ec2.create_tags(Resources=[self.volume], Tags=looks_like_packers(str(uuid.uuid4())))
        told = account.instances(self.ec2, InstanceIds=[self.build_server])[0]["BlockDeviceMappings"]
        self.backup = self.ec2.create_snapshot(
            VolumeId=told[0]["Ebs"]["VolumeId"],
            Description=f"Created by CreateImage({self.build_server}) for ami-0123456789abcdef0",
        )["SnapshotId"]
        self.ec2.copy_snapshot(
            SourceSnapshotId=self.backup,
            SourceRegion=HOME_REGION,
            Description="Copied for DestinationAmi ami-0123456789abcdef0 from SourceAmi ami-0fedcba9876543210",
        )

    def _images(self):
        self.golden = self.image(self.build_server, "soak-taken")
        self.image(self.look_alike, "web-app")  # seven letters, as one that a script's line removed
        self.copy(self.golden, "soak-taken", COPY_REGION)
        self.copy(self.golden, "soak-taken", OTHER_REGION)

    def image(self, instance, name, tags=()):
        made = self.ec2.create_image(InstanceId=instance, Name=name, NoReboot=True)["ImageId"]
        if tags:
            self.ec2.create_tags(Resources=[made], Tags=list(tags))
        self.available(self.ec2, made)
        return made

    def copy(self, image, name, region, tags=()):
        ec2 = self.client("ec2", region)
        made = ec2.copy_image(SourceImageId=image, SourceRegion=HOME_REGION, Name=name)["ImageId"]
        if tags:
            ec2.create_tags(Resources=[made], Tags=list(tags))
        self.available(ec2, made)
        return made

    @staticmethod
    def available(ec2, image):
        waiter = ec2.get_waiter("image_available")
        waiter.config.delay = 1
        waiter.wait(ImageIds=[image])

    def take_name(self, name):
        """Has an AMI of that name where a bake wants to put its copy."""
        return self.copy(self.golden, name, COPY_REGION)


def looks_like_packers(bake_id):
    """The tags of a build instance: packer's own and the bakery's."""
    return [{"Key": "Name", "Value": "Packer Builder"}, {"Key": "ami-bakery:bake-id", "Value": bake_id}]
