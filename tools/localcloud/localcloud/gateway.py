"""Stands before moto: checks who calls, counts calls, throttles, injects faults, turns crashes into AWS errors."""

import json
import logging
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from localcloud import awserrors, instanceside, signature
from localcloud.awserrors import Answer
from localcloud.door import Door
from localcloud.errors import CloudError
from localcloud.keys import Keys
from localcloud.settings import Settings
from localcloud.throttle import Throttle

log = logging.getLogger("localcloud")
READS = ("Describe", "Get", "List", "Head", "Search")
# moto's own pages and its imitation of instance metadata, which ask for no signature
MOTOS = ("/moto-api", "/favicon.ico")
NOWHERE = ("/latest/meta-data/", "/latest/api/")
LONGEST_BODY = 1 << 30


class Call(NamedTuple):
    """One API request, as far as its envelope tells."""

    service: str
    region: str
    action: str
    key: str | None
    parameters: dict[str, str]


def parse(environ: dict[str, Any], body: bytes) -> Call:
    """Service, region and key as the signature names them, and the action as body or headers do."""
    claim = signature.claim_of(environ)
    parameters: dict[str, str] = {}
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        parameters = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    action = parameters.get("Action") or dict(parse_qsl(environ.get("QUERY_STRING", ""))).get("Action")
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    action = action or target.rpartition(".")[2] or environ.get("REQUEST_METHOD", "GET")
    if claim is None:
        return Call("", "", action, None, parameters)
    return Call(claim.service.lower(), claim.region, action, claim.key, parameters)


def read_body(environ: dict[str, Any]) -> bytes:
    """The whole body, which stays readable."""
    stream, length = environ["wsgi.input"], environ.get("CONTENT_LENGTH")
    chunked = environ.get("wsgi.input_terminated") and not length
    body: bytes = stream.read(LONGEST_BODY) if chunked else stream.read(min(int(length or 0), LONGEST_BODY))
    environ["wsgi.input"] = BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body


class Gateway:
    """A WSGI application around moto's."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        settings: Settings,
        admin: Any,
        regions: Callable[[str], Iterable[str]],
        keys: Keys,
        changed: Callable[[Call], None],
    ) -> None:
        self._application = application
        self._settings = settings
        self._admin = admin
        self._regions = regions
        self._keys = keys
        self._door = Door(lambda: settings.hosts)
        self._changed = changed
        self._throttle = Throttle()
        self.calls: Counter = Counter()
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """What programs of this machine ask."""
        refusal = self._door.refuses(environ)
        if refusal is not None:
            return _send(_plain(403, refusal), start_response)
        path = environ.get("PATH_INFO", "")
        if path.startswith(("/localcloud/", *MOTOS)):
            if not self._keys.is_token(environ.get("HTTP_AUTHORIZATION", "")):
                return _send(_plain(401, "This wants the token of cloud.json: Authorization: Bearer …"), start_response)
            return self._administer(environ, path, start_response)
        return self._api(environ, start_response, inside=False)

    def for_instances(self, address: str) -> Callable[..., Iterable[bytes]]:
        """The same API at the address where instances find it, and no more than an instance may."""
        door = Door(list, address)

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            refusal = door.refuses(environ)
            if refusal is not None or environ.get("PATH_INFO", "").startswith(("/localcloud/", *MOTOS)):
                return _send(_plain(403, refusal or "Not from an instance."), start_response)
            return self._api(environ, start_response, inside=True)

        return answer

    def _administer(self, environ: dict[str, Any], path: str, start_response: Any) -> Iterable[bytes]:
        if path.startswith("/localcloud/"):
            return _send(self._admin_answer(environ, path), start_response)
        if path.startswith("/moto-api/reset"):
            text = "The local cloud cannot be reset while its instances run: stop and start it."
            return _send(_plain(400, text), start_response)
        return self._application(environ, start_response)

    def _api(self, environ: dict[str, Any], start_response: Any, inside: bool) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(NOWHERE):
            return _send(_plain(404, "Instance metadata is at 169.254.169.254."), start_response)
        body = read_body(environ) if self._is_known(environ) else b""
        call = parse(environ, body)
        with self._lock:
            self.calls[f"{call.service or 's3'}:{call.action}"] += 1
        refusal = self._stranger(environ, call, body) or self._too_much(environ, call, body, inside)
        refusal = refusal or self._refuse(environ, call)
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
        if call.region not in self._regions(call.service):
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

    # -- who calls ------------------------------------------------------------------------------------------------

    def _is_known(self, environ: dict[str, Any]) -> bool:
        """Whether the key that is named exists: a stranger's body is not even read."""
        claim = signature.claim_of(environ)
        return claim is not None and self._keys.secret_of(claim.key) is not None

    def _stranger(self, environ: dict[str, Any], call: Call, body: bytes) -> Answer | None:
        """The refusal of a request whose signature proves nothing."""
        claim = signature.claim_of(environ)
        if claim is None:
            return awserrors.unsigned("s3" if "HTTP_AUTHORIZATION" not in environ else "")
        known = self._keys.secret_of(claim.key)
        if known is None or (known.session is not None and known.session != claim.token):
            return awserrors.bad_credentials(call.service)
        if not signature.is_right(environ, claim, known.secret, body):
            return awserrors.bad_signature(call.service)
        if claim.expires is not None:
            if call.service != "s3":
                return awserrors.error(call.service, 400, "UnsupportedOperation", "Local cloud: presigned only for S3.")
            # moto goes by this header, and without one by path and body, which may say anything
            environ["HTTP_AUTHORIZATION"] = (
                f"AWS4-HMAC-SHA256 Credential={claim.key}/{claim.day}/{claim.region}/s3/aws4_request, "
                f"SignedHeaders=host, Signature={claim.signature}"
            )
        return None

    def _too_much(self, environ: dict[str, Any], call: Call, body: bytes, inside: bool) -> Answer | None:
        """The refusal of what an instance may not call: on its side of the cloud, or with the keys of its role."""
        if not inside and not self._keys.is_of_an_instance(call.key or ""):
            return None
        if instanceside.allows(call.service, environ, body):
            return None
        log.warning("an instance's %s:%s is refused", call.service, call.action)
        return awserrors.not_from_an_instance(call.service, call.action)

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


def _plain(status: int, text: str) -> Answer:
    return status, {"Content-Type": "text/plain; charset=utf-8"}, f"{text}\n".encode()


def _drop(environ: dict[str, Any]) -> None:
    """Hangs up without a word."""
    connection = environ.get("werkzeug.socket")
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("dropped on request")
