"""Stacks replace their instances batch by batch, wait until they are healthy, and go back by themselves."""

import base64
import copy
import itertools
import json
import threading
import time
import uuid

import pytest
import requests
from botocore.exceptions import ClientError
from conftest import BASE
from test_live_balancers import SERVES
from test_live_cloudformation import ref, words

SICK = SERVES.replace("echo fine > health", "true")


def data(script):
    return base64.b64encode(script.encode()).decode()


SERVICE = {
    "Parameters": {
        "Data": {"Type": "String"},
        "Vpc": {"Type": "String"},
        "Subnets": {"Type": "CommaDelimitedList"},
        "Pause": {"Type": "String", "Default": "PT1M"},
    },
    "Resources": {
        "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": ref("Subnets")}},
        "Targets": {
            "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
            "Properties": {"VpcId": ref("Vpc"), "Protocol": "HTTP", "Port": 80, "HealthCheckPath": "/health"},
        },
        "Listener": {
            "Type": "AWS::ElasticLoadBalancingV2::Listener",
            "Properties": {
                "LoadBalancerArn": ref("Balancer"),
                "Protocol": "HTTP",
                "Port": 80,
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Targets")}],
            },
        },
        "Template": {
            "Type": "AWS::EC2::LaunchTemplate",
            "Properties": {"LaunchTemplateData": {"ImageId": BASE, "InstanceType": "t3.micro", "UserData": ref("Data")}},
        },
        "Group": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "DependsOn": "Listener",
            "CreationPolicy": {"ResourceSignal": {"Count": 2, "Timeout": ref("Pause")}},
            "UpdatePolicy": {
                "AutoScalingRollingUpdate": {
                    "MinInstancesInService": 2,
                    "MaxBatchSize": 1,
                    "WaitOnResourceSignals": True,
                    "PauseTime": ref("Pause"),
                }
            },
            "Properties": {
                "MinSize": "2",
                "MaxSize": "3",
                "VPCZoneIdentifier": ref("Subnets"),
                "TargetGroupARNs": [ref("Targets")],
                "LaunchTemplate": {
                    "LaunchTemplateId": ref("Template"),
                    "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]},
                },
            },
        },
    },
    "Outputs": {
        "Host": {"Value": {"Fn::GetAtt": ["Balancer", "DNSName"]}},
        "Group": {"Value": ref("Group")},
        "Targets": {"Value": ref("Targets")},
    },
}


class Service:
    """A stack that serves at a load balancer's address."""

    def __init__(self, live, script=SERVES, template=SERVICE, **parameters):
        self.live, self.stacks, self.groups = live, live.client("cloudformation"), live.client("autoscaling")
        self.name, self.template = f"serves-{uuid.uuid4().hex[:8]}", template
        subnets = ",".join(subnet["SubnetId"] for subnet in live.ec2.describe_subnets()["Subnets"][:2])
        self.parameters = {"Data": data(script), "Vpc": live.facts["vpcId"], "Subnets": subnets, **parameters}
        self.stacks.create_stack(**self._said())

    def _said(self):
        return {"StackName": self.name, "TemplateBody": json.dumps(self.template), "Parameters": words(self.parameters)}

    def update(self, script, **parameters):
        self.parameters |= {"Data": data(script), **parameters}
        self.stacks.update_stack(**self._said())
        return self.ends()

    def stack(self):
        return self.stacks.describe_stacks(StackName=self.name)["Stacks"][0]

    def ends(self, seconds=90):
        self.live.wait(lambda: not self.stack()["StackStatus"].endswith("_IN_PROGRESS"), seconds)
        return self.stack()["StackStatus"]

    def output(self, name):
        return next(one["OutputValue"] for one in self.stack()["Outputs"] if one["OutputKey"] == name)

    def group(self):
        return self.groups.describe_auto_scaling_groups(AutoScalingGroupNames=[self.output("Group")])["AutoScalingGroups"][0]

    def members(self):
        return {one["InstanceId"] for one in self.group()["Instances"]}

    def reasons(self):
        events = self.stacks.describe_stack_events(StackName=self.name)["StackEvents"]
        return [event.get("ResourceStatusReason", "") for event in events]

    def close(self):
        self.stacks.delete_stack(StackName=self.name)


class Load:
    """A client that asks without pause; counts what was answered and what was not."""

    def __init__(self, url):
        self.url, self.failed, self.answered, self._stop = url, [], 0, threading.Event()

    def __enter__(self):
        self._threads = [threading.Thread(target=self._ask) for _ in range(2)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self):
        while not self._stop.wait(0.02):
            try:
                status = requests.get(self.url, timeout=20).status_code
            except requests.RequestException as error:
                status = str(error)
            if status == 200:
                self.answered += 1
            else:
                self.failed.append(status)


@pytest.fixture(scope="module")
def service(live):
    made = Service(live)
    assert made.stack()["StackStatus"] == "CREATE_IN_PROGRESS"
    assert made.ends() == "CREATE_COMPLETE"
    yield made
    made.close()


def refreshed(service, **preferences):
    """Starts a refresh; returns how it ended."""
    name = service.output("Group")
    refresh = service.groups.start_instance_refresh(AutoScalingGroupName=name, Preferences=preferences)["InstanceRefreshId"]
    for _ in itertools.count():
        (told,) = service.groups.describe_instance_refreshes(AutoScalingGroupName=name, InstanceRefreshIds=[refresh])[
            "InstanceRefreshes"
        ]
        if told["Status"] not in ("Pending", "InProgress", "Cancelling"):
            return told
        time.sleep(0.2)


def test_a_new_stack_is_complete_once_its_instances_are_healthy(service, live):
    health = live.client("elbv2").describe_target_health(TargetGroupArn=service.output("Targets"))
    assert [one["TargetHealth"]["State"] for one in health["TargetHealthDescriptions"]] == ["healthy", "healthy"]


def test_an_update_rolls_under_load_without_a_failed_request(service):
    before = service.members()
    with Load(f"http://{service.output('Host')}/name") as load:
        assert service.update(SERVES + "# second\n") == "UPDATE_COMPLETE"
    print(f"rolled: {load.answered} requests, {len(load.failed)} failed")
    assert (load.failed, len(service.members())) == ([], 2)
    assert load.answered > 20
    assert not before & service.members()
    assert any("in batches of 1, while keeping at least 2" in reason for reason in service.reasons())


def test_an_update_that_never_gets_healthy_goes_back_by_itself(service, live):
    before, version = service.members(), service.group()["LaunchTemplate"]["Version"]
    with Load(f"http://{service.output('Host')}/name") as load:
        assert service.update(SICK, Pause="PT5S") == "UPDATE_ROLLBACK_COMPLETE"
    print(f"went back: {load.answered} requests, {len(load.failed)} failed")
    assert load.failed == []
    assert service.members() == before
    assert service.group()["LaunchTemplate"]["Version"] == version
    assert any("not healthy after 5 s" in reason for reason in service.reasons())
    service.parameters |= {"Data": data(SERVES + "# second\n"), "Pause": "PT1M"}


def test_a_rolled_back_stack_is_updated_as_any_other(service):
    before = service.members()
    assert service.update(SERVES + "# third\n", Pause="PT2M") == "UPDATE_COMPLETE"
    assert not before & service.members()


def test_a_busy_stack_is_not_updated_and_can_be_cancelled(service):
    before = service.members()
    service.stacks.update_stack(**(service._said() | {"Parameters": words(service.parameters | {"Data": data(SICK)})}))
    with pytest.raises(ClientError, match="is in UPDATE_IN_PROGRESS state and can not be updated"):
        service.update(SERVES)
    service.stacks.cancel_update_stack(StackName=service.name)
    assert service.ends() == "UPDATE_ROLLBACK_COMPLETE"
    assert service.members() == before
    service.parameters |= {"Data": data(SERVES + "# third\n")}


def test_one_instance_is_replaced_while_the_others_serve(service, live):
    gone = sorted(service.members())[0]
    with Load(f"http://{service.output('Host')}/name") as load:
        service.groups.terminate_instance_in_auto_scaling_group(InstanceId=gone, ShouldDecrementDesiredCapacity=False)
        targets = service.output("Targets")
        live.wait(lambda: gone not in service.members() and healthy(live, targets) == 2, 30)
    assert load.failed == []
    told = service.groups.describe_scaling_activities(AutoScalingGroupName=service.output("Group"))["Activities"]
    assert f"Terminating EC2 instance: {gone}" in [one["Description"] for one in told]
    assert {one["StatusCode"] for one in told} == {"Successful"}


def test_a_group_that_shrinks_leaves_nothing_at_its_load_balancer(service, live):
    name, targets = service.output("Group"), service.output("Targets")
    service.groups.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=3)
    live.wait(lambda: healthy(live, targets) == 3, 30)
    service.groups.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=2)
    told = live.client("elbv2").describe_target_health(TargetGroupArn=targets)["TargetHealthDescriptions"]
    assert {one["Target"]["Id"] for one in told} == service.members()


def healthy(live, targets):
    told = live.client("elbv2").describe_target_health(TargetGroupArn=targets)["TargetHealthDescriptions"]
    return len([one for one in told if one["TargetHealth"]["State"] == "healthy"])


def test_a_refresh_replaces_all_in_turn_and_skips_what_matches(service):
    before = service.members()
    with Load(f"http://{service.output('Host')}/name") as load:
        told = refreshed(service, MinHealthyPercentage=50, InstanceWarmup=1)
    assert (told["Status"], told["PercentageComplete"], load.failed) == ("Successful", 100, [])
    after = service.members()
    assert len(after) == 2 and not before & after
    assert refreshed(service, SkipMatching=True)["Status"] == "Successful"
    assert service.members() == after


def test_a_refresh_is_alone_and_can_be_cancelled(service, live):
    name = service.output("Group")
    live.settings(delays={"instance": 3})
    service.groups.start_instance_refresh(AutoScalingGroupName=name)
    with pytest.raises(ClientError, match="already in progress"):
        service.groups.start_instance_refresh(AutoScalingGroupName=name)
    service.groups.cancel_instance_refresh(AutoScalingGroupName=name)
    refreshes = service.groups.describe_instance_refreshes
    live.wait(lambda: refreshes(AutoScalingGroupName=name)["InstanceRefreshes"][0]["Status"] == "Cancelled", 30)
    with pytest.raises(ClientError, match="No in progress or pending"):
        service.groups.cancel_instance_refresh(AutoScalingGroupName=name)


def test_signals_are_waited_for_where_no_load_balancer_tells(live):
    template = copy.deepcopy(SERVICE)
    for name in ("Balancer", "Targets", "Listener"):
        del template["Resources"][name]
    del template["Outputs"]["Host"], template["Outputs"]["Targets"], template["Resources"]["Group"]["DependsOn"]
    del template["Resources"]["Group"]["Properties"]["TargetGroupARNs"]
    made = Service(live, template=template)
    live.wait(lambda: len(made.members()) == 2)
    for instance in made.members():
        assert made.stack()["StackStatus"] == "CREATE_IN_PROGRESS"
        signal(made, instance, "SUCCESS")
    assert made.ends() == "CREATE_COMPLETE"
    before = made.members()
    made.stacks.update_stack(**(made._said() | {"Parameters": words(made.parameters | {"Data": data(SICK)})}))
    live.wait(lambda: made.members() - before)
    signal(made, *(made.members() - before), "FAILURE")
    assert made.ends() == "UPDATE_ROLLBACK_COMPLETE"
    assert made.members() == before
    made.close()


def signal(service, instance, status):
    service.stacks.signal_resource(StackName=service.name, LogicalResourceId="Group", UniqueId=instance, Status=status)


def test_a_new_stack_whose_instances_stay_unhealthy_is_rolled_back(live):
    made = Service(live, script=SICK, Pause="PT3S")
    assert made.ends() == "ROLLBACK_COMPLETE"
    assert any("Received 0 SUCCESS signal(s) out of 2" in reason for reason in made.reasons())
    made.close()


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        ({"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": True}}}, "Group.UpdatePolicy.AutoScalingReplacingUpdate"),
        ({"UpdatePolicy": {"AutoScalingScheduledAction": {}}}, "Group.UpdatePolicy.AutoScalingScheduledAction"),
        ({"UpdatePolicy": {"AutoScalingRollingUpdate": {"MinActiveInstancesPercent": 50}}}, "MinActiveInstancesPercent"),
        ({"UpdatePolicy": {"AutoScalingRollingUpdate": {"MinSuccessfulInstancesPercent": 50}}}, "it knows 100"),
        ({"UpdatePolicy": {"AutoScalingRollingUpdate": {"SuspendProcesses": ["Launch"]}}}, "the process Launch"),
        ({"CreationPolicy": {"AutoScalingCreationPolicy": {}}}, "Group.CreationPolicy.AutoScalingCreationPolicy"),
    ],
)
def test_what_does_not_roll_here_is_refused_by_its_name(live, policy, named):
    template = copy.deepcopy(SERVICE)
    template["Resources"]["Group"] |= policy
    before = names(live)
    with pytest.raises(ClientError, match=named):
        Service(live, template=template)
    assert names(live) == before


def names(live):
    return [stack["StackName"] for stack in live.client("cloudformation").describe_stacks()["Stacks"]]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"Preferences": {"MaxHealthyPercentage": 110}}, "MaxHealthyPercentage"),
        ({"Preferences": {"CheckpointPercentages": [50]}}, "CheckpointPercentages"),
        ({"Preferences": {"MinHealthyPercentage": 101}}, "must be 0 to 100"),
        ({"Strategy": "ReplaceRootVolume"}, "ReplaceRootVolume"),
    ],
)
def test_what_a_refresh_cannot_do_here_is_refused_by_its_name(service, asked, named):
    with pytest.raises(ClientError, match=named):
        service.groups.start_instance_refresh(AutoScalingGroupName=service.output("Group"), **asked)
