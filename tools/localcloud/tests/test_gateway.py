"""Errors in AWS's own words, asked without moto."""

import json
from io import BytesIO
from xml.etree import ElementTree

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from localcloud import awserrors
from localcloud.errors import CloudError
from localcloud.gateway import Gateway, parse, read_body
from localcloud.keys import Keys, Secret
from localcloud.settings import Settings


def request(
    body="Action=DescribeImages&Version=2016-11-15",
    key="testing",
    region="us-west-2",
    service="ec2",
    path="/",
    secret="a-secret",
    host="localhost:4000",
    **headers,
):
    """A signed request as WSGI has it; further headers are not signed."""
    raw = body.encode()
    form = "application/x-www-form-urlencoded; charset=utf-8"
    told = AWSRequest("POST", f"http://{host}{path}", {"Content-Type": form, "Host": host}, raw)
    SigV4Auth(Credentials(key, secret), service, region).add_auth(told)
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "REQUEST_URI": path,
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(raw)),
        "wsgi.input": BytesIO(raw),
        "CONTENT_TYPE": form,
        "HTTP_HOST": host,
        "HTTP_X_AMZ_DATE": told.headers["X-Amz-Date"],
        "HTTP_AUTHORIZATION": told.headers["Authorization"],
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


KEYS = Keys(lambda key: Secret("a-secret") if key == "ASIAISSUED" else None, lambda: {"testing": "a-secret"})


def gateway(application=None, keys=KEYS, **settings):
    def well(environ, start_response):
        start_response("200 OK", [])
        return [b"fine"]

    def administer(method, path, body):
        raise CloudError("no")

    return Gateway(
        application or well, Settings(**settings), administer, lambda service: {"us-west-2"}, keys, lambda call: None
    )


def ask(asked, environ):
    answered = {}

    def start_response(status, headers):
        answered["status"] = int(status.split()[0])

    answered["body"] = b"".join(asked(environ, start_response))
    return answered["status"], answered["body"]


def code(body):
    return ElementTree.fromstring(body).find(".//Code").text


def test_the_envelope_tells_what_is_called():
    environ = request("Action=RunInstances&MaxCount=2", region="eu-west-1")
    call = parse(environ, read_body(environ))
    assert (call.service, call.region, call.action, call.key, call.parameters["MaxCount"]) == (
        "ec2",
        "eu-west-1",
        "RunInstances",
        "testing",
        "2",
    )
    assert environ["wsgi.input"].read() == b"Action=RunInstances&MaxCount=2"


def test_an_unknown_key_is_refused_as_ec2_does():
    status, body = ask(gateway(), request(key="AKIAWHOEVER"))
    assert (status, code(body)) == (401, "AuthFailure")
    assert b"AWS was not able to validate the provided access credentials" in body


def test_known_and_issued_keys_pass():
    for key in ("testing", "ASIAISSUED"):
        assert ask(gateway(), request(key=key)) == (200, b"fine")


def test_a_key_of_the_settings_is_signed_with_its_own_secret_or_the_clouds():
    keys = Keys(lambda key: None, lambda: {"AKIAONE": "its-own", "AKIATWO": None})
    assert ask(gateway(keys=keys), request(key="AKIAONE", secret="its-own"))[0] == 200
    assert ask(gateway(keys=keys), request(key="AKIATWO", secret=keys.secret))[0] == 200
    assert ask(gateway(keys=keys), request(key="AKIAONE", secret=keys.secret))[0] == 401


def test_other_services_refuse_in_their_own_words():
    assert code(ask(gateway(), request(key="X", service="sts"))[1]) == "InvalidClientTokenId"
    assert code(ask(gateway(), request(key="X", service="s3"))[1]) == "InvalidAccessKeyId"
    assert json.loads(ask(gateway(), request(key="X", service="ssm"))[1])["__type"] == "UnrecognizedClientException"
    assert code(ask(gateway(), request(secret="X", service="sts"))[1]) == "SignatureDoesNotMatch"
    assert code(ask(gateway(), request(secret="X"))[1]) == "AuthFailure"


def test_a_region_that_does_not_exist_is_a_clear_error():
    status, body = ask(gateway(), request(region="us-west-9"))
    assert status == 401
    assert b"Credential should be scoped to a valid Region, not 'us-west-9'" in body


def test_what_is_not_implemented_is_said_once_and_not_retried():
    def unknown(environ, start_response):
        raise NotImplementedError("The make_coffee action has not been implemented")

    status, body = ask(gateway(unknown), request("Action=MakeCoffee"))
    assert (status, code(body)) == (400, "InvalidAction")
    assert b"MakeCoffee" in body


def test_a_crash_inside_moto_is_an_error_that_names_it():
    def crash(environ, start_response):
        raise KeyError("x<y")

    status, body = ask(gateway(crash), request())
    assert (status, code(body)) == (400, "UnsupportedOperation")
    assert "KeyError: 'x<y'" in ElementTree.fromstring(body).find(".//Message").text


def test_throttling_answers_as_ec2_does():
    throttled = gateway(throttle=True)
    answers = [ask(throttled, request("Action=RunInstances&MaxCount=1")) for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [503]
    assert code(answers[-1][1]) == "RequestLimitExceeded"


def test_calls_are_counted_by_action():
    counting = gateway()
    ask(counting, request())
    ask(counting, request())
    assert counting.calls == {"ec2:DescribeImages": 2}


def test_administration_complains_in_json():
    environ = {**request("{}", path="/localcloud/settings"), "HTTP_AUTHORIZATION": f"Bearer {KEYS.token}"}
    status, body = ask(gateway(), environ)
    assert (status, json.loads(body)) == (400, {"error": "no"})


def test_errors_carry_a_request_id():
    status, headers, body = awserrors.error("ec2", 400, "A<B", "c & d")
    root = ElementTree.fromstring(body)
    assert root.find(".//Code").text == "A<B"
    assert root.find("RequestID").text == headers["x-amzn-RequestId"]
