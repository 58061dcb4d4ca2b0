"""The templates are sound, and what they promise about security and replacement is in them."""

import subprocess
import sys
from pathlib import Path

import pytest

import plain_http
from conftest import TEMPLATES, holds, made, template


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_cfn_lint_finds_nothing(path):
    lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([lint, "--include-checks", "I", "--ignore-checks", "I3042", "--", path],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def resources(name, kind):
    found = [body["Properties"] for body in template(name)["Resources"].values() if body["Type"] == kind]
    assert found, f"no {kind} in {name}"
    return found


def test_instances_answer_only_the_load_balancer_and_reach_only_s3():
    all_of_it = template("img-mgr")["Resources"]
    group = all_of_it["InstanceSecurityGroup"]["Properties"]
    assert [(rule["FromPort"], rule["ToPort"], rule["SourceSecurityGroupId"]) for rule in group["SecurityGroupIngress"]] == [
        (80, 80, {"Ref": "LoadBalancerSecurityGroup"})]
    assert [(rule["FromPort"], rule["ToPort"], rule["DestinationPrefixListId"]) for rule in group["SecurityGroupEgress"]] == [
        (443, 443, {"Ref": "S3PrefixListId"})]
    separate = [body["Properties"]["GroupId"] for body in all_of_it.values() if "SecurityGroupEgress" in body["Type"]
                or "SecurityGroupIngress" in body["Type"]]
    assert separate == [{"Ref": "LoadBalancerSecurityGroup"}]


def test_nobody_logs_in_and_metadata_needs_a_token():
    launch, = resources("img-mgr", "AWS::EC2::LaunchTemplate")
    data = launch["LaunchTemplateData"]
    assert "KeyName" not in data and "UserData" not in data
    assert data["MetadataOptions"] == {"HttpEndpoint": "enabled", "HttpTokens": "required",
                                       "HttpPutResponseHopLimit": 1, "InstanceMetadataTags": "enabled"}


def test_instances_are_in_private_subnets_from_which_no_route_leads_out():
    group, = resources("img-mgr", "AWS::AutoScaling::AutoScalingGroup")
    assert group["VPCZoneIdentifier"] == {"Ref": "PrivateSubnets"}
    routes = resources("vpc", "AWS::EC2::Route")
    assert [route["RouteTableId"] for route in routes] == [{"Ref": "PublicRouteTable"}]
    kinds = {body["Type"] for body in template("vpc")["Resources"].values()}
    assert "AWS::EC2::NatGateway" not in kinds


def test_a_new_image_is_rolled_out_and_taken_back_when_instances_are_not_healthy():
    group = template("img-mgr")["Resources"]["AutoScalingGroup"]
    update = group["UpdatePolicy"]["AutoScalingRollingUpdate"]
    assert update["WaitOnResourceSignals"] is True
    assert update["MinSuccessfulInstancesPercent"] == 100
    assert update["MinInstancesInService"] == {"Ref": "MinSize"}
    assert {"HealthCheck", "ReplaceUnhealthy"} <= set(update["SuspendProcesses"])
    assert "Launch" not in update["SuspendProcesses"] and "AddToLoadBalancer" not in update["SuspendProcesses"]
    assert group["Properties"]["LaunchTemplate"]["Version"] == {"Fn::GetAtt": "LaunchTemplate.LatestVersionNumber"}


def test_the_watch_signals_the_very_group_that_waits():
    states = template("img-mgr")["Resources"]["HealthWatch"]["Properties"]["Definition"]["States"]
    assert states["Signal"]["Parameters"]["LogicalResourceId"] == "AutoScalingGroup"
    assert {state.get("Next") or state.get("Default") for state in states.values()} - {None} <= set(states)


@pytest.mark.parametrize("name", ["img-mgr", "cfngin-bucket"])
def test_buckets_are_private_encrypted_and_versioned_and_speak_tls(name):
    bucket, = resources(name, "AWS::S3::Bucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["BucketEncryption"] and bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    policy, = resources(name, "AWS::S3::BucketPolicy")
    deny, = policy["PolicyDocument"]["Statement"]
    assert deny["Effect"] == "Deny" and deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def role(**given):
    """The instances' role as CloudFormation makes it of the template's defaults and what is given."""
    return made("img-mgr", "InstanceRole", given)["Properties"]


def actions(properties):
    statements = [one for policy in properties["Policies"] for one in policy["PolicyDocument"]["Statement"]]
    assert all("*" != one["Resource"] for one in statements)
    return sorted(action for one in statements
                  for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"]))


def test_the_role_reads_one_bucket_and_changes_it_only_where_anyone_may():
    assert actions(role()) == ["s3:GetObject", "s3:ListBucket"]
    assert actions(role(Changes="anyone")) == ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]


def test_systems_manager_is_let_in_only_when_asked_for():
    assert "ManagedPolicyArns" not in role()
    (arn,) = role(SystemsManager="true")["ManagedPolicyArns"]
    assert arn["Fn::Sub"].endswith(":policy/AmazonSSMManagedInstanceCore")


def test_the_application_is_told_what_its_role_may_do():
    tags = {tag["Key"]: tag["Value"] for tag in made("img-mgr", "AutoScalingGroup", {})["Properties"]["Tags"]}
    assert tags["img-mgr:changes"] == {"Ref": "Changes"}


def test_root_volumes_are_encrypted():
    launch, = resources("img-mgr", "AWS::EC2::LaunchTemplate")
    (root,) = launch["LaunchTemplateData"]["BlockDeviceMappings"]
    assert root["DeviceName"] == {"Ref": "RootDevice"}
    assert root["Ebs"] == {"Encrypted": True, "DeleteOnTermination": True}
    assert template("img-mgr")["Parameters"]["RootDevice"]["Default"] == "/dev/xvda"


@pytest.mark.parametrize("certificate,plain,goes", [
    ("none", "refused", False), ("none", "allowed", True), ("arn:aws:acm:x", "refused", True), ("arn:aws:acm:x", "allowed", True)])
def test_plain_http_is_refused_unless_it_is_said(certificate, plain, goes):
    (rule,) = template("img-mgr")["Rules"].values()
    (assertion,) = rule["Assertions"]
    assert holds(assertion["Assert"], {"CertificateArn": certificate, "PlainHttp": plain}) is goes
    assert "CERTIFICATE_ARN" in assertion["AssertDescription"] and "PLAIN_HTTP=allowed" in assertion["AssertDescription"]
    assert template("img-mgr")["Parameters"]["PlainHttp"]["Default"] == "refused"
    if goes:
        assert plain_http.refuse(None, certificate_arn=certificate, plain_http=plain)
    else:
        for none in (certificate, None, ""):
            with pytest.raises(ValueError, match="CERTIFICATE_ARN.*PLAIN_HTTP=allowed"):
                plain_http.refuse(None, certificate_arn=none, plain_http=plain)


def test_alarms_are_at_fifty_and_fifteen_percent():
    alarms = {alarm["Threshold"]: alarm["AlarmActions"] for alarm in resources("img-mgr", "AWS::CloudWatch::Alarm")}
    assert alarms == {50: [{"Ref": "ScaleOut"}], 15: [{"Ref": "ScaleIn"}]}


def test_targets_are_judged_by_their_health_page():
    group, = resources("img-mgr", "AWS::ElasticLoadBalancingV2::TargetGroup")
    assert (group["HealthCheckPath"], group["Port"], group["Matcher"]) == ("/health", 80, {"HttpCode": "200"})
