"""What instances need of this very machine: name servers and package registries that run here. Nothing else of it is open to them."""

import ipaddress
import json
import os
import re
import socket
from urllib.parse import urlsplit

from localcloud.processes import run
from localcloud.reach import PIP_VARIABLES, Reach

Service = tuple[str, str, int]  # address, tcp or udp, port
PORTS = {"http": 80, "https": 443, "ftp": 21}
PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")


def needed(resolv_conf: str, reach: Reach, own: "set[str] | None" = None) -> set[Service]:
    """The services at addresses of the machine's own; loopback is out of an instance's reach anyway."""
    own = _addresses() if own is None else own
    found: set[Service] = set()
    for server in re.findall(r"^\s*nameserver\s+(\S+)", resolv_conf, re.MULTILINE):
        found |= {(server, protocol, 53) for protocol in ("udp", "tcp")}
    texts = [reach.apt_sources(), reach.pip_configuration() or "", *(os.environ.get(name, "") for name in PIP_VARIABLES)]
    texts += [path.read_text(errors="replace") for path in reach.apt_configuration()]
    texts += [os.environ.get(name, "") for name in PROXIES]
    for url in re.findall(r"(?:https?|ftp)://[^\s\"';,]+", "\n".join(texts)):
        found |= _of(url)
    return {service for service in found if service[0] in own}


def _of(url: str) -> set[Service]:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        told = socket.getaddrinfo(parts.hostname, port, socket.AF_INET, socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return set()
    return {(str(address[0]), "tcp", port) for *_, address in told}


def _addresses() -> set[str]:
    links = json.loads(run(["ip", "-j", "-4", "addr", "show"]) or "[]")
    addresses = {address["local"] for link in links for address in link.get("addr_info", [])}
    return {address for address in addresses if not ipaddress.ip_address(address).is_loopback}
