"""Network interfaces as proof of birth: they go with their instance, keep their time of attachment, and hold their group."""

from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance
from moto.ec2.models.security_groups import SecurityGroupBackend


def apply(cloud: Any) -> None:
    _prepared()
    _terminated()
    _groups_in_use()
    _counted(cloud)


def _counted(cloud: Any) -> None:
    """An attached interface tells in tags, which the cloud sets and nobody else can, what was asked through it."""

    def tag_set(self: Any) -> list[dict[str, str]]:
        asked = cloud.compute.asked(self.instance.id) if self.instance else {}
        counted = [{"key": f"localcloud:{name}", "value": str(count)} for name, count in asked.items()]
        return [tag for tag in self.get_tags() if not tag["key"].startswith("localcloud:")] + counted

    NetworkInterface.tag_set = property(tag_set)


def _prepared() -> None:
    prepare = Instance.prep_nics

    def prep_nics(self: Any, nic_spec: list[dict[str, Any]], *words: Any, **named: Any) -> None:
        prepare(self, nic_spec, *words, **named)
        kept = {int(nic["DeviceIndex"]): nic.get("DeleteOnTermination") for nic in nic_spec if "DeviceIndex" in nic}
        given = {nic.get("NetworkInterfaceId") for nic in nic_spec}
        for index, nic in self.nics.items():
            # One made for the launch goes with the instance, unless told otherwise; one that was there before stays.
            nic.delete_on_termination = nic.id not in given and kept.get(index) is not False
        if not self.security_groups and 0 in self.nics:
            self.security_groups = list(self.nics[0]._group_set)

    Instance.prep_nics = prep_nics


def _terminated() -> None:
    """What EC2 no longer tells of an instance that is gone: interfaces, addresses, groups, volumes (moto drops those)."""

    def while_there(name: str, otherwise: Any) -> property:
        original = getattr(Instance, name)

        def value(self: Any) -> Any:
            return otherwise() if self.state == "terminated" else original.fget(self)

        return property(value)

    Instance.network_interfaces = while_there("network_interfaces", list)
    for name in ("private_ip_address", "public_ip_address"):
        setattr(Instance, name, while_there(name, lambda: None))
    Instance.private_dns_name = while_there("private_dns_name", str)


def _groups_in_use() -> None:
    delete = SecurityGroupBackend._delete_security_group

    def delete_group(self: Any, vpc_id: str | None, group_id: str) -> None:
        for interface in list(self.enis.values()):
            if any(group.id == group_id for group in interface.group_set):
                raise self.raise_error("DependencyViolation", f"resource {group_id} has a dependent object")
        delete(self, vpc_id, group_id)

    SecurityGroupBackend._delete_security_group = delete_group

    find = NetworkInterface.get_filter_value

    def get_filter_value(self: Any, filter_name: str, method_name: str | None = None) -> Any:
        if filter_name == "group-id":
            return [group.id for group in self.group_set]
        return find(self, filter_name, method_name)

    NetworkInterface.get_filter_value = get_filter_value
