"""Nights with an archive of the test's own: a package of the image gets a newer version, then one that the image has not."""

import json

import pytest
from archives import AptArchive, missing, recipe

NEEDED = missing(*AptArchive.needs)
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"SKIPPED ALOUD: no {' and no '.join(NEEDED)}")


@pytest.fixture
def archive(bakery, cloud, tmp_path_factory):
    # Not beside the template, where every file counts.
    made = AptArchive(tmp_path_factory.mktemp("archive"), cloud)
    yield made
    made.close()


def bake(bakery, template, *words):
    done = bakery.run("bake", "--json", *words, template)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_a_newer_package_of_the_image_bakes_anew_and_one_of_others_does_not(bakery, cloud, archive):
    archive.holds(web="1.0", libown="1.0", other="1.0")
    template = recipe(bakery, archive.base(bakery))

    first = bake(bakery, template, "--reuse")
    assert not first["reuse"]["reused"]
    same = bake(bakery, template, "--reuse")
    assert same["reuse"]["reused"], same["reuse"]
    assert same["reuse"]["notes"] == ["No repository has a newer version of a package that it holds."]

    archive.holds(web="1.0", libown="1.1", other="1.0")
    cloud.localcloud("calls", "--reset")
    accepted = bake(bakery, template, "--reuse", "--fresh-for", "1d")
    assert accepted["reuse"]["reused"] and "libown 1.0 → 1.1" in accepted["reuse"]["notes"]
    assert sum(cloud.localcloud("calls")["calls"].values()) <= 3
    night = bake(bakery, template, "--reuse")
    assert not night["reuse"]["reused"]
    assert "1 package has a newer version: libown." in night["reuse"]["reasons"]
    assert night["reuse"]["newerPackages"] == [
        {"name": "libown", "from": "1.0", "to": "1.1", "suite": "stable", "security": False}
    ]

    archive.holds(web="1.0", libown="1.1", other="2.0")
    next_night = bake(bakery, template, "--reuse")
    assert next_night["reuse"]["reused"], next_night["reuse"]
    assert [ami["id"] for ami in next_night["amis"]] == [ami["id"] for ami in night["amis"]]

    archive.server.shutdown()
    archive.server.server_close()
    unknown = bakery.run("bake", "--json", "--reuse", template)
    told = json.loads(unknown.stdout)["reuse"]
    assert not told["reused"]
    assert any("cannot be asked" in reason for reason in told["reasons"]), told


def test_the_option_needs_reuse(bakery):
    done = bakery.run("bake", "--fresh-for", "7d", bakery.template())
    assert done.returncode == 2
    assert "--fresh-for says which AMIs --reuse takes; give --reuse too." in done.stderr
    done = bakery.run("bake", "--reuse", "--fresh-for", "soon", bakery.template())
    assert done.returncode == 2
    assert "--fresh-for is 'soon'" in done.stderr
