"""Everything in the account, with every attribute and tag: what must be the same before and after, and what is new."""

import json
import re

from botocore.exceptions import ClientError

REGIONS = ("us-west-2", "eu-west-1", "us-east-1")

TEMPLATE = "aws:ec2launchtemplate:id"
DRAWN = r"packer[_-][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"

# A state that passes by itself is no change.
SETTLED = {"pending": "available", "attaching": "attached", "creating": "available"}


def describe(client):
    """
    What is there, by (region, kind, id).

    :param client: makes a client of a service in a region
    """
    found = {}
    for region in REGIONS:
        found |= in_region(client("ec2", region), region)
    found |= {
        ("global", kind, name): plain(facts)
        for kind, things in _iam(client("iam")).items()
        for name, facts in things.items()
    }
    return found


def in_region(ec2, region):
    """The same for one region, without what belongs to none."""
    return {(region, kind, one): plain(facts) for kind, things in _listed(ec2).items() for one, facts in things.items()}


def _listed(ec2):
    images = ec2.describe_images(Owners=["self"])["Images"]
    templates = ec2.describe_launch_templates()["LaunchTemplates"]
    return {
        "instance": {one["InstanceId"]: one for one in instances(ec2) if one["State"]["Name"] != "terminated"},
        "volume": _by(ec2.describe_volumes()["Volumes"], "VolumeId"),
        "snapshot": {
            one["SnapshotId"]: one | {"State": "", "Progress": ""}
            for one in ec2.describe_snapshots(OwnerIds=["self"])["Snapshots"]
        },
        "AMI": {one["ImageId"]: one | {"permissions": _permissions(ec2, one["ImageId"])} for one in images},
        "key pair": _by(ec2.describe_key_pairs(IncludePublicKey=True)["KeyPairs"], "KeyName"),
        "security group": _by(ec2.describe_security_groups()["SecurityGroups"], "GroupId"),
        "launch template": {
            one["LaunchTemplateId"]: one
            | _asked(lambda one=one: ec2.describe_launch_template_versions(LaunchTemplateId=one["LaunchTemplateId"]))
            for one in templates
        },
        "interface": _by(ec2.describe_network_interfaces()["NetworkInterfaces"], "NetworkInterfaceId"),
        "Spot request": {
            one["SpotInstanceRequestId"]: one
            for one in ec2.describe_spot_instance_requests()["SpotInstanceRequests"]
            if one["State"] not in ("closed", "cancelled")
        },
    }


def instances(ec2, **asked):
    """All instances of a region, page by page."""
    return [
        instance
        for page in ec2.get_paginator("describe_instances").paginate(**asked)
        for reservation in page["Reservations"]
        for instance in reservation["Instances"]
    ]


def ties(ec2):
    """What ties an instance to a bake, of every instance there ever was: keys and groups of names that packer draws, templates."""
    found = {}
    for instance in instances(ec2):
        words = [instance.get("KeyName", ""), *(group["GroupName"] for group in instance["SecurityGroups"])]
        told = {tag["Key"]: tag["Value"] for tag in instance.get("Tags", [])}
        drawn = [word for word in words if re.fullmatch(DRAWN, word)]
        found[instance["InstanceId"]] = drawn + ([told[TEMPLATE]] if TEMPLATE in told else [])
    return found


def _permissions(ec2, image):
    return _asked(
        lambda: ec2.describe_image_attribute(ImageId=image, Attribute="launchPermission")["LaunchPermissions"]
    )


def _asked(call):
    """An answer; nothing of what has gone since it was listed."""
    try:
        return call()
    except ClientError:
        return {}


def _iam(iam):
    roles = iam.list_roles()["Roles"]
    return {
        "role": {one["RoleName"]: one | _asked(lambda one=one: _policies(iam, one["RoleName"])) for one in roles},
        "instance profile": _by(iam.list_instance_profiles()["InstanceProfiles"], "InstanceProfileName"),
    }


def _policies(iam, role):
    return {
        "inline": iam.list_role_policies(RoleName=role)["PolicyNames"],
        "attached": iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"],
        "tags": iam.list_role_tags(RoleName=role)["Tags"],
    }


def _by(things, identity):
    return {one[identity]: one for one in things}


def plain(facts):
    """The same in one form: settled, sorted, without the answer's envelope."""
    return _plain(json.loads(json.dumps(facts, default=str)))


def _plain(value):
    if isinstance(value, dict):
        kept = {name: _plain(one) for name, one in value.items() if name != "ResponseMetadata"}
        if isinstance(value.get("State"), str):
            kept["State"] = SETTLED.get(value["State"], value["State"])
        return kept
    if isinstance(value, list):
        return sorted((_plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
