"""A repeated RunInstances with the same client token is answered with the instances of the first, terminated ones too."""

import threading
from typing import Any

from moto.ec2 import utils
from moto.ec2.models.instances import InstanceBackend

NONE = "ABCDE"  # moto's word for a call without one


def apply(cloud: Any) -> None:
    utils.filter_dict_attribute_mapping["client-token"] = "client_token"
    launch, lock = InstanceBackend.run_instances, threading.Lock()
    turns: dict[Any, threading.Lock] = {}
    done: dict[Any, Any] = {}

    def run_instances(self: Any, *given: Any, **named: Any) -> Any:
        token = named.get("client_token")
        if token in (None, NONE):
            return launch(self, *given, **named)
        which = (self.account_id, self.region_name, token)
        wish = repr((given, sorted(named.items(), key=lambda one: one[0])))
        with lock:
            turn = turns.setdefault(which, threading.Lock())
        with turn:
            if which not in done:
                done[which] = (wish, launch(self, *given, **named))
            before, reservation = done[which]
        if before != wish:
            raise self.raise_error("IdempotentParameterMismatch", f"The client token {token} was used with other parameters.")
        return reservation

    InstanceBackend.run_instances = run_instances
