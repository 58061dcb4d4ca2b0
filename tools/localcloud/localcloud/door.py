"""Who is let in before anything is read: no web page of another origin, and no name but this machine's own."""

import ipaddress
import re
from collections.abc import Callable, Iterable
from typing import Any

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?")


class Door:
    """Looks at the headers that a browser writes and a page cannot forge."""

    def __init__(self, named: Callable[[], Iterable[str]], address: str = "", linked: bool = False) -> None:
        """``named``: further names of the API that the settings tell. ``address``: this one alone. ``linked``: other pages
        may lead here, as they may to any web site, and do no more."""
        self._named = named
        self._address = address
        self._linked = linked

    def refuses(self, environ: dict[str, Any]) -> str | None:
        """The reason, or None for a request that may go on."""
        host = environ.get("HTTP_HOST", "").lower()
        if not self._is_own(host):
            return f"Host '{host}' is not this cloud: expected localhost" if not self._address else "Not this host."
        if self._linked and _is_a_link(environ):
            return None
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin.lower() != f"http://{host}":
            return f"Origin '{origin}' may not ask this cloud: only programs of this machine may, and no other web page"
        if environ.get("HTTP_SEC_FETCH_SITE", "none") not in ("none", "same-origin"):
            return "A web page of another origin may not ask this cloud."
        return None

    def _is_own(self, host: str) -> bool:
        match = HOST.fullmatch(host)
        if not match:
            return False
        name = match.group(1).strip("[]")
        if self._address:
            return name == self._address
        if name == "localhost" or name.endswith(".localhost") or name in self._named():
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False


def _is_a_link(environ: dict[str, Any]) -> bool:
    """Whether a browser goes to a page because somebody follows a link, which reads and changes nothing for the page before."""
    navigates = environ.get("HTTP_SEC_FETCH_MODE") == "navigate" and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    return navigates and environ.get("REQUEST_METHOD") in ("GET", "HEAD")
