"""A resource that cannot be created rolls its new stack back, as CloudFormation does; moto refuses the whole request instead."""

from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Event, Stack

_moto_resource = parsing.parse_and_create_resource
_moto_resources = Stack.create_resources


def apply(cloud: Any) -> None:
    parsing.parse_and_create_resource = _create_resource
    Stack.create_resources = _create_resources


def _create_resource(logical_id: str, resource_json: dict[str, Any], *others: Any, **more: Any) -> Any:
    try:
        return _moto_resource(logical_id, resource_json, *others, **more)
    except Exception as error:
        if not hasattr(error, "resource_that_failed"):
            error.resource_that_failed = (logical_id, resource_json["Type"])  # type: ignore[attr-defined]
        raise


def _create_resources(self: Stack) -> None:
    try:
        _moto_resources(self)
    except ValidationError:
        raise  # A template that is wrong in itself never becomes a stack.
    except Exception as error:
        if not hasattr(error, "resource_that_failed"):
            raise
        roll_back(self, *error.resource_that_failed, reason=str(getattr(error, "message", "") or error))


def roll_back(stack: Stack, logical_id: str, kind: str, reason: str) -> None:
    """Removes what a new stack has; one of its resources failed."""
    stack.events.append(
        Event(
            stack_id=stack.stack_id,
            stack_name=stack.name,
            logical_resource_id=logical_id,
            physical_resource_id="",
            resource_type=kind,
            resource_status="CREATE_FAILED",
            resource_status_reason=reason,
            resource_properties=None,
        )
    )
    stack._add_stack_event(
        "ROLLBACK_IN_PROGRESS",
        f"The following resource(s) failed to create: [{logical_id}]. Rollback requested by user.",
    )
    made = stack.resource_map
    made.delete()
    # moto would create them again for whoever asks for the stack's outputs or resources.
    made._parsed_resources.clear()
    made._resource_json_map = {}
    stack.template_dict = {**stack.template_dict, "Resources": {}, "Outputs": {}}
    stack.output_map = stack._create_output_map()
    stack._add_stack_event("ROLLBACK_COMPLETE")
    stack.status = "ROLLBACK_COMPLETE"
