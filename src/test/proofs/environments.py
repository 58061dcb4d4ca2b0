"""QA and production in the local cloud, of one real bake, each a group behind a load balancer; and what people do to them."""

import json
import time

from checkout import HOME
from conftest import Bakery

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
SSM = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
QA, PROD = "img-mgr-qa-img-mgr", "img-mgr-prod-img-mgr"
SECONDS = 480


def ref(name):
    return {"Ref": name}


TEMPLATE = {
    "Parameters": {name: {"Type": "String"} for name in ("ImageId", "Size", "Network", "Grace")}
    | {"Subnets": {"Type": "CommaDelimitedList"}},
    "Resources": {
        "Door": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
            "GroupDescription": "HTTP", "VpcId": ref("Network"),
            "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "10.0.0.0/8"}]}},
        "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": ref("Subnets")}},
        "Targets": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
            "Protocol": "HTTP", "Port": 80, "VpcId": ref("Network"), "HealthCheckPath": "/health"}},
        "Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {
            "LoadBalancerArn": ref("Balancer"), "Protocol": "HTTP", "Port": 80,
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Targets")}]}},
        "Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {
            "ImageId": ref("ImageId"), "InstanceType": "t3.micro", "SecurityGroupIds": [ref("Door")],
            "IamInstanceProfile": {"Name": "proved"}}}},
        "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "DependsOn": "Listener",
            "CreationPolicy": {"ResourceSignal": {"Count": ref("Size"), "Timeout": "PT4M"}},
            "UpdatePolicy": {"AutoScalingRollingUpdate": {
                "MinInstancesInService": 1, "MaxBatchSize": 1, "WaitOnResourceSignals": True, "PauseTime": "PT4M"}},
            "Properties": {
                "MinSize": ref("Size"), "MaxSize": "6", "MaxInstanceLifetime": 86400, "HealthCheckType": "ELB",
                "HealthCheckGracePeriod": ref("Grace"), "VPCZoneIdentifier": ref("Subnets"), "TargetGroupARNs": [ref("Targets")],
                "LaunchTemplate": {"LaunchTemplateId": ref("Template"),
                                   "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}}},
    },
    "Outputs": {"Url": {"Value": {"Fn::Sub": "http://${Balancer.DNSName}/"}}},
}


class Environments:
    """Both, and the command line in a directory of its own."""

    def __init__(self, cloud, directory):
        self.cloud, self.bakery = cloud, Bakery(cloud, directory)
        self.home = {"XDG_STATE_HOME": str(directory / "home")}
        (directory / "may-differ.txt").write_text("Size\n")
        iam = cloud.client("iam")
        iam.create_role(RoleName="proved", AssumeRolePolicyDocument=TRUST)
        iam.attach_role_policy(RoleName="proved", PolicyArn=SSM)
        iam.create_instance_profile(InstanceProfileName="proved")
        iam.add_role_to_instance_profile(InstanceProfileName="proved", RoleName="proved")
        self.groups, self.ec2, self.stacks = (cloud.client(name) for name in ("autoscaling", "ec2", "cloudformation"))
        subnets = [subnet["SubnetId"] for subnet in self.ec2.describe_subnets()["Subnets"][:2]]
        same = {"Network": cloud.told["vpcId"], "Subnets": ",".join(subnets), "Grace": "60"}
        self.parameters = {QA: same | {"Size": "1"}, PROD: same | {"Size": "2"}}

    # -- what the command line does -------------------------------------------------------------------------------

    def run(self, *words, codes=(0,)):
        """A command of the command line, which has to end with one of these codes."""
        done = self.bakery.run(*words, **self.home)
        assert done.returncode in codes, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def baked(self, fault=""):
        """img-mgr, with what a script of one's own adds before the image is sealed; the AMI."""
        return json.loads(self.bake(fault).stdout)["amis"][0]["id"]

    def bake(self, fault, codes=(0,)):
        """The same, whatever comes of it."""
        recipe = (HOME / "packer/img-mgr-packer.json").read_text().replace("{{template_dir}}", str(HOME / "packer"))
        if fault:
            (self.bakery.directory / "fault.sh").write_text(fault)
            recipe = recipe.replace(f'"{HOME}/packer/provision/seal.sh"', f'"{self.bakery.directory}/fault.sh", "{HOME}/packer/provision/seal.sh"')
        (self.bakery.directory / "recipe.json").write_text(recipe)
        return self.run("bake", "--json", "--var", "version=1", "--var", "commit=abc", "recipe.json", codes=codes)

    def prove(self, *words):
        """The rows by their proofs."""
        asked = ("prove", "--stack", QA, "--with", PROD, "--allow", "may-differ.txt", "--json", *words)
        return {row["proof"]: row for row in json.loads(self.run(*asked, codes=(0, 1, 3)).stdout)["rows"]}

    # -- the environments -----------------------------------------------------------------------------------------

    def deploy(self, stack, ami, **changes):
        """Creates or updates a stack and waits for its end; returns its status."""
        self.parameters[stack] |= {"ImageId": ami, **changes}
        given = [{"ParameterKey": key, "ParameterValue": value} for key, value in self.parameters[stack].items()]
        known = [one["StackName"] for one in self.stacks.describe_stacks()["Stacks"]]
        act = self.stacks.update_stack if stack in known else self.stacks.create_stack
        act(StackName=stack, TemplateBody=json.dumps(TEMPLATE), Parameters=given)
        return self.wait(lambda: (status := self._stack(stack)["StackStatus"]).endswith("_COMPLETE") and status)

    def _stack(self, stack):
        return self.stacks.describe_stacks(StackName=stack)["Stacks"][0]

    def url(self, stack):
        return self._stack(stack)["Outputs"][0]["OutputValue"]

    def resource(self, stack, name):
        told = self.stacks.describe_stack_resource(StackName=stack, LogicalResourceId=name)
        return told["StackResourceDetail"]["PhysicalResourceId"]

    def group(self, stack):
        (group,) = self.groups.describe_auto_scaling_groups(AutoScalingGroupNames=[self.resource(stack, "Group")])["AutoScalingGroups"]
        return group

    def members(self, stack):
        return sorted(one["InstanceId"] for one in self.group(stack)["Instances"] if one["LifecycleState"] == "InService")

    def complete(self, stack):
        """Waits until the group has all that it wants, each of them healthy."""
        def healthy():
            told = self.cloud.client("elbv2").describe_target_health(TargetGroupArn=self.resource(stack, "Targets"))
            return {one["Target"]["Id"] for one in told["TargetHealthDescriptions"] if one["TargetHealth"]["State"] == "healthy"}

        self.wait(lambda: len(healthy() & set(self.members(stack))) == self.group(stack)["DesiredCapacity"])

    def wait(self, there, seconds=SECONDS):
        deadline = time.monotonic() + seconds
        while not (found := there()):
            assert time.monotonic() < deadline, f"not so after {seconds} s"
            time.sleep(0.5)
        return found

    # -- what people do -------------------------------------------------------------------------------------------

    def does(self, instance, script):
        """Runs a script on one instance, as somebody with a way in would."""
        ssm = self.cloud.client("ssm")
        sent = ssm.send_command(DocumentName="AWS-RunShellScript", InstanceIds=[instance], Parameters={"commands": [script]})
        which = {"CommandId": sent["Command"]["CommandId"], "InstanceId": instance}
        told = self.wait(lambda: (one := ssm.get_command_invocation(**which))["Status"] not in ("Pending", "InProgress") and one)
        assert told["Status"] == "Success", told
        return told["StandardOutputContent"]

    def close(self):
        for stack in (QA, PROD):
            self.stacks.delete_stack(StackName=stack)
