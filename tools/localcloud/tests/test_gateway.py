"""Errors in AWS's own words, asked without moto."""

import json
from io import BytesIO
from xml.etree import ElementTree

from localcloud import awserrors
from localcloud.errors import CloudError
from localcloud.gateway import Gateway, parse
from localcloud.settings import Settings


def request(
    body="Action=DescribeImages&Version=2016-11-15", key="testing", region="us-west-2", service="ec2", path="/"
):
    raw = body.encode()
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(raw)),
        "wsgi.input": BytesIO(raw),
        "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8",
        "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0",
    }


def gateway(application=None, **settings):
    def well(environ, start_response):
        start_response("200 OK", [])
        return [b"fine"]

    def administer(method, path, body):
        raise CloudError("no")

    return Gateway(
        application or well,
        Settings(**settings),
        administer,
        lambda service: {"us-west-2"},
        lambda key: key == "ASIAISSUED",
        lambda call: None,
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
    call = parse(environ)
    assert (call.service, call.region, call.action, call.key, call.parameters["MaxCount"]) == (
        "ec2",
        "eu-west-1",
        "RunInstances",
        "testing",
        "2",
    )
    assert environ["wsgi.input"].read() == b"Action=RunInstances&MaxCount=2"


def test_any_key_will_do_unless_told_otherwise():
    assert ask(gateway(), request(key="AKIAWHOEVER")) == (200, b"fine")


def test_an_unknown_key_is_refused_as_ec2_does():
    status, body = ask(gateway(access_keys=[]), request(key="AKIAWHOEVER"))
    assert (status, code(body)) == (401, "AuthFailure")
    assert b"AWS was not able to validate the provided access credentials" in body


def test_known_and_issued_keys_pass():
    strict = gateway(access_keys=["AKIAKNOWN"])
    for key in ("testing", "AKIAKNOWN", "ASIAISSUED"):
        assert ask(strict, request(key=key))[0] == 200


def test_other_services_refuse_in_their_own_words():
    assert code(ask(gateway(access_keys=[]), request(key="X", service="sts"))[1]) == "InvalidClientTokenId"
    assert code(ask(gateway(access_keys=[]), request(key="X", service="s3"))[1]) == "InvalidAccessKeyId"
    assert (
        json.loads(ask(gateway(access_keys=[]), request(key="X", service="ssm"))[1])["__type"]
        == "UnrecognizedClientException"
    )


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
    status, body = ask(gateway(), request("{}", path="/localcloud/settings"))
    assert (status, json.loads(body)) == (400, {"error": "no"})


def test_errors_carry_a_request_id():
    status, headers, body = awserrors.error("ec2", 400, "A<B", "c & d")
    root = ElementTree.fromstring(body)
    assert root.find(".//Code").text == "A<B"
    assert root.find("RequestID").text == headers["x-amzn-RequestId"]
