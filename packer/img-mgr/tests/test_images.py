"""Listing, showing and deleting, for programs and for people."""

import uuid

import pytest
from conftest import picture, send

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_an_empty_gallery_says_so(client):
    assert client.get("/images").json == {"images": [], "next": None}
    page = client.get("/", headers=HTML)
    assert page.status_code == 200 and "No pictures yet" in page.text


def test_the_newest_picture_comes_first(client):
    names = [f"{number}.png" for number in range(4)]
    for name in names:
        send(client, picture(), name)
    assert [entry["name"] for entry in client.get("/images").json["images"]] == names[::-1]


def test_pages_cover_everything_once(client):
    sent = [send(client, picture(size=(2, 2)), f"{number}.png").json["id"] for number in range(7)]
    seen, link, turns = [], "/images?limit=3", 0
    while link:
        answer = client.get(link).json
        seen += [entry["id"] for entry in answer["images"]]
        link, turns = answer["next"], turns + 1
    assert seen == sent[::-1] and turns == 3


def test_the_page_for_people_turns_too(client):
    for number in range(25):
        send(client, picture(size=(2, 2)), f"{number}.png")
    first = client.get("/", headers=HTML).text
    assert first.count("/thumbnail") == 24 and "Older" in first
    last = client.get("/", query_string={"after": client.get("/images").json["images"][-1]["id"]}, headers=HTML).text
    assert last.count("/thumbnail") == 1 and "Newest" in last and "Older" not in last


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1e9", "٣", "99999999999"])
def test_a_wrong_limit_is_named(client, limit):
    answer = client.get("/images", query_string={"limit": limit})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_limit")


@pytest.mark.parametrize("cursor", ["x", "../../etc", "a" * 36, str(uuid.uuid4()).upper().replace("-", "")])
def test_a_wrong_cursor_is_named(client, cursor):
    for path in ("/images", "/"):
        answer = client.get(path, query_string={"after": cursor})
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_cursor")


def test_half_an_upload_is_not_listed(client, bucket):
    bucket.put_object(Key=f"images/{uuid.uuid4()}/thumbnail", Body=b"x")
    send(client, picture(), "whole.png")
    assert [entry["name"] for entry in client.get("/images").json["images"]] == ["whole.png"]


def test_what_others_put_into_the_bucket_is_never_run(client, bucket):
    strange = str(uuid.uuid4())
    bucket.put_object(Key=f"images/{strange}/original", Body=b"<script>", ContentType="text/html")
    answer = client.get(f"/images/{strange}/raw")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert client.get("/images").json["images"][0]["name"] == "untitled"
    assert client.get("/", headers=HTML).status_code == 200


def test_a_picture_is_shown_as_page_or_as_json(client):
    entry = send(client, picture(size=(30, 20)), "see.png").json
    page = client.get(entry["url"], headers=HTML)
    assert page.mimetype == "text/html" and "30 × 20" in page.text and "see.png" in page.text
    assert client.get(entry["url"]).json == entry
    assert client.get(entry["url"], headers={"Accept": "*/*"}).json == entry


@pytest.mark.parametrize("path", ["", "/raw", "/thumbnail"])
@pytest.mark.parametrize("name", [str(uuid.uuid4()), "nonsense", "..%2f..%2fsecret", "%00"])
def test_what_is_not_there_is_not_found(client, name, path):
    answer = client.get(f"/images/{name}{path}")
    assert answer.status_code == 404 and answer.json["error"]["code"] in ("no_such_image", "not_found")
    assert client.get(f"/images/{name}{path}", headers=HTML).mimetype == "text/html"


def test_deleting_leaves_nothing(client, bucket):
    entry = send(client, picture()).json
    assert client.delete(entry["url"]).status_code == 204
    assert list(bucket.objects.all()) == []
    for path in (entry["url"], entry["raw"], entry["thumbnail"]):
        assert client.get(path).status_code == 404
    assert client.delete(entry["url"]).status_code == 404


def test_deleting_by_form_leads_back_to_the_gallery(client, bucket):
    entry = send(client, picture()).json
    answer = client.post(f"{entry['url']}/delete", headers={**HTML, "Origin": "http://localhost"})
    assert answer.status_code == 303 and answer.headers["Location"] == "/"
    assert list(bucket.objects.all()) == []


def test_one_worker_sees_what_another_deleted(client, client_for, bucket, s3):
    other = client_for(IMG_MGR_CHANGES="anyone", IMG_MGR_BUCKET=bucket.name, IMG_MGR_REGION="us-west-2", IMG_MGR_ENDPOINT=s3)
    entry = send(client, picture()).json
    assert len(other.get("/images").json["images"]) == 1
    client.delete(entry["url"])
    assert other.get("/images").json["images"] == []
    assert other.get(entry["url"]).status_code == 404


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://localhost.evil.example"},
])
def test_another_sites_page_cannot_change_anything(client, bucket, headers):
    entry = send(client, picture()).json
    tries = [
        client.post(f"{entry['url']}/delete", headers=headers),
        client.delete(entry["url"], headers=headers),
        send(client, picture(), headers=headers),
    ]
    assert [(t.status_code, t.json["error"]["code"]) for t in tries] == [(403, "foreign_origin")] * 3
    assert len(list(bucket.objects.all())) == 2


def test_our_own_page_behind_a_balancer_with_tls_may(client):
    headers = {"Origin": "https://pictures.example", "Host": "pictures.example", "Sec-Fetch-Site": "same-origin"}
    assert send(client, picture(), headers=headers).status_code == 201


def test_every_answer_forbids_foreign_and_inline_code(client):
    entry = send(client, picture()).json
    for path in ("/", entry["url"], "/images", "/nowhere", "/health", "/static/app.js"):
        headers = client.get(path, headers=HTML).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_pages_carry_no_inline_code_and_nothing_foreign(client):
    import re

    entry = send(client, picture()).json
    for path in ("/", entry["url"], "/nowhere"):
        page = client.get(path, headers=HTML).text
        assert not re.search(r"<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:|(src|href|action)=.(https?:)?//", page)


def test_a_wrong_method_says_which_are_right(client):
    answer = client.put("/images")
    assert answer.status_code == 405 and "POST" in answer.headers["Allow"]
    assert answer.json["error"]["code"] == "method_not_allowed"
