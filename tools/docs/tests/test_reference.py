"""The reference says what the plugin has, no more and no less."""

import re

import pytest
from bound import bound_classes
from fields import STEP_FIELDS, fields_of
from generate import drifted
from markdown import of_help, wrapped

CLASSES = {one.name: one for one in bound_classes()}
FIELDS = [(one, field) for one in CLASSES.values() for field in one.fields]


def test_no_generated_page_has_drifted():
    assert drifted() == [], "make docs writes them anew"


@pytest.mark.parametrize(("one", "field"), FIELDS, ids=[f"{one.name}.{field.name}" for one, field in FIELDS])
def test_every_field_has_its_help(one, field):
    assert one.help(field.name).exists()


@pytest.mark.parametrize("one", CLASSES.values(), ids=CLASSES)
def test_no_help_is_about_a_field_that_is_gone(one):
    helped = {path.stem.removeprefix("help-") for path in one.help().parent.glob("help-*.html")}
    # A form may have choices of its own that are fields together.
    assert helped - {field.name for field in one.fields} - words_of_form(one) == set()


def words_of_form(one):
    form = one.help().with_name("config.jelly")
    return set(re.findall(r'field="(\w+)"', form.read_text())) if form.exists() else set()


@pytest.mark.parametrize(("builder", "step"), [("BakeAmiBuilder", "BakeAmiStep"), ("RunwayDeployBuilder", "RunwayDeployStep")])
def test_a_freestyle_step_holds_its_pipeline_step(builder, step):
    assert CLASSES[builder].holds == step and CLASSES[builder].fields == ()


def test_steps_and_their_required_fields_are_read():
    words = {one.word for one in CLASSES.values()}
    assert {"bakeAmi", "runwayDeploy", "amiBakery", "packer"} <= words
    assert [field.name for field in CLASSES["BakeAmiStep"].fields if field.required] == ["template"]
    assert next(f for f in CLASSES["BakeAmiStep"].fields if f.name == "secretVars").type == "map"


@pytest.mark.parametrize("step", STEP_FIELDS)
def test_the_list_of_a_use_case_has_the_fields_of_its_step(step):
    told = [field.name for field in fields_of(step)]
    assert sorted(told) == sorted(field.name for field in CLASSES[step.split("/")[-1]].fields)


def test_a_list_is_read_with_strings_that_are_put_together():
    told = {field.name: field for field in fields_of("io/jenkins/plugins/amibakery/steps/bake/BakeAmiStep")}
    assert told["awaitSeconds"].by_default == "1800 by default." and told["template"].by_default == "Required."
    assert told["credentialsId"].standard.endswith("configuration, else the role of the agent's instance")
    assert told["secretVars"].example.count("\n") == 2


def test_help_becomes_markdown():
    html = "<div>\n  A <code>x y</code> and\n  <strong>b</strong> &amp; c:\n  <pre>one\n  two\n</pre>end\n</div>"
    assert of_help(html) == ["A `x y` and **b** & c:", "```groovy\none\n  two\n```", "end"]


def test_help_with_a_tag_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="<table>"):
        of_help("<div><table></table></div>")


def test_code_is_never_broken():
    assert wrapped("aaa `b c d` e", 6, "  ") == "aaa\n  `b c d`\n  e"
