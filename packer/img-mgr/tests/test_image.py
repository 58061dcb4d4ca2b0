"""The image around the application: two templates that must agree, and files that may fetch nothing at boot."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PACKER = Path(__file__).parents[2]
JSON = json.loads((PACKER / "img-mgr-packer.json").read_text())
HCL = (PACKER / "img-mgr.pkr.hcl").read_text()
ROOTFS = PACKER / "provision/rootfs"
SCRIPTS = sorted((PACKER / "provision").glob("*.sh"))
TAKEN = ("package_lock", "image_manifests")


def hcl_variables():
    blocks = re.findall(r'variable "(\w+)" \{(.*?)\n\}', HCL, re.DOTALL)
    defaults = {name: re.search(r'default\s*=\s*"(.*)"', body) for name, body in blocks}
    return {name: found and found.group(1) for name, found in defaults.items()}


def test_both_templates_have_the_same_variables_and_defaults():
    variables = hcl_variables()
    assert variables.pop("deprecate_after")
    assert variables == JSON["variables"]


def test_both_templates_upload_and_run_the_same_files_in_the_same_order():
    def files(text):
        return re.findall(r"(?:\{\{template_dir\}\}|\$\{path\.root\})/([\w./-]+)", text)

    assert files(HCL) == files(json.dumps(JSON["provisioners"]))
    for name in files(HCL):
        assert (PACKER / name).exists()


def test_both_templates_hand_the_same_facts_to_the_scripts():
    (handed,) = [step["environment_vars"] for step in JSON["provisioners"] if "environment_vars" in step]
    names = [word.partition("=")[0] for word in handed]
    assert names == re.findall(r'^\s+"([A-Z_]+)=', HCL, re.MULTILINE)


def test_both_templates_take_part_in_locking():
    """They take the locked base AMI and versions, and hand the manifest out last of all."""
    up, down = [[step for step in JSON["provisioners"] if "`" + name + "`" in str(step)] for name in TAKEN]
    assert up[0]["destination"] == "/tmp/ami-bakery/packages.lock"
    assert down == JSON["provisioners"][-1:] and down[0]["source"] == "/etc/ami-bakery/manifest.json"
    assert JSON["builders"][0]["source_ami"] == "{{user `source_ami`}}"
    for text in ("source_ami          = var.source_ami", "var.package_lock", "${var.image_manifests}/${source.name}.json"):
        assert text in HCL


def test_instance_image_and_snapshot_are_tagged_alike():
    builder = JSON["builders"][0]
    keys = {"Name", "Version", "Commit", "SourceAMI", "SourceAMIName", "ami-bakery:recipe", "ami-bakery:bake-id"}
    for place in ("run_tags", "tags", "snapshot_tags"):
        assert set(builder[place]) == keys
        assert re.search(rf"^  {place}\s+= merge\(local\.\w+_name, local\.lineage, local\.marks\)$", HCL, re.MULTILINE)
    for key in keys - {"Name"}:
        assert re.search(rf'^\s+"{key}"\s+=', HCL, re.MULTILINE)


def test_nothing_in_the_image_fetches_at_boot():
    fetching = re.compile(r"\b(apt|apt-get|pip|pip3|curl|wget|git|npm|yum|dnf|snap)\b")
    for place in [*ROOTFS.glob("etc/systemd/**/*"), *ROOTFS.glob("etc/cloud/**/*")]:
        if place.is_file():
            lines = [line for line in place.read_text().splitlines() if not line.lstrip().startswith("#")]
            assert not [line for line in lines if fetching.search(line)], place
    config = (ROOTFS / "etc/cloud/cloud.cfg.d/99-ami-bakery.cfg").read_text()
    assert "package_update: false" in config and "package_upgrade: false" in config


def test_nginx_and_application_know_one_limit():
    from img_mgr.app import LARGEST_UPLOAD

    site = (ROOTFS / "etc/nginx/sites-available/img-mgr").read_text()
    assert f"client_max_body_size {LARGEST_UPLOAD // 1024 // 1024}M;" in site
    for page in (ROOTFS / "usr/share/img-mgr/errors").glob("413.*"):
        assert "at most 10 MB" in page.read_text()


def test_the_error_pages_of_nginx_have_the_applications_form():
    for page in (ROOTFS / "usr/share/img-mgr/errors").glob("*.json"):
        assert set(json.loads(page.read_text())["error"]) == {"code", "message"}


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shellcheck_finds_nothing(script):
    answer = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)
    assert answer.stdout == ""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_each_script_stops_at_its_first_failure(script):
    lines = script.read_text().splitlines()
    assert lines[0] == "#!/bin/sh" and "set -eu" in lines
