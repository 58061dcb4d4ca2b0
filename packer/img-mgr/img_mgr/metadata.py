"""The instance metadata service, by session token alone (IMDSv2), with short time limits."""

import http.client
import os
import urllib.error
import urllib.parse
import urllib.request

DEFAULT_ENDPOINT = "http://169.254.169.254"
TOKEN_SECONDS = 300
LONGEST_ANSWER = 64 * 1024


class Unavailable(Exception):
    """The service does not answer, or refuses; the message says which."""


class Metadata:
    """Reads values; asks for a new token each time one is needed after a failure.

    AWS_EC2_METADATA_SERVICE_ENDPOINT, which the AWS SDKs honour too, points it elsewhere.
    """

    def __init__(self, endpoint=None, timeout=1.0):
        chosen = endpoint or os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT") or DEFAULT_ENDPOINT
        self._endpoint = chosen.rstrip("/")
        self._timeout = timeout
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._token = None

    def user_data(self):
        """The instance's user data as text, or None if it has none."""
        return self._get("/latest/user-data")

    def tag(self, key):
        """The value of an instance tag, or None if it is not set or tags are not exposed."""
        return self._get("/latest/meta-data/tags/instance/" + urllib.parse.quote(key, safe=":"))

    def region(self):
        """The region this instance runs in, or None."""
        return self._get("/latest/meta-data/placement/region")

    def _get(self, path):
        if self._token is None:
            seconds = {"X-aws-ec2-metadata-token-ttl-seconds": str(TOKEN_SECONDS)}
            self._token = self._ask("PUT", "/latest/api/token", seconds)
            if self._token is None:
                raise Unavailable("the metadata service gives no session token")
        try:
            return self._ask("GET", path, {"X-aws-ec2-metadata-token": self._token})
        except Unavailable:
            self._token = None
            raise

    def _ask(self, method, path, headers):
        request = urllib.request.Request(self._endpoint + path, method=method, headers=headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                return answer.read(LONGEST_ANSWER).decode("utf-8", "replace")
        except urllib.error.HTTPError as refusal:
            if refusal.code == 404:
                return None
            raise Unavailable(f"the metadata service answers {refusal.code}") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise Unavailable("the metadata service does not answer") from None
