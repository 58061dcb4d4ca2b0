"""What templates say and moto's CloudFormation does not understand: Fn::Cidr, AWS::NoValue in lists, one's own zones."""

import ipaddress
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.exceptions import ValidationError

_moto = parsing.clean_json


def apply(cloud: Any) -> None:
    # moto's function calls itself by this name, so that every level of a template passes here.
    parsing.clean_json = _resolve


def _resolve(node: Any, resources: Any) -> Any:
    if isinstance(node, list):
        return [value for value in (_resolve(item, resources) for item in node) if value is not None]
    if isinstance(node, dict) and "Fn::Cidr" in node:
        return _cidr(_resolve(node["Fn::Cidr"], resources))
    if isinstance(node, dict) and "Fn::GetAZs" in node:
        return _moto({"Fn::GetAZs": _resolve(node["Fn::GetAZs"], resources) or resources["AWS::Region"]}, resources)
    return _moto(node, resources)


def _cidr(words: list[Any]) -> list[str]:
    """``count`` blocks of a network; ``bits`` of each are left to hosts, 8 for a /24."""
    try:
        network, count = ipaddress.ip_network(words[0]), int(words[1])
        bits = int(words[2]) if len(words) > 2 else 8 if network.version == 4 else 64
        if not 1 <= count <= 256 or 2 ** (network.max_prefixlen - bits - network.prefixlen) < count:
            raise ValueError
        blocks = network.subnets(new_prefix=network.max_prefixlen - bits)
        return [str(next(blocks)) for _ in range(count)]
    except (ValueError, IndexError, TypeError):
        raise ValidationError(message=f"Template error: Fn::Cidr {words} names no such blocks of a network") from None
