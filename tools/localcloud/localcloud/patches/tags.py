"""Tags whose keys begin with ``aws:`` belong to AWS: the cloud sets them itself, and refuses them to everybody else."""

import re
from typing import Any

from moto.core.responses import BaseResponse
from moto.ec2.responses._base_response import EC2BaseResponse

from localcloud import awserrors

KEY = re.compile(r"(?:^|\.)Tag\.\d+\.Key$")


def apply(cloud: Any) -> None:
    def call_action(self: Any) -> Any:
        for name, value in self.data.items():
            text = value[0] if isinstance(value, list) else value
            if KEY.search(name) and str(text).lower().startswith("aws:"):
                return awserrors.error(
                    "ec2",
                    400,
                    "InvalidParameterValue",
                    f"Tag keys starting with 'aws:' are reserved for internal use ({text})",
                )
        return BaseResponse.call_action(self)

    EC2BaseResponse.call_action = call_action
