"""QA is a replica of production: what differs is listed here, each with its reason; anything else is an accident."""

import ipaddress

import yaml

from conftest import ENVIRONMENTS, HERE, REGION, flat, parameters, rendered, template

MAY_DIFFER = {
    "environment": "its name, in names and tags",
    "vpc_cidr": "two networks of one organisation do not overlap",
    "max_size": "production takes more load",
    "termination_protection": "nobody deletes production by mistake",
    "leave_nothing": "production keeps its records when it is destroyed",
    "plain_http": "what is tried out has no certificate of its own; production refuses to travel in clear",
    "changes": "whoever reaches dev and qa may try uploads out; production only shows",
    "purge_pictures": "production keeps its pictures when it is destroyed",
}


def neutral(environment):
    """What is rendered, with what may differ blanked out by its parameter, and the name of the environment by itself."""
    values = {}
    for path, value in flat(rendered(environment)).items():
        text = str(value).replace(f"img-mgr-{environment}", "img-mgr-ENV").replace(f"-{environment}-", "-ENV-")
        values[path] = text.replace(f"({environment})", "(ENV)")
    return values


def allowed_paths():
    """The places in the CFNgin files where a parameter that may differ is used."""
    paths = set()
    for path in sorted(HERE.glob("*.cfn/*.yml")):
        for place, value in flat(yaml.safe_load(path.read_text())).items():
            if any(f"${{{name}}}" in str(value) for name in MAY_DIFFER):
                paths.add(f"/{path.parent.name}/{path.name}{place}")
    return paths


def test_qa_and_production_differ_only_in_what_is_allowed():
    qa, prod = neutral("qa"), neutral("prod")
    assert set(qa) == set(prod)
    assert {path for path in qa if qa[path] != prod[path]} - allowed_paths() == set()


def test_environment_files_have_the_same_names_in_each_environment():
    for module in ("vpc.cfn", "img-mgr.cfn"):
        names = {environment: set(yaml.safe_load((HERE / module / f"{environment}-{REGION}.env").read_text()))
                 for environment in ENVIRONMENTS}
        assert names["dev"] == names["qa"] == names["prod"]


def test_every_value_of_the_environment_files_is_used():
    for module in ("vpc.cfn", "img-mgr.cfn"):
        text = "".join(path.read_text() for path in (HERE / module).glob("*.yml"))
        for name in yaml.safe_load((HERE / module / f"dev-{REGION}.env").read_text()):
            assert f"${{{name}}}" in text, f"{module}: {name} is used nowhere"


def test_every_allowed_difference_is_still_one():
    qa = parameters("vpc.cfn", "qa") | parameters("img-mgr.cfn", "qa")
    prod = parameters("vpc.cfn", "prod") | parameters("img-mgr.cfn", "prod")
    assert {name for name in MAY_DIFFER if qa[name] == prod[name]} == set()


def test_production_has_no_open_door():
    prod = parameters("img-mgr.cfn", "prod")
    assert (prod["plain_http"], prod["changes"], prod["systems_manager"]) == ("refused", "nobody", False)


def test_there_is_room_to_replace_instances_one_by_one(environment):
    given = parameters("img-mgr.cfn", environment)
    assert 1 <= given["min_size"] < given["max_size"]


def test_networks_of_the_environments_do_not_overlap():
    networks = [ipaddress.ip_network(parameters("vpc.cfn", environment)["vpc_cidr"]) for environment in ENVIRONMENTS]
    assert not any(one.overlaps(other) for i, one in enumerate(networks) for other in networks[i + 1:])


def test_only_these_environments_and_this_region_can_be_deployed():
    for deployment in yaml.safe_load((HERE / "runway.yml").read_text())["deployments"]:
        assert deployment["environments"] == {"dev": True, "qa": True, "prod": True}
        assert deployment["regions"] == ["us-west-2"]


def test_stack_variables_are_the_parameters_of_the_templates(environment):
    for config in rendered(environment).values():
        for stack in config["stacks"].values():
            name = stack["template_path"].removeprefix("templates/").removesuffix(".yml")
            declared = template(name)["Parameters"]
            given = set(stack["variables"])
            assert given <= set(declared)
            assert {key for key, body in declared.items() if "Default" not in body} <= given
