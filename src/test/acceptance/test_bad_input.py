"""Bad input: one clear line, a non-zero exit, and nothing left in the cloud."""

import json
import os
import stat

import pytest
from conftest import HOME


@pytest.fixture
def fails(bakery, calm):
    """Runs a bake that must fail; returns its one line after it was seen that nothing is left."""

    def run(*words, code, **variables):
        before = calm.inventory()
        done = bakery.run("bake", *words, **variables)
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert "\tat " not in said and "Exception" not in said, said
        assert calm.inventory() == before
        failures = [line for line in said.splitlines() if line and not line.startswith(("[", "  ", "bake ", "Baking "))]
        told = [line for line in failures if not line.startswith(("Failed after", "Removed ", "Warning: packer opened"))]
        assert len(told) == 1, said
        return told[0]

    return run


def test_a_missing_template(fails):
    line = fails("nowhere.json", code=2)
    assert "nowhere.json" in line


def test_invalid_json_is_told_with_its_place(fails, bakery):
    (bakery.directory / "broken.json").write_text('{\n  "builders": [\n}')
    assert "broken.json" in (line := fails("broken.json", code=2)) and "3" in line


def test_an_unknown_variable_names_the_nearest(fails, bakery):
    line = fails("--var", "reggion=us-west-2", bakery.template(), code=2)
    assert "reggion" in line and "'region'" in line


def test_a_missing_variable(fails, bakery):
    path = bakery.template()
    text = json.loads(path.read_text())
    text["variables"]["needed"] = None
    path.write_text(json.dumps(text))
    assert "needed" in fails(path, code=1)


def test_a_name_that_is_taken(fails, bakery):
    taken = bakery.template(ami_name="taken-name")
    assert bakery.run("bake", taken).returncode == 0
    assert "taken-name" in fails(taken, code=1)


def test_no_such_source_ami(fails, bakery):
    nothing = {"filters": {"name": "no-such-image-*"}, "owners": ["136693071363"], "most_recent": True}
    line = fails(bakery.template(source_ami_filter=nothing), code=1)
    assert "source AMI" in line or "no-such-image" in line
    said = bakery.run("bake", bakery.template(source_ami_filter=nothing)).stdout
    assert "The local cloud's base AMIs, by name and owner: debian-12-amd64-" in said and "136693071363." in said


def test_without_an_account_the_local_cloud_that_runs_is_named(fails, bakery):
    nobody = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    assert "--cloud local" in fails("--cloud", "aws", "--region", "us-west-2", bakery.template(), code=1, **nobody)
    tested = bakery.run("test-ami", "--cloud", "aws", "ami-0abc1230000000001", **nobody)
    assert "No region is given" in tested.stderr and "--cloud local" in tested.stderr


def test_wrong_credentials(fails, bakery, calm):
    line = fails(
        "--cloud",
        "aws",
        "--region",
        "us-west-2",
        "--endpoint",
        calm.told["endpoint"],
        bakery.template(),
        code=1,
        AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY="wrong",
    )
    assert "credentials" in line


def test_an_endpoint_that_is_down(fails, bakery):
    line = fails(
        "--cloud",
        "aws",
        "--region",
        "us-west-2",
        "--endpoint",
        "http://127.0.0.1:9",
        bakery.template(),
        code=1,
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_MAX_ATTEMPTS="1",
    )
    assert "127.0.0.1:9" in line


def test_a_failing_provisioner(fails, bakery):
    assert "exit" in fails(bakery.template(provision="exit 7"), code=1)


def test_a_full_disk(fails, bakery, tmp_path):
    """Packer's temporary folder lies on a file system with no room."""
    if not os.path.exists("/dev/full"):
        pytest.skip("SKIPPED ALOUD: no /dev/full here")
    full = tmp_path / "full"
    full.mkdir()
    assert os.system(f"mount -t tmpfs -o size=4k tmpfs {full}") == 0
    try:
        (full / "ballast").write_bytes(b"x" * 4096)
        line = fails(bakery.template(), code=1, TMPDIR=str(full))
        assert "space" in line
    finally:
        os.system(f"umount {full}")


def test_packer_missing(fails, bakery):
    assert "no-such-packer" in fails("--packer", "no-such-packer", bakery.template(), code=2)


def program(bakery, name, script):
    """A program that stands in for packer."""
    path = bakery.directory / name
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_packer_too_old(fails, bakery):
    old = program(bakery, "old-packer", "echo 1.3.5\n")
    line = fails("--packer", old, bakery.template(), code=2)
    assert "1.3.5" in line and "too old" in line


def test_a_program_that_is_no_packer(fails, bakery):
    assert "does not behave like packer" in fails("--packer", "/bin/cat", bakery.template(), code=2)


def test_garbage_on_packers_output(fails, bakery):
    garbage = 'case "$*" in *version*) echo 1.6.6;; *) head -c 300000 /dev/urandom; echo; exit 1;; esac\n'
    done = bakery.run("bake", "--quiet", "--packer", program(bakery, "mad-packer", garbage), bakery.template())
    assert done.returncode == 1
    assert "exit code 1" in done.stdout


def test_garbage_and_a_good_end_is_no_success(bakery):
    garbage = 'case "$*" in *version*) echo 1.6.6;; *) head -c 300000 /dev/urandom; echo;; esac\n'
    done = bakery.run("bake", "--quiet", "--packer", program(bakery, "mad-packer", garbage), bakery.template())
    assert done.returncode == 1
    assert "made no AMI" in done.stdout


def test_a_packer_that_invents_an_ami_is_not_believed(bakery):
    invented = "echo 1,web,artifact,0,id,us-west-2:ami-0123456789abcdef0"
    lies = f'case "$*" in *version*) echo 1.6.6;; *) {invented};; esac\n'
    done = bakery.run("bake", "--packer", program(bakery, "lying-packer", lies), bakery.template())
    assert done.returncode == 1
    assert "no such AMI" in done.stdout


def test_one_of_two_builds_fails_and_the_other_ami_stays(bakery, calm):
    path = bakery.template()
    text = json.loads(path.read_text())
    good, bad = text["builders"][0] | {"name": "good"}, text["builders"][0] | {"name": "bad"}
    text["builders"] = [good, bad]
    text["provisioners"] = [{"type": "shell", "inline": ["exit 3"], "only": ["bad"]}]
    path.write_text(json.dumps(text))
    done = bakery.run("bake", "--json", path)
    report = json.loads(done.stdout)
    assert done.returncode == 3
    assert report["outcome"] == "failure"
    assert [ami["builder"] for ami in report["amis"]] == ["good"]
    assert [failure["where"] for failure in report["failures"]] == ["bad"]
    assert report["amis"][0]["id"] in calm.inventory()["images"]
    assert calm.inventory()["instances"] == []


def test_a_secret_variable_is_nowhere_to_be_seen(bakery):
    secret = "correct-horse-battery, staple"
    path = bakery.template(provision="echo it is $WORD; ps -ef | cat")
    text = json.loads(path.read_text())
    text["provisioners"][0]["environment_vars"] = ["WORD={{user `secret`}}"]
    path.write_text(json.dumps(text))
    spy = program(bakery, "spy-packer", f'tr "\\0" " " </proc/$$/cmdline >>{bakery.directory}/argv\nexec "$PACKER" "$@"\n')
    done = bakery.run("bake", "--secret-var", "secret=SECRET", "--packer", spy, path, SECRET=secret)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "it is ****" in done.stdout
    assert "battery" not in done.stdout + done.stderr
    assert "battery" not in (bakery.directory / "argv").read_text()
    assert not list(HOME.glob("ami-bakery-*"))


def test_wrong_words_are_usage(bakery):
    done = bakery.run("bake")
    assert done.returncode == 2
    assert "TEMPLATE" in done.stderr
