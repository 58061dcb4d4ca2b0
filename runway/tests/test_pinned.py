"""Nothing is "the latest": what is deployed is what was named."""

import re

import pytest
import yaml

from conftest import HERE, flat, rendered, template

FILES = sorted(path for path in HERE.rglob("*") if path.suffix in (".yml", ".env", ".py") and ".runway" not in path.parts
               and "tests" not in path.parts)
FLOATING = {
    "newest launch template version": r"\$Latest|\$Default|DefaultVersionNumber",
    "image looked up while deploying": r"\$\{\s*ami\s|most_?recent",
    "parameter that moves": r"\$\{\s*ssm\s|resolve:ssm|AWS::SSM::Parameter::Value",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))
@pytest.mark.parametrize("what", FLOATING)
def test_no_floating_reference(path, what):
    found = [f"{number}: {line.strip()}" for number, line in enumerate(path.read_text().splitlines(), 1)
             if re.search(FLOATING[what], line, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("reference", ["Version: $Latest", "Version: '$Default'", "ImageId: ${ami owners:self}",
                                       "most_recent: true", "ImageId: ${ssm /img-mgr/ami}", "{{resolve:ssm:/ami}}",
                                       "Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"])
def test_a_floating_reference_would_be_found(reference):
    assert any(re.search(pattern, reference, re.IGNORECASE) for pattern in FLOATING.values())


def test_the_image_comes_from_whoever_deploys_and_has_no_default(environment):
    stack = rendered(environment)["img-mgr.cfn/cfngin.yml"]["stacks"]["img-mgr"]
    assert stack["variables"]["ImageId"] == "${env AMI_ID}"
    assert "Default" not in template("img-mgr")["Parameters"]["ImageId"]


def test_no_image_id_is_written_down():
    for path in FILES:
        assert not re.search(r"ami-[0-9a-f]{8}", path.read_text()), path


def test_the_tools_are_pinned_by_hash():
    for name in ("requirements.txt", "requirements-test.txt"):
        lines = (HERE / name).read_text().splitlines()
        packages = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
        assert packages and all("==" in line for line in packages)
        assert sum("--hash=sha256:" in line for line in lines) >= len(packages)


def test_runway_itself_is_a_version_that_works():
    config = yaml.safe_load((HERE / "runway.yml").read_text())
    assert config["runway_version"] == ">=2.6"
    assert flat(config)["/ignore_git_branch"] is True
