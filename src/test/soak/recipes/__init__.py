"""Small recipes of every shape in which a bake reads files: what the oracle watches."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

VARIABLES = {"ec2_endpoint": "", "region": "us-west-2", "subnet_id": ""}
BASE = {"filters": {"name": "debian-12-amd64-*"}, "owners": ["136693071363"], "most_recent": True}
GIT = {
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.com",
}


@dataclass
class Recipe:
    """
    A checkout that is baked.

    :param files: contents by their path in the checkout; those that begin with ``#!`` can be executed, ``-> x`` is a link to x
    :param template: what is baked, as seen from ``cwd``, the folder in the checkout where the bakery is started
    :param home: files of the home of who bakes, written in the same way
    :param prepare: makes what files alone cannot, in the checkout
    :param packer: "new" for what packer 1.6.6 cannot do, "old" for what lives in a plugin of a newer one, else "any"
    :param needs: a program without which it cannot be baked
    :param refused: what the one line says that refuses it; empty where it bakes
    """

    name: str
    files: dict[str, str]
    template: str = "web.json"
    words: tuple = ()
    cwd: str = "."
    env: dict = field(default_factory=dict)
    home: dict = field(default_factory=dict)
    prepare: Callable = lambda checkout: None
    packer: str = "any"
    needs: str = ""
    refused: str = ""

    @property
    def is_hcl(self):
        return not self.template.endswith(".json") or self.template.endswith(".pkr.json")

    def lay_out(self, checkout, home):
        """Writes everything; the home may be there already."""
        home.mkdir(exist_ok=True)
        for folder, files in ((checkout, self.files), (home, self.home)):
            for name, content in files.items():
                write(folder / name, content)
        self.prepare(checkout)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if content.startswith("-> "):
        path.symlink_to(content[3:])
        return
    path.write_text(content)
    path.chmod(0o755 if content.startswith("#!") else 0o644)


def json_template(*provisioners, variables=None, builder=None, **more):
    """A JSON template of one small builder."""
    first = {
        "type": "amazon-ebs",
        "region": "{{user `region`}}",
        "custom_endpoint_ec2": "{{user `ec2_endpoint`}}",
        "subnet_id": "{{user `subnet_id`}}",
        "source_ami_filter": BASE,
        "instance_type": "t3.small",
        "ssh_username": "admin",
        "ami_name": "web-{{uuid}}",
    } | (builder or {})
    told = {"variables": VARIABLES | (variables or {}), "builders": [first], "provisioners": list(provisioners)} | more
    return json.dumps(told, indent=1)


def hcl_source(name="web", **more):
    settings = "".join(f"  {key} = {value}\n" for key, value in more.items())
    return f"""
source "amazon-ebs" "{name}" {{
  region              = var.region
  custom_endpoint_ec2 = var.ec2_endpoint
  subnet_id           = var.subnet_id
  source_ami_filter {{
    filters     = {{ name = "debian-12-amd64-*" }}
    owners      = ["136693071363"]
    most_recent = true
  }}
  instance_type = "t3.small"
  ssh_username  = "admin"
  ami_name      = "{name}-{{{{uuid}}}}"
{settings}}}
"""


def hcl_variables(**more):
    return "".join(
        f'variable "{name}" {{ default = {json.dumps(value)} }}\n' for name, value in (VARIABLES | more).items()
    )


def hcl_template(build, more="", variables=None, **settings):
    """An HCL template of one small source ``amazon-ebs.web``."""
    body = f'build {{\n  sources = ["source.amazon-ebs.web"]\n{build}\n}}\n'
    return hcl_variables(**(variables or {})) + more + hcl_source(**settings) + body


def shell(*lines):
    return {"type": "shell", "inline": list(lines)}


def script(path, **more):
    return {"type": "shell", "script": path} | more


def local(*lines):
    return {"type": "shell-local", "inline": list(lines)}


def upload(source, destination="/tmp/"):
    return {"type": "file", "source": source, "destination": destination}


def git(checkout, *words):
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words],
        cwd=checkout,
        env=os.environ | GIT,
        check=True,
        capture_output=True,
    )


def commit(checkout):
    """Makes it a checkout of git."""
    git(checkout, "init", "-q")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "all")


def every():
    """All of them, in an order in which each few show something of each kind."""
    from recipes import ansible, hcl, local_commands, odd, packer_json

    kinds = [list(kind.RECIPES) for kind in (packer_json, hcl, ansible, local_commands, odd)]
    longest = max(map(len, kinds))
    found = [kind[at] for at in range(longest) for kind in kinds if at < len(kind)]
    assert len({one.name for one in found}) == len(found), "two recipes of one name"
    return found


def lacks(recipe):
    """The program that is missing here; empty when there is all it needs."""
    return recipe.needs if recipe.needs and not shutil.which(recipe.needs) else ""
