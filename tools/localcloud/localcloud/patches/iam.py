"""IAM tells whole seconds, as EC2's births do: what was made in the second a bake began is not younger by a fraction. Roles of a stack
have the managed policies that its template names, which moto leaves out."""

from collections.abc import Callable
from typing import Any

from moto.iam.models import InstanceProfile, Role, iam_backends

from localcloud.identity import ACCOUNT, PARTITION


def apply(cloud: Any) -> None:
    for kind in (Role, InstanceProfile):
        kind.create_date = property(lambda self: self.__dict__["create_date"].replace(microsecond=0), _keep)
    Role.create_from_cloudformation_json = classmethod(_attaching(Role.create_from_cloudformation_json.__func__))
    Role.update_from_cloudformation_json = classmethod(_attaching(Role.update_from_cloudformation_json.__func__))
    Role.delete_from_cloudformation_json = classmethod(_detaching(Role.delete_from_cloudformation_json.__func__))


def _keep(self: Any, moment: Any) -> None:
    self.__dict__["create_date"] = moment


def _attaching(make: Callable[..., Any]) -> Callable[..., Any]:
    def made(cls: Any, *given: Any, **named: Any) -> Any:
        role = make(cls, *given, **named)
        told = named.get("cloudformation_json") or given[1]
        wanted = told["Properties"].get("ManagedPolicyArns") or []
        _let_go(role, wanted)
        for arn in wanted:
            if arn not in role.managed_policies:
                iam_backends[ACCOUNT][PARTITION].attach_role_policy(arn, role.name)
        return role

    return made


def _detaching(delete: Callable[..., Any]) -> Callable[..., Any]:
    def deleted(cls: Any, name: str, *given: Any, **named: Any) -> None:
        for role in iam_backends[ACCOUNT][PARTITION].roles.values():
            if role.name == name:
                _let_go(role, [])
        delete(cls, name, *given, **named)

    return deleted


def _let_go(role: Any, wanted: list[str]) -> None:
    """Detaches what is not wanted any more."""
    for arn, policy in list(role.managed_policies.items()):
        if arn not in wanted:
            policy.detach_from(role)
