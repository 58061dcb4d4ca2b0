"""Two environments of a real bake, proof by proof: what is done to them as it happens in life is named; a drill lets a group grow."""

import json
import os
import re
import signal
import time

import pytest
from checkout import Checkout
from conftest import HOME, Bakery, until

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
SSM = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
ENVIRONMENT = {
    "Parameters": {name: {"Type": "String"} for name in ("ImageId", "MaxSize", "Subnet", "Network")},
    "Resources": {
        "Door": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "GroupDescription": "HTTP", "VpcId": {"Ref": "Network"},
            "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "10.0.0.0/8"}]}},
        "Targets": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
            "Protocol": "HTTP", "Port": 80, "VpcId": {"Ref": "Network"}, "HealthCheckPath": "/health",
            "Matcher": {"HttpCode": "200-503"}}},
        "Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
            "ImageId": {"Ref": "ImageId"}, "InstanceType": "t3.micro", "SecurityGroupIds": [{"Ref": "Door"}],
            "IamInstanceProfile": {"Name": "proved"}}}},
        "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
            "MinSize": "1", "MaxSize": {"Ref": "MaxSize"}, "DesiredCapacity": "1", "MaxInstanceLifetime": 86400,
            "VPCZoneIdentifier": [{"Ref": "Subnet"}], "TargetGroupARNs": [{"Ref": "Targets"}],
            "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}}},
    },
}
QA, PROD = "img-mgr-qa-img-mgr", "img-mgr-prod-img-mgr"


class Environments:
    """QA and production, to be proved from the command line."""

    def __init__(self, cloud, directory):
        self.cloud, self.bakery = cloud, Bakery(cloud, directory)
        self.home = {"XDG_STATE_HOME": str(directory / "home")}
        (directory / "may-differ.txt").write_text("MaxSize\n")
        iam = cloud.client("iam")
        iam.create_role(RoleName="proved", AssumeRolePolicyDocument=TRUST)
        iam.attach_role_policy(RoleName="proved", PolicyArn=SSM)
        iam.create_instance_profile(InstanceProfileName="proved")
        iam.add_role_to_instance_profile(InstanceProfileName="proved", RoleName="proved")
        self.ami = self.baked()
        self.deployed(QA, "3")
        self.deployed(PROD, "4")

    def baked(self):
        done = self.bakery.run(
            "bake", "--json", "--var", "version=1", "--var", "commit=abc", HOME / "packer/img-mgr-packer.json", **self.home)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["amis"][0]["id"]

    def deployed(self, name, size):
        stacks, subnet = self.cloud.client("cloudformation"), self.cloud.told["subnetId"]
        stacks.create_stack(StackName=name, TemplateBody=json.dumps(ENVIRONMENT), Parameters=[
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in (("ImageId", self.ami), ("MaxSize", size), ("Subnet", subnet), ("Network", self.cloud.told["vpcId"]))])
        stacks.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    def resource(self, stack, name):
        told = self.cloud.client("cloudformation").describe_stack_resource(StackName=stack, LogicalResourceId=name)
        return told["StackResourceDetail"]["PhysicalResourceId"]

    def group(self, stack):
        (group,) = self.cloud.client("autoscaling").describe_auto_scaling_groups(
            AutoScalingGroupNames=[self.resource(stack, "Group")])["AutoScalingGroups"]
        return group

    def prove(self, code, *words):
        """The report by proof, of which the exit code is as expected."""
        done = self.bakery.run(
            "prove", "--stack", QA, "--with", PROD, "--allow", "may-differ.txt", "--json", *words, **self.home)
        assert done.returncode == code, done.stdout + done.stderr
        report = json.loads(done.stdout)
        return {row["proof"]: row for row in report["rows"]}

    def close(self):
        stacks = self.cloud.client("cloudformation")
        for name in (QA, PROD):
            stacks.delete_stack(StackName=name)
            stacks.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
        iam = self.cloud.client("iam")
        iam.remove_role_from_instance_profile(InstanceProfileName="proved", RoleName="proved")
        iam.delete_instance_profile(InstanceProfileName="proved")
        iam.detach_role_policy(RoleName="proved", PolicyArn=SSM)
        iam.delete_role(RoleName="proved")


@pytest.fixture(scope="module")
def there(cloud, tmp_path_factory):
    cloud.calm()
    made = Environments(cloud, tmp_path_factory.mktemp("proved"))
    yield made
    made.close()


def bad(rows):
    return {proof: row["verdict"] for proof, row in rows.items() if row["verdict"] != "green"}


def test_what_was_never_tested_is_not_known(there):
    rows = there.prove(3)
    assert bad(rows) == dict.fromkeys(("I2.1", "I2.2", "I2.3", "I2.4", "I3.2"), "not known"), rows
    assert len(rows) == 16


def test_all_is_green_after_a_test_and_a_drill(there):
    tested = there.bakery.run("test-ami", there.ami, **there.home)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    rows = there.prove(0, "--drill", "2", "--budget", "120")
    assert bad(rows) == {}, rows
    assert "2 of 2 more instances" in rows["I2.4"]["evidence"]
    assert there.group(QA)["DesiredCapacity"] == 1
    later = there.prove(0)
    assert "in a drill of " + there.ami in later["I2.4"]["evidence"]
    assert later["I1.2"]["since"] == rows["I1.2"]["since"]


def test_a_drill_that_was_killed_is_named_and_set_back_by_the_next_one(there):
    groups, name = there.cloud.client("autoscaling"), there.group(QA)["AutoScalingGroupName"]
    asked = ("prove", "--stack", QA, "--with", PROD, "--allow", "may-differ.txt", "--drill", "2", "--budget", "120")
    process = there.bakery.start(*asked, **there.home)
    until([], process, "letting the group", seconds=120)
    while there.group(QA)["DesiredCapacity"] != 3:
        assert process.poll() is None
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    told = there.bakery.run(*asked, **there.home)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"A drill of the group {name} from 1 to 3 instances is under way until 20" in told.stderr

    (tag,) = [one for one in there.group(QA)["Tags"] if one["Key"] == "ami-bakery:drill"]
    long_ago = re.sub("until [^ ]+", "until 2026-01-01T00:00:00Z", tag["Value"])
    groups.create_or_update_tags(Tags=[tag | {"Value": long_ago}])
    said = there.bakery.run(*asked[:7], **there.home)
    assert f"leaving the group {name} to its drill from 1 to 3 instances, which was killed; the next drill sets it back" in said.stderr
    assert there.group(QA)["DesiredCapacity"] == 3
    rows = there.prove(0, "--drill", "2", "--budget", "120")
    assert "2 of 2 more instances" in rows["I2.4"]["evidence"]
    assert there.group(QA)["DesiredCapacity"] == 1
    assert "ami-bakery:drill" not in [one["Key"] for one in there.group(QA)["Tags"]]


def test_a_person_reads_it_by_incident(there, tmp_path):
    page = Checkout(there.cloud, tmp_path)
    (tmp_path / "may-differ.txt").write_text("MaxSize\n")
    shown = page.run("docs/cli.md", "bin/ami-bakery prove", **there.home)
    assert shown.index("A change that went to one server") < shown.index("Capacity that never came") < shown.index("I3.5")


def test_an_open_port_is_named_with_its_group(there):
    ec2, door = there.cloud.client(), there.resource(PROD, "Door")
    rule = {"GroupId": door, "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
    ec2.authorize_security_group_ingress(**rule)
    rows = there.prove(1)
    ec2.revoke_security_group_ingress(**rule)
    assert bad(rows) == {"I1.2": "red"}, rows
    assert f"security group {door} opens port 22 to 0.0.0.0/0" in rows["I1.2"]["evidence"]


def test_a_group_that_launches_the_latest_is_red(there):
    groups, group = there.cloud.client("autoscaling"), there.group(PROD)
    named = {key: group["LaunchTemplate"][key] for key in ("LaunchTemplateId", "Version")}
    name = group["AutoScalingGroupName"]
    groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=named | {"Version": "$Latest"})
    rows = there.prove(1)
    groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=named)
    assert bad(rows) == {"I1.1": "red", "I2.5": "red", "I3.3": "red"}, rows
    assert "$Latest" in rows["I3.3"]["evidence"]


def test_a_copy_that_was_deregistered_is_red(there):
    far = there.cloud.client(region="eu-west-1")
    copy = far.copy_image(
        SourceImageId=there.ami, SourceRegion="us-west-2", Name="proved", CopyImageTags=True)["ImageId"]
    assert bad(there.prove(0, "--copies", "eu-west-1")) == {}
    (image,) = far.describe_images(ImageIds=[copy])["Images"]
    far.deregister_image(ImageId=copy)
    rows = there.prove(1, "--copies", "eu-west-1")
    for device in image["BlockDeviceMappings"]:
        far.delete_snapshot(SnapshotId=device["Ebs"]["SnapshotId"])
    assert bad(rows) == {"I2.6": "red"}, rows
    assert rows["I2.6"]["evidence"] == f"there is no copy of {there.ami} in eu-west-1"


@pytest.mark.parametrize(("words", "line"), [
    (["--drill", "3"], "a drill of 3 does not fit."),
    (["--drill", "-1"], "A drill of -1 instances is none; it is 1 to 100, or 0 for no drill."),
    (["--budget", "0"], "The budget is 0 s; it must be 1 to 3600 s."),
    (["--with", "nobody"], "There is no stack 'nobody' in us-west-2; it was never deployed."),
])
def test_what_cannot_be_proved_is_refused_in_one_line(there, words, line):
    given = ["prove", "--stack", QA, *([] if "--with" in words else ["--with", PROD]), *words]
    done = there.bakery.run(*given, **there.home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith(line), done.stderr
    assert there.group(QA)["DesiredCapacity"] == 1
