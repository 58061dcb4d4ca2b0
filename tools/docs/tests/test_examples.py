"""Every example in README and docs says what is true: parameters that exist, settings that exist, links that lead somewhere."""

import json
import re
import subprocess

import pytest
import yaml
from bound import JAVA, ROOT, bound_classes
from examples import blocks, calls, commands, examples, pages
from messages import is_said, joined

CLASSES = bound_classes()
STEPS = {one.word: {field.name for field in one.fields} for one in CLASSES if one.kind in ("Pipeline step", "Build trigger")}
SETTINGS = {one.word: {field.name for field in one.fields} for one in CLASSES if one.kind.startswith("Manage")}
JENKINSFILES = examples("groovy")
YAML = [one for one in examples("yaml") if one.page.name == "configuration-as-code.md"]


@pytest.mark.parametrize("example", JENKINSFILES, ids=lambda one: one.where)
def test_every_parameter_in_a_jenkinsfile_exists(example):
    wrong = [(step, name) for step, known in STEPS.items() for call in calls(example.text, step) for name in call if name not in known]
    assert wrong == []


def test_performance_tells_of_every_benchmark():
    page = (ROOT / "docs/performance.md").read_text()
    assert [run.parent.name for run in (ROOT / "bench").glob("*/run.sh") if f"`bench/{run.parent.name}`" not in page] == []


def test_there_are_examples_of_every_step():
    assert {step for step in STEPS for one in JENKINSFILES if calls(one.text, step)} == set(STEPS)


@pytest.mark.parametrize("example", YAML, ids=lambda one: one.where)
def test_every_setting_in_configuration_as_code_exists(example):
    tree = yaml.safe_load(example.text)
    ours = tree.get("unclassified", {}).get("amiBakery", {})
    assert set(ours) <= SETTINGS["amiBakery"]
    for installation in tree.get("tool", {}).get("packer", {}).get("installations", []):
        assert set(installation) <= SETTINGS["packer"] | {"properties"}


def test_configuration_as_code_shows_every_setting():
    shown = {key for one in YAML for key in yaml.safe_load(one.text).get("unclassified", {}).get("amiBakery", {})}
    assert shown == SETTINGS["amiBakery"]


@pytest.mark.parametrize("example", examples("json"), ids=lambda one: one.where)
def test_json_is_json(example):
    json.loads(example.text)


@pytest.mark.parametrize("example", examples("sh"), ids=lambda one: one.where)
def test_shell_commands_parse(example):
    checked = subprocess.run(["bash", "-n"], input=example.text.replace("…", "x"), text=True, capture_output=True)
    assert checked.stderr == ""


MAKE = commands("make")
BAKERY = [(where, words) for where, words in commands("ami-bakery") if words]


@pytest.mark.parametrize(("where", "words"), MAKE, ids=[where for where, _ in MAKE])
def test_every_verb_of_make_exists(where, words):
    makefile = (ROOT / "Makefile").read_text()
    for verb in (word for word in words if "=" not in word):
        stem = re.sub(r"-(dev|qa|prod)$", "-ENV", verb)
        assert re.search(rf"^(# )?{stem}\b.*:", makefile, re.M), verb


@pytest.mark.parametrize(("where", "words"), BAKERY, ids=[where for where, _ in BAKERY])
def test_every_command_and_option_of_ours_exists(where, words):
    sources = "\n".join(path.read_text() for path in (JAVA / "io/jenkins/plugins/amibakery/cli").glob("*.java"))
    assert f'name = "{words[0]}"' in sources
    assert [word for word in words if word.startswith("--") and f'"{word}"' not in sources] == []


def test_every_option_in_the_prose_of_the_command_line_exists():
    told = set(re.findall(r"`(--[a-z][a-z-]+)", (ROOT / "docs/cli.md").read_text()))
    sources = "\n".join(path.read_text() for path in (JAVA / "io/jenkins/plugins/amibakery/cli").glob("*.java"))
    assert {option for option in told if f'"{option}"' not in sources} == set()


def test_commands_are_found_on_the_pages():
    assert {"bake", "deploy", "plan", "cloud"} <= {words[0] for _, words in BAKERY}
    assert ["deploy-dev"] in [words for _, words in MAKE]


@pytest.mark.parametrize("page", pages(), ids=lambda one: str(one.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text()
    for block in blocks(page):
        text = text.replace(block.text, "")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)", text):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        if anchor and path.suffix == ".md":
            assert anchor[1:] in anchors(path.read_text()), f"{target}{anchor}"


def anchors(text):
    """Where a page can be entered, as GitHub names its headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


TROUBLE = (ROOT / "README.md").read_text().split("## Troubleshooting")[1].split("\n## ")[0]


@pytest.mark.parametrize("heading", re.findall(r"^### (.+)$", TROUBLE, re.M))
def test_headings_of_troubleshooting_are_messages(heading):
    assert is_said(heading.replace("`", ""))


def test_a_heading_that_no_message_says_is_found_out():
    assert not is_said("The oven … is too hot")


def test_parameters_of_a_call_are_those_of_its_own_level():
    code = "def a = bakeAmi template: 'x: y', vars: [version: '1', b: c(d: 1)],\n    region: 'r'\necho after: 1\nbakeAmi(only: ['z'], force: true) { e: 2 }"
    assert calls(code, "bakeAmi") == [["template", "vars", "region"], ["only", "force"]]


def test_texts_put_together_are_one_message():
    assert joined('x("packer " + version + " would take " + t.path() + " to AWS"\n + " itself");') == "packer \0 would take \0 to AWS itself"
