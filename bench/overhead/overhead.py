"""Pairs our `bake` with bare `packer build` on one template in the running local cloud; prints what ours adds outside packer."""

import json
import os
import statistics

from paired import bare_packer, cloud, environment, parts, sources, timed

TEMPLATE = os.environ.get("TEMPLATE", "packer/img-mgr-packer.json")
PACKER = os.environ.get("PACKER", "packer")
PAIRS = int(os.environ.get("PAIRS", "5"))


def main():
    """Runs the pairs and prints the figures."""
    here = cloud()
    env = environment(here, CHECKPOINT_DISABLE="1", PACKER_NO_COLOR="1")
    bare = bare_packer(PACKER, TEMPLATE, here["vars"] | sources(here) | {"version": "bench"})
    ours = ["bin/ami-bakery", "bake", "--cloud", "local", "--packer", PACKER, "--json", "--var", "version=bench", TEMPLATE]
    added, ratios, laps = [], [], []
    timed(bare, env)
    for pair in range(PAIRS):
        order = [("ours", ours), ("bare", bare)] if pair % 2 else [("bare", bare), ("ours", ours)]
        wall = {}
        for name, words in order:
            wall[name], printed = timed(words, env)
            if name == "ours":
                report = json.loads(printed)
        outside = wall["ours"] - report["lapMillis"]["packer"] / 1000
        added.append(outside)
        ratios.append(wall["ours"] / wall["bare"])
        laps.append(report["lapMillis"])
        where = parts(report["lapMillis"])
        print(f"  pair {pair + 1}: bare {wall['bare']:.2f} s, ours {wall['ours']:.2f} s ({where}); outside packer {outside:.2f} s")
    for lap in ("start", "plan", "cloud"):
        print(f"  {lap}: median {statistics.median(one.get(lap, 0) for one in laps) / 1000:.2f} s")
    print(
        f"bench/overhead: {statistics.median(added):.2f} s outside packer (goal 2 s or less), "
        f"{statistics.median(ratios):.2f} x bare packer"
    )


main()
