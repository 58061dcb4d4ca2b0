"""Reuse: the AMIs of an identical earlier bake are taken instead of baking, as long as they may be used."""

import datetime
import json
import time

import boto3
import pytest
from conftest import HOME


@pytest.fixture
def recipe(bakery, cloud):
    """A template of its own recipe name, so that no other test's AMI is its newest; deregistered afterwards."""
    yield lambda **changes: bakery.template(f"{bakery.directory.name}.json", **changes)
    for region in ("us-west-2", "eu-west-1"):
        ec2 = cloud.client(region=region)
        for image in ec2.describe_images(Owners=["self"])["Images"]:
            if image["Name"].startswith("small-"):
                ec2.deregister_image(ImageId=image["ImageId"])


def bake(bakery, template, *words):
    """The report of a bake with reuse that went well."""
    done = bakery.run("bake", "--json", "--reuse", *words, template)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def ids(report):
    return [ami["id"] for ami in report["amis"]]


def reasons(report):
    assert not report["reuse"]["reused"], report["reuse"]
    return "\n".join(report["reuse"]["reasons"])


def test_the_same_recipe_is_reused_with_the_bake_it_comes_from(bakery, recipe):
    first = bake(bakery, recipe())
    assert "yet" in reasons(first)
    again = bake(bakery, recipe())
    assert again["reuse"]["reused"]
    assert ids(again) == ids(first)
    assert again["bakeId"] == first["bakeId"]
    assert again["phases"] == []
    assert "@" in again["reuse"]["startedBy"]
    shown = bakery.run("bake", "--reuse", recipe()).stdout
    assert f"Reused 1 AMI of bake {first['bakeId']}" in shown


def test_null_in_a_var_file_names_no_file(bakery, recipe):
    path = recipe(user_data_file="{{user `word`}}")
    (bakery.directory / "vars.json").write_text('{"word": null}')
    first = bake(bakery, path, "--var-file", "vars.json")
    again = bake(bakery, path, "--var-file", "vars.json")
    assert again["reuse"]["reused"] and ids(again) == ids(first)


def test_a_plain_bake_can_be_reused_later(bakery, recipe):
    plain = json.loads(bakery.run("bake", "--json", recipe()).stdout)
    assert plain["key"]["digest"] == plain["amis"][0]["tags"]["ami-bakery:bake-key"]
    assert ids(bake(bakery, recipe())) == ids(plain)


def test_a_decision_takes_at_most_three_calls(bakery, recipe, cloud):
    bake(bakery, recipe())
    cloud.localcloud("calls", "--reset")
    assert bake(bakery, recipe())["reuse"]["reused"]
    calls = {name: times for name, times in cloud.localcloud("calls")["calls"].items() if times}
    assert calls == {"ec2:DescribeImages": 2, "ec2:DescribeSnapshots": 1}


def test_what_changed_is_said_part_by_part(bakery, recipe):
    template = recipe(provision="echo {{user `word`}}")
    first = bake(bakery, template, "--var", "word=one")
    told = reasons(bake(bakery, template, "--var", "word=two"))
    assert ids(first)[0] in told
    assert 'variable word changed: "one" -> "two"' in told


def test_an_input_that_changed_is_named(bakery, recipe):
    (bakery.directory / "app").mkdir()
    (bakery.directory / "app/main.py").write_text("1")
    first = bake(bakery, recipe(), "--inputs", "app/**")
    assert ids(bake(bakery, recipe(), "--inputs", "app/**")) == ids(first)
    (bakery.directory / "app/main.py").write_text("2")
    assert "app/main.py" in reasons(bake(bakery, recipe(), "--inputs", "app/**"))


def test_force_bakes_whatever_is_there(bakery, recipe):
    first = bake(bakery, recipe())
    forced = bake(bakery, recipe(), "--force")
    assert "force" in reasons(forced)
    assert ids(forced) != ids(first)


@pytest.mark.parametrize(
    "harm, said",
    [
        ("deregister", "No AMI of"),
        ("revoke", "is revoked: leaks a key"),
        ("disable", "is disabled"),
        ("deprecate", "is deprecated since"),
    ],
)
def test_an_ami_that_may_not_be_used_is_not_reused(bakery, recipe, cloud, harm, said):
    first = bake(bakery, recipe())
    (image,), ec2 = ids(first), cloud.client()
    if harm == "deregister":
        ec2.deregister_image(ImageId=image)
    elif harm == "revoke":
        ec2.create_tags(Resources=[image], Tags=[{"Key": "ami-bakery:revoked", "Value": "leaks a key"}])
    elif harm == "disable":
        ec2.disable_image(ImageId=image)
    else:
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
        ec2.enable_image_deprecation(ImageId=image, DeprecateAt=soon)
        while datetime.datetime.now(datetime.timezone.utc) < soon:
            time.sleep(0.1)
    again = bake(bakery, recipe())
    assert said in reasons(again)
    assert ids(again) != [image]


def test_an_ami_of_somebody_else_is_never_reused(bakery, recipe, cloud):
    """Neither one in another account nor a public one, whatever tags it carries."""
    first = bake(bakery, recipe())
    (image,), ec2 = ids(first), cloud.client()
    (there,) = ec2.describe_images(ImageIds=[image])["Images"]
    role = cloud.client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/other", RoleSessionName="other")
    keys = role["Credentials"]
    other = boto3.client(
        "ec2",
        endpoint_url=cloud.told["endpoint"],
        region_name="us-west-2",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    debian = first["amis"][0]["sourceAmi"]
    foreign = other.copy_image(SourceRegion="us-west-2", SourceImageId=debian, Name="small-foreign")["ImageId"]
    other.create_tags(Resources=[foreign], Tags=there["Tags"])
    ec2.create_tags(Resources=[debian], Tags=there["Tags"])
    try:
        ec2.deregister_image(ImageId=image)
        again = bake(bakery, recipe())
        assert "No AMI of" in reasons(again)
        assert ids(again)[0] not in (foreign, debian)
    finally:
        ec2.delete_tags(Resources=[debian], Tags=there["Tags"])
        other.deregister_image(ImageId=foreign)


def test_every_region_must_have_its_ami(bakery, recipe, cloud):
    def both():
        return recipe(ami_regions=["us-west-2", "eu-west-1"])

    first = bake(bakery, both())
    again = bake(bakery, both())
    assert again["reuse"]["reused"] and sorted(ids(again)) == sorted(ids(first))
    (copy,) = [ami["id"] for ami in first["amis"] if ami["region"] == "eu-west-1"]
    cloud.client(region="eu-west-1").deregister_image(ImageId=copy)
    assert "has no AMI of amazon-ebs in eu-west-1" in reasons(bake(bakery, both()))


def test_an_ami_made_outside_of_any_bake_is_not_reused(bakery, recipe, cloud):
    """A copy that somebody made of a bake's AMI, with all its tags: nobody who is trusted says what is in it."""
    first = bake(bakery, recipe())
    (image,), ec2 = ids(first), cloud.client()
    tags = ec2.describe_images(ImageIds=[image])["Images"][0]["Tags"]
    copy = ec2.copy_image(SourceRegion="us-west-2", SourceImageId=image, Name="small-copy")["ImageId"]
    ec2.create_tags(Resources=[copy], Tags=tags)
    ec2.deregister_image(ImageId=image)
    assert f"{copy} in us-west-2 has a signature made for something else" in reasons(bake(bakery, recipe()))


def test_a_recipe_that_floats_is_not_reused_and_the_line_is_named(bakery, recipe):
    def floats():
        return recipe(provision="true || sudo apt-get install -y nginx")

    bake(bakery, floats())
    told = reasons(bake(bakery, floats()))
    assert "1 step is not pinned" in told
    assert "apt-get install -y nginx" in told


def test_the_lock_file_stays_as_it_was_when_nothing_was_baked(bakery, recipe):
    path = recipe()
    told = [bakery.run("bake", "--reuse", "--write-lock", path) for _ in range(2)]
    assert [done.returncode for done in told] == [0, 0], told[1].stdout + told[1].stderr
    left = "The lock file is as it was: nothing was baked."
    assert [left in done.stdout + done.stderr for done in told] == [False, True]


def test_img_mgr_is_reused_when_it_is_locked(bakery):
    template = HOME / "packer/img-mgr-packer.json"
    locked = ("--locked", "--lock", "img-mgr.lock.json")
    wrote = bakery.run("bake", "--json", "--write-lock", "--lock", "img-mgr.lock.json", template)
    assert wrote.returncode == 0, wrote.stdout + wrote.stderr
    # forced, as another test's bake may have had the very same lock
    assert not bake(bakery, template, "--force", *locked)["reuse"]["reused"]
    assert bake(bakery, template, *locked)["reuse"]["reused"]
