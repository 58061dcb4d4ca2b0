"""The seeded faults, made as they happen in life: what is done, to which row, what the row has to name, and the way back."""

import base64
import json

from environments import PROD, QA

# What may be done to one instance: a script, and what a report has to say of it.
DRIFTS = {
    "one byte": ("printf x | dd of=/usr/share/common-licenses/BSD bs=1 seek=5 conv=notrunc 2>/dev/null", "/usr/share/common-licenses/BSD (content)"),
    "one mode": ("chmod 0600 /etc/fstab", "/etc/fstab (mode 0644 -> 0600)"),
    "one package": ("cp -a /var/lib/dpkg/status /run/s && awk -v RS= -v ORS='\\n\\n' '!/^Package: nginx\\n/' /run/s >/var/lib/dpkg/status", "package missing: nginx"),
    "one unit": ("printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/system/more.service", "/etc/systemd/system/more.service"),
    "one login": ("printf 'exit\\n' | timeout 20 script -qec 'login -f root' /dev/null", "somebody logged in"),
    "one key": ("mkdir -p /root/.ssh && echo ssh-ed25519 AAAA me >/root/.ssh/authorized_keys", "/root/.ssh/authorized_keys"),
}

MIRROR = """#!/bin/sh
mkdir -p /srv/mirror/p/DEBIAN /srv/mirror/p/usr/share/banner && cd /srv/mirror
printf 'Package: banner\\nVersion: 1\\nArchitecture: all\\nMaintainer: me <me@example.com>\\nDescription: a banner\\n' >p/DEBIAN/control
echo hello >p/usr/share/banner/text
dpkg-deb -b p banner_1_all.deb && rm -r p
{ dpkg-deb -f banner_1_all.deb; printf 'Filename: ./banner_1_all.deb\\nSize: %s\\nSHA256: %s\\n' "$(stat -c %s banner_1_all.deb)" "$(sha256sum banner_1_all.deb | cut -d' ' -f1)"; } >Packages
systemd-run --working-directory=/srv/mirror python3 -m http.server 80
"""

# A unit as the second incident had it: nginx waits for packages that are installed at each boot.
INSTALLS = """
printf 'deb [trusted=yes] http://{mirror}/ ./\\n' >/etc/apt/mirror.list
cat >/etc/systemd/system/banner.service <<'UNIT'
[Unit]
Before=nginx.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/apt-get -o Dir::Etc::sourcelist=/etc/apt/mirror.list -o Dir::Etc::sourceparts=- -o Acquire::http::Proxy=DIRECT -o Acquire::http::Timeout=5 -o Acquire::Retries=0 -o APT::Update::Error-Mode=any update
ExecStart=/usr/bin/apt-get -o Dir::Etc::sourcelist=/etc/apt/mirror.list -o Dir::Etc::sourceparts=- -o Acquire::http::Proxy=DIRECT -o Acquire::http::Timeout=5 -y install banner
[Install]
WantedBy=multi-user.target
UNIT
mkdir -p /etc/systemd/system/nginx.service.d
printf '[Unit]\\nRequires=banner.service\\nAfter=banner.service\\n' >/etc/systemd/system/nginx.service.d/banner.conf
systemctl daemon-reload
systemctl enable banner.service
"""


class Fault:
    """One: ``red`` are the rows that it must turn red, each with a word that its evidence has to hold."""

    def __init__(self, name, red, options=()):
        self.name, self.red, self.options = name, red, options


def on_instance(there, name, proof, index):
    """A drift of one instance of production. It stays: the instance is to be replaced."""
    script, said = DRIFTS[name]
    instance = there.members(PROD)[index]
    there.does(instance, script)
    return Fault(f"{name} on {instance}", {proof: (instance, said)})


def other_version(there):
    """Somebody tries a version of the launch template, an instance ends just then, and the group is set back."""
    group = there.group(PROD)
    name, launched = group["AutoScalingGroupName"], {key: group["LaunchTemplate"][key] for key in ("LaunchTemplateId", "Version")}
    number = there.ec2.create_launch_template_version(
        LaunchTemplateId=launched["LaunchTemplateId"], SourceVersion=launched["Version"],
        LaunchTemplateData={"UserData": base64.b64encode(b"#!/bin/sh\ntrue\n").decode()})["LaunchTemplateVersion"]["VersionNumber"]
    before = set(there.members(PROD))
    there.groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=launched | {"Version": str(number)})
    there.groups.terminate_instance_in_auto_scaling_group(InstanceId=min(before), ShouldDecrementDesiredCapacity=False)
    instance = there.wait(lambda: next(iter(set(there.members(PROD)) - before), None))
    there.complete(PROD)
    there.groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=launched)
    return Fault(f"{instance} of version {number}", {"I1.1": (instance, f"version {number}")})


def other_inside(there, index):
    """Somebody makes the manifest of one instance tell what he has changed."""
    instance = there.members(PROD)[index]
    digest = there.does(instance, "printf ' ' >>/etc/ami-bakery/manifest.json; sha256sum </etc/ami-bakery/manifest.json")
    return Fault(f"manifest of {instance}", {"I3.5": (digest[:12], instance)})


def lives_for_ever(there):
    name = there.group(PROD)["AutoScalingGroupName"]
    there.groups.update_auto_scaling_group(AutoScalingGroupName=name, MaxInstanceLifetime=0)
    fault = Fault("no MaxInstanceLifetime", {"I1.5": (name,)})
    fault.undo = lambda: there.groups.update_auto_scaling_group(AutoScalingGroupName=name, MaxInstanceLifetime=86400)
    return fault


def default_moved(there):
    """A group that launches the default version, and somebody who moves it."""
    group = there.group(PROD)
    name, launched = group["AutoScalingGroupName"], {key: group["LaunchTemplate"][key] for key in ("LaunchTemplateId", "Version")}
    template = launched["LaunchTemplateId"]
    there.groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=launched | {"Version": "$Default"})
    number = there.ec2.create_launch_template_version(
        LaunchTemplateId=template, SourceVersion=launched["Version"], LaunchTemplateData={"InstanceType": "t3.small"})["LaunchTemplateVersion"]["VersionNumber"]
    there.ec2.modify_launch_template(LaunchTemplateId=template, DefaultVersion=str(number))

    def undo():
        there.groups.update_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate=launched)

    fault = Fault(f"default of {template} moved", {"I3.3": ("$Default",), "I2.5": ("$Default",)})
    fault.undo = undo
    return fault


def one_more_difference(there):
    there.deploy(PROD, there.parameters[PROD]["ImageId"], Grace="90")
    fault = Fault("Grace 90 in production", {"I3.4": ("Grace",)})
    fault.undo = lambda: there.deploy(PROD, there.parameters[PROD]["ImageId"], Grace="60")
    return fault


def copy_gone(there, ami):
    far = there.cloud.client(region="eu-west-1")
    copy = far.copy_image(SourceImageId=ami, SourceRegion="us-west-2", Name="proved", CopyImageTags=True)["ImageId"]
    there.wait(lambda: far.describe_images(ImageIds=[copy])["Images"][0]["State"] == "available")
    assert there.prove("--copies", "eu-west-1")["I2.6"]["verdict"] == "green"
    far.deregister_image(ImageId=copy)
    return Fault(f"copy {copy} deregistered", {"I2.6": (ami, "eu-west-1")}, ("--copies", "eu-west-1"))


def second_bake(there, ami):
    """The same commit, baked again, goes straight to production."""
    again = there.baked()
    assert there.deploy(PROD, again) == "UPDATE_COMPLETE"
    fault = Fault(f"second bake {again} in production", {"I3.1": (again,), "I3.2": (again,)})
    fault.undo = lambda: there.deploy(PROD, ami)
    return fault


def mirror(there):
    """A package repository, and its address."""
    made = there.ec2.run_instances(ImageId=there.cloud.base(), InstanceType="t3.micro", MinCount=1, MaxCount=1, UserData=MIRROR)["Instances"][0]
    return made["InstanceId"], made["PrivateIpAddress"]


def installs_at_boot(there):
    """An image that installs at boot. With its repository it is healthy, so QA takes it; the repository's instance, to be taken away, and its address."""
    instance, address = mirror(there)
    bad = there.baked(INSTALLS.replace("{mirror}", address))
    told = there.run("test-ami", bad, "--budget", "60", "--json", codes=(1,))
    print("  test-ami:", "; ".join(f"{one['name']}: {one['verdict']}" for one in json.loads(told.stdout)["checks"]))
    assert there.deploy(QA, bad) == "UPDATE_COMPLETE"
    return instance, address, Fault(f"{bad}, which installs at boot, in QA", {proof: (bad,) for proof in ("I2.1", "I2.2", "I2.3")})




def bake_without(there, address):
    """A bake that needs a repository which is away: it fails, and nothing of it touches what runs. Whether both are so."""
    failed = json.loads(there.bake(f"#!/bin/sh\nset -eu\ncurl -fsS -m 10 http://{address}/Packages\n", codes=(1,)).stdout)
    row = there.prove()["I2.5"]
    print(f"  bake with the repository away: {failed['outcome']}, {len(failed['amis'])} AMIs, {failed['failures'][0]['detail']}; I2.5 {row['verdict']}: {row['evidence']}")
    return not failed["amis"] and row["verdict"] == "green"
