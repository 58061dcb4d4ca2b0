"""A template of one's own takes part step by step: as it is, with a manifest, locked. The lines that `adopt` shows are those baked."""

import json
import subprocess

import pytest
from archives import SUDO, AptArchive, RpmArchive, missing
from conftest import PACKER, Bakery
from packers import Packer

FAMILIES = {"debian": AptArchive, "rpm": RpmArchive}
JSON = """{
  "variables": {
    "region": "us-west-2",
    "ec2_endpoint": ""
  },
  "builders": [
    {
      "type": "amazon-ebs",
      "ami_name": "own-{{timestamp}}",
      "region": "{{user `region`}}",
      "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
      "instance_type": "t3.small",
      "ssh_username": "admin",
      "source_ami_filter": {
        "filters": { "name": "%(base)s" },
        "owners": ["self"], "most_recent": true
      }
    }
  ],
  "provisioners": [
    { "type": "shell", "script": "{{template_dir}}/install.sh", "execute_command": "%(sudo)s" }
  ]
}
"""
HCL = """variable "region" {
  default = "us-west-2"
}

variable "ec2_endpoint" {
  default = ""
}

source "amazon-ebs" "web" {
  ami_name            = "own-{{timestamp}}"
  region              = var.region
  custom_endpoint_ec2 = var.ec2_endpoint
  instance_type       = "t3.small"
  ssh_username        = "admin"
  # the newest of ours
  source_ami_filter {
    filters     = { name = "%(base)s" }
    owners      = ["self"]
    most_recent = true
  }
}

build {
  sources = ["source.amazon-ebs.web"]

  # what we add
  provisioner "shell" {
    script          = "${path.root}/install.sh"
    execute_command = "%(sudo)s"
  } # as root
}
"""


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda name: name)
def archive(request, cloud, tmp_path_factory):
    """An archive, and a base AMI of its family."""
    family = FAMILIES[request.param]
    lacking = missing(*family.needs)
    if lacking:
        pytest.skip(f"SKIPPED ALOUD: no {' and no '.join(lacking)}, so adopting is not tried on {request.param}")
    cloud.calm()
    made = family(tmp_path_factory.mktemp("archive"), cloud)
    made.holds(web="1.0")
    base = made.base(Bakery(cloud, tmp_path_factory.mktemp("base")))
    made.base_name = cloud.client().describe_images(ImageIds=[base])["Images"][0]["Name"]
    yield made
    made.close()


class Own:
    """A template of a user's own in a directory of its own, and the packer that it is for."""

    def __init__(self, bakery, name, text, packer):
        self.bakery, self.packer = bakery, packer
        self.directory = bakery.directory = bakery.directory / "own"
        self.directory.mkdir()
        self.template = self.directory / name
        self.template.write_text(text)
        self.state = {name: str(bakery.directory.parent / name.lower()) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME")}

    def bake(self, *words, fails=False):
        done = self.bakery.run("bake", "--json", "--packer", self.packer, *words, self.template.name, **self.state)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return json.loads(done.stdout)

    def adopt(self, *words):
        done = self.bakery.run("adopt", *words, self.template.name)
        assert done.returncode == 0, done.stderr
        return done


@pytest.fixture(params=["own.json", "own.pkr.hcl"])
def own(request, bakery, archive, tmp_path):
    archive.holds(web="1.0", libown="1.0", other="1.0")
    hcl = request.param.endswith(".hcl")
    made = Own(bakery, request.param, (HCL if hcl else JSON) % {"base": archive.base_name, "sudo": SUDO}, Packer().stand_in(tmp_path / "packer", hcl=hcl))
    refresh, install = archive.install
    (made.directory / "install.sh").write_text(f"set -eu\nfor try in 1 2 3 4 5 6 7 8 9; do {refresh} && break; sleep 1; done\n{install}\n")
    return made


def test_a_template_is_adopted_step_by_step(own, archive):
    first = own.bake("--reuse", "--fresh-for", "7d")
    (ami,) = first["amis"]
    assert ami["tags"]["ami-bakery:recipe"] == "own"
    assert not first["reuse"]["reused"]
    again = own.bake("--reuse", "--fresh-for", "7d")
    assert again["reuse"]["reused"] and [one["id"] for one in again["amis"]] == [ami["id"]]

    apply(own, own.adopt().stdout, "patch", "-p1")
    assert "Nothing to add." in own.adopt().stderr
    recorded = own.bake("--reuse")
    reused = own.bake("--reuse")
    assert reused["reuse"]["reused"] and reused["amis"][0]["id"] == recorded["amis"][0]["id"]
    assert reused["reuse"]["notes"] == ["No repository has a newer version of a package that it holds."]
    archive.holds(web="1.0", libown=("1.0", "1.1"), other="1.0")
    assert "1 package has a newer version: libown." in own.bake("--reuse")["reuse"]["reasons"]

    archive.holds(web="1.0", libown="1.0", other="1.0")
    apply(own, own.adopt("--step", "lock").stdout, "git", "apply")
    assert "Nothing to add." in own.adopt("--step", "lock").stderr
    locked = own.bake("--write-lock")
    assert locked["lock"]["isNew"] and locked["lock"]["unlocked"] == []
    archive.holds(web="1.0", libown=("1.0", "1.1"), other="1.0")
    own.bake("--locked")
    archive.holds(web="1.0", libown="1.1", other="1.0")
    (failure,) = own.bake("--locked", fails=True)["failures"]
    assert failure["cause"] == "lock_gone", failure


def apply(own, diff, *command):
    done = subprocess.run(command, input=diff, cwd=own.directory, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pages_commands_adopt_and_lock_a_template(checkout, calm, tmp_path):
    place = {"where": "adopting", "AMI_BAKERY_CLOUD": "local", "PACKER": Packer().stand_in(tmp_path / "packer", hcl=True)}
    home = checkout.directory / place["where"]
    home.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=home, check=True)
    (home / "image.pkr.hcl").write_text(HCL.replace('"self"', '"136693071363"') % {"base": "debian-12-amd64-*", "sudo": SUDO})
    (home / "install.sh").write_text("true\n")
    checkout.run("docs/adopting.md", "ami-bakery adopt image", **place)
    said = checkout.run("docs/adopting.md", "ami-bakery adopt --step lock", **place)
    assert "Baked 1 AMI" in said
    assert json.loads((home / "image.lock.json").read_text())["builds"]["web"]["packages"]["packages"]["dpkg"]


# What people's templates look like; %F is a filter for the base AMI.
SHAPES = {
    "minified.json": """{"builders":[{"type":"amazon-ebs","region":"r","ami_name":"aaa","instance_type":"t","ssh_username":"u",%F}]}""",
    "empty.json": """{"variables": {},\n"builders": [{"type": "amazon-ebs", "region": "r", "ami_name": "aaa", "instance_type": "t",
    "ssh_username": "u",\n    %F\n}],\n"provisioners": [],\n"post-processors": []}\n""",
    "tabs.json": """{\n\t"builders": [\n\t\t{\n\t\t\t"type": "amazon-ebs",\n\t\t\t"name": "one", "region": "r",
\t\t\t"ami_name": "aaa", "instance_type": "t", "ssh_username": "root",\n\t\t\t%F\n\t\t},\n\t\t{"type": "null", "communicator": "none"}
\t],\n\t"provisioners": [\n\t\t{"type": "shell", "only": ["one"], "inline": ["true"]}\n\t]\n}""",
    "one line.pkr.hcl": """%S\nbuild { sources = ["source.amazon-ebs.web"] }""",
    "processor.pkr.hcl": """%S\nbuild {\n  sources = [\n    "source.amazon-ebs.web", # one\n  ]\n\n  # what came
  post-processor "manifest" {\n  }\n}\n""",
    "two.pkr.hcl": """%S\nlocals { x = "y" }\nbuild {\n  sources = ["amazon-ebs.web"]\n}\n
build {\n  name = "second"\n  source "amazon-ebs.web" {\n    name = "other"\n  }\n  provisioner "shell" {\n    inline = [<<EOF
provisioner "x" {
EOF\n    ]\n  }\n}\n""",
}
FILTER = '"source_ami_filter": {"filters": {"name": "n"}, "owners": ["self"], "most_recent": true}'
SOURCE = """source "amazon-ebs" "web" {
  region        = "r"
  ami_name      = "aaa"
  instance_type = "t"
  ssh_username  = "u"
  source_ami_filter {
    filters     = { name = "n" }
    owners      = ["self"]
    most_recent = true
  }
}"""


@pytest.mark.parametrize("name", SHAPES)
def test_the_difference_applies_to_templates_of_every_shape_and_packer_takes_them(bakery, name):
    template = bakery.directory / name
    template.write_text(SHAPES[name].replace("%F", FILTER).replace("%S", SOURCE))
    own = template.read_text()
    for step in ("manifest", "lock"):
        shown = bakery.run("adopt", "--step", step, name)
        assert shown.returncode == 0, shown.stderr
        in_place = {"input": shown.stdout, "cwd": bakery.directory, "capture_output": True, "text": True}
        checked = subprocess.run(["git", "apply", "--check"], **in_place)
        assert checked.returncode == 0, checked.stderr + shown.stdout
        done = subprocess.run(["patch", "-p1"], **in_place)
        assert done.returncode == 0 and "fuzz" not in done.stdout, done.stdout + done.stderr + shown.stdout
        valid = subprocess.run([PACKER, "validate", name], cwd=bakery.directory, capture_output=True, text=True)
        assert valid.returncode == 0, valid.stdout + template.read_text()
        assert "Nothing to add." in bakery.run("adopt", "--step", step, name).stderr
    rest = iter(template.read_text())
    assert all(character in rest for character in own), "a character of the user's is gone"


def test_nothing_is_written_unless_asked_and_bad_input_is_one_line(bakery):
    template = bakery.template()
    before = template.read_text()
    template.chmod(0o640)
    bakery.run("adopt", template)
    assert template.read_text() == before and len(list(bakery.directory.iterdir())) == 1
    done = bakery.run("adopt", "--write", template)
    assert done.returncode == 0, done.stderr
    assert template.stat().st_mode & 0o777 == 0o640 and "image_manifests" in template.read_text()
    assert sorted(path.name for path in bakery.directory.iterdir()) == ["manifest-tool", "small.json"]
    for words in (["nothing.json"], ["--step", "seal", "small.json"], [bakery.directory]):
        refused = bakery.run("adopt", *words)
        assert refused.returncode == 2 and refused.stdout == ""
        assert len(refused.stderr.splitlines()) == 1 or "Usage" in refused.stderr
