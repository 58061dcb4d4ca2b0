"""Pairs bare `packer build` with a `bake --reuse --locked` of the same recipe that is reused; prints how many times faster the
decision is (all that is done once the JVM runs), and the whole command."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HOME = pathlib.Path(__file__).resolve().parents[2]
TEMPLATE = os.environ.get("TEMPLATE", "packer/img-mgr-packer.json")
PACKER = os.environ.get("PACKER", "packer")
PAIRS = int(os.environ.get("PAIRS", "3"))


def cloud():
    """What the running local cloud tells of itself."""
    state = pathlib.Path(os.environ.get("AMI_BAKERY_LOCAL", HOME / ".local/cloud"))
    return json.loads((state / "cloud.json").read_text())


def timed(words, environment):
    """Runs a command; returns its wall time and what it printed."""
    started = time.monotonic()
    done = subprocess.run(words, env=environment, cwd=HOME, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    seconds = time.monotonic() - started
    if done.returncode:
        sys.exit(f"{words[0]} failed with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return seconds, done.stdout


def calls(endpoint, reset=False):
    """How often each action was called; or sets the counters to nought."""
    asked = urllib.request.Request(endpoint + "/localcloud/calls", method="DELETE" if reset else "GET")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return {} if reset else json.load(answer)["calls"]


def main():
    """Bakes once to have something to reuse, runs the pairs and prints the figures."""
    here = cloud()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") or k == "AWS_CA_BUNDLE"}
    environment = clean | here["env"] | {"CHECKPOINT_DISABLE": "1", "PACKER_NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as place:
        variables = here["vars"] | {"version": "bench", "image_manifests": place}
        bare = [PACKER, "build", "-machine-readable"]
        bare += [word for name, value in variables.items() for word in ("-var", f"{name}={value}")] + [TEMPLATE]
        lock = ["--lock", f"{place}/bench.lock.json", "--var", "version=bench", TEMPLATE]
        ours = ["bin/ami-bakery", "bake", "--cloud", "local", "--packer", PACKER, "--json"]
        timed([*ours, "--write-lock", *lock], environment)
        timed([*ours, "--reuse", "--locked", *lock], environment)
        whole, made, ratios = [], [], []
        for pair in range(PAIRS):
            baked, _ = timed(bare, environment)
            calls(here["endpoint"], reset=True)
            wall, printed = timed([*ours, "--reuse", "--locked", *lock], environment)
            report = json.loads(printed)
            if not report["reuse"]["reused"]:
                sys.exit(f"not reused: {report['reuse']['reasons']}")
            made.append(sum(calls(here["endpoint"]).values()))
            whole.append(baked / wall)
            ratios.append(baked / report["seconds"])
            parts = ", ".join(f"{lap} {seconds:.2f}" for lap, seconds in report["laps"].items())
            print(f"  pair {pair + 1}: bare bake {baked:.2f} s, reuse {wall:.2f} s ({parts}), {made[-1]} calls")
    print(
        f"bench/reuse: {statistics.median(ratios):.1f} x faster than a bare bake (goal 20 or more), "
        f"with the JVM's start {statistics.median(whole):.1f} x, {max(made)} AWS calls (goal 3 or less)"
    )


main()
