"""IAM tells whole seconds, as EC2's births do: what was made in the second a bake began is not younger by a fraction."""

from typing import Any

from moto.iam.models import InstanceProfile, Role


def apply(cloud: Any) -> None:
    for kind in (Role, InstanceProfile):
        kind.create_date = property(lambda self: self.__dict__["create_date"].replace(microsecond=0), _keep)


def _keep(self: Any, moment: Any) -> None:
    self.__dict__["create_date"] = moment
