"""
``make soak``: SOAK random bakes (200) of seed SEED in an account full of strangers' look-alikes.

Nothing of a stranger's may change; what a bake left behind is removed when the table of ownership can prove it, else named in a report.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "acceptance")]

import account  # noqa: E402
import plan  # noqa: E402
import shapes  # noqa: E402
from bakehouse import obstacle  # noqa: E402
from checkout import HOME, PACKER  # noqa: E402
from conftest import Cloud  # noqa: E402
from ledger import Ledger  # noqa: E402
from parasite import Parasite  # noqa: E402
from strangers import Strangers  # noqa: E402
from verdict import Verdict  # noqa: E402

AT_ONCE = 6
# States last as long as it takes to be killed in them.
DELAYS = {"instance": 0.5, "image": 1.5, "snapshot": 0.5, "copy": 1.5}
GRACE = {"deaf": "1"}
PATIENCE = int(os.environ.get("SOAK_PATIENCE", "900"))


class Soak:
    def __init__(self, cloud, directory, seed, count):
        self.cloud, self.directory = cloud, directory
        self.bakes = plan.bakes(seed, count)
        self.seed = seed
        self.keys = {name: self._identity(name) for name in ("alice", "bob")}
        self.strangers = Strangers(self.client, cloud.told, directory)
        self.agent = directory / "agent"
        self.ledger = Ledger(self.client)

    def client(self, service, region=None):
        return self.cloud.client(service, region)

    def _identity(self, name):
        iam = self.client("iam")
        iam.create_user(UserName=f"soak-{name}")
        return iam.create_access_key(UserName=f"soak-{name}")["AccessKey"]

    def run(self):
        """Bakes all of them, some at a time, and judges."""
        self.cloud.settings(delays=DELAYS)
        agent = subprocess.Popen(["ssh-agent", "-D", "-a", self.agent], stdout=subprocess.DEVNULL)
        try:
            while not self.agent.exists():
                time.sleep(0.05)
            environment = os.environ | {"SSH_AUTH_SOCK": str(self.agent)}
            subprocess.run(["ssh-add", "-q", self.strangers.team_key_file], env=environment, check=True)
            with Parasite(self.strangers, self.seed, self.ledger) as parasite, ThreadPoolExecutor(AT_ONCE) as pool:
                # The longest first: packer tries for more than two minutes to make a key whose name is taken.
                list(pool.map(self.bake, sorted(self.bakes, key=lambda bake: bake.shape != "taken key")))
            self.parasite = parasite
        finally:
            agent.terminate()
            agent.wait()
        self.cloud.calm()
        return Verdict(self.bakes, self.ledger, account.describe(self.client), account.ties(self.strangers.ec2))

    def bake(self, bake):
        folder = self.directory / f"bake-{bake.number}"
        folder.mkdir()
        if bake.shape == "taken name of a copy":
            self._take(shapes.ami_name(bake))
        template = shapes.template(bake, self.strangers, folder)
        words = [
            str(HOME / "bin/ami-bakery"),
            "bake",
            "--json",
            "--grace",
            GRACE.get(bake.end, "60"),
            "--packer",
            str(HERE / "trouble.py"),
            "--var",
            f"subnet_id={self.strangers.subnet}",
            str(template),
        ]
        with open(folder / "report.json", "wb") as out, open(folder / "said.txt", "wb") as err:
            bake.code = _run(words, folder, self._environment(bake, folder), out, err)
        text = (folder / "report.json").read_text()
        bake.said = json.loads(text) if text.strip() else {}
        tee = folder / "packer.txt"
        bake.troubled = (folder / "packer.txt.troubled").exists()
        bake.log = tee.read_text(errors="replace") if tee.exists() else ""
        print(f"  {bake.title}: {bake.said.get('outcome', 'no report')}", flush=True)

    def _take(self, name):
        taken = self.strangers.take_name(name)
        self.ledger.keep(account.REGIONS[1], "AMI", taken)
        there = self.client("ec2", account.REGIONS[1])
        for device in there.describe_images(ImageIds=[taken])["Images"][0]["BlockDeviceMappings"]:
            self.ledger.keep(account.REGIONS[1], "snapshot", device["Ebs"]["SnapshotId"])

    def _environment(self, bake, folder):
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "AMI_BAKERY", "PACKER"))
        }
        key = self.keys[bake.identity]
        trouble = {
            "end": bake.end,
            "at": bake.at,
            "after": bake.after,
            "cut": bake.cut,
            "tee": str(folder / "packer.txt"),
        }
        return (
            kept
            | {
                "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
                "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
                "AWS_REGION": account.REGIONS[0],
                "AWS_ENDPOINT_URL": self.cloud.told["endpoint"],
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_POLL_DELAY_SECONDS": "1",
                "SSH_AUTH_SOCK": str(self.agent),
                "SOAK_PACKER": PACKER,
                "SOAK_TROUBLE": json.dumps(trouble),
                "XDG_STATE_HOME": str(self.directory / bake.identity),
                "XDG_CACHE_HOME": str(self.directory / bake.identity),
                "TMPDIR": str(folder),
            }
            | {name: value for name, value in os.environ.items() if name == "PACKER_PLUGIN_PATH"}
        )


def _run(words, folder, environment, out, err):
    process = subprocess.Popen(words, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return f"none: killed after {PATIENCE} s"


def main():
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    count = int(os.environ.get("SOAK") or 200)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("soak: told to end"))  # its cloud ends with it
    # Who starts this in the background has it ignored, and then every bake would.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    directory = Path(tempfile.mkdtemp(prefix=f"soak-{seed}-"))
    print(
        f"{count} random bakes, seed {seed} (again with: make soak SOAK={count} SEED={seed}); all is kept in {directory}",
        flush=True,
    )
    trouble = obstacle(directory / "cloud")
    if trouble:
        print(f"SKIPPED ALOUD: {trouble}")
        return 0
    began = time.monotonic()
    cloud = Cloud(directory / "cloud")
    try:
        soak = Soak(cloud, directory, seed, count)
        verdict = soak.run()
        print(f"{count} bakes in {time.monotonic() - began:.0f} s; seed {seed}")
        meddled = ", ".join(f"{what} {len(times)}" for what, times in sorted(soak.parasite.done.items()))
        print(f"  strangers at work meanwhile: {meddled or 'nothing'}")
        verdict.tell(print)
        print(
            f"soak: {count} bakes, seed {seed}: {sum(verdict.strangers.values())} strangers' things, {len(verdict.touched)} touched; "
            f"own: {sum(verdict.removed.values())} removed, {len(verdict.provable)} left that can be proved, "
            f"{len(verdict.named)} left and named, {len(verdict.unnamed)} left and not named"
        )
        return 0 if verdict.is_good else 1
    finally:
        cloud.localcloud("stop")


if __name__ == "__main__":
    sys.exit(main())
