"""Where the pictures are kept and who may change them, from the environment, user data or instance tags."""

import json
import re
import shlex
from dataclasses import dataclass

from img_mgr.metadata import Unavailable

KEYS = ("bucket", "region", "endpoint", "changes")
SHAPES = {
    "bucket": r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    "region": r"[a-z]{2,4}(-[a-z]+)+-\d{1,2}",
    "endpoint": r"https?://[A-Za-z0-9.\[\]:_-]+(/[^\s]*)?",
    "changes": r"nobody|anyone",
}
ASSIGNMENT = re.compile(r"^\s*(?:export\s+)?IMG_MGR_(BUCKET|REGION|ENDPOINT|CHANGES)\s*=(.*)$", re.MULTILINE)


class Unknown(Exception):
    """The settings cannot be told; the message, one clause without a full stop, says why."""


@dataclass(frozen=True)
class Settings:
    """endpoint is None for AWS's own S3; changes says who may add and delete pictures: nobody, or anyone who asks."""

    bucket: str
    region: str
    endpoint: str | None = None
    changes: str = "nobody"


def find(environ, metadata):
    """The settings, each value from the first place that has it: environment, user data, tags.

    Raises Unknown. Does not ask the metadata service where the environment says everything.
    """
    values = from_environment(environ)
    reason = "neither user data nor the tag img-mgr:bucket names one"
    if not all(values.get(key) for key in ("bucket", "region")):
        try:
            values = {**from_tags(metadata), **parse_user_data(metadata.user_data()), **values}
            values.setdefault("region", metadata.region())
        except Unavailable as problem:
            reason = str(problem)
    if not values.get("bucket"):
        raise Unknown(reason)
    return checked(values)


def from_environment(environ):
    """IMG_MGR_BUCKET, IMG_MGR_REGION (or AWS_REGION, AWS_DEFAULT_REGION), IMG_MGR_ENDPOINT and IMG_MGR_CHANGES."""
    found = {key: environ.get(f"IMG_MGR_{key.upper()}") for key in KEYS}
    found["region"] = found["region"] or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    return {key: value for key, value in found.items() if value}


def from_tags(metadata):
    """The tags img-mgr:bucket, img-mgr:region, img-mgr:endpoint and img-mgr:changes."""
    found = {key: metadata.tag(f"img-mgr:{key}") for key in KEYS}
    return {key: value.strip() for key, value in found.items() if value and value.strip()}


def parse_user_data(text):
    """{"img_mgr": {"bucket": …}} as JSON, or lines IMG_MGR_BUCKET=… as in a shell script. Anything else says nothing."""
    if not text:
        return {}
    if text.lstrip().startswith("{"):
        return from_json(text)
    return {key.lower(): unquoted(value) for key, value in ASSIGNMENT.findall(text) if unquoted(value)}


def from_json(text):
    try:
        section = json.loads(text).get("img_mgr", {})
    except ValueError as problem:
        raise Unknown(f"the user data begins like JSON and is not: {problem}") from None
    if not isinstance(section, dict):
        raise Unknown('"img_mgr" in the user data is not a JSON object')
    for key, value in section.items():
        if key in KEYS and value is not None and not isinstance(value, str):
            raise Unknown(f'"{key}" in the user data is not text: {value!r}')
    return {key: section[key].strip() for key in KEYS if section.get(key)}


def unquoted(value):
    """The value of a shell assignment without quotes and comment."""
    try:
        words = shlex.split(value, comments=True)
    except ValueError:
        words = value.split()
    return words[0] if words else ""


def value_of(key):
    return "value of changes" if key == "changes" else key


def checked(values):
    region = values.get("region") or "us-east-1"
    settings = Settings(values["bucket"], region, values.get("endpoint") or None, values.get("changes") or "nobody")
    for key in KEYS:
        value = getattr(settings, key)
        if value is not None and not re.fullmatch(SHAPES[key], value):
            raise Unknown(f"“{value[:80]}” is not a possible {value_of(key)}")
    return settings
