"""What the pages say of the shared library is what its own checker allows."""

import re

import pytest
import yaml
from bound import ROOT
from claims import LIBRARY_PAGE
from examples import blocks, calls, examples, pages
from library import DEFAULTS, defaults, helped, verbs

JENKINSFILES = [one for one in examples("groovy") if "@Library(" in one.text]
SETTINGS = [one for page in pages() if page == LIBRARY_PAGE for one in blocks(page) if one.language == "yaml"]


def test_the_verbs_and_their_parameters_are_read():
    assert {"environments", "approve", "deploy", "template", "roleArn"} <= set(verbs()["imgMgrPipeline"])
    assert "template" not in verbs()["bakeMatrix"]
    assert verbs()["nightlyRebake"]["limit"] == "number"


@pytest.mark.parametrize("example", JENKINSFILES, ids=lambda one: one.where)
def test_every_parameter_in_a_jenkinsfile_exists(example):
    found = [(verb, name) for verb in verbs() for call in calls(example.text, verb) for name in call]
    assert found
    assert [(verb, name) for verb, name in found if name not in verbs()[verb]] == []


@pytest.mark.parametrize("verb", verbs())
def test_the_help_of_a_verb_tells_of_its_parameters_and_calls_it_rightly(verb):
    assert set(helped(verb)) == set(verbs()[verb])
    examples = calls((ROOT / "vars" / f"{verb}.txt").read_text(), verb)
    assert examples and all(set(example) <= set(verbs()[verb]) for example in examples)


@pytest.mark.parametrize("verb", verbs())
def test_the_help_of_a_verb_is_plain_text(verb):
    """Jenkins' own formatter shows tags as they are written."""
    assert re.findall(r"<[a-z/]", (ROOT / "vars" / f"{verb}.txt").read_text()) == []


def test_every_verb_has_an_example():
    assert {verb for verb in verbs() for one in JENKINSFILES if calls(one.text, verb)} == set(verbs())


def test_defaults_are_read_as_yaml_is():
    whole = yaml.safe_load(DEFAULTS.read_text())
    assert {verb: {name: yaml.safe_load(value) for name, value in given.items()} for verb, given in defaults().items()} == whole


@pytest.mark.parametrize("settings", [defaults(), *(yaml.safe_load(one.text) for one in SETTINGS)])
def test_every_setting_in_yaml_exists(settings):
    assert [(verb, name) for verb, given in settings.items() for name in given if name not in verbs()[verb]] == []


def test_the_message_of_a_wrong_name_is_the_real_one():
    """A verb, the wrong name, the nearest one and those allowed, the rest of which … stands for."""
    message = r"`(\w+): no parameter '(\w+)'; did you mean '(\w+)'\? Allowed: (.+), …`"
    verb, wrong, near, allowed = re.search(message, LIBRARY_PAGE.read_text()).groups()
    assert wrong not in verbs()[verb] and near in verbs()[verb]
    assert allowed.split(", ") == list(verbs()[verb])[: len(allowed.split(", "))]


def test_readme_has_an_example_of_the_library_page():
    assert [one for one in JENKINSFILES if one.page == ROOT / "README.md"]
