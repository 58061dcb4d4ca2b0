"""What moto's CloudFormation leaves behind when a stack goes: endpoints, target groups, route tables that hold up their VPC."""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import SubnetRouteTableAssociation
from moto.ec2.models.vpcs import VPCEndPoint
from moto.elbv2.models import FakeTargetGroup, elbv2_backends


def apply(cloud: Any) -> None:
    # CloudFormation asks a resource to delete itself, and tries again later whatever fails because others need it.
    SubnetRouteTableAssociation.delete = _disassociate
    RouteTable.delete = _delete_route_table
    VPCEndPoint.delete = _delete_endpoint
    FakeTargetGroup.delete = _delete_target_group


def _disassociate(self: Any, account: str, region: str) -> None:
    backend = ec2_backends[account][region]
    for table in backend.route_tables.values():
        for association, target in list(table._associations.items()):
            if table.id == self.route_table_id and target == self.subnet_id:
                backend.disassociate_route_table(association)


def _delete_route_table(self: Any, account: str, region: str) -> None:
    ec2_backends[account][region].delete_route_table(self.id)


def _delete_endpoint(self: Any, account: str, region: str) -> None:
    backend = ec2_backends[account][region]
    self.route_table_ids = [table for table in self.route_table_ids if table in backend.route_tables]
    backend.delete_vpc_endpoints([self.id])
    # Listed for ever otherwise, as deleted.
    backend.vpc_end_points.pop(self.id, None)


def _delete_target_group(self: Any, account: str, region: str) -> None:
    elbv2_backends[account][region].delete_target_group(self.arn)
