"""One running cloud: all its parts, put together."""

import contextvars
import json
import os
from typing import Any

from localcloud.balancers import Balancers
from localcloud.commands import Commands
from localcloud.compute import Compute
from localcloud.disks import Disks
from localcloud.errors import CloudError
from localcloud.fleets import Fleet
from localcloud.identity import ACCOUNT, RoleCredentials, issued
from localcloud.images import Images
from localcloud.isolation import Isolation
from localcloud.keys import Keys
from localcloud.network import Network
from localcloud.seeds import images
from localcloud.settings import Settings
from localcloud.state import State, write_atomically

REGION = "us-west-2"


class Cloud:
    """What the patches of moto and the gateway talk to."""

    def __init__(
        self, state: State, settings: Settings, network: Network, disks: Disks, isolation: Isolation, base: list[str]
    ) -> None:
        from localcloud.dns import resolv_conf

        self.state = state
        self.settings = settings
        self.keys = Keys(issued, lambda: settings.access_keys, state.kept().get("token"))
        self.network = network
        self.disks = disks
        path = state.root / "resolv.conf"
        write_atomically(path, resolv_conf())
        self.compute = Compute(state, settings, network, disks, isolation, path)
        self.commands = Commands(self.compute, RoleCredentials.lets_systems_manager_in)
        self.balancers = Balancers(self.compute, str(network.pool))
        self.images = Images(state, settings, disks, base)
        self.force_stop: contextvars.ContextVar[bool] = contextvars.ContextVar("force_stop", default=False)
        self.template_version: contextvars.ContextVar[str] = contextvars.ContextVar("template_version", default="")
        self.calls: Any = {}
        self._regions: dict[str, set[str]] = {}

    def fleet(self, group: Any) -> Fleet:
        """An Auto Scaling group as this cloud runs it."""
        return Fleet(group, self.compute, self.balancers)

    def backend(self, region: str) -> Any:
        from moto.ec2.models import ec2_backends

        return ec2_backends[ACCOUNT][region]

    def backends(self) -> dict[str, Any]:
        """moto's EC2 of every Region that has been asked anything."""
        from moto.ec2.models import ec2_backends

        return dict(ec2_backends[ACCOUNT])

    @property
    def regions(self) -> set[str]:
        return self.regions_of("ec2")

    def regions_of(self, service: str) -> set[str]:
        """The Regions that exist; services without a list of their own have EC2's."""
        if not self._regions:
            from boto3 import Session

            self._regions["ec2"] = {
                name
                for part in ("aws", "aws-us-gov", "aws-cn")
                for name in Session().get_available_regions("ec2", part)
            }
        return self._regions["ec2"] | {"aws-global"}

    # -- what /localcloud/ answers --------------------------------------------------------------------------------

    def administer(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """GET and POST settings, GET and DELETE calls, POST egress; None: no such thing."""
        if path == "/localcloud/settings":
            if method == "POST":
                self.settings.change(body)
            return self.settings.as_json()
        if path == "/localcloud/calls":
            counted = {"calls": dict(self.calls), "total": sum(self.calls.values())}
            if method in ("DELETE", "POST"):
                self.calls.clear()
            return counted
        if path == "/localcloud/egress" and method == "POST":
            return self._egress(body.get("instance", ""), body.get("allowed"))
        if path == "/localcloud/balancers":
            return {"balancers": self.balancers.told()}
        if path == "/localcloud/instances":
            return {
                "instances": [
                    {
                        "id": guest.id,
                        "state": guest.state,
                        "address": guest.address,
                        "image": guest.record.image_id,
                        "egress": self.compute.may_leave(guest),
                    }
                    for guest in self.compute.guests.values()
                    if guest.state != "terminated"
                ]
            }
        return None

    def _egress(self, instance: str, allowed: Any) -> dict[str, Any]:
        guest = self.compute.guests.get(instance)
        if guest is None or guest.state == "terminated":
            raise CloudError(f"no instance '{instance}' in this cloud")
        if allowed not in (True, False, None):
            raise CloudError("allowed: expected true, false, or null (as the subnet's route table says)")
        self.compute.set_egress(guest, allowed)
        return {"instance": instance, "allowed": self.compute.may_leave(guest)}

    # -- cloud.json -----------------------------------------------------------------------------------------------

    def facts(self, port: int, pid: int, start: str) -> dict[str, Any]:
        """What callers need to use this cloud."""
        backend = self.backend(REGION)
        subnets = backend.get_default_subnets()
        subnet = subnets[sorted(subnets)[0]]
        endpoint = f"http://localhost:{port}"
        return {
            "endpoint": endpoint,
            "region": REGION,
            "pid": pid,
            "pidStart": start,
            "vpcId": subnet.vpc_id,
            "subnetId": subnet.id,
            "instanceEndpoint": f"http://{self.network.gateway}:{port}",
            "baseImages": [f"{image['name']} of {image['owner_id']}" for image in images()],
            "network": str(self.network.pool),
            "isolation": self.compute.isolation.name,
            "privateUsers": self.compute.isolation.users is not None,
            "state": str(self.state.root),
            "token": self.keys.token,
            "env": {
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_ACCESS_KEY_ID": self.keys.key,
                "AWS_SECRET_ACCESS_KEY": self.keys.secret,
                "AWS_REGION": REGION,
                "AWS_DEFAULT_REGION": REGION,
                "AWS_EC2_METADATA_DISABLED": "true",
            },
            "vars": {"ec2_endpoint": endpoint, "region": REGION, "subnet_id": subnet.id},
        }


def moto_environment(state: State) -> None:
    """Settings moto reads when it is imported."""
    write_atomically(state.amis_json, json.dumps(images(), indent=1))
    os.environ["MOTO_AMIS_PATH"] = str(state.amis_json)
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"  # by which a role lets Systems Manager in, for one
    os.environ["MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION"] = "true"
    for name in list(os.environ):
        if name.startswith("AWS_"):
            del os.environ[name]
    os.environ.update(AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing", AWS_DEFAULT_REGION=REGION)
