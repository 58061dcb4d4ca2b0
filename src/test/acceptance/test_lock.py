"""The lock file: what a bake used, written down, and kept to by the next one."""

import json

import pytest
from checkout import assert_shown
from conftest import HOME

MANIFEST = "/tmp/manifest.json"
# Installs what the lock names, or the newest, of an archive whose content the test decides; refuses what it does not have.
INSTALL = r"""
available="$1"; rm -f /tmp/list
for one in $available; do
    name=${one%=*}; newest=${one#*=}
    version=$(awk -F '\t' -v n="$name" '$2 == "packages" && $3 == n { print $4 }' /tmp/packages.lock)
    if [ -n "$version" ] && [ "$version" != "$newest" ]; then
        echo "E: Version '$version' for '$name' was not found" >&2; exit 100
    fi
    echo "{\"name\": \"$name\", \"version\": \"$newest\"}" >> /tmp/list
done
echo "{\"packages\": [$(paste -s -d , /tmp/list)]}" > /tmp/manifest.json
"""


@pytest.fixture
def base(cloud):
    """A base AMI of one's own, which can be taken away; newer ones of its name can be added."""
    ec2 = cloud.client()
    (debian,) = ec2.describe_images(Filters=[{"Name": "name", "Values": ["debian-12-amd64-20250814-2204"]}])["Images"]
    made = []

    def another(name):
        made.append(ec2.copy_image(SourceRegion="us-west-2", SourceImageId=debian["ImageId"], Name=name)["ImageId"])
        return made[-1]

    another.first = another("mybase-1")
    yield another
    still = {image["ImageId"] for image in ec2.describe_images(Owners=["self"])["Images"]}
    for image in still & set(made):
        ec2.deregister_image(ImageId=image)


def recipe(bakery, takes_part=True):
    """A template on a base AMI of one's own which takes part in locking, and installs two packages in a second."""
    path = bakery.template(
        source_ami="{{user `source_ami`}}",
        source_ami_filter={"filters": {"name": "mybase-*"}, "owners": ["self"], "most_recent": True},
    )
    template = json.loads(path.read_text())
    template["variables"] |= {"available": "nginx=1.0 bash=5.2"}
    if takes_part:
        template["variables"] |= {"source_ami": "", "package_lock": "/dev/null", "image_manifests": "image-manifests"}
        (bakery.directory / "install.sh").write_text(INSTALL)
        template["provisioners"] = [
            {"type": "file", "source": "{{user `package_lock`}}", "destination": "/tmp/packages.lock"},
            {
                "type": "shell",
                "script": "install.sh",
                "execute_command": "{{ .Vars }} sh -eu {{ .Path }} '{{user `available`}}'",
            },
            {
                "type": "file",
                "direction": "download",
                "source": MANIFEST,
                "destination": "{{user `image_manifests`}}/{{build_name}}.json",
            },
        ]
    else:
        template["builders"][0].pop("source_ami")
    path.write_text(json.dumps(template))
    return path


def baked(done):
    """The report of a bake that went well."""
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_a_locked_bake_of_what_has_not_changed_succeeds(bakery, base):
    template = recipe(bakery)
    first = baked(bakery.run("bake", "--json", "--write-lock", template))
    lock = json.loads((bakery.directory / "small.lock.json").read_text())
    assert first["lock"]["isNew"]
    build = lock["builds"]["amazon-ebs"]
    assert build["base"]["us-west-2"] == {"id": base.first, "name": "mybase-1", "owner": "123456789012"}
    assert build["packages"] == {"packages": {"bash": "5.2", "nginx": "1.0"}}
    second = baked(bakery.run("bake", "--json", "--locked", template))
    assert second["amis"][0]["sourceAmi"] == base.first


def test_a_lock_written_again_is_the_same_file(bakery, base):
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    written = (bakery.directory / "small.lock.json").read_bytes()
    again = baked(bakery.run("bake", "--json", "--write-lock", template))
    assert again["lock"] == {"file": "small.lock.json", "isNew": False, "changes": [], "unlocked": []}
    assert (bakery.directory / "small.lock.json").read_bytes() == written


def test_a_locked_bake_takes_the_locked_base_though_a_newer_one_is_there(bakery, base):
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    newer = base("mybase-2")
    assert baked(bakery.run("bake", "--json", "--locked", template))["amis"][0]["sourceAmi"] == base.first
    assert baked(bakery.run("bake", "--json", template))["amis"][0]["sourceAmi"] == newer


def test_a_base_ami_that_is_gone_is_named_before_anything_starts(bakery, base, cloud):
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    cloud.client().deregister_image(ImageId=base.first)
    base("mybase-2")
    before = cloud.inventory()
    done = bakery.run("bake", "--locked", template)
    assert done.returncode == 2
    assert f"The base AMI {base.first} mybase-1 (123456789012)" in done.stderr
    assert "is gone in us-west-2" in done.stderr
    assert cloud.inventory() == before


def test_a_version_that_the_archive_no_longer_has_is_named_and_nothing_is_left(bakery, base, cloud):
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    before = cloud.inventory()
    done = bakery.run("bake", "--json", "--locked", "--var", "available=nginx=1.1 bash=5.2", template)
    (failure,) = json.loads(done.stdout)["failures"]
    assert done.returncode == 1
    assert failure["cause"] == "lock_gone"
    assert "Version '1.0' for 'nginx' was not found" in failure["detail"]
    assert cloud.inventory() == before


def test_an_image_that_differs_from_the_lock_is_named_and_not_kept(bakery, base, cloud):
    """The script has learnt to install one more package, which the lock does not know."""
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    before = cloud.inventory()
    done = bakery.run("bake", "--json", "--locked", "--var", "available=nginx=1.0 bash=5.2 jq=1.6", template)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["amis"] == []
    assert "package jq is new (1.6)" in report["failures"][0]["detail"]
    assert cloud.inventory() == before


def test_a_newer_lock_is_shown_as_a_difference(bakery, base):
    template = recipe(bakery)
    baked(bakery.run("bake", "--json", "--write-lock", template))
    newer = base("mybase-2")
    done = bakery.run("lock", "--update", "--var", "available=nginx=1.1 jq=1.6", template)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"base AMI in us-west-2 {base.first} mybase-1 (123456789012) → {newer} mybase-2" in done.stdout
    assert "  ~ amazon-ebs: package nginx 1.0 → 1.1\n" in done.stdout
    assert_shown("docs/cli.md", "~ amazon-ebs: base AMI", done.stdout)
    assert "  + amazon-ebs: package jq 1.6\n" in done.stdout
    assert "  - amazon-ebs: package bash 5.2\n" in done.stdout
    assert baked(bakery.run("bake", "--json", "--locked", "--var", "available=nginx=1.1 jq=1.6", template))


def test_without_a_lock_file_a_locked_bake_does_not_start(bakery):
    done = bakery.run("bake", "--locked", bakery.template())
    assert done.returncode == 2
    assert "There is not a lock file small.lock.json" in done.stderr


def test_a_template_that_does_not_take_part_is_locked_by_its_base_alone(bakery, base):
    template = recipe(bakery, takes_part=False)
    written = bakery.run("bake", "--write-lock", template)
    assert "no package versions" in written.stdout, written.stdout + written.stderr
    assert baked(bakery.run("bake", "--json", "--locked", template))
    newer = base("mybase-2")
    done = bakery.run("bake", "--json", "--locked", template)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["amis"] == []
    assert newer in report["failures"][0]["detail"]


def test_img_mgr_bakes_its_locked_debian_packages_or_names_the_one_that_is_gone(bakery):
    template = HOME / "packer/img-mgr-packer.json"
    first = baked(bakery.run("bake", "--json", "--write-lock", "--lock", "img-mgr.lock.json", template))
    lock = bakery.directory / "img-mgr.lock.json"
    packages = json.loads(lock.read_text())["builds"]["amazon-ebs"]["packages"]
    assert "nginx" in packages["packages"]
    assert "flask" in [name.lower() for name in packages["python"]]
    second = baked(bakery.run("bake", "--json", "--locked", "--lock", "img-mgr.lock.json", template))
    assert second["amis"][0]["sourceAmi"] == first["amis"][0]["sourceAmi"]
    version = packages["packages"]["nginx"]
    lock.write_text(lock.read_text().replace(f'"nginx": "{version}"', '"nginx": "1.0-gone"'))
    done = bakery.run("bake", "--json", "--locked", "--lock", "img-mgr.lock.json", template)
    (failure,) = json.loads(done.stdout)["failures"]
    assert failure["cause"] == "lock_gone"
    assert "no longer in the archive: nginx 1.0-gone" in failure["detail"]
