"""Errors in the words and the format of AWS: XML for EC2 and the query services, JSON for the others."""

import json
import uuid
from xml.sax.saxutils import escape

Answer = tuple[int, dict[str, str], bytes]

JSON_SERVICES = {
    "ssm",
    "dynamodb",
    "kms",
    "logs",
    "events",
    "ecs",
    "secretsmanager",
    "tagging",
    "imagebuilder",
    "lambda",
}


def error(service: str, status: int, code: str, message: str) -> Answer:
    """An answer any AWS SDK understands."""
    request = str(uuid.uuid4())
    if service == "ec2":
        body = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>{escape(code)}</Code>'
            f"<Message>{escape(message)}</Message></Error></Errors><RequestID>{request}</RequestID></Response>"
        )
        return status, {"Content-Type": "text/xml;charset=UTF-8", "x-amzn-RequestId": request}, body.encode()
    if service == "s3":
        body = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message>'
            f"<RequestId>{request}</RequestId></Error>"
        )
        return status, {"Content-Type": "application/xml", "x-amz-request-id": request}, body.encode()
    if service in JSON_SERVICES:
        body = json.dumps({"__type": code, "message": message})
        return (
            status,
            {"Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": request, "x-amzn-ErrorType": code},
            body.encode(),
        )
    body = (
        f"<ErrorResponse><Error><Type>{'Sender' if status < 500 else 'Receiver'}</Type><Code>{escape(code)}</Code>"
        f"<Message>{escape(message)}</Message></Error><RequestId>{request}</RequestId></ErrorResponse>"
    )
    return status, {"Content-Type": "text/xml", "x-amzn-RequestId": request}, body.encode()


def bad_credentials(service: str) -> Answer:
    """What each service says to an access key it does not know."""
    if service == "ec2":
        return error(service, 401, "AuthFailure", "AWS was not able to validate the provided access credentials")
    if service == "s3":
        return error(
            service, 403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."
        )
    if service in JSON_SERVICES:
        return error(
            service, 400, "UnrecognizedClientException", "The security token included in the request is invalid."
        )
    return error(service, 403, "InvalidClientTokenId", "The security token included in the request is invalid.")


def bad_signature(service: str) -> Answer:
    """What each service says when the key is known and the signature is not made with its secret."""
    if service == "ec2":
        return bad_credentials(service)
    text = "The request signature we calculated does not match the signature you provided."
    if service in JSON_SERVICES:
        return error(service, 400, "InvalidSignatureException", text)
    return error(service, 403, "SignatureDoesNotMatch", text)


def unsigned(service: str) -> Answer:
    """What is said to somebody who does not say who he is."""
    if service == "s3":
        return error(service, 403, "AccessDenied", "Access Denied. (The local cloud wants every request signed.)")
    return error(service, 403, "MissingAuthenticationToken", "Request is missing Authentication Token")


def not_from_an_instance(service: str, action: str) -> Answer:
    """What an instance is told that asks for more than it may."""
    code = "UnauthorizedOperation" if service == "ec2" else "AccessDenied"
    text = f"An instance may not call {action}: in the local cloud it may look and work with data, no more."
    return error(service, 403, code, text)


def throttled(service: str) -> Answer:
    if service == "ec2":
        return error(service, 503, "RequestLimitExceeded", "Request limit exceeded.")
    return error(service, 400, "Throttling", "Rate exceeded")


def headers(answer: Answer) -> list[tuple[str, str]]:
    return [*answer[1].items(), ("Content-Length", str(len(answer[2])))]
