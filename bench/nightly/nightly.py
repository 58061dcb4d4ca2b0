"""A night of 1,000 jobs over 5 base filters against the local cloud: AWS calls, wall and heap, then the same while it throttles."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import boto3

JOBS = int(os.environ.get("NIGHTLY_JOBS", "1000"))
BASES = 5
ROOT = Path(__file__).resolve().parents[2]
CLOUD = json.loads((Path(os.environ.get("AMI_BAKERY_LOCAL", ROOT / ".local/cloud")) / "cloud.json").read_text())
RUN = f"nightly-{os.getpid()}"


def ask(path: str, method: str = "GET", body: dict | None = None) -> dict:
    data = None if body is None else json.dumps(body).encode()
    token = {"Authorization": f"Bearer {CLOUD['token']}"}
    request = urllib.request.Request(CLOUD["endpoint"] + path, data, token, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or b"{}")


def image(ec2, name: str, bake: str = "") -> str:
    tags = [{"ResourceType": "image", "Tags": [{"Key": "ami-bakery:bake-id", "Value": bake}]}] if bake else []
    return ec2.register_image(Name=name, RootDeviceName="/dev/xvda", Architecture="x86_64", TagSpecifications=tags)["ImageId"]


def night(classpath: str, facts: Path) -> tuple[list[float], int]:
    ask("/localcloud/calls", "DELETE")
    words = ["java", "-Xmx256m", "-cp", classpath, "NightlyBench", str(facts)]
    done = subprocess.run(words, env={**os.environ, **CLOUD["env"]}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return [float(word) for word in done.stdout.split()], ask("/localcloud/calls")["total"]


def main() -> None:
    classpath, facts = sys.argv[1], Path(sys.argv[2])
    os.environ.update(CLOUD["env"])
    ec2 = boto3.client("ec2", endpoint_url=CLOUD["endpoint"], region_name=CLOUD["region"])
    ask("/localcloud/settings", "POST", {"throttle": False})
    bases = [image(ec2, f"{RUN}-base{n}-1") for n in range(BASES)]
    amis = [image(ec2, f"{RUN}-ami-{n}", RUN) for n in range(JOBS)]
    lines = [f"{ami} {bases[n % BASES]} {RUN}-base{n % BASES}-*" for n, ami in enumerate(amis)]
    facts.write_text("\n".join(lines) + "\n")
    try:
        quiet = night(classpath, facts)
        bases.append(image(ec2, f"{RUN}-base0-2"))
        newer = night(classpath, facts)
        ask("/localcloud/settings", "POST", {"throttle": True})
        throttled = [night(classpath, facts) for _ in range(3)]
    finally:
        ask("/localcloud/settings", "POST", {"throttle": False})
        for ami in amis + bases:
            ec2.deregister_image(ImageId=ami)
    for name, ((jobs, wall, due, failed, most, left), calls) in [
        ("nothing new", quiet),
        ("one base newer", newer),
        *(("throttled", run) for run in throttled),
    ]:
        print(
            f"  {name}: {jobs:.0f} jobs, {calls} AWS calls, {wall:.2f} s, {due:.0f} due, {failed:.0f} failed; "
            f"heap {most:.1f} MB more at the end, {left:.1f} MB live"
        )
    runs = [quiet, newer, *throttled]
    good = quiet[0][2] == 0 and all(run[0][2] == JOBS / BASES for run in runs[1:]) and all(run[0][3] == 0 for run in runs)
    if not good:
        sys.exit("The decisions are wrong.")
    print(
        f"bench/nightly: {max(calls for _, calls in runs)} AWS calls for {JOBS} jobs over {BASES} base filters, "
        f"{quiet[0][1]:.2f} s without and {max(run[0][1] for run in throttled):.2f} s with EC2's throttling, no failure (goal ≤ 6 calls)"
    )


main()
