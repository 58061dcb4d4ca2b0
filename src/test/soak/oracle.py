"""
The oracle of `make soak`: bakes ORACLE recipes (all) under strace, and asks whether all that was read counts.

Whatever packer or a child of it opened, ran, looked at, listed or looked for in vain below the checkout has to be in the bake key, or to
change it when it comes; outside of the checkout all but what ``machine`` lists has to count too, or to be said "not known".
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "acceptance")]

import recipes  # noqa: E402
import traces  # noqa: E402
from bakehouse import Key, Place, obstacle  # noqa: E402
from conftest import Cloud  # noqa: E402
from judging import Judge, everything  # noqa: E402
from packers import Packer, newer  # noqa: E402

AT_ONCE = int(os.environ.get("ORACLE_AT_ONCE", "2"))
WORDS = ("bakes", "is refused", "does not bake", "has no verdict")


@dataclass
class Found:
    """What came of one recipe."""

    name: str
    outcome: str
    said: str = ""
    paths: int = 0
    outside: int = 0
    asked: int = 0
    reusable: bool = False
    misses: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    excepted: dict = field(default_factory=dict)
    from_itself: list = field(default_factory=list)  # what differs once it was baked


class Oracle:
    """Runs recipes in one cloud."""

    def __init__(self, cloud, directory):
        self.cloud, self.directory = cloud, directory

    def run(self, number, recipe, packer):
        """Bakes one recipe under strace, and judges."""
        version = "1.6.6" if not packer.is_new else "newer"
        name = f"{recipe.name} (packer {version})" if packer.is_new else recipe.name
        try:
            found = self._run(name, Place(self.cloud, self.directory / f"recipe-{number}", recipe, packer).lay_out())
        except Exception:  # one recipe's trouble is no other's
            found = Found(name, "has no verdict", traceback.format_exc())
        print(f"  {name}: {found.outcome}; {found.paths} paths, {len(found.misses)} misses", flush=True)
        for path, kind, why in found.misses:
            print(f"    miss: {path} ({kind}): {why}", flush=True)
        return found

    def _run(self, name, place):
        before = everything(place.checkout, place.home)
        pristine = place.copy(place.folder.with_name(place.folder.name + "-pristine"))
        record = place.folder / "strace"
        told, said = place.bake(f"strace {' '.join(traces.OPTIONS)} -o {record}")
        if told.get("outcome") != "success":
            return Found(name, "does not bake" if told else "is refused", said)
        key = Key(told.get("key")) if told.get("key", {}).get("digest") else pristine.why()
        after = place.why() if unlike(place.checkout, pristine.checkout) else key
        for folder in (place.checkout, place.home):
            shutil.rmtree(folder)
            shutil.move(pristine.folder / folder.name, folder)
        seen = traces.Trace(record, place.working).seen
        judge = Judge(place, key, self.directory)
        judge.judge(seen, before)
        below = [path for path in seen if path.startswith(judge.root + "/")]
        if not below:
            return Found(name, "has no verdict", "nothing was seen to be read, not even the template")
        return Found(
            name,
            "bakes",
            "",
            len(below),
            len(seen) - len(below),
            judge.asked,
            key.is_reusable,
            judge.misses,
            judge.unknown,
            judge.excepted,
            [] if after.digest == key.digest else sorted(set(after.parts.items()) ^ set(key.parts.items())),
        )


def unlike(one, other):
    """Whether two folders are not the same."""
    return subprocess.run(["diff", "-rq", "--no-dereference", one, other], capture_output=True).returncode != 0


def tell(say, all_found, skipped):
    """Prints the verdict; whether it is a good one."""
    bad = 0
    for one in all_found:
        for path, kind, why in one.misses:
            say(f"MISS: {one.name}: {path} ({kind}): {why}")
        if one.outcome in ("does not bake", "has no verdict"):
            bad += 1
            say(f"{one.outcome.upper()}: {one.name}: {one.said[-1500:]}")
        if one.outcome == "is refused":
            say(f"refused: {one.name}: {one.said}")
        for path, kind in one.unknown:
            say(f"not known, and said so: {one.name}: {path} ({kind})")
        if one.from_itself:
            say(
                f"differs from itself once it was baked, so is never reused: {one.name}: "
                + ", ".join(f"{k} {n}" for (k, n), _ in one.from_itself)
            )
    reasons = Counter(why for one in all_found for why in one.excepted.values())
    for why, times in reasons.most_common():
        say(f"  excepted {times:>6}: {why}")
    outcomes = Counter(one.outcome for one in all_found)
    misses = sum(len(one.misses) for one in all_found)
    say(
        f"oracle: {len(all_found)} recipes run ({', '.join(f'{outcomes[word]} {word}' for word in WORDS if outcomes[word])}; "
        f"{sum(one.reusable for one in all_found)} reusable), {len(skipped)} skipped; paths seen: {sum(one.paths for one in all_found)} below "
        f"the checkout, {sum(one.outside for one in all_found)} outside; not known and said: {sum(len(one.unknown) for one in all_found)}; "
        f"differ from themselves: {sum(bool(one.from_itself) for one in all_found)}; misses: {misses}"
    )
    return not misses and not bad


def planned(count):
    """Which recipes are baked by which packer, and which are not, with the reason."""
    chosen = [one for one in recipes.every() if os.environ.get("RECIPE", "") in one.name][:count]
    new, runs, skipped = newer(), [], []
    for recipe in chosen:
        lacking = recipes.lacks(recipe)
        if lacking:
            skipped.append(f"{recipe.name}: there is no {lacking} here")
            continue
        if recipe.packer != "new":
            runs.append((recipe, Packer()))
        if recipe.packer == "new" and not new:
            skipped.append(f"{recipe.name}: packer 1.6.6 cannot bake it, and PACKER_NEW names no newer one")
        elif new and recipe.packer != "old" and (recipe.is_hcl or recipe.packer == "new"):
            runs.append((recipe, new))
    return runs, skipped


def no_strace():
    """Why no program can be watched here; empty where one can."""
    if not shutil.which("strace"):
        return "there is no strace"
    done = subprocess.run(["strace", *traces.OPTIONS, "-o", "/dev/null", "true"], capture_output=True, text=True)
    return f"strace may not watch programs: {done.stderr.strip()}" if done.returncode else ""


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("oracle: told to end"))  # its cloud ends with it
    count = int(os.environ.get("ORACLE") or 1000)
    directory = Path(tempfile.mkdtemp(prefix="oracle-"))
    trouble = no_strace() or obstacle(directory / "cloud")
    if trouble:
        print(f"SKIPPED ALOUD: {trouble}")
        return 0
    runs, skipped = planned(count)
    for one in skipped:
        print(f"SKIPPED ALOUD: {one}")
    print(f"oracle: {len(runs)} recipes; all is kept in {directory}", flush=True)
    began = time.monotonic()
    cloud = Cloud(directory / "cloud")
    try:
        oracle = Oracle(cloud, directory)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda run: oracle.run(run[0], *run[1]), enumerate(runs)))
        good = tell(print, found, skipped)
        print(f"  in {time.monotonic() - began:.0f} s")
        return 0 if good else 1
    finally:
        cloud.localcloud("stop")


if __name__ == "__main__":
    sys.exit(main())
