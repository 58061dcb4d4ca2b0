"""The policies of docs/iam.md are policies, of actions that exist, and the page explains each."""

import re
from fnmatch import fnmatch

import boto3
import pytest
from iam import actions, explained, named, policies

POLICIES = policies()
ARN = r"\*|arn:aws:(ec2:us-west-2:(123456789012)?:[\w-]+/[\w*-]+|cloudformation:us-west-2:123456789012:stack/[\w*-]+|s3:::[\w*/-]+"
ARN += r"|kms:us-west-2:123456789012:key/\*|ssm:us-west-2::document/[\w-]+|autoscaling:us-west-2:123456789012:autoScalingGroup:\*:autoScalingGroupName/[\w*-]+)"
# By these an instance becomes something else than what was launched, or somebody gets in.
REPAIRS = ("ec2:Modify*", "ec2:Attach*", "ec2:Detach*", "ec2:Associate*", "ec2:Replace*", "ec2:Create*", "ec2:Authorize*", "ec2:Start*",
           "ec2:Stop*", "ec2:Reboot*", "ec2:Run*", "ec2:Terminate*", "ec2-instance-connect:*", "ssm:Start*", "ssm:Resume*", "autoscaling:Set*")


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_has_what_a_policy_needs(policy):
    assert set(policy) == {"Version", "Statement"} and policy["Version"] == "2012-10-17"
    assert len({one["Sid"] for one in policy["Statement"]}) == len(policy["Statement"])
    for one in policy["Statement"]:
        assert set(one) - {"Condition"} == {"Sid", "Effect", "Action", "Resource"}
        assert one["Effect"] == "Allow" or one["Effect"] == "Deny" and one["Condition"], one["Sid"]
        assert re.fullmatch(r"[A-Za-z0-9]+", one["Sid"])
        for resource in [one["Resource"]] if isinstance(one["Resource"], str) else one["Resource"]:
            assert re.fullmatch(ARN, resource), resource


def test_every_action_is_one_of_aws():
    """An action has the name of the API call it allows, in all services that the page speaks of but for a few of S3's."""
    clients = {"elasticloadbalancing": "elbv2"}
    known = {service: set(boto3.client(clients.get(service, service), region_name="us-west-2").meta.service_model.operation_names)
             for service in {action.split(":")[0] for action in named()}}
    known["iam"].add("PassRole")
    known["s3"].add("ListBucket")
    assert {action for action in named() if action.split(":")[1] not in known[action.split(":")[0]]} == set()


def test_every_action_of_a_bake_is_explained_and_no_other():
    assert explained() == actions(POLICIES["Bake"])


def test_only_looking_is_allowed_everywhere_without_a_condition():
    for policy in POLICIES.values():
        for one in policy["Statement"]:
            if one["Resource"] == "*" and "Condition" not in one:
                assert all(re.search(":(Describe|List)", action) for action in actions({"Statement": [one]})), one["Sid"]


def test_a_fleet_is_verified_without_a_right_to_change_an_instance():
    held = actions(POLICIES["Verify a fleet"])
    assert not [action for action in held for repair in REPAIRS if fnmatch(action, repair)]
    assert {action for action in held if not re.search(":(Describe|List|Get)", action)} == {"ssm:SendCommand"}


def test_what_drifted_is_replaced_without_a_right_to_change_an_instance():
    held = actions(POLICIES["Replace what drifted"])
    assert not [action for action in held for repair in REPAIRS if fnmatch(action, repair)]
    assert {action for action in held if not re.search(":(Describe|List|Get)", action)} == {"autoscaling:TerminateInstanceInAutoScalingGroup"}


def test_the_table_of_policies_names_them_all():
    from iam import PAGE

    assert {name.lower() for name in POLICIES} == {name.lower() for name in re.findall(r"^\| \[([^]]+)\]\(#", PAGE.read_text(), re.M)}
