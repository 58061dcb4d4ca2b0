"""
``make proofs``: two environments of a real bake, each proof on them as they should be and on each seeded fault; then the drills.

PROOFS=fixed does the part that ``make test`` has: no bake but the first, and no drill.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "acceptance"), str(HERE.parent / "soak")]

import faults  # noqa: E402
from bakehouse import obstacle  # noqa: E402
from conftest import Cloud  # noqa: E402
from environments import PROD, QA, Environments  # noqa: E402
from load import Load  # noqa: E402

FIXED = os.environ.get("PROOFS", "") == "fixed"
MORE, BUDGET = 3, 90


class Table:
    """What each proof said of the good environments and of the fault that it has to find."""

    def __init__(self, there):
        self.there, self.good, self.found, self.last = there, {}, {}, {}

    def begin(self, *words):
        """All is as it should be."""
        self.good = self.last = self.there.prove(*words)
        for proof, row in self.good.items():
            if row["verdict"] != "green":
                print(f"  {proof} is {row['verdict']} on the good environments: {row['evidence']}")

    def look(self, fault):
        """Each row of the fault has to turn red and to name it; undoes the fault where that has a way back."""
        rows = self.there.prove(*fault.options)
        for proof, words in fault.red.items():
            row = rows[proof]
            named = all(word in row["evidence"] for word in words)
            self.found[proof] = (fault.name, row["verdict"], row["evidence"], row["verdict"] == "red" and named)
            print(f"  {proof} {row['verdict']}: {fault.name} -> {row['evidence']}", flush=True)
        if hasattr(fault, "undo"):
            fault.undo()
            self.there.complete(PROD)

    def print(self):
        """The table and the count; how many proofs failed either way."""
        print("\nproof | good | fault | verdict | what it named\n--- | --- | --- | --- | ---")
        both = 0
        wanted = list(self.found) if FIXED else list(self.good)
        for proof in wanted:
            name, verdict, evidence, right = self.found.get(proof, ("none was made", "-", "", False))
            both += right and self.good[proof]["verdict"] == "green"
            print(f"{proof} | {self.good[proof]['verdict']} | {name} | {verdict} | {evidence}")
        print(f"\n{both} of {len(wanted)} both ways")
        return len(wanted) - both


def drift(there):
    """Six ways to drift on six instances: found, named, replaced, while a client goes on asking."""
    name = there.group(PROD)["AutoScalingGroupName"]
    there.groups.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=6)
    there.complete(PROD)
    seeded = dict(zip(there.members(PROD), faults.DRIFTS, strict=True))
    for instance, kind in seeded.items():
        there.does(instance, faults.DRIFTS[kind][0])
    with Load(there.url(PROD) + "health") as load:
        began = time.monotonic()
        told = there.run("verify-fleet", "--stack", PROD, "--replace", "--json", codes=(0, 1, 3))
        seconds = time.monotonic() - began
    report = faults.json.loads(told.stdout)
    replaced = {one["id"]: one for one in report["replacements"] if not one["why"]}
    print("\ndrift | instance | named | replaced by\n--- | --- | --- | ---")
    right = 0
    for instance, kind in seeded.items():
        one = replaced.get(instance, {"difference": "", "by": ""})
        right += faults.DRIFTS[kind][1] in one["difference"] and bool(one["by"])
        print(f"{kind} | {instance} | {one['difference']} | {one['by']}")
    print(load.said(f"drift: {right} of 6 named and replaced in {seconds:.0f} s, then {report['verdict']}, {report['green']} of 6 green"))
    there.groups.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=2)
    return 0 if right == 6 and report["verdict"] == "green" and not load.failed else 1


def scale(there, good, repository):
    """The repository goes away; an image that installs at boot has to grow, and one that does not."""
    there.ec2.terminate_instances(InstanceIds=[repository])
    bad = there.prove("--drill", str(MORE), "--budget", str(BUDGET))["I2.4"]
    there.deploy(QA, good)
    there.complete(QA)
    well = there.prove("--drill", str(MORE), "--budget", str(BUDGET))["I2.4"]
    print("\nscale drill, repository away | verdict | what was seen\n--- | --- | ---")
    print(f"installs at boot | {bad['verdict']} | {bad['evidence']}\nbaked | {well['verdict']} | {well['evidence']}")
    return bad, well


def run(there):
    began = time.monotonic()
    print(f"proofs: {'the fixed part' if FIXED else 'all'}; QA has 1 instance, production 2; drill +{MORE} within {BUDGET} s; nothing is random, so there is no seed", flush=True)
    good = there.baked()
    there.run("test-ami", good)
    assert (there.deploy(QA, good), there.deploy(PROD, good)) == ("CREATE_COMPLETE", "CREATE_COMPLETE")
    table = Table(there)
    table.begin(*([] if FIXED else ["--drill", "2", "--budget", str(BUDGET)]))
    table.look(faults.on_instance(there, "one key", "I1.2", 0))
    table.look(faults.on_instance(there, "one byte", "I1.3", 1))
    table.look(faults.on_instance(there, "one login", "I1.4", 0))
    table.look(faults.other_inside(there, 1))
    table.look(faults.lives_for_ever(there))
    failed = 0
    if not FIXED:
        table.look(faults.one_more_difference(there))
        table.look(faults.copy_gone(there, good))
    table.look(faults.default_moved(there))
    if not FIXED:
        table.look(faults.other_version(there))
        there.run("verify-fleet", "--stack", PROD, "--replace")
        failed += drift(there)
        table.look(faults.second_bake(there, good))
        repository, address, fault = faults.installs_at_boot(there)
        table.look(fault)
        bad, well = scale(there, good, repository)
        failed += not faults.bake_without(there, address)
        table.found["I2.4"] = ("repository away", bad["verdict"], bad["evidence"], bad["verdict"] == "red" and well["verdict"] == "green")
    failed += table.print()
    print(f"{(time.monotonic() - began) / 60:.1f} minutes")
    return failed


def main():
    with tempfile.TemporaryDirectory() as place:
        state = Path(place, "cloud")
        state.mkdir()
        if why := obstacle(state):
            print(f"SKIPPED ALOUD: {why}")
            return
        (Path(place) / "lab").mkdir()
        cloud = Cloud(state)
        try:
            there = Environments(cloud, Path(place) / "lab")
            failed = run(there)
            there.close()
        finally:
            cloud.localcloud("stop")
    sys.exit(1 if failed else 0)


main()
