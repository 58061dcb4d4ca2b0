"""The instance metadata service, as instances see it at 169.254.169.254."""

import base64
import json
import re
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from localcloud.compute import Guest

VERSION = re.compile(r"^/(latest|1\.0|20\d\d-\d\d-\d\d)(/.*)?$")
LONGEST_TOKEN = 21600


class Tokens:
    """Session tokens of IMDSv2; each is good for one instance and some seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def issue(self, instance: str, seconds: int) -> str:
        token = base64.urlsafe_b64encode(secrets.token_bytes(40)).decode()
        with self._lock:
            now = self._clock()
            self._tokens = {old: (owner, end) for old, (owner, end) in self._tokens.items() if end > now}
            self._tokens[token] = (instance, now + seconds)
        return token

    def accepts(self, instance: str, token: str | None) -> bool:
        owner, end = self._tokens.get(token or "", ("", 0.0))
        return owner == instance and end > self._clock()


class Metadata:
    """What the service knows of one instance, as a tree of texts; a folder is a dict."""

    def __init__(self, guest: Guest, credentials: Callable[[Guest], tuple[str | None, dict[str, str]]]) -> None:
        self._guest = guest
        self._credentials = credentials

    def tree(self) -> dict[str, Any]:
        record = self._guest.record
        region = record.region_name
        meta: dict[str, Any] = {
            "ami-id": record.image_id,
            "ami-launch-index": str(record.ami_launch_index),
            "hostname": record.private_dns_name,
            "instance-action": "none",
            "instance-id": record.id,
            "instance-life-cycle": record.lifecycle or "on-demand",
            "instance-type": record.instance_type,
            "local-hostname": record.private_dns_name,
            "local-ipv4": self._guest.address,
            "mac": record.nics[0].mac_address,
            "profile": "default-hvm",
            "reservation-id": _reservation(record),
            "security-groups": "\n".join(group.name for group in record.security_groups) or "default",
            "placement": {"availability-zone": record.placement.zone, "region": region},
            "services": {"domain": "amazonaws.com", "partition": "aws"},
            "block-device-mapping": {"ami": record.root_device_name, "root": record.root_device_name},
            "network": {
                "interfaces": {
                    "macs": {
                        record.nics[0].mac_address: {
                            "device-number": "0",
                            "local-ipv4s": self._guest.address,
                            "mac": record.nics[0].mac_address,
                            "subnet-id": record.subnet_id,
                            "vpc-id": record.vpc_id,
                        }
                    }
                }
            },
        }
        if record.public_ip:
            meta["public-ipv4"] = meta["public-hostname"] = record.public_ip
        key = record.ec2_backend.key_pairs.get(record.key_name) if record.key_name else None
        if key is not None:
            meta["public-keys"] = {"0": {"openssh-key": _text(key.material_public)}}
        if record.metadata_options.instance_metadata_tags == "enabled":
            meta["tags"] = {"instance": {tag["key"]: tag["value"] for tag in record.get_tags()}}
        role, credentials = self._credentials(self._guest)
        if role:
            meta["iam"] = {
                "info": json.dumps(
                    {
                        "Code": "Success",
                        "LastUpdated": _now(),
                        "InstanceProfileArn": credentials["ProfileArn"],
                        "InstanceProfileId": "AIPAEXAMPLE",
                    },
                    indent=2,
                ),
                "security-credentials": {role: json.dumps(_role_credentials(credentials), indent=2)},
            }
        tree: dict[str, Any] = {
            "meta-data": meta,
            "dynamic": {"instance-identity": {"document": self._document(region)}},
        }
        if record.user_data:
            tree["user-data"] = base64.b64decode(str(record.user_data))
        return tree

    def _document(self, region: str) -> str:
        record = self._guest.record
        return json.dumps(
            {
                "accountId": record.owner_id,
                "architecture": record.architecture,
                "availabilityZone": record.placement.zone,
                "billingProducts": None,
                "imageId": record.image_id,
                "instanceId": record.id,
                "instanceType": record.instance_type,
                "kernelId": None,
                "pendingTime": record.launch_time.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "privateIp": self._guest.address,
                "ramdiskId": None,
                "region": region,
                "version": "2017-09-30",
            },
            indent=2,
        )


def look_up(tree: Any, path: str) -> bytes | None:
    """What stands at ``path``: a leaf's text, a folder's listing, or None."""
    words = [word for word in path.split("/") if word]
    for position, word in enumerate(words):
        if not isinstance(tree, dict):
            return None
        rest = "/".join(words[position:])
        if word not in tree and rest in tree:  # a tag's key may hold slashes
            tree = tree[rest]
            break
        if word not in tree:
            return None
        tree = tree[word]
    if isinstance(tree, dict):
        if words[-1:] == ["public-keys"]:
            return b"0=key"
        return "\n".join(
            name + ("/" if isinstance(value, dict) else "") for name, value in sorted(tree.items())
        ).encode()
    return tree if isinstance(tree, bytes) else str(tree).encode()


class MetadataService:
    """Answers on the bridge, where the firewall sends what goes to 169.254.169.254:80; the sender's address says who asks."""

    def __init__(
        self, find: Callable[[str], Guest | None], credentials: Callable[[Guest], tuple[str | None, dict[str, str]]]
    ) -> None:
        self._find = find
        self._credentials = credentials
        self.tokens = Tokens()

    def listen(self, address: str) -> ThreadingHTTPServer:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            server_version = "EC2ws"
            sys_version = ""

            def do_GET(self) -> None:  # pylint: disable=invalid-name
                self._answer("GET")

            def do_HEAD(self) -> None:  # pylint: disable=invalid-name
                self._answer("HEAD")

            def do_PUT(self) -> None:  # pylint: disable=invalid-name
                self._answer("PUT")

            def _answer(self, method: str) -> None:
                status, body, headers = service.answer(
                    self.client_address[0], method, self.path, dict(self.headers.items())
                )
                self.send_response(status)
                for name, value in {"Content-Type": "text/plain", "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if method != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *words: Any) -> None:  # pylint: disable=arguments-differ
                pass

        server = ThreadingHTTPServer((address, 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, name="metadata", daemon=True).start()
        return server

    def answer(
        self, address: str, method: str, path: str, headers: dict[str, str]
    ) -> tuple[int, bytes, dict[str, str]]:
        guest = self._find(address)
        if guest is None:
            return 404, b"", {}
        headers = {name.lower(): value for name, value in headers.items()}
        options = guest.record.metadata_options
        if options.http_endpoint == "disabled":
            return 403, b"", {}
        if method == "PUT":
            return self._token(guest, path, headers)
        token = headers.get("x-aws-ec2-metadata-token")
        if (token or options.http_tokens == "required") and not self.tokens.accepts(guest.id, token):
            return 401, b"", {}
        match = VERSION.match(path.split("?")[0])
        if path == "/":
            return 200, b"1.0\n2021-03-23\nlatest", {}
        found = look_up(Metadata(guest, self._credentials).tree(), match.group(2) or "/") if match else None
        return (404, b"", {}) if found is None else (200, found, {})

    def _token(self, guest: Guest, path: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if path != "/latest/api/token":
            return 405, b"", {"Allow": "OPTIONS, GET, HEAD"}
        if "x-forwarded-for" in headers:
            return 403, b"", {}
        seconds = headers.get("x-aws-ec2-metadata-token-ttl-seconds", "")
        if not seconds.isdigit() or not 1 <= int(seconds) <= LONGEST_TOKEN:
            return 400, b"", {}
        token = self.tokens.issue(guest.id, int(seconds))
        return 200, token.encode(), {"X-Aws-Ec2-Metadata-Token-Ttl-Seconds": seconds}


def _role_credentials(credentials: dict[str, str]) -> dict[str, str]:
    return {
        "Code": "Success",
        "LastUpdated": _now(),
        "Type": "AWS-HMAC",
        "AccessKeyId": credentials["AccessKeyId"],
        "SecretAccessKey": credentials["SecretAccessKey"],
        "Token": credentials["Token"],
        "Expiration": credentials["Expiration"],
    }


def expiry(hours: int = 6) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _now() -> str:
    return expiry(0)


def _text(material: Any) -> str:
    return (material.decode() if isinstance(material, bytes) else str(material)).strip()


def _reservation(record: Any) -> str:
    for reservation in list(record.ec2_backend.reservations.values()):
        if any(instance.id == record.id for instance in reservation.instances):
            return reservation.id
    return ""
