"""Pairs our `bake` with bare `packer build` on one template in the running local cloud; prints what ours adds outside packer."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HOME = pathlib.Path(__file__).resolve().parents[2]
TEMPLATE = os.environ.get("TEMPLATE", "packer/img-mgr-packer.json")
PACKER = os.environ.get("PACKER", "packer")
PAIRS = int(os.environ.get("PAIRS", "5"))


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


def main():
    """Runs the pairs and prints the figures."""
    here = cloud()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") or k == "AWS_CA_BUNDLE"}
    environment = clean | here["env"] | {"CHECKPOINT_DISABLE": "1", "PACKER_NO_COLOR": "1"}
    variables = here["vars"] | {"version": "bench"}
    bare = [PACKER, "build", "-machine-readable"]
    bare += [word for name, value in variables.items() for word in ("-var", f"{name}={value}")] + [TEMPLATE]
    ours = ["bin/ami-bakery", "bake", "--cloud", "local", "--packer", PACKER, "--json", "--var", "version=bench", TEMPLATE]
    added, ratios, laps = [], [], []
    timed(bare, environment)
    for pair in range(PAIRS):
        order = [("ours", ours), ("bare", bare)] if pair % 2 else [("bare", bare), ("ours", ours)]
        wall = {}
        for name, words in order:
            wall[name], printed = timed(words, environment)
            if name == "ours":
                report = json.loads(printed)
        outside = wall["ours"] - report["laps"]["packer"]
        added.append(outside)
        ratios.append(wall["ours"] / wall["bare"])
        laps.append(report["laps"])
        parts = ", ".join(f"{lap} {seconds:.2f}" for lap, seconds in report["laps"].items())
        print(f"  pair {pair + 1}: bare {wall['bare']:.2f} s, ours {wall['ours']:.2f} s ({parts}); outside packer {outside:.2f} s")
    for lap in ("start", "plan", "cloud"):
        print(f"  {lap}: median {statistics.median(one.get(lap, 0) for one in laps):.2f} s")
    print(
        f"bench/overhead: {statistics.median(added):.2f} s outside packer (goal 2 s or less), "
        f"{statistics.median(ratios):.2f} x bare packer"
    )


main()
