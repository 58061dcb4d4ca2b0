"""The secrets of one cloud: a random token, and the access key that follows from it."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import NamedTuple


class Secret(NamedTuple):
    """What belongs to an access key.

    ``session`` is the session token that must come with it; None: there is none. ``inside``: it is an instance's.
    """

    secret: str
    session: str | None = None
    inside: bool = False


class Keys:
    """Who may do what: the token for the cloud's own administration, access keys for its API."""

    def __init__(
        self, issued: Callable[[str], Secret | None], given: Callable[[], dict[str, str | None]], token: str | None = None
    ) -> None:
        """``issued`` knows the keys of IAM and STS; ``given`` the further ones of the settings; no token: a new one."""
        self.token = token or secrets.token_hex(32)
        self.key = "AKIA" + base64.b32encode(self._derived("access key"))[:16].decode()
        self.secret = base64.b64encode(self._derived("secret key"))[:40].decode()
        self._issued = issued
        self._given = given

    def _derived(self, use: str) -> bytes:
        return hmac.new(bytes.fromhex(self.token), use.encode(), hashlib.sha256).digest()

    def is_token(self, header: str) -> bool:
        """Whether an Authorization header carries the token."""
        return hmac.compare_digest(header.encode(), f"Bearer {self.token}".encode())

    def secret_of(self, key: str) -> Secret | None:
        """What a request by this access key must be signed with; None: there is no such key."""
        if key == self.key:
            return Secret(self.secret)
        given = self._given()
        if key in given:
            return Secret(given[key] or self.secret)
        return self._issued(key)

    def is_of_an_instance(self, key: str) -> bool:
        """Whether the metadata service gave out the key, or somebody who held such a one."""
        known = self.secret_of(key)
        return known is not None and known.inside
