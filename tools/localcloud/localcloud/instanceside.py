"""What an instance may ask of the API: look, and work with data. Nothing by which it could open its own ways out.

Policies are not checked here as AWS does, so a role's keys would otherwise be good for RunInstances and CreateRoute. Of the
services that work with data only those are let through that send nothing anywhere themselves (moto's SNS, for one, posts to any
address).
"""

import re
from typing import Any
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
LOOKS = re.compile(r"(Describe|Get|List|Search)[A-Za-z]*")
# services of the query protocol → what goes beyond looking
QUERY: dict[str, frozenset[str]] = {
    "ec2": frozenset(),
    "elasticloadbalancing": frozenset(),
    "cloudformation": frozenset({"SignalResource"}),
    "autoscaling": frozenset({"CompleteLifecycleAction", "RecordLifecycleActionHeartbeat"}),
    "sts": frozenset(),
}
# services of the JSON protocol → what goes beyond looking
JSON: dict[str, frozenset[str]] = {
    "ssm": frozenset({"PutParameter"}),
    "secretsmanager": frozenset(),
    "logs": frozenset({"CreateLogGroup", "CreateLogStream", "PutLogEvents"}),
}


def allows(service: str, environ: dict[str, Any], body: bytes) -> bool:
    """Whether an instance may call this; what could be read in two ways is refused."""
    target = environ.get("HTTP_X_AMZ_TARGET")
    query = environ.get("QUERY_STRING", "")
    if service == "s3":
        return target is None
    if service in JSON:
        action = (target or "").rpartition(".")[2]
        return not query and "x-amz-json" in environ.get("CONTENT_TYPE", "") and _is_in(action, JSON[service])
    if service not in QUERY or target is not None:
        return False
    if body and environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != FORM:
        return False
    words = parse_qsl(query, True) + parse_qsl(body.decode("latin-1"), True)
    actions = [value for name, value in words if name.lower() == "action"]
    return len(actions) == 1 and _is_in(actions[0], QUERY[service])


def _is_in(action: str, more: frozenset[str]) -> bool:
    return bool(LOOKS.fullmatch(action)) or action in more
