"""What a deployment hands to CloudFormation in each environment, worked out from the files alone, without an account."""

import re
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).resolve().parent.parent
REGION = "us-west-2"
ENVIRONMENTS = ("dev", "qa", "prod")
TEMPLATES = sorted(HERE.glob("*.cfn/templates/*.yml"))
sys.path.insert(0, str(HERE / "img-mgr.cfn"))
CONFIGS = sorted(HERE.glob("*.cfn/*.yml"))


class TemplateLoader(yaml.SafeLoader):
    """Reads CloudFormation's short forms; a tag becomes the long form's one-key mapping."""


def _short_form(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        return {name: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


TemplateLoader.add_multi_constructor("!", _short_form)


def template(name):
    path = next(path for path in TEMPLATES if path.name == f"{name}.yml")
    return yaml.load(path.read_text(), TemplateLoader)


def holds(condition, given):
    """Whether a condition of a template holds, worked out as CloudFormation does."""
    (function, words), = condition.items()
    if function == "Fn::Equals":
        one, other = (given[word["Ref"]] if isinstance(word, dict) else word for word in words)
        return one == other
    results = [holds(word, given) for word in words]
    return {"Fn::Not": lambda: not results[0], "Fn::Or": lambda: any(results), "Fn::And": lambda: all(results)}[function]()


NO_VALUE = {"Ref": "AWS::NoValue"}


def made(name, resource, given):
    """A resource with every Fn::If decided by the parameters' defaults and what is given; what has no value is left out."""
    text = template(name)
    values = {key: body.get("Default") for key, body in text["Parameters"].items()} | given

    def decided(node):
        if isinstance(node, dict) and set(node) == {"Fn::If"}:
            condition, one, other = node["Fn::If"]
            return decided(one if holds(text["Conditions"][condition], values) else other)
        if isinstance(node, dict):
            return {key: kept for key, inner in node.items() if (kept := decided(inner)) != NO_VALUE}
        if isinstance(node, list):
            return [kept for inner in node if (kept := decided(inner)) != NO_VALUE]
        return node

    return decided(text["Resources"][resource])


def parameters(module, environment):
    """What Runway and the environment file give a module."""
    given = {"environment": environment, "region": REGION, "namespace": f"img-mgr-{environment}",
             "cfngin_bucket": f"ami-bakery-{environment}-cfngin-{REGION}"}
    return given | yaml.safe_load((HERE / module / f"{environment}-{REGION}.env").read_text())


def rendered(environment):
    """Every CFNgin configuration with its parameters put in, by module and file; lookups stay as they stand."""
    configs = {}
    for path in CONFIGS:
        given = parameters(path.parent.name, environment)
        text = re.sub(r"\$\{([a-z_0-9]+)\}", lambda name: str(given[name[1]]).lower()
                      if isinstance(given[name[1]], bool) else str(given[name[1]]), path.read_text())
        configs[f"{path.parent.name}/{path.name}"] = yaml.safe_load(text)
    return configs


def flat(value, path=""):
    """Every leaf of a tree by its path."""
    if isinstance(value, dict):
        return {key: leaf for name, inner in value.items() for key, leaf in flat(inner, f"{path}/{name}").items()}
    if isinstance(value, list):
        return {key: leaf for i, inner in enumerate(value) for key, leaf in flat(inner, f"{path}/{i}").items()}
    return {path: value}


@pytest.fixture(params=ENVIRONMENTS)
def environment(request):
    return request.param
