"""AWS Signature Version 4, as the receiver checks it: whoever signs has proved to hold the secret of the key he names."""

import hashlib
import hmac
import re
import time
from calendar import timegm
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, unquote_plus

HEADER = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request,\s*"
    r"SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})"
)
CREDENTIAL = re.compile(r"([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request")
SKEW = 900  # seconds a signature is good for before and after its date, as at AWS
LONGEST = 604800
UNSIGNED = "UNSIGNED-PAYLOAD"


class Claim(NamedTuple):
    """What a request says of its signature; nothing of it is proved yet. ``expires``: seconds, of a presigned address."""

    key: str
    day: str
    region: str
    service: str
    signed: list[str]
    signature: str
    moment: str
    token: str
    expires: int | None


def claim_of(environ: dict[str, Any]) -> Claim | None:
    """None when the request is not signed in this way."""
    header = environ.get("HTTP_AUTHORIZATION")
    if header is not None:
        found = HEADER.fullmatch(header.strip())
        if not found:
            return None
        key, day, region, service, signed, signature = found.groups()
        moment, token = environ.get("HTTP_X_AMZ_DATE", ""), environ.get("HTTP_X_AMZ_SECURITY_TOKEN", "")
        return Claim(key, day, region, service, signed.split(";"), signature, moment, token, None)
    given = dict(_query(environ))
    found = CREDENTIAL.fullmatch(given.get("X-Amz-Credential", ""))
    expires = given.get("X-Amz-Expires", "")
    if not found or given.get("X-Amz-Algorithm") != "AWS4-HMAC-SHA256" or not expires.isdecimal():
        return None
    signed = given.get("X-Amz-SignedHeaders", "").split(";")
    rest = given.get("X-Amz-Signature", ""), given.get("X-Amz-Date", ""), given.get("X-Amz-Security-Token", "")
    return Claim(*found.groups(), signed, *rest, min(int(expires), LONGEST))


def is_right(environ: dict[str, Any], claim: Claim, secret: str, body: bytes, now: float | None = None) -> bool:
    """Whether the signature was made with the secret, of this very request, and lately."""
    payload = _payload(environ, claim, body)
    if payload is None or "host" not in claim.signed or not _is_fresh(claim, time.time() if now is None else now):
        return False
    try:
        request = _canonical(environ, claim, payload)
    except KeyError:  # a header is named as signed and is not there
        return False
    scope = f"{claim.day}/{claim.region}/{claim.service}/aws4_request"
    digest = hashlib.sha256(request).hexdigest()
    key = f"AWS4{secret}".encode()
    for part in (claim.day, claim.region, claim.service, "aws4_request"):
        key = hmac.digest(key, part.encode("latin-1"), "sha256")
    told = f"AWS4-HMAC-SHA256\n{claim.moment}\n{scope}\n{digest}".encode("latin-1")
    return hmac.compare_digest(hmac.new(key, told, "sha256").hexdigest().encode(), claim.signature.encode("latin-1"))


def _is_fresh(claim: Claim, now: float) -> bool:
    if not re.fullmatch(r"\d{8}T\d{6}Z", claim.moment) or not claim.moment.startswith(claim.day):
        return False
    try:
        signed = timegm(time.strptime(claim.moment, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        return False
    return -SKEW <= now - signed <= (SKEW if claim.expires is None else claim.expires)


def _payload(environ: dict[str, Any], claim: Claim, body: bytes) -> str | None:
    """What stands for the body in the signature; None when the body is not what was signed."""
    told = environ.get("HTTP_X_AMZ_CONTENT_SHA256")
    if claim.service == "s3":
        if told is None and claim.expires is not None:
            return UNSIGNED
        if told == UNSIGNED or (told or "").startswith("STREAMING-"):
            return told
    digest = hashlib.sha256(body).hexdigest()
    return digest if told in (None, digest) else None


def _canonical(environ: dict[str, Any], claim: Claim, payload: str) -> bytes:
    path = (environ.get("REQUEST_URI") or environ.get("PATH_INFO", "/")).partition("?")[0]
    path = re.sub(r"^https?://[^/]*", "", path) or "/"
    path = quote(unquote(path, "latin-1"), "/-_.~", "latin-1") if claim.service == "s3" else quote(path, "/-_.~")
    pairs = [(_encoded(name), _encoded(value)) for name, value in _query(environ) if name != "X-Amz-Signature"]
    query = "&".join(f"{name}={value}" for name, value in sorted(pairs))
    headers = "".join(f"{name}:{_header(environ, name)}\n" for name in claim.signed)
    words = [environ["REQUEST_METHOD"], path, query, headers, ";".join(claim.signed), payload]
    return "\n".join(words).encode("latin-1")


def _query(environ: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [word.partition("=") for word in environ.get("QUERY_STRING", "").split("&") if word]
    return [(unquote_plus(name, "latin-1"), unquote_plus(value, "latin-1")) for name, _, value in pairs]


def _encoded(text: str) -> str:
    return quote(text, "-_.~", "latin-1")


def _header(environ: dict[str, Any], name: str) -> str:
    key = name.upper().replace("-", "_")
    value = environ[key] if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else environ[f"HTTP_{key}"]
    return re.sub(r" +", " ", str(value).strip())
