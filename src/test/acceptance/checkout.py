"""The examples of the pages, run as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
PACKER = shutil.which(os.environ.get("PACKER", "packer")) or "packer"
sys.path.insert(0, str(HOME / "tools/docs"))
from examples import block  # noqa: E402 the pages' own reader

IDS = r"(ami|snap|i|sha256)([-:])[0-9a-f]{8,}"


class Checkout:
    """
    A checkout in a directory of its own, in which blocks of the pages run as a user would run them: the whole block in one shell that
    stops at the first failure. Its ``.local`` holds the environments that are set up already, so nothing is downloaded, and nothing
    of the developer's is touched. What a user fills in, a block gets from its test; nothing may be left open.
    """

    def __init__(self, cloud, directory, runway=None):
        self.cloud, self.directory = cloud, directory
        for one in HOME.iterdir():
            if one.name not in (".git", ".local", "runway"):
                (directory / one.name).symlink_to(one)
        (directory / "runway").symlink_to(runway or HOME / "runway")
        (directory / ".local").mkdir()
        for one in (HOME / ".local").iterdir():
            if one.name == "cache" or one.name.startswith("venv"):
                (directory / ".local" / one.name).symlink_to(one)
        (directory / ".local/cloud").symlink_to(cloud.state)

    def run(self, page, begins, fill=(), where=".", code=0, **variables):
        """Runs the block of a page that begins so; ``fill`` pairs what a user fills in with the value. Returns all that was said."""
        text = block(page, begins).text
        for shown, value in dict(fill).items():
            assert shown in text, f"{page} no longer shows '{shown}'"
            text = text.replace(shown, str(value))
        assert "…" not in re.sub(r"\s#.*", "", text), f"nothing was filled in:\n{text}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            env=self.environment() | {name: str(value) for name, value in variables.items()},
            cwd=self.directory / where,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=280,
        )
        assert done.returncode == code, f"{page}: {text}\nended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def environment(self):
        """A user's, without AWS and without what `make test` hands down; this cloud is "the" local cloud."""
        handed = ("AWS_", "MAKE", "MFLAGS", "AMI_BAKERY_CLOUD", "CLOUD", "AMI_ID", "DEPLOY_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(handed) or k == "AWS_CA_BUNDLE"}
        path = os.pathsep.join([str(self.directory / "bin"), kept["PATH"]])
        state = {name: str(self.directory / name.lower()) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME")}
        return kept | state | {"PATH": path, "AMI_BAKERY_LOCAL": str(self.cloud.state), "PACKER": PACKER}

    def like_aws(self):
        """The environment of somebody with an AWS profile, whose AWS is the local cloud."""
        config = self.directory / "aws-config"
        own = self.cloud.told["env"]
        keys = (f"{name.lower()}={own[name]}\n" for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
        config.write_text("[profile baker]\n" + "".join(keys))
        return {"AWS_CONFIG_FILE": config, "AWS_ENDPOINT_URL": self.cloud.told["endpoint"], "AWS_SDK_LOAD_CONFIG": "1"}


def assert_shown(page, begins, said):
    """What a page shows of a program's output is what the program says, but for ids, numbers and blanks."""
    told = [shape(line) for line in said.splitlines()]
    for line in block(page, begins).text.splitlines():
        assert not line.strip() or shape(line) in told, f"{page} shows a line that is not said: {line}\n{said}"


def shape(line):
    """A line with its ids and numbers taken out."""
    line = re.sub(IDS, r"\1\2#", line)
    line = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "#", line)
    return re.sub(r"\s+", " ", re.sub(r"\d+(\.\d+)*", "#", line)).strip()
