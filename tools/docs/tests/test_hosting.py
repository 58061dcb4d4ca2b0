"""The repository is one that the Jenkins project would host."""

import re
import shutil
import xml.etree.ElementTree as ElementTree

import pytest
from bound import ROOT
from hosting import POM, complaints, jenkinsfile, open_to_get, view


def test_the_repository_follows_every_rule():
    assert complaints(ROOT) == []


@pytest.mark.parametrize("page", ["README.md", "docs/getting-started-aws.md"])
def test_a_page_names_the_versions_that_the_plugin_needs(page):
    pom = ElementTree.parse(ROOT / "pom.xml").getroot()
    core, sdk = (pom.findtext(f"m:properties/m:{name}.version", None, POM) for name in ("jenkins", "aws-sdk"))
    text = " ".join((ROOT / page).read_text().split())
    assert re.findall(r"Jenkins ([\d.]+) or newer", text) == [core]
    assert re.findall(r"`aws-java-sdk2-\*`\)?,? ([\d.]+) or newer", text) == [sdk]


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<div><style>a {}</style></div>", "an inline <style>"),
        ("<div><script>x()</script></div>", "an inline <script>"),
        ("<div><a onclick='x()'/></div>", "the attribute onclick"),
        ("<f:entry xmlns:f='/lib/form' onclick='x()'/>", "the attribute onclick"),
        ("<f:textbox xmlns:f='/lib/form' checkUrl='x'/>", "the legacy checkUrl"),
    ],
)
def test_a_view_with_code_or_style_is_named(page, complaint):
    assert view(ElementTree.fromstring(page)) == [complaint]


@pytest.mark.parametrize(
    "page",
    [
        "<div><script src='x.js'/></div>",
        "<div><script type='application/json'>{}</script></div>",
        "<f:textbox xmlns:f='/lib/form' checkUrl='x' checkDependsOn='y'/>",
        "<l:card xmlns:l='/lib/layout' only='x'/>",
    ],
)
def test_a_view_without_is_left_alone(page):
    assert view(ElementTree.fromstring(page)) == []


def test_what_is_missing_is_named(tmp_path):
    shutil.copy(ROOT / "pom.xml", tmp_path)
    found = complaints(tmp_path)
    assert "LICENSE is missing" in found
    assert ".github/dependabot.yml or renovate.json or .github/renovate.json or .github/workflows/updatecli.yml is missing" in found
    assert ".gitignore lacks work/" in found


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("buildPlugin(configurations: [[platform: 'linux', jdk: 21]])", True),
        ("// why\nbuildPlugin(configurations: [\n [platform: 'linux', jdk: 25],\n])", True),
        ("buildPlugin()", False),
        ("buildPlugin(configurations: [[platform: 'linux']])", False),
        ("buildPlugin(configurations: [[platform: 'linux', jdk: 8]])", False),
        ("pipeline { }", False),
        ("echo 'x'\nbuildPlugin(configurations: [[platform: 'linux', jdk: 21]])", False),
    ],
)
def test_a_jenkinsfile_is_one_call_of_build_plugin(tmp_path, code, right):
    (tmp_path / "Jenkinsfile").write_text(code)
    assert (jenkinsfile(tmp_path) == []) is right


def test_a_web_method_that_takes_get_unsaid_is_named():
    java = "    @POST\n    public A doCheckX(String a) {}\n    @Override\n    public void doBuild() {}\n    public void done() {}\n"
    java += "    @GET\n    public A doIndex() {}\n"
    assert open_to_get(java) == ["doBuild"]
