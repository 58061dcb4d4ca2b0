"""Where img-mgr learns its bucket."""

import json

import pytest
from conftest import picture, send

from img_mgr import settings
from img_mgr.metadata import Metadata, Unavailable
from img_mgr.settings import Settings, Unknown


def found(imds, **environ):
    return settings.find(environ, Metadata(imds.url))


def test_user_data_as_json(imds):
    imds.on_ec2(json.dumps({"img_mgr": {"bucket": "cats", "region": "us-west-2", "endpoint": "http://10.0.0.1:9000"}}))
    assert found(imds) == Settings("cats", "us-west-2", "http://10.0.0.1:9000")


@pytest.mark.parametrize("text", [
    "IMG_MGR_BUCKET=cats\nIMG_MGR_REGION=us-west-2\n",
    "#!/bin/sh\n# comment\nexport IMG_MGR_BUCKET='cats'   # where they live\n  IMG_MGR_REGION=\"us-west-2\"\necho done\n",
    "IMG_MGR_BUCKET=dogs\r\nIMG_MGR_BUCKET=cats\r\nIMG_MGR_REGION=us-west-2\r\n",
])
def test_user_data_as_shell_lines(imds, text):
    imds.on_ec2(text)
    assert found(imds) == Settings("cats", "us-west-2")


def test_instance_tags(imds):
    imds.on_ec2(tags={"img-mgr:bucket": "cats", "img-mgr:region": "us-west-2", "img-mgr:endpoint": "https://s3.example"})
    assert found(imds) == Settings("cats", "us-west-2", "https://s3.example")


@pytest.mark.parametrize("tag,meant", [("anyone", "anyone"), ("nobody", "nobody"), ("", "nobody")])
def test_nobody_changes_pictures_unless_it_is_said(imds, tag, meant):
    imds.on_ec2(tags={"img-mgr:bucket": "cats", "img-mgr:region": "us-west-2", "img-mgr:changes": tag})
    assert found(imds).changes == meant


def test_whoever_else_may_change_pictures_is_no_setting(imds):
    imds.on_ec2(tags={"img-mgr:bucket": "cats", "img-mgr:changes": "everyone"})
    with pytest.raises(Unknown, match="“everyone” is not a possible value of changes"):
        found(imds)


def test_environment_before_user_data_before_tags(imds):
    imds.on_ec2("IMG_MGR_BUCKET=from-data\nIMG_MGR_REGION=us-east-2", {"img-mgr:bucket": "from-tag", "img-mgr:endpoint": "http://s3"})
    assert found(imds) == Settings("from-data", "us-east-2", "http://s3")
    assert found(imds, IMG_MGR_BUCKET="from-env") == Settings("from-env", "us-east-2", "http://s3")


def test_the_instances_own_region_is_the_default(imds):
    imds.on_ec2("IMG_MGR_BUCKET=cats")
    assert found(imds) == Settings("cats", "eu-central-1")


def test_a_complete_environment_asks_nobody(imds):
    assert found(imds, IMG_MGR_BUCKET="cats", IMG_MGR_REGION="us-west-2") == Settings("cats", "us-west-2")
    assert imds.requests == []


def test_every_question_carries_a_token(imds):
    imds.on_ec2("IMG_MGR_BUCKET=cats")
    found(imds)
    assert imds.requests[0][:2] == ("PUT", "/latest/api/token")
    assert all(token for method, _, token in imds.requests if method == "GET")


def test_without_a_token_nothing_is_asked(imds):
    imds.on_ec2("IMG_MGR_BUCKET=cats")
    imds.refuse_token = True
    with pytest.raises(Unknown, match="the metadata service answers 403"):
        found(imds)
    assert [method for method, _, _ in imds.requests] == ["PUT"]


def test_an_expired_token_is_replaced_at_the_next_try(imds):
    imds.on_ec2("IMG_MGR_BUCKET=cats")
    metadata = Metadata(imds.url)
    assert metadata.region() == "eu-central-1"
    imds.tokens.clear()
    with pytest.raises(Unavailable):
        metadata.region()
    assert metadata.region() == "eu-central-1"


@pytest.mark.parametrize("text,reason", [
    ('{"img_mgr": ', "begins like JSON and is not"),
    ('{"img_mgr": []}', "not a JSON object"),
    ('{"img_mgr": {"bucket": 7}}', '"bucket" in the user data is not text: 7'),
    ('{"other": {}}', "neither user data nor the tag"),
    ("#cloud-config\nusers: []\n", "neither user data nor the tag"),
    ("", "neither user data nor the tag"),
    ("IMG_MGR_BUCKET=Under_Score", "“Under_Score” is not a possible bucket"),
    ("IMG_MGR_BUCKET=cats\nIMG_MGR_REGION=mars", "“mars” is not a possible region"),
    ("IMG_MGR_BUCKET=cats\nIMG_MGR_ENDPOINT=file:///etc", "“file:///etc” is not a possible endpoint"),
    ("IMG_MGR_BUCKET=$(reboot)", "“$(reboot)” is not a possible bucket"),
    ("IMG_MGR_BUCKET='", "not a possible bucket"),
])
def test_what_cannot_be_right_is_named(imds, text, reason):
    imds.on_ec2(text)
    with pytest.raises(Unknown) as told:
        found(imds)
    assert reason in str(told.value)


def test_a_dead_metadata_service_is_named(deaf_address):
    with pytest.raises(Unknown, match="the metadata service does not answer"):
        settings.find({}, Metadata(deaf_address))


def test_pictures_go_to_the_bucket_of_the_user_data(client_for, imds, s3, bucket):
    imds.on_ec2(json.dumps({"img_mgr": {"bucket": bucket.name, "region": "us-west-2", "endpoint": s3, "changes": "anyone"}}))
    client = client_for(Metadata(imds.url))
    assert send(client, picture()).status_code == 201
    assert len(list(bucket.objects.all())) == 2
