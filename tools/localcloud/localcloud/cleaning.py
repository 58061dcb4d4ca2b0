"""Removes what a cloud leaves on the machine, also one whose server was killed; safe to do twice."""

from localcloud import disks, network, registry
from localcloud.cgroups import ControlGroup
from localcloud.state import State


def clean(state: State) -> None:
    """Ends its instances, takes down its network and mounts. Images and their layers stay."""
    ControlGroup(state.id).destroy()
    network.clean(state)
    disks.clean(state)
    registry.release(state)
    for path in (state.cloud_json,):
        if path.exists():
            path.unlink()
