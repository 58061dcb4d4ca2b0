"""Bakes recipes in a local cloud, each in a checkout and a home of its own, and asks for their keys."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from checkout import HOME
from conftest import PYTHON

# Folders of programs that everybody has; what is looked for along another PATH says nothing about a recipe.
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
KEPT = ("LANG", "JAVA_HOME")


class Key:
    """What `why` or a bake says of a key."""

    def __init__(self, told, said=""):
        self.told, self.said = told or {}, said.strip()
        self.digest = self.told.get("digest", "")
        self.is_reusable = bool(self.told.get("reusable"))
        self.parts = {(part["kind"], part["name"]): part.get("digest") for part in self.told.get("parts", [])}
        self.floating = self.told.get("floating", [])

    @property
    def is_settled_by_nothing(self):
        """Whether something in it is not known, which neither a lock nor a repository makes known."""
        return any(
            one.get("settledBy", "nothing") == "nothing" and not one.get("lockable", False) for one in self.floating
        )

    def names(self):
        """The paths of its files, links and folders, as it names them."""
        return {name for kind, name in self.parts if kind in ("file", "link", "directory")}


class Place:
    """
    The folder of one recipe: its checkout, the home of who bakes, and the bakery's state.

    :param cloud: the local cloud that bakes
    """

    def __init__(self, cloud, folder, recipe, packer):
        self.cloud, self.folder, self.recipe, self.packer = cloud, Path(folder), recipe, packer
        self.checkout, self.home = self.folder / "checkout", self.folder / "home"
        self.tmp, self.state = self.folder / "tmp", self.folder / "state"
        self.etc = self.folder / "etc"  # what is there is as if it were in /etc

    def lay_out(self):
        for one in (self.folder, self.tmp, self.state, self.checkout):
            one.mkdir(exist_ok=True)
        self.recipe.lay_out(self.checkout, self.home)
        return self

    def copy(self, folder):
        """The same recipe elsewhere, as it is on disk now."""
        folder.mkdir()
        for one in (self.checkout, self.home):
            subprocess.run(["cp", "-a", one, folder / one.name], check=True)
        copied = Place(self.cloud, folder, self.recipe, self.packer)
        copied.tmp.mkdir()
        copied.state = self.state
        return copied

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def working(self):
        return self.checkout / self.recipe.cwd

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        return (
            kept
            | {
                "PATH": PATH,
                "HOME": str(self.home),
                "TMPDIR": str(self.tmp),
                "XDG_STATE_HOME": str(self.state),
                "XDG_CACHE_HOME": str(self.state),
                "AMI_BAKERY_CLOUD": "local",
                "AMI_BAKERY_LOCAL": str(self.cloud.state),
                # For checkouts of a few files the quick compiler alone is a third cheaper.
                "AMI_BAKERY_JAVA_OPTS": "-XX:TieredStopAtLevel=1",
                "CHECKPOINT_DISABLE": "1",
                "AWS_POLL_DELAY_SECONDS": "1",
            }
            | ({"PACKER_PLUGIN_PATH": self.packer.plugins} if self.packer.plugins else {})
            | self.recipe.env
        )

    def bakery(self, verb, packer, *words, seconds=240):
        """Runs a command of the bakery's on the recipe."""
        told = [*self._with_etc(), str(HOME / "bin/ami-bakery"), verb, "--json", "--packer", str(packer), *words]
        return subprocess.run(
            [*told, *self.recipe.words, self.recipe.template],
            env=self.environment(),
            cwd=self.working,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
        )

    def _with_etc(self):
        """What a command begins with so that it sees this /etc, and it alone does."""
        if not self.etc.exists():
            return []
        work = self.folder / "etc-work"
        work.mkdir(exist_ok=True)
        mount = f"mount -t overlay overlay -o lowerdir=/etc,upperdir={self.etc},workdir={work} /etc"
        return ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]

    def why(self):
        """The key as it is now; one without a digest where the recipe is refused."""
        packer = self.packer.stand_in(self.folder / "asked", hcl=self.recipe.is_hcl)
        done = self.bakery("why", packer)
        told = json.loads(done.stdout) if done.returncode == 0 else {}
        return Key(told.get("key"), done.stderr)

    def bake(self, watch="", *words):
        """Bakes; the report and what was said."""
        packer = self.packer.stand_in(self.folder / "packer", watch, self.recipe.is_hcl)
        done = self.bakery("bake", packer, *words)
        return (json.loads(done.stdout) if done.stdout.strip() else {}), done.stderr


def obstacle(state):
    """Why no instance can boot here; empty where one can."""
    if os.geteuid() != 0:
        return "the local cloud boots real instances, which needs root"
    words = [PYTHON, "-m", "localcloud", "setup", "--or-skip", "--state", state]
    environment = os.environ | {"PYTHONPATH": str(HOME / "tools/localcloud")}
    told = subprocess.run(words, env=environment, capture_output=True, text=True)
    return told.stderr.rsplit("SKIPPED: ", 1)[1].strip() if "SKIPPED: " in told.stderr else ""
