"""Pairs our `deploy` with bare `runway deploy` of one small stack in the running local cloud; prints what ours adds outside Runway."""

import json
import os
import pathlib
import statistics
import tempfile

import boto3
from paired import HOME, cloud, environment, parts, timed

RUNWAY = os.environ.get("RUNWAY", str(HOME / ".local/venv-runway/bin/runway"))
PAIRS = int(os.environ.get("PAIRS", "5"))
AMIS = ["ami-0abc1230000000001", "ami-0abc1230000000002"]
NAME = f"bench-deploy-{os.getpid()}"


def project(directory):
    """A runway.yml with one stack of one resource."""
    module = directory / "web.cfn"
    module.mkdir()
    (directory / "runway.yml").write_text(
        "deployments:\n  - modules: [web.cfn]\n    environments: {dev: true}\n    regions: [us-west-2]\n"
    )
    stacks = {"web": {"template_path": "web.json", "variables": {"ImageId": "${env AMI_ID}"}}}
    config = {"namespace": NAME, "cfngin_bucket": NAME, "persistent_graph_key": "web", "stacks": stacks}
    (module / "cfngin.yml").write_text(json.dumps(config))
    template = {
        "Parameters": {"ImageId": {"Type": "String"}},
        "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "ImageId"}}}},
        "Outputs": {"Image": {"Value": {"Ref": "ImageId"}}},
    }
    (module / "web.json").write_text(json.dumps(template))


def pairs(name, env, directory, ami):
    """Runs the pairs of one kind; ``ami`` tells the image of each run by its number. Returns added seconds and ratios."""
    added, ratios, run = [], [], 0
    ours = [str(HOME / "bin/ami-bakery"), "deploy", "dev", "--cloud", "local", "--runway", RUNWAY, "--json"]
    commands = {"ours": ours, "bare": [RUNWAY, "deploy", "--ci"]}
    for pair in range(PAIRS):
        wall = {}
        for which in ("ours", "bare") if pair % 2 else ("bare", "ours"):
            run += 1
            wall[which], printed = timed(commands[which], env | {"AMI_ID": ami(run)}, directory)
            if which == "ours":
                laps = json.loads(printed)["lapMillis"]
        outside = wall["ours"] - laps["runway"] / 1000
        added.append(outside)
        ratios.append(wall["ours"] / wall["bare"])
        where = parts(laps)
        print(f"  {name} {pair + 1}: bare {wall['bare']:.2f} s, ours {wall['ours']:.2f} s ({where}); outside runway {outside:.2f} s")
    return statistics.median(added), statistics.median(ratios)


def main():
    """Runs both kinds and prints the figures."""
    here = cloud()
    env = environment(here, DEPLOY_ENVIRONMENT="dev", CI="1", CFNGIN_STACK_POLL_TIME="1")
    s3 = boto3.client(
        "s3",
        endpoint_url=here["endpoint"],
        region_name=here["region"],
        aws_access_key_id=here["env"]["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=here["env"]["AWS_SECRET_ACCESS_KEY"],
    )
    s3.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": here["region"]})
    with tempfile.TemporaryDirectory() as home:
        directory = pathlib.Path(home)
        project(directory)
        timed([RUNWAY, "deploy", "--ci"], env | {"AMI_ID": AMIS[0]}, directory)
        changed = pairs("change", env, directory, lambda run: AMIS[run % 2])
        timed([RUNWAY, "deploy", "--ci"], env | {"AMI_ID": AMIS[0]}, directory)
        same = pairs("no change", env, directory, lambda run: AMIS[0])
        timed([RUNWAY, "destroy", "--ci"], env | {"AMI_ID": AMIS[0]}, directory)
    for content in s3.list_objects_v2(Bucket=NAME).get("Contents", []):
        s3.delete_object(Bucket=NAME, Key=content["Key"])
    s3.delete_bucket(Bucket=NAME)
    print(f"bench/deploy: {changed[0]:.2f} s outside runway (goal 3 s or less), {changed[1]:.2f} x bare runway")
    print(f"bench/deploy: no change: {same[0]:.2f} s outside runway (goal 3 s or less), {same[1]:.2f} x bare runway")


main()
