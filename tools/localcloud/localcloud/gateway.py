"""Stands before moto: counts calls, checks keys and regions, throttles, injects faults, turns crashes into AWS errors."""

import json
import logging
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from localcloud import awserrors
from localcloud.awserrors import Answer
from localcloud.errors import CloudError
from localcloud.settings import Settings
from localcloud.throttle import Throttle

log = logging.getLogger("localcloud")
CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/[^/]*/([^/]+)/([^/]+)/aws4_request")
READS = ("Describe", "Get", "List", "Head", "Search")
ALWAYS_ACCEPTED = ("testing",)


class Call(NamedTuple):
    """One API request, as far as its envelope tells."""

    service: str
    region: str
    action: str
    key: str | None
    parameters: dict[str, str]


def parse(environ: dict[str, Any]) -> Call:
    """Reads service, region and key from the signature and the action from body or headers; the body stays readable."""
    query = environ.get("QUERY_STRING", "")
    signature = environ.get("HTTP_AUTHORIZATION", "")
    found = CREDENTIAL.search(signature)
    if not found and "X-Amz-Credential" in query:
        found = CREDENTIAL.search("Credential=" + dict(parse_qsl(query)).get("X-Amz-Credential", ""))
    key, region, service = found.groups() if found else (None, "", "")
    parameters: dict[str, str] = {}
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        parameters = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    action = parameters.get("Action") or dict(parse_qsl(query)).get("Action")
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    action = action or target.rpartition(".")[2] or environ.get("REQUEST_METHOD", "GET")
    return Call(service.lower(), region, action, key, parameters)


class Gateway:
    """A WSGI application around moto's."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        settings: Settings,
        admin: Any,
        regions: Callable[[str], Iterable[str]],
        known_key: Callable[[str], bool],
        changed: Callable[[Call], None],
    ) -> None:
        self._application = application
        self._settings = settings
        self._admin = admin
        self._regions = regions
        self._known_key = known_key
        self._changed = changed
        self._throttle = Throttle()
        self.calls: Counter = Counter()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith("/localcloud/"):
            return _send(self._admin_answer(environ, path), start_response)
        if path.startswith("/moto-api/reset"):
            text = b"The local cloud cannot be reset while its instances run: stop and start it.\n"
            return _send((400, {"Content-Type": "text/plain"}, text), start_response)
        if path.startswith("/moto-api"):
            return self._application(environ, start_response)
        call = parse(environ)
        with self._lock:
            self.calls[f"{call.service or 's3'}:{call.action}"] += 1
        refusal = self._refuse(environ, call)
        if refusal is not None:
            return _send(refusal, start_response)
        return self._pass_on(environ, call, start_response)

    def _admin_answer(self, environ: dict[str, Any], path: str) -> Answer:
        try:
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            answer = self._admin(environ["REQUEST_METHOD"], path, json.loads(body) if body else {})
            status = 200 if answer is not None else 404
        except (CloudError, ValueError, AttributeError) as complaint:
            status, answer = 400, {"error": str(complaint)}
        return (
            status,
            {"Content-Type": "application/json"},
            (json.dumps(answer or {"error": f"no such path: {path}"}) + "\n").encode(),
        )

    def _refuse(self, environ: dict[str, Any], call: Call) -> Answer | None:
        if not self._accepts(call.key):
            return awserrors.bad_credentials(call.service)
        if call.service and call.region not in self._regions(call.service):
            return awserrors.error(
                call.service,
                401 if call.service == "ec2" else 400,
                "AuthFailure" if call.service == "ec2" else "InvalidClientTokenId",
                f"Credential should be scoped to a valid Region, not '{call.region}'",
            )
        if (
            self._settings.throttle
            and call.service == "ec2"
            and not self._throttle.admits(call.region, call.action, call.parameters)
        ):
            return awserrors.throttled(call.service)
        fault = self._settings.take_fault(call.action)
        if fault is None:
            return None
        time.sleep(fault.latency)
        if fault.drop:
            _drop(environ)
        return awserrors.error(call.service, fault.status, fault.code, fault.message) if fault.code else None

    def _accepts(self, key: str | None) -> bool:
        allowed = self._settings.access_keys
        return allowed is None or key is None or key in ALWAYS_ACCEPTED or key in allowed or self._known_key(key)

    def _pass_on(self, environ: dict[str, Any], call: Call, start_response: Any) -> Iterable[bytes]:
        try:
            result = list(self._application(environ, start_response))
        except NotImplementedError as complaint:
            log.warning("%s %s: %s", call.service, call.action, complaint)
            filtering = "filter" in str(complaint)
            code, message = (
                ("InvalidParameterValue", str(complaint))
                if filtering
                else (
                    "InvalidAction" if call.service in ("ec2", "") else "UnknownOperationException",
                    f"The action {call.action} is not valid for this web service. (The local cloud does not implement it.)",
                )
            )
            return _send(awserrors.error(call.service, 400, code, message), start_response)
        except ConnectionError:
            raise
        except Exception as error:  # pylint: disable=broad-except
            log.exception("%s %s failed inside moto", call.service, call.action)
            text = f"Local cloud: moto fails at {call.action}: {type(error).__name__}: {error}"
            return _send(awserrors.error(call.service, 400, "UnsupportedOperation", text), start_response)
        if not call.action.startswith(READS):
            self._changed(call)
        return result


def _send(answer: Answer, start_response: Any) -> Iterable[bytes]:
    start_response(f"{answer[0]} {'OK' if answer[0] < 400 else 'Error'}", awserrors.headers(answer))
    return [answer[2]]


def _drop(environ: dict[str, Any]) -> None:
    """Hangs up without a word."""
    connection = environ.get("werkzeug.socket")
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("dropped on request")
