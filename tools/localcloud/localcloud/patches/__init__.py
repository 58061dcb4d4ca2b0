"""Everything that reaches into moto's own classes.

They are private: the version is checked here and pinned in requirements.txt.
"""

from importlib.metadata import version
from typing import Any

from localcloud.errors import CloudError

MOTO = "5.2.5"


def apply(cloud: Any) -> None:
    """Makes moto's EC2 boot, keep and free real things; once per process, before the first call."""
    found = version("moto")
    if found != MOTO:
        raise CloudError(
            f"moto {found} is installed, but the local cloud is made for moto {MOTO}: "
            "run pip install -r tools/localcloud/requirements.txt"
        )
    from localcloud.patches import (
        attributes,
        balancers,
        cloudformation,
        cloudformation_deletion,
        cloudformation_failures,
        cloudformation_rolling,
        cloudformation_updates,
        commands,
        groups,
        iam,
        images,
        instances,
        interfaces,
        managedkeys,
        networks,
        objects,
        refreshes,
        snapshots,
        spot,
        tags,
        templates,
        tokens,
        volumes,
    )

    for module in (
        *(networks, interfaces, instances, tokens, images, attributes, snapshots, volumes, spot, tags, templates, iam, balancers),
        commands,
        groups,
        refreshes,
        managedkeys,
        objects,
    ):
        module.apply(cloud)
    for module in (
        *(cloudformation, cloudformation_deletion, cloudformation_failures, cloudformation_updates),
        cloudformation_rolling,
    ):
        module.apply(cloud)
