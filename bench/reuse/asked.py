"""As reuse.py, of a recipe whose packages have no version: their repository, one of the benchmark's own, is asked at each decision."""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from paired import HOME, bare_packer, environment, timed

sys.path[:0] = [str(HOME / "src/test/acceptance")]

from archives import AptArchive, missing, recipe  # noqa: E402
from conftest import PACKER, Bakery, Cloud  # noqa: E402

PAIRS = int(os.environ.get("PAIRS", "3"))


def pairs(cloud, place):
    """Bakes once to have something to reuse, then runs the pairs."""
    archive, bakery = AptArchive(place / "archive", cloud), Bakery(cloud, place / "recipe")
    try:
        archive.holds(web="1.0", libown="1.0", other="1.0")
        template = recipe(bakery, archive.base(bakery))
        ours, env = bakery.words("bake", "--reuse", "--json", template)
        told = cloud.told["vars"]
        bare = bare_packer(PACKER, template, {name: told[name] for name in ("region", "ec2_endpoint", "subnet_id")})
        timed([*ours[:2], "--json", template], env, bakery.directory)
        for pair in range(PAIRS):
            baked, _ = timed(bare, environment(cloud.told), bakery.directory)
            cloud.localcloud("calls", "--reset")
            wall, printed = timed(ours, env, bakery.directory)
            decided = json.loads(printed)["reuse"]
            if not decided["reused"]:
                sys.exit(f"not reused: {decided['reasons']}")
            calls = sum(cloud.localcloud("calls")["calls"].values())
            print(f"  pair {pair + 1}: bare bake {baked:.2f} s, reuse with repositories asked {wall:.2f} s, {calls} calls")
            yield baked / wall, calls
    finally:
        archive.close()


def main():
    """Prints the figures."""
    lacking = missing(*AptArchive.needs)
    if lacking:
        sys.exit(f"bench/reuse: SKIPPED ALOUD: no {' and no '.join(lacking)}")
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "archive").mkdir()
        (place / "recipe").mkdir()
        cloud = Cloud(place / "cloud")
        try:
            ratios, calls = zip(*pairs(cloud, place))
        finally:
            cloud.localcloud("stop")
    print(
        f"bench/reuse, repositories asked: with the JVM's start {statistics.median(ratios):.1f} x faster than a bare bake "
        f"of one package (goal 20 or more), {max(calls)} AWS calls (goal 3 or less)"
    )


main()
