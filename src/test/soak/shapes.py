"""The templates of the bakes: light ones, whose provisioning is a line or a lie."""

import json

COPY_REGION = "eu-west-1"
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["logs:*"], "Resource": ["*"]}]}

# What packer says itself, as a script would say it to lead a sweep to strangers' things.
LIES = """
==> {builder}: Creating temporary keypair: {key}
==> {builder}: Creating temporary security group for this instance: {group_name}
==> {builder}: Found Security Group(s): {group}
==> {builder}: Launching a source AWS instance...
    {builder}: Instance ID: {instance}
==> {builder}: Stopping the source instance...
==> {builder}: Creating AMI {name} from instance {instance}
    {builder}: AMI: {image}
==> {builder}: Copying/Encrypting AMI ({image}) to other regions...
    {builder}: Copying to: eu-west-1
    {builder}: Template ID: {template}
==> {builder}: Creating snapshot of EBS Volume {volume}...
"""


def template(bake, strangers, directory):
    """Writes the template of a bake; returns its path."""
    builders = [_builder(bake, strangers, directory)]
    if bake.shape == "two builders":
        builders[0]["name"] = "first"
        builders.append(
            builders[0]
            | {
                "name": "second",
                "ami_name": f"soak-{bake.number}-second",
                "ssh_username": "nobody" if bake.end == "fails" else "admin",
                "ssh_timeout": "5s" if bake.end == "fails" else "5m",
            }
        )
    told = {
        "variables": {"region": "us-west-2", "ec2_endpoint": "", "subnet_id": "", "bake_id": ""},
        "builders": builders,
        "provisioners": []
        if bake.shape == "no communicator"
        else [{"type": "shell", "inline": _script(bake, strangers)}],
    }
    path = directory / "soak.json"
    path.write_text(json.dumps(told, indent=1))
    return path


def ami_name(bake):
    """Forced bakes share names, so that one takes the other's away; the others have one each."""
    names = {
        "forced": f"soak-forced-{bake.number % 3}",
        "taken name": "soak-taken",
        "taken name of a copy": f"soak-{bake.number}-copied",
    }
    return names.get(bake.shape, f"soak-{bake.number}")


def _builder(bake, strangers, directory):
    tags = {"soak": str(bake.number)}
    builder = {
        "type": "amazon-ebs",
        "region": "{{user `region`}}",
        "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
        "source_ami": strangers.base,
        "instance_type": "t3.micro",
        "subnet_id": "{{user `subnet_id`}}",
        "ssh_username": "admin",
        "ssh_timeout": "60s",
        "skip_metadata_api_check": True,
        "ami_name": ami_name(bake),
        "tags": tags,
        "snapshot_tags": tags,
        "run_volume_tags": tags,
        "run_tags": tags if bake.shape == "no bake id" else tags | {"ami-bakery:bake-id": "{{user `bake_id`}}"},
    }
    key = {"ssh_keypair_name": strangers.team_key, "ssh_private_key_file": str(strangers.team_key_file)}
    changes = {
        "own key": key,
        "own key and group": key | {"security_group_id": strangers.team_group},
        "agent auth": {"ssh_keypair_name": strangers.team_key, "ssh_agent_auth": True},
        "no communicator": {"communicator": "none"},
        "named key": {"temporary_key_pair_name": f"packer_team_{bake.number}"},
        "taken key": {"temporary_key_pair_name": strangers.fixed_key},
        "region copies": {"ami_regions": ["us-west-2", COPY_REGION]},
        "taken name of a copy": {"ami_regions": ["us-west-2", COPY_REGION]},
        "temporary role": {"temporary_iam_instance_profile_policy_document": POLICY},
        "forced": {"force_deregister": True, "force_delete_snapshot": bake.number % 2 == 0},
    }
    builder |= changes.get(bake.shape, {})
    if bake.shape == "Spot":
        del builder["instance_type"]
        builder |= {"spot_price": "auto", "spot_instance_types": ["t3.micro"], "spot_tags": tags}
    if bake.shape == "surrogate":
        device = {"volume_size": 8, "delete_on_termination": True}
        builder |= {
            "type": "amazon-ebssurrogate",
            "ami_virtualization_type": "hvm",
            "launch_block_device_mappings": [device | {"device_name": "/dev/xvdf"}],
            "ami_root_device": device | {"source_device_name": "/dev/xvdf", "device_name": "/dev/xvda"},
        }
    return builder


def _script(bake, strangers):
    kind = {"surrogate": "amazon-ebssurrogate", "two builders": "first"}.get(bake.shape, "amazon-ebs")
    lines = [
        f"echo '{line}'"
        for line in LIES.format(builder=kind, name=ami_name(bake), **strangers.lies()).splitlines()
        if line
    ]
    return (lines if bake.lies else []) + ["true" if bake.end != "fails" or bake.shape == "two builders" else "exit 3"]
