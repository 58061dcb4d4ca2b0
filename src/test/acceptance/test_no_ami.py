"""Builds that make no AMI and are not meant to: they end well, and the report says what came of them."""

import json

import pytest
from conftest import packer_version


@pytest.fixture
def ends(bakery, calm):
    """Bakes builders made of the small template's, which ends well without an AMI; returns what the report says of each."""

    def run(*builders):
        path = bakery.template()
        text = json.loads(path.read_text())
        text["builders"] = [make(text["builders"][0]) if callable(make) else make for make in builders]
        text["provisioners"] = []
        path.write_text(json.dumps(text))
        done = bakery.run("bake", "--json", path)
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)
        assert report["outcome"] == "success" and report["amis"] == []
        assert "Succeeded without an AMI" in done.stderr
        assert all(note in done.stderr for note in report["notes"])
        assert calm.inventory()["instances"] == []
        return [note for note in report["notes"] if note.startswith("The build ")]

    return run


def test_a_volume_that_was_made_is_named_and_stays(ends, calm):
    kept = {"device_name": "/dev/xvdf", "volume_size": 1, "delete_on_termination": False}
    before = calm.inventory()["volumes"]
    (note,) = ends(
        lambda builder: {key: value for key, value in builder.items() if key != "ami_name"}
        | {"type": "amazon-ebsvolume", "name": "data", "ebs_volumes": [kept]}
    )
    (volume,) = set(calm.inventory()["volumes"]) - set(before)
    assert note == f"The build data made no AMI: EBS Volumes were created: us-west-2:{volume}."


def test_builds_that_make_files_or_nothing_say_so(ends, bakery):
    notes = ends(
        {"type": "null", "name": "nothing", "communicator": "none"},
        {"type": "file", "name": "motd", "target": str(bakery.directory / "motd"), "content": "welcome"},
    )
    assert sorted(notes) == [
        f"The build motd made no AMI: Stored file: {bakery.directory}/motd.",
        "The build nothing made no AMI: Did not export anything. This is the null builder.",
    ]


@pytest.mark.skipif(packer_version() < (1, 7), reason="SKIPPED ALOUD: packer before 1.7 has no skip_create_ami")
def test_a_build_that_is_told_to_make_no_ami_ends_well(ends):
    (note,) = ends(lambda builder: builder | {"skip_create_ami": True})
    assert note == "The build amazon-ebs made no AMI, as the template requests (skip_create_ami)."
