"""The metadata service, asked without a network."""

from types import SimpleNamespace

import pytest

from localcloud.imds import MetadataService, Tokens, look_up

GUEST = "10.77.0.4"


def record(**options):
    options = {"http_endpoint": "enabled", "http_tokens": "required", "instance_metadata_tags": "disabled", **options}
    return SimpleNamespace(id="i-1", metadata_options=SimpleNamespace(**options))


def service(**options):
    guest = SimpleNamespace(id="i-1", record=record(**options))
    return MetadataService(lambda address: guest if address == GUEST else None, lambda found: (None, {}))


def token(metadata, headers=None):
    return metadata.answer(GUEST, "PUT", "/latest/api/token", headers or {"X-aws-ec2-metadata-token-ttl-seconds": "60"})


def test_without_a_token_nothing_is_told():
    assert service().answer(GUEST, "GET", "/latest/meta-data/instance-id", {})[0] == 401


def test_a_wrong_token_is_refused_even_where_none_is_needed():
    headers = {"X-aws-ec2-metadata-token": "made-up"}
    assert service(http_tokens="optional").answer(GUEST, "GET", "/latest/", headers)[0] == 401


def test_a_token_says_how_long_it_lives():
    status, body, headers = token(service())
    assert (status, headers) == (200, {"X-Aws-Ec2-Metadata-Token-Ttl-Seconds": "60"})
    assert len(body) == 56


@pytest.mark.parametrize(
    "headers, status",
    [
        ({}, 400),
        ({"X-aws-ec2-metadata-token-ttl-seconds": "0"}, 400),
        ({"X-aws-ec2-metadata-token-ttl-seconds": "21601"}, 400),
        ({"X-aws-ec2-metadata-token-ttl-seconds": "soon"}, 400),
        ({"X-aws-ec2-metadata-token-ttl-seconds": "60", "X-Forwarded-For": "1.2.3.4"}, 403),
    ],
)
def test_a_token_is_not_given_to_everybody(headers, status):
    metadata = service()
    assert metadata.answer(GUEST, "PUT", "/latest/api/token", headers)[0] == status


def test_a_disabled_service_answers_403():
    assert token(service(http_endpoint="disabled"))[0] == 403


def test_strangers_learn_nothing():
    assert service().answer("10.77.0.9", "GET", "/latest/", {})[0] == 404


def test_a_token_is_for_one_instance_and_some_seconds():
    now = [0.0]
    tokens = Tokens(lambda: now[0])
    issued = tokens.issue("i-1", 10)
    assert tokens.accepts("i-1", issued)
    assert not tokens.accepts("i-2", issued)
    now[0] = 11.0
    assert not tokens.accepts("i-1", issued)


def test_folders_list_what_is_in_them():
    tree = {
        "meta-data": {"ami-id": "ami-1", "tags": {"instance": {"a/b": "c"}}, "public-keys": {"0": {"openssh-key": "k"}}}
    }
    assert look_up(tree, "/meta-data/") == b"ami-id\npublic-keys/\ntags/"
    assert look_up(tree, "/meta-data/tags/instance/a/b") == b"c"
    assert look_up(tree, "/meta-data/public-keys/") == b"0=key"
    assert look_up(tree, "/meta-data/ami-id/more") is None
    assert look_up(tree, "/nothing") is None
