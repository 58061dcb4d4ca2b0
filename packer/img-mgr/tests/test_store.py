"""Trouble with S3, and a health page that never waits for it."""

import socket
import time

import boto3
import pytest
from conftest import picture, send

from img_mgr import errors
from img_mgr.metadata import Metadata
from img_mgr.store import Store

HTML = {"Accept": "text/html"}
ONE = "/images/00000000-0000-8000-8000-000000000000"
ROUTES = [("GET", "/images"), ("POST", "/images"), ("GET", ONE), ("GET", f"{ONE}/raw"), ("GET", f"{ONE}/thumbnail"),
          ("DELETE", ONE), ("POST", f"{ONE}/delete"), ("GET", "/")]


def ask(client, method, path):
    return send(client, picture()) if (method, path) == ("POST", "/images") else client.open(path, method=method)


@pytest.fixture
def cut_off(client_for, deaf_address):
    """An application whose S3 is gone."""
    return client_for(IMG_MGR_CHANGES="anyone", IMG_MGR_BUCKET="cats", IMG_MGR_REGION="us-west-2", IMG_MGR_ENDPOINT=deaf_address)


def store_of(client):
    return client.application.config["STORE"]


@pytest.mark.parametrize("method,path", ROUTES)
def test_without_s3_every_route_says_so_and_when_to_try_again(cut_off, method, path):
    answer = ask(cut_off, method, path)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    if path != "/":
        assert answer.json["error"]["code"] == "storage_unreachable"
        assert "S3 does not answer" in answer.json["error"]["message"]


def test_without_s3_the_page_still_opens_and_says_so(cut_off):
    page = cut_off.get("/", headers=HTML)
    assert page.status_code == 503 and "cannot be shown right now" in page.text and "S3 does not answer" in page.text


@pytest.mark.parametrize("method,path", ROUTES)
def test_without_a_bucket_every_route_says_what_is_missing(client_for, method, path):
    answer = ask(client_for(), method, path)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    if path != "/":
        assert answer.json["error"]["code"] == "unconfigured"
        assert "does not know its S3 bucket" in answer.json["error"]["message"]


def test_a_bucket_that_does_not_exist_is_named(client_for, s3):
    client = client_for(IMG_MGR_CHANGES="anyone", IMG_MGR_BUCKET="no-such-bucket", IMG_MGR_REGION="us-west-2", IMG_MGR_ENDPOINT=s3)
    assert "bucket does not exist" in client.get("/images").json["error"]["message"]
    store_of(client).check()
    assert (store_of(client).state, client.get("/health").json["storage"]) == ("unreachable", "unreachable")
    assert "bucket does not exist" in client.get("/health").json["detail"]


def test_missing_credentials_are_named(client, monkeypatch):
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # it would remember them
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    assert "does its instance have a role" in client.get("/images").json["error"]["message"]


def test_nothing_half_made_stays_when_the_second_part_fails(client, bucket, monkeypatch):
    store = store_of(client)
    gallery = store.gallery()
    put = gallery._client.put_object

    def failing(**request):
        if request["Key"].endswith("/original"):
            from botocore.exceptions import EndpointConnectionError
            raise EndpointConnectionError(endpoint_url="http://s3")
        return put(**request)

    monkeypatch.setattr(gallery._client, "put_object", failing)
    assert send(client, picture()).status_code == 503
    assert list(bucket.objects.all()) == []


def test_health_tells_what_is_running(client):
    store_of(client).check()
    assert client.get("/health").json == {
        "status": "ok", "version": "1.2.3", "commit": "0123456789abcdef", "manifest": "ab" * 32, "storage": "ok", "detail": "",
        "changes": "anyone",
    }


def test_health_before_anything_is_known(client_for):
    answer = client_for().get("/health")
    assert (answer.status_code, answer.json["status"], answer.json["storage"]) == (200, "ok", "unconfigured")


def test_health_is_the_same_for_a_browser(client):
    assert client.get("/health", headers=HTML).json["status"] == "ok"


def test_health_does_not_wait_for_an_s3_that_hangs(client_for):
    with socket.create_server(("127.0.0.1", 0)) as mute:  # takes connections, never answers
        endpoint = f"http://127.0.0.1:{mute.getsockname()[1]}"
        client = client_for(IMG_MGR_CHANGES="anyone", IMG_MGR_BUCKET="cats", IMG_MGR_REGION="us-west-2", IMG_MGR_ENDPOINT=endpoint)
        store_of(client).watch()
        begun = time.monotonic()
        for _ in range(20):
            assert client.get("/health").status_code == 200
        assert time.monotonic() - begun < 1


def test_a_store_found_later_is_used(imds, bucket, s3, client_for, monkeypatch):
    monkeypatch.setattr("img_mgr.store.SEARCH_SECONDS", 0)
    client = client_for(Metadata(imds.url))
    assert client.get("/images").status_code == 503
    imds.on_ec2(tags={"img-mgr:bucket": bucket.name, "img-mgr:region": "us-west-2", "img-mgr:endpoint": s3})
    assert client.get("/images").status_code == 200


def test_a_failed_search_is_not_repeated_for_every_request(imds):
    store = Store({}, Metadata(imds.url))
    for _ in range(5):
        with pytest.raises(errors.Problem):
            store.gallery()
    assert len([1 for method, path, _ in imds.requests if path == "/latest/user-data"]) == 1


def test_aws_itself_is_addressed_by_bucket_name_and_an_endpoint_by_path():
    from img_mgr.settings import Settings
    from img_mgr.store import connect_s3

    def address(settings):
        client = connect_s3(settings)._client
        return client.generate_presigned_url("get_object", Params={"Bucket": "cats", "Key": "k"}).split("?")[0]

    assert address(Settings("cats", "eu-west-1")).startswith("https://cats.s3.")
    assert address(Settings("cats", "eu-west-1", "http://10.0.0.1:9000")) == "http://10.0.0.1:9000/cats/k"
