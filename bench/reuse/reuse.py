"""Pairs bare `packer build` with a `bake --reuse --locked` of the same recipe that is reused; prints how many times faster the
decision is (all that is done once the JVM runs), and the whole command."""

import json
import os
import statistics
import sys
import tempfile
import urllib.request

from paired import bare_packer, cloud, environment, parts, sources, timed

TEMPLATE = os.environ.get("TEMPLATE", "packer/img-mgr-packer.json")
PACKER = os.environ.get("PACKER", "packer")
PAIRS = int(os.environ.get("PAIRS", "3"))


def calls(here, reset=False):
    """How often each action was called; or sets the counters to nought."""
    token = {"Authorization": f"Bearer {here['token']}"}
    asked = urllib.request.Request(here["endpoint"] + "/localcloud/calls", None, token, method="DELETE" if reset else "GET")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return {} if reset else json.load(answer)["calls"]


def main():
    """Bakes once to have something to reuse, runs the pairs and prints the figures."""
    here = cloud()
    env = environment(here, CHECKPOINT_DISABLE="1", PACKER_NO_COLOR="1")
    with tempfile.TemporaryDirectory() as place:
        bare = bare_packer(PACKER, TEMPLATE, here["vars"] | sources(here) | {"version": "bench", "image_manifests": place})
        lock = ["--lock", f"{place}/bench.lock.json", "--var", "version=bench", TEMPLATE]
        ours = ["bin/ami-bakery", "bake", "--cloud", "local", "--packer", PACKER, "--json"]
        timed([*ours, "--write-lock", *lock], env)
        timed([*ours, "--reuse", "--locked", *lock], env)
        whole, made, ratios = [], [], []
        for pair in range(PAIRS):
            baked, _ = timed(bare, env)
            calls(here, reset=True)
            wall, printed = timed([*ours, "--reuse", "--locked", *lock], env)
            report = json.loads(printed)
            if not report["reuse"]["reused"]:
                sys.exit(f"not reused: {report['reuse']['reasons']}")
            made.append(sum(calls(here).values()))
            whole.append(baked / wall)
            ratios.append(baked * 1000 / report["durationMillis"])
            where = parts(report["lapMillis"])
            print(f"  pair {pair + 1}: bare bake {baked:.2f} s, reuse {wall:.2f} s ({where}), {made[-1]} calls")
    print(
        f"bench/reuse: {statistics.median(ratios):.1f} x faster than a bare bake (goal 20 or more), "
        f"with the JVM's start {statistics.median(whole):.1f} x, {max(made)} AWS calls (goal 3 or less)"
    )


main()
