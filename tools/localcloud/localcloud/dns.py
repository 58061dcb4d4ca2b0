"""Which name servers instances use: the machine's own."""

import re
from pathlib import Path

UPSTREAM = Path("/run/systemd/resolve/resolv.conf")  # what systemd-resolved itself asks


def resolv_conf(host: Path = Path("/etc/resolv.conf")) -> str:
    """The host's settings without name servers that only the host can reach (127.0.0.53)."""
    text = host.read_text() if host.exists() else ""
    if not _reachable(text) and UPSTREAM.exists():
        text = UPSTREAM.read_text()
    lines = [line for line in text.splitlines() if re.match(r"(search|options|domain)\s", line)]
    return "".join(f"{line}\n" for line in [f"nameserver {server}" for server in _reachable(text)] + lines)


def _reachable(text: str) -> list[str]:
    servers = re.findall(r"^\s*nameserver\s+(\S+)", text, re.MULTILINE)
    return [server for server in servers if not server.startswith(("127.", "::1"))]
