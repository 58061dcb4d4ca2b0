"""Whatever goes into an image decides whether an earlier one is taken, in however odd a way the recipe names it."""

import json
import shutil

import pytest
from conftest import packer_version
from packers import Packer

VARIABLES = {"ec2_endpoint": "", "region": "us-west-2", "subnet_id": ""}
SOURCE = """
source "amazon-ebs" "web" {
  region              = var.region
  custom_endpoint_ec2 = var.ec2_endpoint
  subnet_id           = var.subnet_id
  source_ami_filter {
    filters     = { name = "debian-12-amd64-*" }
    owners      = ["136693071363"]
    most_recent = true
  }
  instance_type = "t3.small"
  ssh_username  = "admin"
  ami_name      = "web-{{timestamp}}"
}
"""


class Kitchen:
    """A folder with one recipe, of a name that no other test uses."""

    def __init__(self, bakery):
        self.bakery, self.folder = bakery, bakery.directory
        self.name = bakery.directory.name
        self.environment, self.packer = {}, ()

    def write(self, files):
        """Writes files; those that begin with ``#!`` can be executed."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
            path.chmod(0o755 if content.startswith("#!") else 0o644)

    def json(self, *provisioners, variables=None, **changes):
        """Writes a JSON template."""
        self.template = self.bakery.template(f"{self.name}.json")
        told = json.loads(self.template.read_text())
        told["builders"][0] |= changes
        told["variables"] |= variables or {}
        told["provisioners"] = list(provisioners)
        self.template.write_text(json.dumps(told))

    def hcl(self, *blocks, variables=None):
        """Writes an HCL template, for a packer that knows it or, if it is 1.6.6, is said to."""
        declared = [
            f'variable "{name}" {{ default = {json.dumps(value)} }}'
            for name, value in (VARIABLES | (variables or {})).items()
        ]
        self.template = self.folder / f"{self.name}.pkr.hcl"
        self.template.write_text("\n".join([*declared, SOURCE, *blocks, ""]))
        if packer_version() < (1, 7):
            self.packer = ("--packer", Packer().stand_in(self.folder.with_name(f"{self.name}-packer"), hcl=True))

    def run(self, verb, *words):
        done = self.bakery.run(verb, "--json", *self.packer, *words, self.template, **self.environment)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr
        return json.loads(done.stdout)

    def bake(self, *words):
        """Whether an earlier AMI was taken, and the ids of what there is now."""
        told = self.run("bake", "--reuse", *words)
        return told["reuse"]["reused"], sorted(ami["id"] for ami in told["amis"])

    def key(self, *words):
        return self.run("why", *words)["key"]

    def reused(self, *words):
        return self.bake(*words)[0]


@pytest.fixture
def kitchen(bakery):
    return Kitchen(bakery)


def script(path="setup.sh", **more):
    return {"type": "shell", "script": path} | more


def build(*lines, sources='["source.amazon-ebs.web"]'):
    return "build {\n  sources = " + sources + "\n  " + "\n  ".join(lines) + "\n}"


def test_a_script_of_a_dynamic_provisioner_decides(kitchen):
    kitchen.hcl(
        build(
            'dynamic "provisioner" {',
            "for_each = var.hardened ? [1] : []",
            'labels = ["shell"]',
            'content { script = "harden.sh" }',
            "}",
        ),
        variables={"hardened": True},
    )
    kitchen.write({"harden.sh": "#!/bin/sh\ntrue\n"})
    assert [kitchen.reused(), kitchen.reused()] == [False, True]
    assert not kitchen.reused("--var", "hardened=false")
    kitchen.write({"harden.sh": "#!/bin/sh\n: hardened\n"})
    assert not kitchen.reused()


def test_a_variable_inside_of_a_value_in_a_var_file_decides(kitchen):
    kitchen.json(script(environment_vars=["RELEASE={{user `release`}}"]), variables={"release": "", "track": "stable"})
    kitchen.write({"vars.json": '{"release": "{{user `track`}}-1"}', "setup.sh": "#!/bin/sh\necho $RELEASE\n"})
    given = ("--var-file", "vars.json")
    assert [kitchen.reused(*given), kitchen.reused(*given)] == [False, True]
    assert not kitchen.reused(*given, "--var", "track=beta")


@pytest.mark.parametrize("default", ['env("APP_COMMIT")', '"${env("APP_COMMIT")}"', '"v-${env("APP_COMMIT")}"'])
def test_the_environment_decides_where_a_default_reads_it(kitchen, default):
    kitchen.hcl(
        f'variable "commit" {{ default = {default} }}', build('provisioner "shell" { inline = ["echo ${var.commit}"] }')
    )
    kitchen.environment = {"APP_COMMIT": "111"}
    assert [kitchen.reused(), kitchen.reused()] == [False, True]
    kitchen.environment = {"APP_COMMIT": "222"}
    assert not kitchen.reused()


@pytest.mark.parametrize("way", ["ansible.cfg", "ansible_env_vars", "environment"])
def test_a_role_decides_however_ansible_finds_it(kitchen, way):
    """The key is asked for: the playbook need not run for that."""
    told = {"ansible_env_vars": ["ANSIBLE_ROLES_PATH=shared"]} if way == "ansible_env_vars" else {}
    kitchen.json({"type": "ansible", "playbook_file": "playbooks/web.yml"} | told)
    kitchen.write(
        {"playbooks/web.yml": "- hosts: all\n  roles: [ntp]\n", "shared/ntp/tasks/main.yml": "- command: 'true'\n"}
    )
    if way == "ansible.cfg":
        kitchen.write({"ansible.cfg": "[defaults]\nroles_path = shared\n"})
    if way == "environment":
        kitchen.environment = {"ANSIBLE_ROLES_PATH": "shared"}
    first = kitchen.key()
    kitchen.write({"shared/ntp/tasks/main.yml": "- command: 'false'\n"})
    assert kitchen.key()["digest"] != first["digest"]


@pytest.mark.skipif(not shutil.which("ansible-playbook"), reason="there is no ansible-playbook")
def test_a_role_that_ansible_runs_decides(kitchen):
    kitchen.json({"type": "ansible", "playbook_file": "playbooks/web.yml", "user": "admin", "use_proxy": False})
    kitchen.write(
        {
            "playbooks/web.yml": "- hosts: all\n  connection: local\n  gather_facts: false\n  roles: [ntp]\n",
            "ansible.cfg": "[defaults]\nroles_path = shared\n",
            "shared/ntp/tasks/main.yml": "- command: 'true'\n",
        }
    )
    assert not kitchen.reused()
    kitchen.write({"shared/ntp/tasks/main.yml": "- command: echo\n"})
    assert not kitchen.reused()


def test_a_script_that_makes_an_upload_decides(kitchen):
    """What an earlier bake made is there already."""
    kitchen.json(
        {"type": "shell-local", "inline": ["./gen.sh > motd"]},
        {"type": "file", "source": "motd", "destination": "/tmp/motd"},
    )
    kitchen.write({"gen.sh": "#!/bin/sh\necho one\n", "motd": "one\n"})
    assert [kitchen.reused(), kitchen.reused()] == [False, True]
    kitchen.write({"gen.sh": "#!/bin/sh\necho two\n"})
    assert not kitchen.reused()


@pytest.mark.parametrize(
    "line", ["terraform apply", "mvn package", "rustup default stable", "poetry install", "./install.run"]
)
def test_a_program_that_nobody_knows_is_named_and_a_mark_settles_it(kitchen, line):
    kitchen.json(script())
    kitchen.write({"setup.sh": f"#!/bin/sh\nset -e\n{line}\n"})
    key = kitchen.key()
    assert not key["reusable"]
    assert [(one["file"], one["line"], one["text"]) for one in key["floating"]] == [("setup.sh", 3, line)]
    kitchen.write({"setup.sh": f"#!/bin/sh\nset -e\n{line} # ami-bakery: fixed\n"})
    assert kitchen.key()["reusable"]


@pytest.mark.skipif(packer_version() < (1, 7), reason="this packer gives two builds of one source one name")
def test_two_builds_of_one_name_are_told_apart_in_reuse_and_lock(kitchen):
    kitchen.hcl(
        'source "null" "web" { communicator = "none" }',
        build('provisioner "shell-local" { inline = ["true"] }', sources='["amazon-ebs.web", "null.web"]'),
    )
    first = kitchen.bake()
    assert kitchen.bake() == (True, first[1])
    kitchen.run("bake", "--write-lock")
    assert kitchen.run("bake", "--locked")["outcome"] == "success"


def test_a_source_changed_in_its_build_is_as_one_above(kitchen):
    kitchen.hcl(
        'build {\n  source "amazon-ebs.web" {\n    name = "plain"\n    ami_name = "x-{{timestamp}}"\n'
        '    tags = { Build = var.build_number }\n  }\n  provisioner "shell" { inline = ["true"] }\n}',
        variables={"build_number": "1"},
    )
    if packer_version() < (1, 7):
        first = kitchen.key()
        assert first["reusable"] and kitchen.key("--var", "build_number=2")["digest"] == first["digest"]
        return  # 1.6.6 knows no name there
    assert not kitchen.reused()
    assert kitchen.reused("--var", "build_number=2")


def test_a_builder_named_by_a_variable_is_reused(kitchen):
    kitchen.json(script(), variables={"app": "shop"}, name="{{user `app`}}-web")
    kitchen.write({"setup.sh": "#!/bin/sh\ntrue\n"})
    only = ("--only", "shop-web")
    assert [kitchen.reused(*only), kitchen.reused(*only)] == [False, True]
    assert "base_image" in [part["kind"] for part in kitchen.key(*only)["parts"]]


@pytest.mark.parametrize("how", ["dynamic", "local"])
def test_a_computed_source_is_known_or_is_said_not_to_be(kitchen, how):
    dynamic = 'build {\n  dynamic "source" {\n    for_each = ["a"]\n    labels = ["amazon-ebs.web"]\n    content { name = source.value }\n  }\n}'
    targets = 'locals { targets = ["source.amazon-ebs.web"] }\n' + build(sources="local.targets")
    kitchen.hcl(dynamic if how == "dynamic" else targets)
    key = kitchen.key()
    if key["reusable"]:
        assert "base_image" in [part["kind"] for part in key["parts"]]
    else:
        assert key["floating"]


def test_regions_that_commas_separate_are_a_list(kitchen):
    kitchen.json(script(), variables={"copies": ""}, ami_regions="{{user `copies`}}")
    kitchen.write({"setup.sh": "#!/bin/sh\ntrue\n"})
    both = ("--var", "copies=us-west-2,eu-west-1")
    reused, ids = kitchen.bake(*both)
    assert not reused and len(ids) == 2
    assert kitchen.bake(*both) == (True, ids)


def test_a_folder_of_templates_has_one_key_wherever_it_lies(kitchen):
    kitchen.hcl(build('provisioner "shell" { script = "setup.sh" }'))
    kitchen.write({"setup.sh": "#!/bin/sh\ntrue\n"})
    keys = []
    for name in ("job", "job@2"):
        folder = kitchen.folder / name
        folder.mkdir()
        shutil.copy(kitchen.template, folder / "web.pkr.hcl")
        shutil.copy(kitchen.folder / "setup.sh", folder)
        done = kitchen.bakery.__class__(kitchen.bakery.cloud, folder).run("why", "--json", *kitchen.packer, ".")
        assert done.returncode == 0, done.stderr
        keys.append(json.loads(done.stdout)["key"]["digest"])
    assert keys[0] == keys[1]


def test_what_packer_fmt_does_changes_no_key(kitchen):
    def written(variables, more):
        kitchen.hcl(
            build(f'provisioner "shell" {{\n environment_vars={variables}\n inline=["true"]\n}}'), f"locals {more}"
        )
        return kitchen.key()["digest"]

    before = written('["A=1","B=2"]', "{a=1}")
    assert written('["A=1", "B=2"]', "{ a = 1 }") == before
    assert written('[ "A=1",\n   "B=2", ]', "{\n  a = 1\n}") == before
    assert written('["A=1", "B=3"]', "{ a = 1 }") != before
