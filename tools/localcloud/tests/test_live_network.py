"""Ways out, and their absence."""

import pytest
from botocore.exceptions import ClientError

from localcloud import cli

OUT = "curl -so /dev/null -m 5 -w '%{http_code}' http://deb.debian.org/debian/ ; echo"


@pytest.fixture(scope="module")
def box(live):
    instance, address = live.launch()
    yield instance, address
    live.ec2.terminate_instances(InstanceIds=[instance])


def command(live, *words):
    return cli.main([*words, "--state", str(live.state.root)])


def egress(live, instance):
    """Whether the cloud lets it out."""
    return {one["id"]: one["egress"] for one in live.admin("GET", "instances")[1]["instances"]}[instance]


def asked(live, instance):
    """The names and connections that the cloud has counted outside of an instance."""
    (interface,) = live.ec2.describe_network_interfaces(Filters=[{"Name": "attachment.instance-id", "Values": [instance]}])["NetworkInterfaces"]
    counted = {tag["Key"]: int(tag["Value"]) for tag in interface["TagSet"]}
    return counted["localcloud:names"], counted["localcloud:connections"]


def test_the_default_subnet_has_a_way_out_which_can_be_cut_and_opened(live, box):
    instance, address = box
    assert egress(live, instance)
    assert command(live, "egress", instance, "off") == 0
    assert not egress(live, instance)
    assert live.ssh(address, OUT) == "000"
    assert command(live, "egress", instance, "auto") == 0
    assert egress(live, instance)


def test_a_subnet_without_a_route_out_has_none(live):
    base = live.facts["network"].split(".0.0/")[0]
    subnet = live.ec2.create_subnet(VpcId=live.facts["vpcId"], CidrBlock=f"{base}.200.0/24")["Subnet"]["SubnetId"]
    table = live.ec2.create_route_table(VpcId=live.facts["vpcId"])["RouteTable"]["RouteTableId"]
    live.ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    instance, address = live.launch(SubnetId=subnet)
    assert address.startswith(f"{base}.200.")
    assert not egress(live, instance)
    assert live.ssh(address, "curl -s -m 3 http://1.1.1.1/ || echo $?") == "7"
    gateway = live.ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    live.ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    assert egress(live, instance)
    live.ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
    assert not egress(live, instance)
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_what_a_closed_instance_asks_for_is_counted_though_it_gets_no_answer(live):
    vpc = live.ec2.create_vpc(CidrBlock="192.168.0.0/24")["Vpc"]["VpcId"]
    subnet = live.ec2.create_subnet(VpcId=vpc, CidrBlock="192.168.0.0/28")["Subnet"]["SubnetId"]
    instance, address = live.launch(SubnetId=subnet)
    live.ssh(address, "curl -s http://169.254.169.254/; ping -c1 -W1 192.0.2.1")
    assert asked(live, instance) == (0, 0)
    assert live.ssh(address, "curl -s -m 9 http://192.0.2.1/ || echo $?") == "7"
    assert asked(live, instance) == (0, 1)
    assert live.ssh(address, "curl -s -m 9 http://example.org/ || echo $?") == "6"
    names, connections = asked(live, instance)
    assert (names > 0, connections) == (True, 1)
    live.ec2.create_tags(Resources=[interface(live, instance)], Tags=[{"Key": "localcloud:names", "Value": "0"}])
    assert asked(live, instance) == (names, 1)
    live.ec2.terminate_instances(InstanceIds=[instance])


def interface(live, instance):
    return live.instance(instance)["NetworkInterfaces"][0]["NetworkInterfaceId"]


def test_a_foreign_network_gets_reachable_addresses(live):
    vpc = live.ec2.create_vpc(CidrBlock="192.168.0.0/16")["Vpc"]["VpcId"]
    subnet = live.ec2.create_subnet(VpcId=vpc, CidrBlock="192.168.1.0/24")["Subnet"]["SubnetId"]
    instance, address = live.launch(SubnetId=subnet)
    assert live.ssh(address, "id -un") == "admin"
    assert not egress(live, instance)
    live.ec2.terminate_instances(InstanceIds=[instance])
    with pytest.raises(ClientError, match="leave the private address out"):
        live.launch(SubnetId=subnet, PrivateIpAddress="192.168.1.7")


def test_a_public_address_that_was_asked_for_is_reachable(live):
    instance, _ = live.launch(
        NetworkInterfaces=[{"DeviceIndex": 0, "AssociatePublicIpAddress": True, "SubnetId": live.facts["subnetId"]}]
    )
    assert live.ssh(live.instance(instance)["PublicIpAddress"], "id -un") == "admin"
    live.ec2.terminate_instances(InstanceIds=[instance])


def test_an_address_of_ones_own_choice(live):
    base = live.facts["network"].split(".0.0/")[0]
    instance, address = live.launch(SubnetId=live.facts["subnetId"], PrivateIpAddress=f"{base}.0.99")
    assert address == f"{base}.0.99"
    with pytest.raises(ClientError, match="InvalidIPAddress.InUse"):
        live.launch(SubnetId=live.facts["subnetId"], PrivateIpAddress=f"{base}.0.99")
    live.ec2.terminate_instances(InstanceIds=[instance])
