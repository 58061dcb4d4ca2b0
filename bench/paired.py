"""What benchmarks that pair our command line with a bare program in the running local cloud have in common."""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.parse

HOME = pathlib.Path(__file__).resolve().parents[1]


def cloud():
    """What the running local cloud tells of itself."""
    state = HOME / os.environ.get("AMI_BAKERY_LOCAL", ".local/cloud")
    return json.loads((state / "cloud.json").read_text())


def sources(here):
    """From where instances of that cloud see this machine; img-mgr's templates want to be told, and ours finds it out."""
    return {"ssh_source_cidrs": urllib.parse.urlsplit(here["instanceEndpoint"]).hostname + "/32"}


def environment(here, **more):
    """An environment in which a program reaches that cloud and no other."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") or k == "AWS_CA_BUNDLE"}
    return clean | here["env"] | more


def bare_packer(packer, template, variables):
    """The words of a bare bake."""
    return [packer, "build", "-machine-readable", *(word for one in variables.items() for word in ("-var", "=".join(one))), template]


def timed(words, env, directory=HOME):
    """Runs a command; returns its wall time and what it printed."""
    started = time.monotonic()
    done = subprocess.run(words, env=env, cwd=directory, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    seconds = time.monotonic() - started
    if done.returncode:
        sys.exit(f"{words[0]} failed with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return seconds, done.stdout


def parts(laps):
    """Where the time of one of our commands went, in its own words."""
    return ", ".join(f"{lap} {millis / 1000:.2f}" for lap, millis in laps.items())
