"""The pictures in S3: images/<id>/original, images/<id>/thumbnail, and what is known of them in the object's metadata."""

import contextlib
import functools
import os
import re
import time
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote

from botocore.exceptions import BotoCoreError, ClientError

from img_mgr import errors, pictures

PREFIX = "images/"
LONGEST_NAME = 900  # bytes, percent-encoded; S3 holds 2 KB of metadata an object
MISSING = {"404", "NoSuchKey", "NotFound"}
REASONS = {
    "NoSuchBucket": "its bucket does not exist",
    "AccessDenied": "this server's role may not use the bucket",
    "403": "this server's role may not use the bucket",
    "InvalidAccessKeyId": "S3 does not know this server's credentials",
    "SignatureDoesNotMatch": "S3 refuses this server's credentials",
    "ExpiredToken": "this server's credentials have expired",
}


@dataclass(frozen=True)
class Entry:
    """One picture; size in bytes, uploaded in UTC."""

    id: str
    name: str
    media_type: str
    size: int
    width: int
    height: int
    uploaded: datetime


def new_id(now=time.time):
    """An RFC 9562 version 8 UUID that begins with the time counted backwards: S3's own order is newest first."""
    backwards = (1 << 48) - 1 - int(now() * 1000)
    bits = (backwards << 80) | int.from_bytes(os.urandom(10))
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | (0x8 << 76) | (0x2 << 62)
    return str(uuid.UUID(int=bits))


def clean_name(name):
    """The last part of a file name as a browser sent it, safe to show and to store; never empty."""
    sent = (name or "").replace("%22", '"').replace("%0D", "").replace("%0A", "")  # what a form escapes
    last = re.split(r"[\\/]", sent)[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(". ")
    stem, dot, ending = kept.rpartition(".")
    ending = dot + ending if dot and len(ending) <= 10 else ""
    stem = kept[: len(kept) - len(ending)]
    while len(quote(stem + ending)) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + ending or "untitled"


@contextlib.contextmanager
def translated():
    """Turns what S3 and its client raise into Problems."""
    try:
        yield
    except ClientError as refusal:
        code = refusal.response.get("Error", {}).get("Code", "")
        if code in MISSING:
            raise errors.no_such_image() from None
        raise errors.unreachable(REASONS.get(code, f"S3 answers {code or 'with an error'}")) from refusal
    except BotoCoreError as problem:
        raise errors.unreachable(cause(problem)) from problem


def cause(problem):
    name = type(problem).__name__
    if "Credential" in name:
        return "this server has no credentials (does its instance have a role?)"
    if "Timeout" in name:
        return "S3 does not answer in time"
    return "S3 does not answer"


class Gallery:
    """All methods raise Problem; client is a boto3 S3 client. Without writable, nothing is added or removed."""

    def __init__(self, client, bucket, writable=False):
        self.writable = writable
        self._client = client
        self._bucket = bucket
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="img-mgr-head")
        # An entry never changes once it is written. For lists alone, where S3 has just said that it is there:
        # another worker may have deleted it.
        self._listed = functools.lru_cache(maxsize=4096)(self._head)

    def check(self):
        """Returns if the bucket can be used."""
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except ClientError as refusal:
            if refusal.response["Error"]["Code"] in MISSING:
                raise errors.unreachable(REASONS["NoSuchBucket"]) from None
            with translated():
                raise
        except BotoCoreError as problem:
            raise errors.unreachable(cause(problem)) from problem

    def add(self, data, name):
        """Keeps a picture, thumbnail first: what has an original is whole. Returns its Entry."""
        self.require_writable()
        picture = pictures.read(data)
        image_id = new_id()
        known = {
            "name": quote(clean_name(name)),
            "width": str(picture.width),
            "height": str(picture.height),
        }
        with translated():
            self._put(image_id, "thumbnail", picture.thumbnail, pictures.THUMBNAIL_TYPE, {})
            try:
                self._put(image_id, "original", data, picture.media_type, known)
            except (ClientError, BotoCoreError):
                with contextlib.suppress(ClientError, BotoCoreError):
                    self._client.delete_object(Bucket=self._bucket, Key=key(image_id, "thumbnail"))
                raise
        return self.entry(image_id)

    def page(self, limit, after=None):
        """Up to limit entries, newest first, that follow the id after, and the id to go on from, or None at the end."""
        start = {"StartAfter": f"{PREFIX}{after}/~"} if after else {}
        with translated():
            answer = self._client.list_objects_v2(
                Bucket=self._bucket, Prefix=PREFIX, Delimiter="/", MaxKeys=limit, **start
            )
        ids = [item["Prefix"][len(PREFIX) : -1] for item in answer.get("CommonPrefixes", [])]
        entries = [entry for entry in self._pool.map(self._listed_or_none, ids) if entry]
        return entries, ids[-1] if ids and answer.get("IsTruncated") else None

    def entry(self, image_id):
        with translated():
            return self._head(image_id)

    def original(self, image_id):
        """(Entry, iterator over the bytes)."""
        answer = self._get(image_id, "original")
        return entry_of(image_id, answer), chunks(answer["Body"])

    def thumbnail(self, image_id):
        """An iterator over the bytes."""
        return chunks(self._get(image_id, "thumbnail")["Body"])

    def remove(self, image_id):
        """Takes a picture away, original first."""
        self.require_writable()
        self.entry(image_id)
        with translated():
            for part in ("original", "thumbnail"):
                self._client.delete_object(Bucket=self._bucket, Key=key(image_id, part))

    def require_writable(self):
        """Raises Problem where pictures are only shown."""
        if not self.writable:
            raise errors.read_only()

    def _put(self, image_id, part, data, media_type, known):
        place = {"Bucket": self._bucket, "Key": key(image_id, part)}
        self._client.put_object(**place, Body=data, ContentType=media_type, Metadata=known)

    def _get(self, image_id, part):
        with translated():
            return self._client.get_object(Bucket=self._bucket, Key=key(image_id, part))

    def _head(self, image_id):
        place = {"Bucket": self._bucket, "Key": key(image_id, "original")}
        return entry_of(image_id, self._client.head_object(**place))

    def _listed_or_none(self, image_id):
        try:
            with translated():
                return self._listed(image_id)
        except errors.Problem as problem:
            if problem.status == 404:  # an upload under way, or the rest of one
                return None
            raise


def entry_of(image_id, answer):
    """The Entry in S3's answer to HEAD or GET of an original."""
    known = answer.get("Metadata", {})
    return Entry(
        id=image_id,
        name=unquote(known.get("name", "")) or "untitled",
        media_type=safe_type(answer.get("ContentType")),
        size=answer["ContentLength"],
        width=number(known.get("width")),
        height=number(known.get("height")),
        uploaded=answer["LastModified"],
    )


def chunks(body):
    """The bytes of an answer, piece by piece; gives the connection back however it ends."""
    with contextlib.closing(body):
        yield from body.iter_chunks(64 * 1024)


def key(image_id, part):
    return f"{PREFIX}{image_id}/{part}"


def number(text):
    return int(text) if text and text.isdecimal() else 0


def safe_type(media_type):
    """A type that no browser would run, whatever somebody has put into the bucket."""
    return media_type if media_type in pictures.MEDIA_TYPES.values() else "application/octet-stream"
