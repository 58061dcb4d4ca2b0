"""Deployments from the command line: what goes well, what is said, and that nothing is left."""

import json
import re

import pytest
import yaml
from conftest import HOME, RUNWAY, Runway, interrupt, until

# The base AMIs of every local cloud.
AMI, NEWER = "ami-0d12a1b2c3d4e5f60", "ami-0d12b2c3d4e5f6071"


@pytest.fixture
def runway(bakery):
    """A small runway.yml of two modules, and what it left afterwards is removed."""
    made = Runway(bakery)
    yield made
    made.remove()


def failure(done, code):
    """The one line that says what is wrong."""
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Exception" not in said and "\tat " not in said, said
    (line,) = [line for line in said.splitlines() if re.match(r"ami-bakery: |[\w.-]+ \(us-west-2\): ", line)]
    return line


def test_a_deployment_reports_each_stack_with_its_outputs(runway, calm):
    done = runway.run("deploy", "--ami", AMI, "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (report["action"], report["environment"], report["outcome"]) == ("deploy", "dev", "success")
    assert (report["ami"], report["replacedAmi"]) == (AMI, "")
    stacks = {stack["stack"]: stack for stack in report["stacks"]}
    assert stacks["web"]["status"] == "CREATE_COMPLETE"
    assert stacks["web"]["name"] == "small-dev-web"
    assert stacks["web"]["outputs"] == {"Image": AMI}
    assert {stack["region"] for stack in report["stacks"]} == {"us-west-2"}
    assert report["locksLeft"] == report["locksReleased"] == report["failures"] == []
    (there,) = calm.client("cloudformation").describe_stacks(StackName="small-dev-web")["Stacks"]
    assert there["Parameters"] == [{"ParameterKey": "ImageId", "ParameterValue": AMI}]


@pytest.mark.parametrize(
    ("namespace", "stack", "whole"),
    [("", {"name": "web", "stack_name": "small-${environment}-web"}, "small-dev-web"),
     ("Small.Dev", {"name": "web"}, "small-dev-web")],
)
def test_stacks_in_a_list_are_found_by_the_names_that_cfngin_gives(runway, calm, namespace, stack, whole):
    runway.file("web.cfn/cfngin.yml", {
        "namespace": namespace,
        "cfngin_bucket": runway.BUCKET,
        "stacks": [stack | {"template_path": "stack.json", "variables": runway.VARIABLES}],
    })
    (runway.directory / "web.cfn/dev-us-west-2.env").write_text("environment: dev\n")
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    done = runway.run("deploy", "--ami", NEWER, "--json")
    report = json.loads(done.stdout)
    assert report["replacedAmi"] == AMI, done.stderr
    (told,) = report["stacks"]
    assert (told["stack"], told["name"], told["outputs"]) == ("web", whole, {"Image": NEWER})
    assert report["notes"] == []
    assert calm.client("cloudformation").describe_stacks(StackName=whole)["Stacks"]
    assert runway.run("destroy").returncode == 0


def test_the_log_has_a_section_per_region_and_a_verdict(runway):
    said = runway.run("deploy", "--ami", AMI).stdout
    assert re.search(r"\[ *[\d.]+ s\] us-west-2: deployment_1\.web\.cfn\n", said)
    assert "  web: submitted (creating new stack)\n" in said
    assert "\nus-west-2: good\n" in said
    assert re.search(r"  web +complete +CREATE_COMPLETE +creating new stack\n    Image = " + AMI, said)
    assert re.search(rf"Deployed dev: \d stacks? created in [\d.]+ s: {AMI}\.\n$", said)


def test_the_ami_that_was_replaced_is_named(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    done = runway.run("deploy", "--ami", NEWER, "--json")
    assert json.loads(done.stdout)["replacedAmi"] == AMI, done.stderr
    again = runway.run("deploy", "--ami", NEWER, "--json")
    assert (json.loads(again.stdout)["ami"], json.loads(again.stdout)["replacedAmi"]) == (NEWER, ""), again.stderr


def test_destroying_leaves_nothing(runway, calm):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    done = runway.run("destroy")
    assert done.returncode == 0, done.stdout
    assert "Destroyed " in done.stdout
    names = [stack["StackName"] for stack in calm.client("cloudformation").describe_stacks()["Stacks"]]
    assert not [name for name in names if name.startswith("small-dev-web")]


def test_exactly_the_approved_plan_is_deployed(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    planned = runway.run("plan", "--ami", NEWER, "--json")
    plan = json.loads(planned.stdout)["plan"]
    assert plan["whole"] and re.fullmatch("sha256:[0-9a-f]{64}", plan["digest"])
    assert NEWER in planned.stderr
    done = runway.run("deploy", "--ami", NEWER, "--approved", plan["digest"], "--json")
    assert done.returncode == 0, done.stderr
    assert "The plan is the approved one." in done.stderr
    assert [s["outputs"] for s in json.loads(done.stdout)["stacks"] if s["stack"] == "web"] == [{"Image": NEWER}]


def test_a_plan_that_changed_since_its_approval_names_what_moved(runway, calm):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    digest = json.loads(runway.run("plan", "--ami", AMI, "--json").stdout)["plan"]["digest"]
    line = failure(runway.run("deploy", "--ami", NEWER, "--approved", digest), 2)
    assert f"the AMI is {NEWER} and was {AMI}" in line
    assert "the plan for us-west-2/small-dev-web has changed" in line
    (there,) = calm.client("cloudformation").describe_stacks(StackName="small-dev-web")["Stacks"]
    assert there["Parameters"][0]["ParameterValue"] == AMI


def test_an_approval_that_another_deployment_overtook_names_the_amis(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    digest = json.loads(runway.run("plan", "--ami", NEWER, "--json").stdout)["plan"]["digest"]
    assert runway.run("deploy", "--ami", NEWER).returncode == 0
    line = failure(runway.run("deploy", "--ami", NEWER, "--approved", digest), 2)
    assert f"the AMI to be replaced was {AMI} and is now {NEWER}" in line


def test_an_approval_from_another_machine_names_what_moved_by_its_file(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    plan = runway.directory / "plan.json"
    assert runway.run("plan", "--ami", AMI, "--out", plan).returncode == 0
    (runway.directory / "web.cfn/dev-us-west-2.env").write_text("word: other\n")
    elsewhere = {"XDG_STATE_HOME": str(runway.directory / "elsewhere")}
    assert "the files of the deployment have changed" in failure(
        runway.run("deploy", "--ami", AMI, "--approved", plan, **elsewhere), 2
    )
    digest = json.loads(plan.read_text())["digest"]
    assert "not the approved" in failure(runway.run("deploy", "--ami", AMI, "--approved", digest, **elsewhere), 2)


def test_a_first_deployment_has_no_plan_and_is_no_failure(runway):
    runway.module("web.cfn", "web", variables={"ImageId": "${env AMI_ID}", "Vpc": "${rxref vpc.VpcId}"})
    done = runway.run("plan", "--ami", AMI, "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], report["failures"]) == (0, "success", []), done.stderr
    assert report["plan"]["gaps"] == ["First deployment of dev: no plan possible"]
    assert (report["plan"]["first"], report["plan"]["digest"]) == (True, "")
    assert "ClientError" not in done.stderr
    without = re.search(r"to deploy without a plan: \S*ami-bakery (deploy dev .*)", done.stderr)[1]
    assert f"--ami {AMI}" in without and "--json" not in without


def test_an_incomplete_plan_cannot_be_approved(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    runway.module("web.cfn", "web", variables={"ImageId": "${env AMI_ID}", "Vpc": "${rxref vpc.VpcId}"})
    out = runway.directory / "plan.json"
    done = runway.run("plan", "--ami", AMI, "--out", out)
    assert done.returncode == 1, done.stdout
    assert "The plan is incomplete and cannot be approved: " in done.stdout
    assert "sha256:" not in done.stdout
    refused = runway.run("deploy", "--ami", AMI, "--approved", out)
    assert refused.returncode == 1, refused.stdout
    assert "Deployed" not in refused.stdout


def test_something_that_is_no_approval(runway):
    assert "neither a plan's digest" in failure(runway.run("deploy", "--ami", AMI, "--approved", "yes"), 2)


def test_a_failing_stack_names_its_first_failing_resource_and_why(runway, calm):
    runway.module("web.cfn", "web", resources={
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.20.0.0/16"}},
        "Outside": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.99.0.0/24"},
        },
    })
    line = failure(runway.run("deploy", "--ami", AMI), 1)
    assert re.match(r"web \(us-west-2\): [\w ]+ new stack: Outside: .*10\.99\.0\.0/24.* The stack is as it was before", line)


def test_a_region_that_runway_yml_does_not_have(runway):
    line = failure(runway.run("deploy", "--ami", AMI, "--region", "eu-west-1"), 2)
    assert "eu-west-1" in line and "us-west-2" in line


def test_an_environment_that_runway_yml_does_not_have(runway):
    line = failure(runway.run("deploy", "--ami", AMI, environment="production"), 2)
    assert "no environment 'production'; it has dev" in line


def test_runway_missing(runway):
    assert "no-such-runway" in failure(runway.run("deploy", "--ami", AMI, "--runway", "no-such-runway"), 2)


def test_a_program_that_is_no_runway(runway):
    assert "does not behave like runway" in failure(runway.run("deploy", "--ami", AMI, "--runway", "/bin/cat"), 2)


def test_runway_too_old(runway):
    old = runway.directory / "old-runway"
    old.write_text("#!/bin/sh\necho runway, version 1.20.0\n")
    old.chmod(0o755)
    assert "Runway 1.20.0, too old" in failure(runway.run("deploy", "--ami", AMI, "--runway", old), 2)


def test_runway_yml_missing(runway):
    (runway.directory / "runway.yml").unlink()
    assert "There is no runway.yml in" in failure(runway.run("deploy", "--ami", AMI), 2)


def test_runway_yml_invalid_is_told_with_its_place(runway):
    (runway.directory / "runway.yml").write_text("deployments:\n  - modules: [web.cfn\n    regions: [us-west-2]\n")
    line = failure(runway.run("deploy", "--ami", AMI), 2)
    assert "runway.yml" in line and "3" in line


def test_a_module_that_is_not_there(runway):
    text = runway.directory / "runway.yml"
    text.write_text(text.read_text().replace("web.cfn", "webb.cfn"))
    assert "webb.cfn" in failure(runway.run("deploy", "--ami", AMI), 2)


def test_a_missing_parameter(runway):
    assert "no AMI is named" in failure(runway.run("deploy"), 2)
    runway.module("web.cfn", "web", variables={"ImageId": "${env AMI_ID}", "Word": "${env WORD}"})
    assert "no parameter WORD" in failure(runway.run("deploy", "--ami", AMI), 2)
    done = runway.run("deploy", "--ami", AMI, "--parameter", "WORD=yes")
    assert done.returncode == 0, done.stdout


def test_an_ami_that_is_not_there_is_refused_before_runway_begins(runway, calm):
    for command in ("deploy", "plan"):
        done = runway.run(command, "--ami", "ami-0000000000000bad1")
        assert "ami-0000000000000bad1 is not in us-west-2, or this account does not see it." in failure(done, 2)
        assert "with runway" not in done.stdout + done.stderr
    assert not calm.client("cloudformation").describe_stacks()["Stacks"]


def test_something_that_is_no_ami(runway):
    assert "Not an AMI id: 'latest'" in failure(runway.run("deploy", "--ami", "latest"), 2)


def test_wrong_credentials(runway, calm):
    options = ["--cloud", "aws", "--endpoint", calm.told["endpoint"]]
    line = failure(
        runway.run(
            "deploy", "--ami", AMI, *options, AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="wrong"
        ),
        1,
    )
    assert "credentials" in line


def test_without_an_account_there_is_no_traceback_and_the_local_cloud_is_named(runway):
    nobody = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    done = runway.run("deploy", "--ami", AMI, "--cloud", "aws", **nobody)
    assert "Unable to locate credentials" in failure(done, 1) and "--cloud local" in failure(done, 1)
    assert "functools.py" not in done.stdout + done.stderr


def test_the_wrong_account_is_refused_before_anything_is_done(runway, calm):
    text = runway.directory / "runway.yml"
    text.write_text(text.read_text().replace("regions:", "account_id: '999999999999'\n    regions:"))
    done = runway.run("deploy", "--ami", AMI)
    assert done.returncode == 1, done.stdout
    (line,) = [line for line in done.stdout.splitlines() if "Use credentials of the account" in line]
    assert "999999999999" in line
    assert "small-dev-web" not in str(calm.client("cloudformation").describe_stacks()["Stacks"])


def test_the_rule_of_the_shipped_module_stops_plain_http(runway, calm):
    shipped = HOME / "runway/img-mgr.cfn"
    (runway.directory / "web.cfn/plain_http.py").write_text((shipped / "plain_http.py").read_text())
    runway.file("web.cfn/cfngin.yml", {
        "namespace": "small-${environment}",
        "cfngin_bucket": runway.BUCKET,
        "sys_path": "./",
        "pre_deploy": yaml.safe_load((shipped / "cfngin.yml").read_text())["pre_deploy"],
        "stacks": {"web": {"template_path": "stack.json", "variables": runway.VARIABLES}},
    })
    (runway.directory / "web.cfn/dev-us-west-2.env").write_text("environment: dev\nplain_http: refused\n")
    refused = failure(runway.run("deploy", "--ami", AMI), 1)
    assert "give CERTIFICATE_ARN, or say PLAIN_HTTP=allowed" in refused
    assert not calm.client("cloudformation").describe_stacks()["Stacks"]
    assert runway.run("deploy", "--ami", AMI, "--parameter", "PLAIN_HTTP=allowed").returncode == 0
    assert runway.run("deploy", "--ami", AMI, "--parameter", "CERTIFICATE_ARN=arn:aws:acm:x").returncode == 0


def test_a_protected_stack_that_waits_for_a_person_does_not_hang(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    runway.module("web.cfn", "web", protected=True)
    line = failure(runway.run("deploy", "--ami", NEWER), 1)
    assert "protected" in line and "approve a plan" in line


def test_a_lock_that_a_killed_run_left_is_named_and_released_on_request(runway):
    assert runway.run("deploy", "--ami", AMI).returncode == 0
    runway.lock("web", "left-by-a-dead-run")
    line = failure(runway.run("deploy", "--ami", NEWER), 1)
    assert "left-by-a-dead-run" in line and "aws s3api delete-object-tagging" in line
    assert runway.lock_of("web") == "left-by-a-dead-run"
    done = runway.run("deploy", "--ami", NEWER, "--release-lock")
    assert done.returncode == 0, done.stdout
    assert "released lock left-by-a-dead-run" in done.stdout
    assert runway.lock_of("web") == ""


def test_ctrl_c_leaves_no_lock(runway):
    runway.slow()
    process = runway.start("deploy", "--ami", AMI)
    says = []
    until(says, process, "web: submitted")
    interrupt(process)
    said = "".join(says) + process.stdout.read()
    assert process.wait(timeout=120) == 130, said
    assert "Cancelling: interrupting runway" in said
    assert "Cancelled after" in said
    assert "Left:" not in said
    assert runway.lock_of("web") == ""


def test_a_runway_that_does_not_end_is_killed_and_its_lock_released_and_said(runway):
    runway.slow(stubborn=True)
    process = runway.start("deploy", "--ami", AMI, "--grace", "2")
    says = []
    until(says, process, "web: submitted")
    assert runway.lock_of("web")
    interrupt(process)
    said = "".join(says) + process.stdout.read()
    assert process.wait(timeout=120) == 130, said
    assert "was killed" in said
    assert "Released this run's lock" in said
    assert runway.lock_of("web") == ""


def test_a_runway_started_where_ctrl_c_is_ignored_can_be_interrupted_all_the_same(runway):
    runway.slow()
    process = runway.start("deploy", "--ami", AMI, ignoring_interrupts=True)
    says = []
    until(says, process, "web: submitted")
    process.terminate()
    said = "".join(says) + process.stdout.read()
    process.wait(timeout=120)
    assert "was killed" not in said
    assert "Cancelled after" in said
    assert runway.lock_of("web") == ""


def test_a_secret_parameter_is_nowhere_to_be_seen(runway):
    secret = "correct-horse-battery, staple"
    runway.module("web.cfn", "web", variables={"ImageId": "${env AMI_ID}", "Word": "${env SECRET}"}, output="Word")
    spy = runway.directory / "spy-runway"
    spy.write_text(f'#!/bin/sh\ntr "\\0" " " </proc/$$/cmdline >>{runway.directory}/argv\nexec "{RUNWAY}" "$@"\n')
    spy.chmod(0o755)
    words = ["deploy", "--ami", AMI, "--secret-parameter", "SECRET=TOLD", "--runway", spy]
    done = runway.run(*words, TOLD=secret)
    assert done.returncode == 0, done.stdout
    assert "Word = ****" in done.stdout
    assert "battery" not in done.stdout + done.stderr
    assert "battery" not in (runway.directory / "argv").read_text()


def test_what_is_not_read_of_another_kind_of_module_is_said(runway):
    (runway.directory / "site.web").mkdir()
    text = runway.directory / "runway.yml"
    text.write_text(text.read_text().replace("modules:", "modules:\n      - path: site.web\n        tags: [site]"))
    done = runway.run("plan", "--ami", AMI)
    assert "The module site.web is not deployed by CloudFormation" in done.stdout


def test_wrong_words_are_usage(runway, bakery):
    assert bakery.run("deploy").returncode == 2
    done = runway.run("deploy", "--ami", AMI, "--module", "web.cfn", "--tag", "web")
    assert "cannot be combined" in failure(done, 2)
