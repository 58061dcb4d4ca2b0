"""img-mgr knows no users: unless it is told that anyone may change pictures, nobody may."""

import pytest
from conftest import picture, send

HTML = {"Accept": "text/html"}


@pytest.fixture
def looking(client_for, s3, bucket):
    """The same pictures as client's, where nobody has said that they may be changed."""
    return client_for(IMG_MGR_BUCKET=bucket.name, IMG_MGR_REGION="us-west-2", IMG_MGR_ENDPOINT=s3)


@pytest.fixture
def entry(client):
    return send(client, picture()).json


def refused(answer):
    return (answer.status_code, answer.json["error"]["code"]) == (403, "read_only")


def test_nothing_is_added(looking, bucket):
    assert refused(send(looking, picture()))
    assert refused(looking.post("/images"))
    assert list(bucket.objects.all()) == []


def test_nothing_is_deleted(looking, entry):
    assert refused(looking.delete(entry["url"]))
    assert refused(looking.post(entry["url"] + "/delete"))
    assert looking.get(entry["raw"]).data == picture()


def test_pictures_are_shown_without_a_way_to_change_them(looking, client, entry):
    for page in ("/", entry["url"]):
        assert "<form action" in client.get(page, headers=HTML).text
        shown = looking.get(page, headers=HTML).text
        assert entry["name"] in shown
        assert 'method="post"' not in shown and "/delete" not in shown
    assert [one["id"] for one in looking.get("/images").json["images"]] == [entry["id"]]


def test_the_health_page_says_who_may_change_pictures(looking, client, client_for):
    assert client_for().get("/health").json["changes"] is None
    for there, said in ((looking, "nobody"), (client, "anyone")):
        there.get("/images")
        assert there.get("/health").json["changes"] == said


def test_an_empty_gallery_promises_no_upload(looking):
    shown = looking.get("/", headers=HTML).text
    assert "No pictures yet" in shown and "upload" not in shown.lower().replace("app.js", "")
