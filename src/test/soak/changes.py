"""
The property test of `make soak`: one thing of a recipe's checkout is changed at random, CHANGES times (500), and baked.

Whenever the image is another one, content, mode, owner or link of any file, the bake key has to be another one. What differs among three
bakes of the unchanged recipe is noise. SEED repeats the same changes.
"""

import os
import random
import signal
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

import images  # noqa: E402
import kitchens  # noqa: E402
from bakehouse import Key, Place, obstacle  # noqa: E402
from conftest import Cloud  # noqa: E402
from mutations import mutate  # noqa: E402
from packers import Packer  # noqa: E402

AT_ONCE = int(os.environ.get("CHANGES_AT_ONCE", "2"))
NOISE = 50
SHARE = 0.3
ENDING = []


@dataclass
class Trial:
    """What one change came to."""

    number: int
    recipe: str
    what: str
    outcome: str = ""
    differs: set = field(default_factory=set)
    key_changed: bool = False

    @property
    def said(self):
        image = f"another image ({', '.join(sorted(self.differs)[:3])})" if self.differs else "the same image"
        key = "another key" if self.key_changed else "THE SAME KEY" if self.differs else "the same key"
        return f"{self.number} {self.recipe}: {self.what}: " + (
            f"{image}, {key}" if self.outcome == "success" else self.outcome
        )

    @property
    def is_wrong_hit(self):
        return bool(self.differs) and not self.key_changed


class Kitchen:
    """A recipe, its key, its image, and the noise that three bakes of it show."""

    def __init__(self, cloud, folder, recipe, choices):
        self.cloud, self.recipe, self.choices = cloud, recipe, choices
        self.folder = folder
        self.place = Place(cloud, folder / "unchanged", recipe, Packer())
        folder.mkdir()
        self.place.lay_out()
        self.key = self.place.why()
        assert self.key.digest, f"{recipe.name} has no key: {self.key.said}"
        baked = [self._baked(self.place.copy(folder / f"again-{at}")) for at in range(3)]
        for told, content in baked:
            assert content, f"{recipe.name} does not bake: {told['said']}"
        self.image = baked[0][1]
        self.noise = set().union(*(images.differences(self.image, other) for _, other in baked[1:]))

    def _baked(self, place):
        """The report of a bake and what is in its image, which is gone afterwards."""
        told, said = place.bake()
        if told.get("outcome") != "success":
            return told | {"said": said}, {}
        ami = told["amis"][0]
        content = images.content(self.cloud, ami["id"])
        ec2 = self.cloud.client()
        ec2.deregister_image(ImageId=ami["id"])
        for snapshot in ami["snapshots"]:
            ec2.delete_snapshot(SnapshotId=snapshot["id"])
        place.remove()
        return told, content

    def trial(self, number, chance):
        """Changes one thing, bakes, compares."""
        state = chance.getstate()
        place = self.place.copy(self.folder / f"trial-{number}")
        what, place.recipe = mutate(chance, place, self.choices)
        trial = Trial(number, self.recipe.name, what)
        told, content = self._baked(place)
        trial.outcome = told.get("outcome", "refused")
        if content:
            trial.differs = images.differences(self.image, content) - self.noise
            key = Key(told.get("key")) if told.get("key", {}).get("digest") else self._why(number, chance, state)
            trial.key_changed = key.digest != self.key.digest
        place.remove()
        return trial

    def _why(self, number, chance, state):
        """The key before the bake, where a bake got none."""
        chance.setstate(state)
        place = self.place.copy(self.folder / f"asked-{number}")
        _, place.recipe = mutate(chance, place, self.choices)
        key = place.why()
        place.remove()
        return key


def run(directory, cloud, seed, count, usable):
    """All trials of a seed; the first of many are those of few."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = list(
            pool.map(
                lambda one: Kitchen(cloud, directory / one[1][0].name.replace(" ", "-"), *one[1]), enumerate(usable)
            )
        )
        for kitchen in made:
            print(
                f"  {kitchen.recipe.name}: noise of 3 bakes: {len(kitchen.noise)} paths; reusable: {kitchen.key.is_reusable}",
                flush=True,
            )

        def trial(number):
            if ENDING:
                return None
            try:
                done = made[number % len(made)].trial(number, random.Random(f"{seed}:{number}"))
            except Exception:  # one trial's trouble is no other's
                done = Trial(number, made[number % len(made)].recipe.name, traceback.format_exc(), "no verdict")
            print(f"  {done.said}", flush=True)
            return done

        return made, [one for one in pool.map(trial, range(count)) if one]


def tell(say, seed, made, trials):
    """Prints the verdict; whether it is a good one."""
    differing = [one for one in trials if one.differs]
    wrong = [one for one in differing if one.is_wrong_hit]
    needless = [one for one in trials if one.outcome == "success" and not one.differs and one.key_changed]
    loud = [kitchen.recipe.name for kitchen in made if len(kitchen.noise) > NOISE]
    for name in loud:
        say(f"TOO MUCH NOISE: {name}: over {NOISE} paths differ among bakes of the same recipe")
    for one in wrong:
        say(f"WRONG HIT: trial {one.number} of {one.recipe}: {one.what}; differs: {', '.join(sorted(one.differs)[:5])}")
    for one in trials:
        if one.outcome == "no verdict":
            say(f"NO VERDICT: trial {one.number} of {one.recipe}: {one.what}")
    for kitchen in made:
        mine = [one for one in trials if one.recipe == kitchen.recipe.name]
        say(
            f"  {kitchen.recipe.name:<30} {len(mine):>4} trials, {sum(bool(one.differs) for one in mine):>4} images differ, "
            f"{sum(one in wrong for one in mine):>3} wrong hits, {sum(one in needless for one in mine):>3} needless misses"
        )
    say(
        "  outcomes: "
        + ", ".join(f"{name} {times}" for name, times in Counter(one.outcome for one in trials).most_common())
    )
    say(
        f"changes: {len(trials)} trials, seed {seed}: {len(differing)} images differ, {len(wrong)} wrong hits, {len(needless)} needless misses; "
        f"noise at most {max(len(kitchen.noise) for kitchen in made)} paths"
    )
    few = len(trials) >= 100 and len(differing) < SHARE * len(trials)
    if few:
        say(f"TOO FEW IMAGES DIFFER: {len(differing)} of {len(trials)}; a test of {SHARE:.0%} at least means something")
    return not few and not wrong and not loud and not any(one.outcome == "no verdict" for one in trials)


def main():
    for end in (signal.SIGTERM, signal.SIGINT):
        signal.signal(end, lambda *_: ENDING.append(True))  # with a verdict on what was done
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    count = int(os.environ.get("CHANGES") or 500)
    directory = Path(tempfile.mkdtemp(prefix=f"changes-{seed}-"))
    trouble = obstacle(directory / "cloud")
    if trouble:
        print(f"SKIPPED ALOUD: {trouble}")
        return 0
    usable, skipped = kitchens.usable()
    for one in skipped:
        print(f"SKIPPED ALOUD: {one}")
    print(f"changes: {count} trials, seed {seed} (again with: CHANGES={count} SEED={seed}); {directory}", flush=True)
    began = time.monotonic()
    cloud = Cloud(directory / "cloud")
    try:
        made, trials = run(directory, cloud, seed, count, usable)
        good = tell(print, seed, made, trials)
        print(f"  in {time.monotonic() - began:.0f} s")
        return 0 if good else 1
    finally:
        cloud.localcloud("stop")


if __name__ == "__main__":
    sys.exit(main())
