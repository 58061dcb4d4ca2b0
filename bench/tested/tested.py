"""Pairs our `bake` and `test-ami` with bare `packer build` and one boot of its AMI, in the running local cloud; prints the ratio."""

import json
import os
import statistics
import sys
import time
import urllib.error
import urllib.request

import boto3
from paired import bare_packer, cloud, environment, parts, sources, timed

TEMPLATE = os.environ.get("TEMPLATE", "packer/img-mgr-packer.json")
PACKER = os.environ.get("PACKER", "packer")
PAIRS = int(os.environ.get("PAIRS", "3"))
LONGEST = 120


def healthy(address):
    """Whether the service of the image answers; anything else is no answer yet."""
    try:
        with urllib.request.urlopen(f"http://{address}/health", timeout=2) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def booted(ec2, image):
    """Launches an AMI and ends it again; the seconds until it was healthy."""
    started = time.monotonic()
    (one,) = ec2.run_instances(ImageId=image, InstanceType="t3.micro", MinCount=1, MaxCount=1)["Instances"]
    try:
        while not healthy(one["PrivateIpAddress"]):
            if time.monotonic() - started > LONGEST:
                sys.exit(f"{image} was not healthy after {LONGEST} s")
            time.sleep(0.1)
        return time.monotonic() - started
    finally:
        ec2.terminate_instances(InstanceIds=[one["InstanceId"]])


def made(printed):
    """The AMI that bare packer says it has made."""
    (line,) = (line for line in printed.splitlines() if ",artifact,0,id," in line)
    return line.rpartition(":")[2]


def main():
    """Runs the pairs and prints the figures."""
    here = cloud()
    env = environment(here, CHECKPOINT_DISABLE="1", PACKER_NO_COLOR="1")
    keys = {"aws_access_key_id": env["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": env["AWS_SECRET_ACCESS_KEY"]}
    ec2 = boto3.client("ec2", endpoint_url=here["vars"]["ec2_endpoint"], region_name=here["vars"]["region"], **keys)
    bare = bare_packer(PACKER, TEMPLATE, here["vars"] | sources(here) | {"version": "bench"})
    ours = ["bin/ami-bakery", "bake", "--cloud", "local", "--packer", PACKER, "--json", "--var", "version=bench", TEMPLATE]
    timed(bare, env)
    ratios = []
    for pair in range(PAIRS):
        baked, printed = timed(bare, env)
        boot = booted(ec2, made(printed))
        whole, printed = timed(ours, env)
        report = json.loads(printed)
        test = ["bin/ami-bakery", "test-ami", "--cloud", "local", "--json", report["amis"][0]["id"]]
        tested, printed = timed(test, env)
        result = json.loads(printed)
        ratios.append((whole + tested) / (baked + boot))
        print(
            f"  pair {pair + 1}: bare {baked:.2f} s and boot {boot:.2f} s, ours {whole:.2f} s ({parts(report['lapMillis'])}) and"
            f" test {tested:.2f} s ({result['outcome']}, healthy after {result['bootMillis'] / 1000:.2f} s)"
        )
    print(f"bench/tested: {statistics.median(ratios):.2f} x a bare bake and one boot (goal at most 1.1 x)")


main()
