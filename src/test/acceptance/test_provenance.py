"""What packer itself says of how an AMI was made, beside what is signed of it."""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from packers import newer

NOT_CHECKED = "not checked by AMI Bakery"


@pytest.fixture
def packer():
    """The words and variables by which a packer that has the post-processor bakes."""
    given = newer()
    if given is None:
        pytest.skip("SKIPPED ALOUD: packer before 1.16 has no post-processor provenance; PACKER_NEW and PACKER_PLUGIN_PATH name a newer one")
    return ("--packer", given.path), {"PACKER_PLUGIN_PATH": given.plugins}


@pytest.fixture
def home(bakery):
    """A user's own folder, beside the recipe's."""
    return {"XDG_STATE_HOME": str(bakery.directory.with_name(f"{bakery.directory.name}-home"))}


def baked(bakery, *words, settings=None, regions=(), **variables):
    template = bakery.template("proven.json", **({"ami_regions": list(regions)} if regions else {}))
    if settings is not None:
        text = json.loads(template.read_text()) | {"post-processors": [{"type": "provenance"} | settings]}
        template.write_text(json.dumps(text))
    done = bakery.run("bake", "--json", *words, template, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def reported(bakery, ami, home):
    """What our statement holds of what the machine said, and what `attest show` and `verify` say of it."""
    shown = bakery.run("attest", "show", ami["id"], **home)
    file = shown.stdout.splitlines()[0]
    with open(file) as text:
        payload = json.loads(base64.b64decode(json.load(text)["payload"]))
    verified = bakery.run("attest", "verify", file, **home)
    assert verified.returncode == 0, verified.stdout
    return payload["predicate"]["amibakery_reported"], shown.stdout, verified.stdout


@pytest.mark.parametrize("settings", [{}, {"output_dir": "said", "signing_mode": "key", "signer": "key.pem"}])
def test_what_packer_says_is_named_by_its_digest_and_not_taken_for_ours(bakery, packer, home, settings):
    words, variables = packer
    signed = "signer" in settings
    if signed:
        key = generate_private_key(SECP256R1())
        (bakery.directory / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    report = baked(bakery, *words, settings=settings, regions=["us-west-2", "eu-west-1"], **variables, **home)
    (file,) = bakery.directory.glob("**/*.provenance.json")
    assert ("payloadType" in json.loads(file.read_text())) == signed
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (note,) = [note for note in report["notes"] if NOT_CHECKED in note]
    assert file.name in note
    for ami in report["amis"]:
        told, shown, verified = reported(bakery, ami, home)
        assert {"name": "packer provenance", "digest": {"sha256": digest}} in told["byproducts"]
        assert NOT_CHECKED in shown and NOT_CHECKED in verified
    kept = [path for path in bakery.directory.with_name(f"{bakery.directory.name}-home").glob(f"**/{digest}.json")]
    assert kept and all(path.read_bytes() == file.read_bytes() for path in kept)


@pytest.mark.parametrize("settings", [{}, {"output_dir": "said"}])
def test_it_is_no_input_of_the_next_bake(bakery, packer, home, settings):
    words, variables = packer
    first = baked(bakery, *words, settings=settings, **variables, **home)
    again = baked(bakery, *words, "--reuse", settings=settings, **variables, **home)
    assert again["amis"][0]["id"] == first["amis"][0]["id"]


def test_without_the_post_processor_nothing_is_said(bakery, home):
    report = baked(bakery, **home)
    told, shown, verified = reported(bakery, report["amis"][0], home)
    assert "packer provenance" not in json.dumps(told)
    assert NOT_CHECKED not in json.dumps(report["notes"]) + shown + verified
