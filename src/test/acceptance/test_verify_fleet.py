"""A group of real instances of a real bake: green as it is, red as soon as anything is done to one of them."""

import json
import time

import pytest
from checkout import Checkout
from conftest import HOME, Bakery

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
ALLOWED = "# what this test may change\n/etc/allowed/*\n"


class Fleet:
    """An Auto Scaling group of img-mgr, to be verified from the command line."""

    def __init__(self, cloud, bakery, ami, subnet):
        self.cloud, self.bakery, self.ami = cloud, bakery, ami
        self.profile()
        ec2, self.groups = cloud.client(), cloud.client("autoscaling")
        vpc = ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["VpcId"]
        self.door = ec2.create_security_group(GroupName="verified", Description="HTTP", VpcId=vpc)["GroupId"]
        self.template = ec2.create_launch_template(LaunchTemplateName="verified", LaunchTemplateData={
            "ImageId": ami, "InstanceType": "t3.micro", "SecurityGroupIds": [self.door],
            "IamInstanceProfile": {"Name": "verified"}, "UserData": "IyBub3RoaW5nCg=="})["LaunchTemplate"]["LaunchTemplateId"]
        self.groups.create_auto_scaling_group(
            AutoScalingGroupName="verified", MinSize=0, MaxSize=3, DesiredCapacity=2, MaxInstanceLifetime=86400,
            VPCZoneIdentifier=subnet, LaunchTemplate={"LaunchTemplateId": self.template, "Version": "1"})

    def profile(self):
        iam = self.cloud.client("iam")
        iam.create_role(RoleName="verified", AssumeRolePolicyDocument=TRUST)
        iam.attach_role_policy(RoleName="verified", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
        iam.create_instance_profile(InstanceProfileName="verified")
        iam.add_role_to_instance_profile(InstanceProfileName="verified", RoleName="verified")

    def members(self):
        (group,) = self.groups.describe_auto_scaling_groups(AutoScalingGroupNames=["verified"])["AutoScalingGroups"]
        return sorted(member["InstanceId"] for member in group["Instances"])

    def does(self, instance, script):
        """Runs a script on one instance, as somebody with a way in would."""
        ssm = self.cloud.client("ssm")
        sent = ssm.send_command(DocumentName="AWS-RunShellScript", InstanceIds=[instance], Parameters={"commands": [script]})
        while True:
            told = ssm.get_command_invocation(CommandId=sent["Command"]["CommandId"], InstanceId=instance)
            if told["Status"] not in ("Pending", "InProgress"):
                assert told["Status"] == "Success", told
                return told["StandardOutputContent"]
            time.sleep(0.1)

    def verify(self, code, *words):
        """The report, of which the exit code is as expected."""
        done = self.bakery.run("verify-fleet", "--group", "verified", "--json", *words)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)

    def close(self):
        """Leaves the cloud, which is shared with other files, as it was."""
        ec2, iam = self.cloud.client(), self.cloud.client("iam")
        gone = self.members()
        self.groups.delete_auto_scaling_group(AutoScalingGroupName="verified", ForceDelete=True)
        ec2.get_waiter("instance_terminated").wait(InstanceIds=gone, WaiterConfig={"Delay": 1})
        ec2.delete_launch_template(LaunchTemplateId=self.template)
        ec2.delete_security_group(GroupId=self.door)
        iam.remove_role_from_instance_profile(InstanceProfileName="verified", RoleName="verified")
        iam.delete_instance_profile(InstanceProfileName="verified")
        iam.detach_role_policy(RoleName="verified", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
        iam.delete_role(RoleName="verified")


@pytest.fixture(scope="module")
def fleet(cloud, tmp_path_factory):
    cloud.calm()
    bakery = Bakery(cloud, tmp_path_factory.mktemp("verified"))
    done = bakery.run("bake", "--json", "--var", "version=1", "--var", "commit=abc", HOME / "packer/img-mgr-packer.json")
    assert done.returncode == 0, done.stderr
    made = Fleet(cloud, bakery, json.loads(done.stdout)["amis"][0]["id"], cloud.told["subnetId"])
    (bakery.directory / "allow.txt").write_text(ALLOWED)
    yield made
    made.close()


def first(report, verdict):
    """The first difference of the one instance with a verdict."""
    (one,) = [one for one in report["instances"] if one["verdict"] == verdict]
    return one["id"], one["difference"]


def test_a_fleet_as_it_was_baked_and_deployed_is_green(fleet):
    report = fleet.verify(0)
    assert (report["verdict"], report["green"], report["red"], report["notKnown"]) == ("green", 2, 0, 0), report
    assert {one["ami"] for one in report["instances"]} == {fleet.ami}
    assert {one["template"] for one in report["instances"]} == {f"{fleet.template}:1"}
    assert len({one["manifest"] for one in report["instances"]}) == 1
    done = fleet.bakery.run("verify-fleet", "--group", "verified")
    assert done.stdout.splitlines()[0] == "group verified in us-west-2: green, 2 of 2 instances"


def test_the_example_of_the_page_runs(fleet, tmp_path):
    page = Checkout(fleet.cloud, tmp_path)
    assert "green" in page.run("docs/cli.md", "bin/ami-bakery verify-fleet", {"img-mgr-prod-img-mgr": "verified"})


# done to one instance, undone, and what is said of it
DRIFTS = {
    "one byte": ("printf x | dd of=/usr/share/common-licenses/BSD bs=1 seek=5 conv=notrunc 2>/dev/null",
                 "printf \"$(cat /run/kept)\" | dd of=/usr/share/common-licenses/BSD bs=1 seek=5 conv=notrunc 2>/dev/null",
                 "files: file changed: /usr/share/common-licenses/BSD (content)"),
    "one mode": ("chmod 0600 /etc/fstab", "chmod 0644 /etc/fstab", "files: file changed: /etc/fstab (mode 0644 -> 0600)"),
    "one unit": ("printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/system/more.service",
                 "rm /etc/systemd/system/more.service", "files: file added: /etc/systemd/system/more.service"),
    "one key": ("mkdir -p /root/.ssh && echo ssh-ed25519 AAAA me >/root/.ssh/authorized_keys", "rm -r /root/.ssh",
                "access: keys let in by /root/.ssh/authorized_keys"),
}


@pytest.mark.parametrize("drift", DRIFTS)
def test_what_is_done_to_one_instance_is_named(fleet, drift):
    done, undone, said = DRIFTS[drift]
    instance = fleet.members()[0]
    fleet.does(instance, "dd if=/usr/share/common-licenses/BSD bs=1 skip=5 count=1 of=/run/kept 2>/dev/null")
    fleet.does(instance, done)
    try:
        report = fleet.verify(1)
        assert first(report, "red") == (instance, said), report
        assert report["green"] == 1
    finally:
        fleet.does(instance, undone)


def test_a_package_that_is_gone_is_named_before_its_files(fleet):
    instance = fleet.members()[0]
    fleet.does(instance, "cp -a /var/lib/dpkg/status /run/status && sed -i '/^Package: nginx$/,/^$/d' /var/lib/dpkg/status")
    report = fleet.verify(1)
    fleet.does(instance, "cp -a /run/status /var/lib/dpkg/status")
    assert first(report, "red")[0] == instance
    assert first(report, "red")[1].startswith("files: package missing: nginx:"), report


def test_what_drifted_is_replaced_when_that_is_asked_for(fleet):
    before = fleet.members()
    done, _, said = DRIFTS["one key"]
    fleet.does(before[0], done)
    report = fleet.verify(0, "--replace")
    (one,) = report["replacements"]
    assert (one["id"], one["difference"], one["why"]) == (before[0], said, "")
    assert fleet.members() == sorted([before[1], one["by"]])
    assert report["green"] == 2
    assert fleet.verify(0, "--replace")["replacements"] == []


def test_what_may_differ_by_a_file_is_green(fleet):
    fleet.does(fleet.members()[0], "mkdir /etc/allowed && date >/etc/allowed/cache")
    try:
        assert "/etc/allowed" in fleet.verify(1)["instances"][0]["difference"]
        assert fleet.verify(0, "--allow", "allow.txt")["verdict"] == "green"
    finally:
        fleet.does(fleet.members()[0], "rm -r /etc/allowed")


def test_an_open_port_and_a_moved_template_are_red(fleet):
    ec2 = fleet.cloud.client()
    rule = {"GroupId": fleet.door, "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
    ec2.authorize_security_group_ingress(**rule)
    assert f"access: security group {fleet.door} opens port 22 to 0.0.0.0/0" in fleet.verify(1)["instances"][0]["difference"]
    ec2.revoke_security_group_ingress(**rule)
    named = {"LaunchTemplateId": fleet.template, "Version": "$Latest"}
    fleet.groups.update_auto_scaling_group(AutoScalingGroupName="verified", LaunchTemplate=named)
    report = fleet.verify(1)
    fleet.groups.update_auto_scaling_group(AutoScalingGroupName="verified", LaunchTemplate=named | {"Version": "1"})
    assert "$Latest" in report["instances"][0]["difference"]


def test_an_instance_that_systems_manager_cannot_reach_is_not_known(fleet):
    iam = fleet.cloud.client("iam")
    policy = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    iam.detach_role_policy(RoleName="verified", PolicyArn=policy)
    report = fleet.verify(3)
    iam.attach_role_policy(RoleName="verified", PolicyArn=policy)
    assert (report["verdict"], report["notKnown"]) == ("not known", 2)
    assert "Systems Manager does not manage it" in report["instances"][0]["difference"]


@pytest.mark.parametrize(("words", "line"), [
    (["--group", "nobody"], "There is no Auto Scaling group 'nobody' in us-west-2."),
    (["--stack", "nobody"], "There is no stack 'nobody' in us-west-2; it was never deployed."),
    (["--tag", "no=body"], "No instance runs in us-west-2 for the tag no=body, so that there is nothing to verify."),
    (["--group", "verified", "--manifest", "none.json"], "The manifest none.json is not there."),
    (["--group", "verified", "--ami", "ami-1"], "Not an AMI id: 'ami-1'; an id is ami- and 8 or 17 hexadecimal digits."),
    ([], "Nothing is given to verify; name a group, a stack or a tag."),
])
def test_what_cannot_be_verified_is_refused_in_one_line(fleet, words, line):
    done = fleet.bakery.run("verify-fleet", *words)
    assert (done.returncode, done.stderr.splitlines()[-1], done.stdout) == (2, f"ami-bakery: {line}", "")


ENVIRONMENT = {
    "Parameters": {"ImageId": {"Type": "String"}, "MaxSize": {"Type": "String"}, "Subnet": {"Type": "String"}},
    "Resources": {
        "Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
            "ImageId": {"Ref": "ImageId"}, "InstanceType": "t3.micro", "IamInstanceProfile": {"Name": "verified"}}}},
        "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
            "MinSize": "1", "MaxSize": {"Ref": "MaxSize"}, "DesiredCapacity": "1", "VPCZoneIdentifier": [{"Ref": "Subnet"}],
            "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}}},
    },
}


@pytest.fixture(scope="module")
def environments(fleet):
    """Two stacks, of which the second may become larger."""
    stacks = fleet.cloud.client("cloudformation")

    def deployed(name, size, template=ENVIRONMENT):
        stacks.create_stack(StackName=name, TemplateBody=json.dumps(template), Parameters=[
            {"ParameterKey": key, "ParameterValue": value}
            for key, value in (("ImageId", fleet.ami), ("MaxSize", size), ("Subnet", fleet.cloud.told["subnetId"]))])
        stacks.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})

    deployed("img-mgr-qa-img-mgr", "2")
    deployed("img-mgr-prod-img-mgr", "3")
    (fleet.bakery.directory / "may-differ.txt").write_text("M*Size\n")
    yield deployed
    for name in ("img-mgr-qa-img-mgr", "img-mgr-prod-img-mgr"):
        stacks.delete_stack(StackName=name)
        stacks.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})


def compared(fleet, code, other="img-mgr-prod-img-mgr", *words):
    done = fleet.bakery.run("compare-environments", "--stack", "img-mgr-qa-img-mgr", "--with", other, *words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_replica_of_the_page_is_one(fleet, environments, tmp_path):
    page = Checkout(fleet.cloud, tmp_path)
    (tmp_path / "may-differ.txt").write_text("M*Size\n")
    assert "green" in page.run("docs/cli.md", "bin/ami-bakery compare-environments")


def test_what_differs_between_environments_is_named(fleet, environments):
    assert "MaxSize" in compared(fleet, 1)
    assert "green" in compared(fleet, 0, "img-mgr-prod-img-mgr", "--allow", "may-differ.txt")


def test_an_environment_that_was_never_deployed_is_refused_in_one_line(fleet, environments):
    said = compared(fleet, 2, "img-mgr-lab-img-mgr")
    assert said.splitlines()[-1] == "ami-bakery: There is no stack 'img-mgr-lab-img-mgr' in us-west-2; it was never deployed."
