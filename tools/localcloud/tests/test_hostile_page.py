"""Attacks by a web page, and by another user of this machine: each must fail."""

import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from conftest import BASE

from localcloud.errors import CloudError
from localcloud.state import State, own

pytestmark = pytest.mark.hostile

RUN = f"Action=RunInstances&Version=2016-11-15&ImageId={BASE}&MinCount=1&MaxCount=1&UserData=IyEvYmluL3NoCmlkCg=="
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ADMIN = [("POST", "settings", '{"throttle": true}'), ("GET", "settings", ""), ("DELETE", "calls", ""), ("GET", "instances", "")]


def credential(key, service="ec2"):
    scope = f"{key}/{time.strftime('%Y%m%d')}/us-west-2/{service}/aws4_request"
    return {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature={'0' * 64}"}


def instances(live):
    return live.admin("GET", "instances")[1]["instances"]


@pytest.mark.parametrize("key", [None, "testing", "AKIAWHOEVER", "own"])
def test_nobody_runs_an_instance_without_the_secret(live, key):
    before = instances(live)
    key = live.facts["env"]["AWS_ACCESS_KEY_ID"] if key == "own" else key
    signed = credential(key) if key else {}
    for more in ({}, {"X-Amz-Date": time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())}):
        answer = requests.post(live.endpoint, RUN, headers={**FORM, **signed, **more}, timeout=30)
        assert answer.status_code in (401, 403), answer.text
    assert instances(live) == before


def test_the_key_in_clear_with_another_secret_proves_nothing(live):
    with pytest.raises(ClientError, match="AuthFailure"):
        live.client("ec2", secret="testing").run_instances(ImageId=BASE, MinCount=1, MaxCount=1)
    with pytest.raises(ClientError, match="SignatureDoesNotMatch"):
        live.client("s3", secret="testing").list_buckets()


def test_a_signature_is_good_for_its_own_request_alone(live):
    kept = {}
    ec2 = live.client("ec2")
    ec2.meta.events.register("before-send.ec2.*", lambda request, **_: kept.update(request.headers) and None)
    ec2.describe_images(Owners=["self"])
    headers = {name: value.decode() if isinstance(value, bytes) else value for name, value in kept.items()}
    headers.pop("Content-Length", None)
    answer = requests.post(live.endpoint, RUN, headers=headers, timeout=30)
    assert answer.status_code == 401, answer.text


def test_an_old_signature_is_refused(live, monkeypatch):
    import botocore.auth

    def past(remove_tzinfo=True):
        from datetime import datetime, timedelta, timezone

        now = datetime.now(timezone.utc) - timedelta(hours=1)
        return now.replace(tzinfo=None) if remove_tzinfo else now

    monkeypatch.setattr(botocore.auth, "get_current_datetime", past)
    with pytest.raises(ClientError, match="AuthFailure"):
        live.client("ec2").describe_images()


def test_a_presigned_address_is_proved_too(live):
    s3 = live.client("s3", signature_version="s3v4", s3={"addressing_style": "path"})
    s3.create_bucket(Bucket="presigned", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    s3.put_object(Bucket="presigned", Key="a b+c", Body=b"1")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "presigned", "Key": "a b+c"})
    assert requests.get(url, timeout=30).content == b"1"
    assert requests.get(url.replace("X-Amz-Signature=", "X-Amz-Signature=0"), timeout=30).status_code == 403
    assert requests.get(url.replace("a%20b", "a%20d"), timeout=30).status_code == 403
    # A good address for S3 is good for nothing else, whatever the rest of the request says.
    for path, headers in [("/", {}), ("/ec2_us-west-2/", {}), ("/", {"X-Amz-Target": "AWSCognitoIdentityService.X"})]:
        aimed = url.replace("/presigned/a%20b%2Bc", path)
        answer = requests.post(aimed, RUN, headers={**FORM, **headers}, timeout=30)
        assert answer.status_code >= 400, answer.text
    assert BASE not in json.dumps([i["image"] for i in instances(live) if i["state"] == "pending"])


@pytest.mark.parametrize("method, path, body", ADMIN)
@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_administration_wants_the_token(live, method, path, body, token):
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    url = f"{live.endpoint}/localcloud/{path}"
    assert requests.request(method, url, data=body, headers=headers, timeout=30).status_code == 401
    assert live.admin("GET", "settings")[1]["throttle"] is False


@pytest.mark.parametrize("path", ["/moto-api/", "/moto-api/data.json", "/moto-api/reset", "/favicon.ico"])
def test_motos_own_pages_want_the_token(live, path):
    assert requests.get(live.endpoint + path, timeout=30).status_code == 401


def test_motos_imitation_of_instance_metadata_is_not_there(live):
    for path in ("/latest/meta-data/iam/security-credentials/default-role", "/latest/api/token"):
        assert requests.get(live.endpoint + path, timeout=30).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "", "localhost@evil.example"])
def test_a_name_that_was_bound_anew_is_refused(live, host):
    """DNS rebinding: the page's own name leads here, so the browser calls it the page's own origin."""
    host = host.format(port=live.endpoint.rpartition(":")[2])
    token = {"Authorization": f"Bearer {live.facts['token']}", "Host": host, "Origin": f"http://{host}"}
    answer = requests.get(live.endpoint + "/localcloud/settings", headers=token, timeout=30)
    assert answer.status_code in (400, 403), answer.text
    signed = AWSRequest("POST", live.endpoint, {**FORM, "Host": host}, RUN)
    env = live.facts["env"]
    credentials = Credentials(env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"])
    SigV4Auth(credentials, "ec2", "us-west-2").add_auth(signed)
    assert requests.post(live.endpoint, RUN, headers=dict(signed.headers), timeout=30).status_code in (400, 403)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "https://localhost", "file://"])
def test_a_page_of_another_origin_is_refused(live, origin):
    token = {"Authorization": f"Bearer {live.facts['token']}", "Origin": origin}
    answer = requests.get(live.endpoint + "/localcloud/settings", headers=token, timeout=30)
    assert (answer.status_code, "Origin" in answer.text) == (403, True)
    wish = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for path in ("/", "/localcloud/settings"):
        answer = requests.options(live.endpoint + path, headers=wish, timeout=30)
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_no_answer_invites_other_origins(live):
    s3 = live.client("s3")
    seen = []
    s3.meta.events.register("after-call.s3.*", lambda parsed, **_: seen.append(parsed["ResponseMetadata"]["HTTPHeaders"]))
    s3.list_buckets()
    assert seen and not [name for headers in seen for name in headers if name.startswith("access-control")]


def test_a_request_that_a_browser_calls_foreign_is_refused(live):
    token = {"Authorization": f"Bearer {live.facts['token']}"}
    for site in ("cross-site", "same-site"):
        headers = {**token, "Sec-Fetch-Site": site}
        assert requests.get(live.endpoint + "/localcloud/settings", headers=headers, timeout=30).status_code == 403


# -- other users of this machine --------------------------------------------------------------------------------------


def nobody(script, *words):
    """What a shell of ``nobody``'s prints, errors included."""
    command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c", script, "sh", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nobody_else_reads_the_secrets_or_runs_programs_of_images(live):
    root = live.state.root
    assert stat.S_IMODE((root / "cloud.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    for path in (root / "cloud.json", root / "cloud.log", root / "layers"):
        assert nobody('cat "$1" || ls "$1"', str(path)).returncode != 0
    # A set-uid program of an image would make whoever can run it root.
    cached = next(iter((live.state.layers).iterdir())).resolve()
    assert nobody('test -e "$1"', str(cached / "usr/bin/su")).returncode != 0


def test_the_secrets_are_new_in_every_cloud(live, tmp_path):
    from localcloud.keys import Keys

    tokens = {Keys(lambda key: None, dict).token for _ in range(3)} | {live.facts["token"]}
    assert len(tokens) == 4
    words = json.dumps({**live.facts, "token": ""})
    assert live.facts["token"] not in words
    assert live.facts["token"] not in (live.state.root / "cloud.log").read_text()


def test_a_directory_that_is_open_and_not_a_clouds_is_left_alone(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    (shared / "somebody's").write_text("x")
    with pytest.raises(CloudError, match="open to others and it holds somebody's: give the cloud a directory of its own"):
        own(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755


def test_the_directory_of_an_earlier_cloud_is_closed(tmp_path):
    root = tmp_path / "cloud"
    root.mkdir()
    root.chmod(0o755)
    (root / "images.json").write_text("{}")
    State(root).prepare()
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_the_token_is_in_no_process_list(live):
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            assert live.facts["token"].encode() not in (process / "cmdline").read_bytes()
        except OSError:
            continue
    assert live.facts["token"] not in " ".join(sys.argv)
