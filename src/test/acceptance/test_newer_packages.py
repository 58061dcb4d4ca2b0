"""Nights with an archive of the test's own: a package of the image gets a newer version, then one that the image has not."""

import json

import pytest
from archives import AptArchive, missing

NEEDED = missing(*AptArchive.needs)
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"SKIPPED ALOUD: no {' and no '.join(NEEDED)}")

INSTALL = """#!/bin/sh
set -eu
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    if apt-get update -o APT::Update::Error-Mode=any; then break; fi
    sleep 1
done
apt-get install -y web
"""


@pytest.fixture
def archive(bakery, cloud, tmp_path_factory):
    # Not beside the template, where every file counts.
    made = AptArchive(tmp_path_factory.mktemp("archive"), cloud)
    yield made
    made.close()


def recipe(bakery, base_id):
    (bakery.directory / "install.sh").write_text(INSTALL)
    (bakery.directory / "manifest-tool").write_text(bakery.run("manifest-tool").stdout)
    path = bakery.template("web.json", source_ami=base_id)
    template = json.loads(path.read_text())
    template["builders"][0].pop("source_ami_filter")
    template["variables"]["image_manifests"] = "manifests"
    sudo = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
    template["provisioners"] = [
        {"type": "shell", "script": "install.sh", "execute_command": sudo},
        {"type": "file", "source": "{{template_dir}}/manifest-tool", "destination": "/tmp/manifest-tool"},
        {"type": "shell", "inline": ["sudo sh /tmp/manifest-tool >/tmp/manifest.json"]},
        {
            "type": "file",
            "direction": "download",
            "source": "/tmp/manifest.json",
            "destination": "{{user `image_manifests`}}/{{build_name}}.json",
        },
    ]
    path.write_text(json.dumps(template))
    return path


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
