"""Images that have no manifest: a test lists their packages, by whichever package manager they have, and an instance is held to the list."""

import json
import time

import pytest
from conftest import Bakery

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
# What makes the image one of a family, what is done to an instance of it, and what is said of that. apk is a recorded database alone.
FAMILIES = {
    "dpkg": ("true", "dpkg --purge less", "missing: less:"),
    "rpm": (
        "apt-get -q update >/dev/null; DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install rpm >/dev/null\n"
        "rm -rf /var/lib/dpkg\nmkdir -p /var/lib/rpm /etc/rpm\necho '%_dbpath /var/lib/rpm' >/etc/rpm/macros\nrpm --initdb\n"
        "printf 'Name: web\\nVersion: 1.0\\nRelease: 1\\nSummary: web\\nLicense: none\\nBuildArch: noarch\\n%%description\\nweb\\n%%files\\n' >/root/web.spec\n"
        "rpmbuild -bb --quiet --define '_rpmdir /root' /root/web.spec\nrpm -i /root/noarch/web-1.0-1.noarch.rpm\n",
        "rpm -e web",
        "missing: web:noarch",
    ),
    "apk": (
        "rm -rf /var/lib/dpkg\nmkdir -p /lib/apk/db\n"
        "printf 'C:Q1\\nP:musl\\nV:1.2.5-r0\\nA:x86_64\\n\\nP:web\\nV:1.0-r3\\nA:x86_64\\nF:usr\\n\\n' >/lib/apk/db/installed",
        "sed -i s/V:1.0-r3/V:1.1-r0/ /lib/apk/db/installed",
        "changed: web:x86_64 (1.0-r3 -> 1.1-r0)",
    ),
}


class Single:
    """One instance of an image, to be verified by its tag."""

    def __init__(self, cloud, ami):
        self.cloud = cloud
        iam = cloud.client("iam")
        iam.create_role(RoleName="listed", AssumeRolePolicyDocument=TRUST)
        iam.attach_role_policy(RoleName="listed", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
        iam.create_instance_profile(InstanceProfileName="listed")
        iam.add_role_to_instance_profile(InstanceProfileName="listed", RoleName="listed")
        (self.made,) = cloud.client().run_instances(
            ImageId=ami, InstanceType="t3.micro", MinCount=1, MaxCount=1, IamInstanceProfile={"Name": "listed"},
            TagSpecifications=[{"ResourceType": "instance", "Tags": [{"Key": "listed", "Value": "yes"}]}])["Instances"]

    def does(self, script):
        ssm = self.cloud.client("ssm")
        which = [self.made["InstanceId"]]
        sent = ssm.send_command(DocumentName="AWS-RunShellScript", InstanceIds=which, Parameters={"commands": [script]})
        while True:
            told = ssm.get_command_invocation(CommandId=sent["Command"]["CommandId"], InstanceId=which[0])
            if told["Status"] not in ("Pending", "InProgress"):
                assert told["Status"] == "Success", told
                return
            time.sleep(0.1)

    def close(self):
        """Leaves the cloud, which is shared with other files, as it was."""
        ec2, iam = self.cloud.client(), self.cloud.client("iam")
        ec2.terminate_instances(InstanceIds=[self.made["InstanceId"]])
        ec2.get_waiter("instance_terminated").wait(InstanceIds=[self.made["InstanceId"]], WaiterConfig={"Delay": 1})
        iam.remove_role_from_instance_profile(InstanceProfileName="listed", RoleName="listed")
        iam.delete_instance_profile(InstanceProfileName="listed")
        iam.detach_role_policy(RoleName="listed", PolicyArn="arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
        iam.delete_role(RoleName="listed")


@pytest.fixture(params=FAMILIES)
def image(request, cloud, tmp_path):
    """A family's name, its image, and the command line."""
    cloud.calm()
    bakery = Bakery(cloud, tmp_path)
    (tmp_path / "family.sh").write_text("set -eu\n" + FAMILIES[request.param][0])
    path = bakery.template()
    text = json.loads(path.read_text())
    text["provisioners"] = [{"type": "shell", "script": "family.sh", "execute_command": "sudo -n sh {{ .Path }}"}]
    path.write_text(json.dumps(text))
    done = bakery.run("bake", "--json", path)
    assert done.returncode == 0, done.stdout + done.stderr
    return request.param, json.loads(done.stdout)["amis"][0]["id"], bakery


@pytest.fixture
def instance(cloud, image):
    made = Single(cloud, image[1])
    yield made
    made.close()


def test_an_instance_is_held_to_the_packages_that_a_test_listed(image, instance):
    family, ami, bakery = image
    done = bakery.run("test-ami", ami, "--json")
    listed = json.loads(json.loads(done.stdout)["manifest"])
    assert (listed["madeBy"], listed["ami"], listed["packageManager"]) == ("test", ami, family)
    assert listed["packages"]
    (bakery.directory / "listed.json").write_text(json.dumps(listed))

    def looked():
        done = bakery.run("verify-fleet", "--tag", "listed=yes", "--manifest", "listed.json", "--json")
        (one,) = json.loads(done.stdout)["instances"]
        return {check["check"]: (check["verdict"], check["why"]) for check in one["findings"]}["files"]

    same = looked()
    assert same[0] == "not known" and "packages" in same[1], same
    instance.does(FAMILIES[family][1])
    verdict, why = looked()
    assert verdict == "red" and FAMILIES[family][2] in why, why
