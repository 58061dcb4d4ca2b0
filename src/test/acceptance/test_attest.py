"""What a bake attests, checked by our own command and by a library that is not ours."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

pytestmark = pytest.mark.hostile


@pytest.fixture
def home(bakery):
    """A user's own folder, beside the recipe's."""
    return {"XDG_STATE_HOME": str(bakery.directory.with_name(f"{bakery.directory.name}-home"))}


@pytest.fixture
def baked(bakery, cloud, home):
    """A small image, and the file of what is attested of it."""
    done = bakery.run("bake", "--json", bakery.template(f"{bakery.directory.name}.json"), **home)
    assert done.returncode == 0, done.stdout + done.stderr
    (ami,) = json.loads(done.stdout)["amis"]
    shown = bakery.run("attest", "show", ami["id"], **home)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    yield ami, shown.stdout.splitlines()[0]
    cloud.client().deregister_image(ImageId=ami["id"])


def public_key(bakery, home):
    done = bakery.run("key", **home)
    return done.stdout[done.stdout.index("-----BEGIN") :]


def test_a_bake_says_how_its_ami_was_made(bakery, baked, home):
    ami, file = baked
    with open(file) as text:
        envelope = json.load(text)
    payload = base64.b64decode(envelope["payload"])
    kind = envelope["payloadType"].encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    key = load_pem_public_key(public_key(bakery, home).encode())
    (signature,) = envelope["signatures"]
    key.verify(base64.b64decode(signature["sig"]), signed)
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(signature["sig"]), signed + b" ")
    statement = json.loads(payload)
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://slsa.dev/provenance/v1"
    assert statement["subject"][0]["digest"] == {"ec2ImageId": ami["id"]}
    reported = json.dumps(statement["predicate"]["amibakery_reported"])
    for fact in (ami["sourceAmi"], ami["tags"]["ami-bakery:bake-key"]):
        assert fact in reported
        assert fact not in json.dumps([statement["predicate"]["buildDefinition"], statement["predicate"]["runDetails"]])


def test_it_is_verified_with_the_public_key_alone(bakery, baked, home):
    ami, file = baked
    key = bakery.directory / "key.pem"
    key.write_text(public_key(bakery, home))
    good = ("attest", "verify", file, "--key", str(key))
    done = bakery.run(*good, "--ami", ami["id"], "--region", "us-west-2", "--account", ami["owner"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Verified: {ami['id']} in us-west-2" in done.stdout
    for other, said in (
        (("--ami", "ami-0ffffffffffffffff"), "It is about another AMI"),
        (("--region", "eu-west-1"), "It is about another region"),
        (("--account", "1"), "It is about another account"),
        (("--ami", "img-mgr"), "Not an AMI id: 'img-mgr'"),
    ):
        refused = bakery.run(*good, *other)
        assert refused.returncode == 1, refused.stdout
        assert said in refused.stdout + refused.stderr


def test_the_page_shows_how(bakery, baked, home, checkout):
    ami, file = baked
    key = bakery.directory / "team.pem"
    key.write_text(public_key(bakery, home))
    fill = {"ami-0d53cc9bd365ad65b": ami["id"], "provenance.json": file, "team.pem": key}
    said = checkout.run("docs/cli.md", "ami-bakery attest show", fill, **home)
    assert said.count(f"Verified: {ami['id']}") == 2


def test_another_key_and_a_changed_statement_are_refused(bakery, baked, home):
    ami, file = baked
    stranger = bakery.run("attest", "verify", file, XDG_STATE_HOME=f"{bakery.directory}-stranger")
    assert stranger.returncode == 1
    assert "which is not trusted here" in stranger.stdout + stranger.stderr
    with open(file) as text:
        envelope = json.load(text)
    payload = base64.b64decode(envelope["payload"]).replace(ami["id"].encode(), b"ami-0ffffffffffffffff")
    envelope["payload"] = base64.b64encode(payload).decode()
    forged = bakery.directory / "forged.json"
    forged.write_text(json.dumps(envelope))
    done = bakery.run("attest", "verify", str(forged), **home)
    assert done.returncode == 1
    assert "was changed after it was signed" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "said"), [("", "not a JSON object"), ("{", "not valid JSON"), ("{}", "'signatures' must be a list"), (None, "there is no such file")]
)
def test_what_is_no_attestation_is_refused_in_one_line(bakery, home, content, said):
    file = bakery.directory / "some.json"
    if content is not None:
        file.write_text(content)
    done = bakery.run("attest", "verify", str(file), **home)
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).splitlines()
    assert str(file) in line
    assert said in line


def test_a_team_shares_attestations_in_s3(bakery, cloud, home):
    s3 = cloud.client("s3")
    bucket = f"attestations-{bakery.directory.name.replace('_', '-').lower()}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    place = {"AMI_BAKERY_STORE": f"s3://{bucket}/team"}
    done = bakery.run("bake", "--json", bakery.template(f"{bakery.directory.name}.json"), **home, **place)
    assert done.returncode == 0, done.stdout + done.stderr
    (ami,) = json.loads(done.stdout)["amis"]
    try:
        (kept,) = s3.list_objects_v2(Bucket=bucket)["Contents"]
        assert kept["Key"].startswith(f"team/amis/{ami['id']}/us-west-2/provenance-")
        other = bakery.run("attest", "show", ami["id"], XDG_STATE_HOME=f"{bakery.directory}-other", **place)
        assert f"s3://{bucket}/{kept['Key']}" in other.stdout
        assert "which is not trusted here" in other.stdout
        mine = bakery.run("attest", "show", ami["id"], **home, **place)
        assert f"Verified: {ami['id']}" in mine.stdout
    finally:
        cloud.client().deregister_image(ImageId=ami["id"])


def test_a_store_that_is_none_is_refused_in_one_line(bakery, home):
    done = bakery.run("attest", "show", "ami-0ffffffffffffffff", **home, AMI_BAKERY_STORE="acme/team")
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["ami-bakery: Not a place in S3: 'acme/team'; one is written like s3://bucket/prefix."]
