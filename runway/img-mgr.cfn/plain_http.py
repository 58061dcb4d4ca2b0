"""The rule that pictures do not travel in clear, held to by CFNgin before anything is done."""


def refuse(*_, certificate_arn, plain_http, **__):
    """Goes on with a certificate, or where somebody has said outright that everything may travel in clear. CFNgin makes None of
    `none`."""
    if certificate_arn not in (None, "", "none") or plain_http == "allowed":
        return True
    raise ValueError("img-mgr would answer in plain HTTP: give CERTIFICATE_ARN, or say PLAIN_HTTP=allowed")
