"""Attacks on reuse: whoever may set tags, but has no key that is trusted, has no image of his own taken."""

import hashlib
import json
import stat

import pytest

SIGNATURE = "ami-bakery:signature"
pytestmark = pytest.mark.hostile


@pytest.fixture
def recipe(bakery, cloud):
    """A template of its own recipe name; its AMIs are deregistered afterwards."""
    yield lambda **changes: bakery.template(f"{bakery.directory.name}.json", **changes)
    for region in ("us-west-2", "eu-west-1"):
        ec2 = cloud.client(region=region)
        for image in ec2.describe_images(Owners=["self"])["Images"]:
            if image["Name"].startswith("small-"):
                ec2.deregister_image(ImageId=image["ImageId"])


def state(bakery, name):
    """A folder beside the recipe: what lies in the recipe's counts."""
    return bakery.directory.with_name(f"{bakery.directory.name}-{name}")


@pytest.fixture
def home(bakery):
    """A user's own folder, beside the recipe's, as an environment."""
    return {"XDG_STATE_HOME": str(state(bakery, "home"))}


def bake(bakery, template, home, *words):
    done = bakery.run("bake", "--json", "--reuse", *words, template, **home)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def ids(report):
    return [ami["id"] for ami in report["amis"]]


def tags_of(cloud, image):
    return cloud.client().describe_images(ImageIds=[image])["Images"][0]["Tags"]


def refused(report, *said):
    """Nothing was reused, and the reason says why."""
    assert not report["reuse"]["reused"], report["reuse"]
    reasons = "\n".join(report["reuse"]["reasons"])
    for text in said:
        assert text in reasons, reasons
    return reasons


def test_tags_copied_onto_ones_own_ami_are_not_believed(bakery, recipe, home, cloud):
    """Somebody with ec2:CreateTags makes an AMI of the same account look like that of the bake, signature and all."""
    good = bake(bakery, recipe(), home)
    (image,), ec2 = ids(good), cloud.client()
    tags = tags_of(cloud, image)
    assert SIGNATURE in {tag["Key"] for tag in tags}
    evil = ec2.copy_image(SourceRegion="us-west-2", SourceImageId=cloud.base(), Name="small-evil")["ImageId"]
    ec2.create_tags(Resources=[evil], Tags=tags)
    assert ids(bake(bakery, recipe(), home)) == [image]
    ec2.deregister_image(ImageId=image)
    again = bake(bakery, recipe(), home)
    refused(again, f"{evil} in us-west-2 has a signature made for something else")
    assert evil not in ids(again)


def test_tags_written_by_hand_are_not_believed(bakery, recipe, home, cloud):
    good = bake(bakery, recipe(), home)
    (image,), ec2 = ids(good), cloud.client()
    tags = [tag for tag in tags_of(cloud, image) if tag["Key"] != SIGNATURE]
    evil = ec2.copy_image(SourceRegion="us-west-2", SourceImageId=cloud.base(), Name="small-evil")["ImageId"]
    ec2.create_tags(Resources=[evil], Tags=tags)
    ec2.deregister_image(ImageId=image)
    again = bake(bakery, recipe(), home)
    refused(again, f"{evil} in us-west-2 has this bake key but no signature")
    assert evil not in ids(again)


def test_a_bake_of_somebody_whose_key_is_not_trusted_is_not_reused(bakery, recipe, home, cloud):
    stranger = {"XDG_STATE_HOME": str(state(bakery, "stranger"))}
    theirs = bake(bakery, recipe(), stranger)
    ours = bake(bakery, recipe(), home)
    refused(ours, "which is not trusted here")
    assert ids(ours) != ids(theirs)


def test_a_key_that_is_listed_is_trusted(bakery, recipe, home, cloud):
    other = {"XDG_STATE_HOME": str(state(bakery, "other"))}
    theirs = bake(bakery, recipe(), other)
    key = bakery.run("key", **other)
    assert key.returncode == 0 and "PRIVATE" not in key.stdout, key.stdout + key.stderr
    folder = state(bakery, "home") / "ami-bakery/trusted-keys"
    folder.mkdir(parents=True)
    (folder / "other.pem").write_text(key.stdout)
    assert ids(bake(bakery, recipe(), home)) == ids(theirs)


@pytest.mark.parametrize("name", ["ami-bakery:builder", "ami-bakery:bake-id", "ami-bakery:bake-key"])
def test_a_changed_tag_breaks_the_signature(bakery, recipe, home, cloud, name):
    """The tag of the key is set to that of another recipe, whose bake finds it."""
    good = bake(bakery, recipe(provision="echo one"), home)
    (image,), ec2 = ids(good), cloud.client()
    value, changed = "forged", recipe(provision="echo one")
    if name.endswith("bake-key"):
        changed = recipe(provision="echo two")
        told = bakery.run("why", "--json", changed, **home)
        assert told.returncode == 0, told.stdout + told.stderr
        value = json.loads(told.stdout)["key"]["digest"]
    ec2.create_tags(Resources=[image], Tags=[{"Key": name, "Value": value}])
    again = bake(bakery, changed, home)
    refused(again, f"{image} in us-west-2 has a signature made for something else")
    assert image not in ids(again)


def test_each_copy_in_another_region_has_a_signature_of_its_own(bakery, recipe, home, cloud):
    def both():
        return recipe(ami_regions=["us-west-2", "eu-west-1"])

    first = bake(bakery, both(), home)
    signatures = [ami["tags"][SIGNATURE] for ami in first["amis"]]
    assert len(set(signatures)) == 2 and all(len(text) <= 256 for text in signatures)
    assert sorted(ids(bake(bakery, both(), home))) == sorted(ids(first))
    (copy,) = [ami["id"] for ami in first["amis"] if ami["region"] == "eu-west-1"]
    (here,) = [ami["tags"][SIGNATURE] for ami in first["amis"] if ami["region"] == "us-west-2"]
    cloud.client(region="eu-west-1").create_tags(Resources=[copy], Tags=[{"Key": SIGNATURE, "Value": here}])
    refused(bake(bakery, both(), home), "has no AMI of amazon-ebs in eu-west-1")


def test_a_pin_is_not_found_from_anything_that_is_told(bakery, recipe, home, cloud):
    """Every digest in report, reasons and tags is tried against every PIN, as plain text and as name=value."""
    template = recipe(provision="test -n '{{user `secret`}}'")
    bakery_words = ("--secret-var", "secret=PIN", "--var", "word=one")
    report = bake(bakery, template, home | {"PIN": "4711"}, *bakery_words)
    why = bakery.run("why", "--json", *bakery_words, template, **home, PIN="4711")
    assert why.returncode == 0, why.stdout + why.stderr
    told = json.dumps(report) + why.stdout + json.dumps(tags_of(cloud, ids(report)[0]))
    tried = 0
    for pin in range(10_000):
        for text in (f"{pin:04}", f"secret={pin:04}", f'"{pin:04}"', f"{pin:04}\n"):
            tried += 1
            assert hashlib.sha256(text.encode()).hexdigest() not in told
    (part,) = [part for part in json.loads(why.stdout)["key"]["parts"] if part["kind"] == "secret"]
    assert "digest" not in part and json.loads(why.stdout)["secrets"]
    print(f"{tried} guesses at a PIN, 0 hits")
    shown = bakery.run("why", *bakery_words, template, **home, PIN="4711").stdout
    assert "nobody else's AMIs have this bake key" in shown
    # Another user's bake of the same recipe and PIN has another key.
    other = bakery.run("why", "--json", *bakery_words, template, PIN="4711", XDG_STATE_HOME=str(state(bakery, "other")))
    assert json.loads(other.stdout)["key"]["digest"] != json.loads(why.stdout)["key"]["digest"]


def test_the_private_key_is_for_its_user_alone(bakery, recipe, home):
    template = recipe()
    bake(bakery, template, home)
    key = state(bakery, "home") / "ami-bakery/signing-key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    done = bakery.run("bake", "--reuse", template, **home)
    assert done.returncode == 2 and f"chmod 600 {key}" in done.stderr, done.stdout + done.stderr
