"""Stacks of networks and Auto Scaling groups come, change and go as CloudFormation's do."""

import json
import uuid

import pytest
from botocore.exceptions import ClientError
from conftest import BASE

OLDER = "ami-0d12a1b2c3d4e5f60"
BLOCKS = {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 4, 12]}


def ref(name):
    return {"Ref": name}


NETWORK = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.20.0.0/16"}},
    "Subnet": {
        "Type": "AWS::EC2::Subnet",
        "Properties": {
            "VpcId": ref("Vpc"),
            "CidrBlock": {"Fn::Select": [3, BLOCKS]},
            "AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]},
        },
    },
    "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": ref("Vpc")}},
    "Association": {
        "Type": "AWS::EC2::SubnetRouteTableAssociation",
        "Properties": {"RouteTableId": ref("Table"), "SubnetId": ref("Subnet")},
    },
    "Endpoint": {
        "Type": "AWS::EC2::VPCEndpoint",
        "Properties": {
            "VpcId": ref("Vpc"),
            "ServiceName": "com.amazonaws.us-west-2.s3",
            "VpcEndpointType": "Gateway",
            "RouteTableIds": [ref("Table")],
        },
    },
    "Targets": {
        "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Properties": {"VpcId": ref("Vpc"), "Protocol": "HTTP", "Port": 80},
    },
}

GROUP = {
    "Parameters": {
        "Image": {"Type": "String"},
        "Tagged": {"Type": "String", "Default": "no"},
        "Grace": {"Type": "Number", "Default": 120},
        "Subnets": {"Type": "CommaDelimitedList"},
    },
    "Conditions": {"IsTagged": {"Fn::Equals": [ref("Tagged"), "yes"]}},
    "Resources": {
        "Template": {
            "Type": "AWS::EC2::LaunchTemplate",
            "Properties": {"LaunchTemplateData": {"ImageId": ref("Image"), "InstanceType": "t3.micro"}},
        },
        "Group": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {
                "MinSize": "1",
                "MaxSize": "2",
                "VPCZoneIdentifier": ref("Subnets"),
                "HealthCheckGracePeriod": ref("Grace"),
                "LaunchTemplate": {
                    "LaunchTemplateId": ref("Template"),
                    "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]},
                },
                "Tags": [
                    {"Key": "kept", "Value": "yes", "PropagateAtLaunch": True},
                    {
                        "Fn::If": [
                            "IsTagged",
                            {"Key": "asked", "Value": "yes", "PropagateAtLaunch": True},
                            ref("AWS::NoValue"),
                        ]
                    },
                ],
            },
        },
        "Queue": {"Type": "AWS::SQS::Queue"},
    },
}


@pytest.fixture
def stack(live):
    """Makes stacks, and removes what a test leaves."""
    cloudformation, made = live.client("cloudformation"), []

    def create(template, **parameters):
        name = f"stack-{uuid.uuid4()}"
        cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(template), Parameters=words(parameters))
        made.append(name)
        return name

    create.client = cloudformation
    create.remove = lambda name: cloudformation.delete_stack(StackName=made.pop(made.index(name)))
    create.id_of = lambda name, logical: cloudformation.describe_stack_resource(
        StackName=name, LogicalResourceId=logical
    )["StackResourceDetail"]["PhysicalResourceId"]
    yield create
    for name in made:
        cloudformation.delete_stack(StackName=name)


def words(parameters):
    return [
        {"ParameterKey": name, "UsePreviousValue": True}
        if value is None
        else {"ParameterKey": name, "ParameterValue": value}
        for name, value in parameters.items()
    ]


def images_of(live):
    reservations = live.ec2.describe_instances(
        Filters=[
            {"Name": "instance-state-name", "Values": ["pending", "running"]},
            {"Name": "tag:kept", "Values": ["yes"]},
        ]
    )["Reservations"]
    return [instance["ImageId"] for reservation in reservations for instance in reservation["Instances"]]


def test_a_network_is_cut_into_blocks_in_the_regions_own_zones(live, stack):
    name = stack({"Resources": NETWORK})
    subnet = live.ec2.describe_subnets(SubnetIds=[stack.id_of(name, "Subnet")])["Subnets"][0]
    assert (subnet["CidrBlock"], subnet["AvailabilityZone"]) == ("10.20.48.0/20", "us-west-2b")


def test_a_new_stack_whose_resource_fails_is_rolled_back(live, stack):
    outside = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": ref("Vpc"), "CidrBlock": "10.99.0.0/24"}}
    before = {vpc["VpcId"] for vpc in live.ec2.describe_vpcs()["Vpcs"]}
    name = stack({
        "Resources": {"Vpc": NETWORK["Vpc"], "Outside": outside},
        "Outputs": {"Subnet": {"Value": ref("Outside")}},
    })
    (told,) = stack.client.describe_stacks(StackName=name)["Stacks"]
    assert told["StackStatus"] == "ROLLBACK_COMPLETE"
    assert not told.get("Outputs")
    failed = [
        event
        for event in stack.client.describe_stack_events(StackName=name)["StackEvents"]
        if event["ResourceStatus"] == "CREATE_FAILED"
    ]
    assert [event["LogicalResourceId"] for event in failed] == ["Outside"]
    assert "10.99.0.0/24" in failed[0]["ResourceStatusReason"]
    assert {vpc["VpcId"] for vpc in live.ec2.describe_vpcs()["Vpcs"]} == before


def test_blocks_that_do_not_fit_are_refused(stack):
    vpc = {
        "Type": "AWS::EC2::VPC",
        "Properties": {"CidrBlock": {"Fn::Select": [0, {"Fn::Cidr": ["10.0.0.0/24", 4, 8]}]}},
    }
    with pytest.raises(ClientError, match="Fn::Cidr .* names no such blocks"):
        stack({"Resources": {"Vpc": vpc}})


def test_a_network_goes_without_a_trace(live, stack):
    name = stack({"Resources": NETWORK})
    vpc, table, targets = (stack.id_of(name, logical) for logical in ("Vpc", "Table", "Targets"))
    stack.remove(name)
    assert vpc not in [found["VpcId"] for found in live.ec2.describe_vpcs()["Vpcs"]]
    assert table not in [found["RouteTableId"] for found in live.ec2.describe_route_tables()["RouteTables"]]
    assert vpc not in [found["VpcId"] for found in live.ec2.describe_vpc_endpoints()["VpcEndpoints"]]
    groups = live.client("elbv2").describe_target_groups()["TargetGroups"]
    assert targets not in [group["TargetGroupArn"] for group in groups]


def test_no_value_takes_an_element_out_of_a_list(live, stack):
    tags = {}
    for tagged in ("no", "yes"):
        name = stack(GROUP, Image=BASE, Tagged=tagged, Subnets=live.facts["subnetId"])
        group = live.client("autoscaling").describe_auto_scaling_groups(
            AutoScalingGroupNames=[stack.id_of(name, "Group")]
        )["AutoScalingGroups"][0]
        tags[tagged] = {tag["Key"] for tag in group["Tags"] if not tag["Key"].startswith("aws:")}
        stack.remove(name)
    assert tags == {"no": {"kept"}, "yes": {"kept", "asked"}}


def test_a_group_follows_its_launch_template_and_a_default_is_kept(live, stack):
    name = stack(GROUP, Image=OLDER, Subnets=live.facts["subnetId"])
    assert images_of(live) == [OLDER]
    change = words({"Image": BASE, "Grace": None, "Tagged": None, "Subnets": live.facts["subnetId"]})
    stack.client.create_change_set(
        StackName=name,
        ChangeSetName="new",
        ChangeSetType="UPDATE",
        TemplateBody=json.dumps(GROUP),
        Parameters=change,
    )
    planned = stack.client.describe_change_set(StackName=name, ChangeSetName="new")["Changes"]
    assert [(found["ResourceChange"]["Action"], found["ResourceChange"]["LogicalResourceId"]) for found in planned] == [
        ("Modify", "Template"),
        ("Modify", "Group"),
    ]
    stack.client.update_stack(StackName=name, TemplateBody=json.dumps(GROUP), Parameters=change)
    group = live.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[stack.id_of(name, "Group")])
    assert group["AutoScalingGroups"][0]["LaunchTemplate"]["Version"] == "2"
    assert images_of(live) == [OLDER]  # no update policy: what runs stays


def test_the_same_parameters_are_no_change(live, stack):
    parameters = {"Image": BASE, "Grace": "60", "Tagged": "no", "Subnets": live.facts["subnetId"]}
    name = stack(GROUP, **parameters)
    with pytest.raises(ClientError, match="No updates are to be performed"):
        stack.client.update_stack(
            StackName=name, TemplateBody=json.dumps(GROUP), Parameters=words({**parameters, "Tagged": None})
        )
    told = stack.client.describe_stacks(StackName=name)["Stacks"][0]["Parameters"]
    assert {one["ParameterKey"]: one["ParameterValue"] for one in told} == parameters


def test_a_role_has_the_managed_policies_of_its_template(live, stack):
    iam = live.client("iam")
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    prefix = "arn:aws:iam::aws:policy/"

    def template(*policies):
        return {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {
            "RoleName": "of-a-stack", "AssumeRolePolicyDocument": document,
            "ManagedPolicyArns": [prefix + policy for policy in policies]}}}}

    def attached():
        told = iam.list_attached_role_policies(RoleName="of-a-stack")["AttachedPolicies"]
        return [one["PolicyArn"].removeprefix(prefix) for one in told]

    name = stack(template("AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"))
    assert sorted(attached()) == ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"]
    stack.client.update_stack(StackName=name, TemplateBody=json.dumps(template("AmazonSSMManagedInstanceCore")))
    assert attached() == ["AmazonSSMManagedInstanceCore"]
    stack.remove(name)
    assert "of-a-stack" not in [role["RoleName"] for role in iam.list_roles()["Roles"]]
