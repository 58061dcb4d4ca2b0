"""Which test executes each example of the pages. An example that nothing claims makes the tests of the pages fail."""

import ast
from fnmatch import fnmatch

from bound import ROOT
from examples import blocks

IT = "src/it/java/io/jenkins/plugins/amibakery/it"
# Examples of these languages, wherever they stand on pages of these names, are all taken by one test: a new one is claimed by itself.
BY_LANGUAGE = [
    ("groovy", "README.md", f"{IT}/rule/DocsIT.java"),
    ("groovy", "README.md", f"{IT}/acceptance/PagesIT.java"),
    ("groovy", "docs/*.md", f"{IT}/rule/DocsIT.java"),
    ("groovy", "docs/*.md", f"{IT}/acceptance/PagesIT.java"),
    ("diff", "docs/adopting.md", f"{IT}/acceptance/PagesIT.java"),
    ("groovy", "docs/shared-library.md", LIBRARY := f"{IT}/acceptance/LibraryIT.java"),
    ("yaml", "docs/configuration-as-code.md", f"{IT}/rule/DocsIT.java"),
    ("yaml", "docs/shared-library.md", LIBRARY),
    ("json", "docs/iam.md", "tools/docs/tests/test_iam.py"),
    ("mermaid", "README.md", "tools/docs/tests/test_reference.py"),
]

# Checked, not run: they parse, their verbs and options exist (test_examples), and the reason why no more can be done.
CHECKED = {
    ("README.md", "make test"): "it is the run that these tests are part of",
    ("CONTRIBUTING.md", "make test"): "it is the run that these tests are part of",
    ("packer/README.md", "make test-setup"): "make test runs these very words",
    ("runway/README.md", "make test-setup"): "make test runs these very words",
    ("runway/README.md", "cd runway"): "it downloads; make test sets up the same environment from the same file",
    ("README.md", "java -jar jenkins-plugin-manager"): "it downloads; test_playground compares its list with what the plugin needs",
    ("docs/getting-started-aws.md", "aws ec2 deregister-image"): "it needs an AWS account, and AWS's own command line",
}

# The Jenkinsfiles of this page run in a real Jenkins; one of another page that uses the library must be one of them.
LIBRARY_PAGE = ROOT / "docs/shared-library.md"

ACCEPTANCE = ROOT / "src/test/acceptance"
RUNNERS = {"run", "block", "assert_shown"}


def run():
    """Page and beginning of the examples that the acceptance tests run, or hold against what programs say: the tests' own words."""
    found = set()
    for path in sorted(ACCEPTANCE.glob("test_*.py")) + [ACCEPTANCE / "conftest.py"]:
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            words = [one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if name in RUNNERS and len(words) == 2 and words[0].endswith(".md"):
                found.add((*words, str(path.relative_to(ROOT))))
    return found


def claims(example):
    """What claims an example: tests, or the reason why it is only checked."""
    page, text = str(example.page.relative_to(ROOT)), example.text.lstrip()
    if "@Library(" in text:
        found = {LIBRARY} if text in {one.text for one in blocks(LIBRARY_PAGE)} else set()
    else:
        found = {test for language, pages, test in BY_LANGUAGE if example.language == language and fnmatch(page, pages)}
    found |= {test for where, begins, test in run() if where == page and text.startswith(begins)}
    return found | {why for (where, begins), why in CHECKED.items() if where == page and text.startswith(begins)}
