"""Every example on the pages is executed by a test, or it is said why it is only checked."""

import re

import boto3
import pytest
from bound import ROOT
from claims import BY_LANGUAGE, CHECKED, claims, run
from examples import block, blocks, pages

EXAMPLES = [one for page in pages() for one in blocks(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.where)
def test_every_example_is_claimed_by_a_test(example):
    assert claims(example), f"no test executes this example; see tools/docs/claims.py:\n{example.text}"


@pytest.mark.parametrize(("page", "begins"), [(page, begins) for page, begins, _ in sorted(run())] + list(CHECKED))
def test_every_claim_is_about_one_example(page, begins):
    assert block(page, begins)


@pytest.mark.parametrize("test", sorted({test for _, _, test in BY_LANGUAGE}))
def test_every_test_that_claims_is_there(test):
    assert (ROOT / test).exists()


@pytest.mark.parametrize("page", pages(), ids=lambda one: str(one.relative_to(ROOT)))
def test_no_example_hides_in_an_indent(page):
    """Markdown takes indented lines for code, which nobody would find."""
    text = page.read_text()
    for one in blocks(page):
        text = text.replace(one.text, "")
    assert re.findall(r"(?m)^(?![-*\d]).*\n\n    \S.*", text) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.where)
def test_every_example_names_its_language(example):
    assert example.language


def test_the_commands_of_aws_have_these_options():
    """AWS's command line makes its options of the names in the service's model."""
    (line,) = re.findall(r"(?m)^aws .*", block("docs/getting-started-aws.md", "aws ec2").text)
    _, service, command, *words = line.split()
    model = boto3.client(service, region_name="us-west-2").meta.service_model
    operations = {dashed(name): name for name in model.operation_names}
    options = {dashed(name) for name in model.operation_model(operations[command]).input_shape.members}
    assert {word[2:] for word in words if word.startswith("--")} <= options


def dashed(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
