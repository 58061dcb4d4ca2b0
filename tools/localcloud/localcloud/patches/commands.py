"""Systems Manager: which instances it manages, and Run Command, which really runs what is sent."""

from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.ssm.responses import SimpleSystemManagerResponse as Response

from localcloud.commands import LONGEST_BRIEF, LONGEST_ERROR, LONGEST_OUTPUT, SHELL, Invocation, SentCommand

MOST_INSTANCES, MOST_FILTERED, PAGE = 50, 100, 50
PLUGIN = "aws:runShellScript"


def apply(cloud: Any) -> None:
    def describe_instance_information(self: Any) -> ActionResult:
        wanted = _filtered(self._get_param("Filters", []))
        managed = [guest for guest in cloud.commands.managed(self.region) if wanted is None or guest.id in wanted]
        told = [
            {
                "InstanceId": guest.id,
                "PingStatus": "Online",
                "AgentVersion": "3.3.0.0",
                "PlatformType": "Linux",
                "PlatformName": "Debian GNU/Linux",
                "ResourceType": "EC2Instance",
                "IPAddress": guest.address,
            }
            for guest in sorted(managed, key=lambda guest: str(guest.id))
        ]
        return ActionResult(_page(self, "InstanceInformationList", told))

    def send_command(self: Any) -> ActionResult:
        document, instances = self._get_param("DocumentName"), self._get_param("InstanceIds", [])
        parameters = self._get_param("Parameters", {})
        if document != SHELL:
            raise JsonRESTError("InvalidDocument", f"The local cloud has the document {SHELL} alone, not '{document}'.")
        if self._get_param("Targets") or not 1 <= len(instances) <= MOST_INSTANCES:
            raise JsonRESTError("ValidationException", f"The local cloud takes 1 to {MOST_INSTANCES} InstanceIds and no Targets.")
        managed = {guest.id for guest in cloud.commands.managed(self.region)}
        if strangers := [instance for instance in instances if instance not in managed]:
            text = f"Instances [[{', '.join(strangers)}]] not in a valid state for account {self.current_account}"
            raise JsonRESTError("InvalidInstanceId", text)
        seconds = float((parameters.get("executionTimeout") or ["3600"])[0])
        script = "\n".join(parameters.get("commands") or [])
        at_once = str(self._get_param("MaxConcurrency", "50"))
        sent = cloud.commands.send(script, seconds, instances, int(at_once) if at_once.isdigit() else 50)
        return ActionResult({"Command": {**_command(sent), "Status": "Pending", "InstanceIds": instances}})

    def list_commands(self: Any) -> ActionResult:
        found = cloud.commands.find(self._get_param("CommandId"))
        return ActionResult(_page(self, "Commands", [_command(command) for command in found]))

    def get_command_invocation(self: Any) -> ActionResult:
        found = _invocations(self._get_param("CommandId"), self._get_param("InstanceId"))
        if not found:
            raise JsonRESTError("InvocationDoesNotExist", "")
        one = found[0]
        told = {"PluginName": PLUGIN, "ResponseCode": one.code, "StandardOutputContent": one.output[:LONGEST_OUTPUT]}
        return ActionResult({**_invocation(one), **told, "StandardErrorContent": one.error[:LONGEST_ERROR]})

    def list_command_invocations(self: Any) -> ActionResult:
        found = _invocations(self._get_param("CommandId"), self._get_param("InstanceId"))
        detailed = bool(self._get_param("Details"))
        return ActionResult(_page(self, "CommandInvocations", [_detailed(one) if detailed else _invocation(one) for one in found]))

    def describe_sessions(self: Any) -> ActionResult:
        return ActionResult({"Sessions": []})  # the local cloud has no Session Manager

    def _invocations(command: str | None, instance: str | None) -> list[Invocation]:
        return [
            one for sent in cloud.commands.find(command) for one in sent.invocations if instance in (None, one.instance)
        ]

    for action in (
        describe_instance_information,
        send_command,
        list_commands,
        get_command_invocation,
        list_command_invocations,
        describe_sessions,
    ):
        setattr(Response, action.__name__, action)


def _filtered(filters: list[dict[str, Any]]) -> set[str] | None:
    """The instances that are asked for; None for any."""
    if not filters:
        return None
    if len(filters) != 1 or filters[0].get("Key") != "InstanceIds" or len(filters[0].get("Values", [])) > MOST_FILTERED:
        raise JsonRESTError("InvalidInstanceInformationFilterValue", f"One filter, InstanceIds, of {MOST_FILTERED} values.")
    return set(filters[0]["Values"])


def _page(response: Any, name: str, told: list[dict[str, Any]]) -> dict[str, Any]:
    """One page of a list, and where the next one begins."""
    begin = int(response._get_param("NextToken") or 0)
    end = begin + min(PAGE, int(response._get_param("MaxResults") or PAGE))
    return {name: told[begin:end], **({"NextToken": str(end)} if end < len(told) else {})}


def _command(command: SentCommand) -> dict[str, Any]:
    return {
        "CommandId": command.id,
        "DocumentName": SHELL,
        "Status": command.status,
        "InstanceIds": [invocation.instance for invocation in command.invocations],
        "TargetCount": len(command.invocations),
    }


def _invocation(one: Invocation) -> dict[str, Any]:
    return {
        "CommandId": one.command.id,
        "InstanceId": one.instance,
        "DocumentName": SHELL,
        "Status": one.status,
        "StatusDetails": one.status,
    }


def _detailed(one: Invocation) -> dict[str, Any]:
    output = one.output + (f"\n----------ERROR-------\n{one.error}" if one.error else "")
    plugin = {"Name": PLUGIN, "Status": one.status, "ResponseCode": one.code, "Output": output[:LONGEST_BRIEF]}
    return {**_invocation(one), "CommandPlugins": [plugin]}
