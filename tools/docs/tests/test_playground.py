"""The playground of `make jenkins` runs what README shows, with the plugins that ours needs."""

import re

from bound import ROOT

PLAYGROUND = ROOT / "tools/jenkins"


def test_its_job_runs_the_pipeline_of_readme():
    shown = re.search(r"```groovy\n(@Library.*?)```", (ROOT / "README.md").read_text(), re.S).group(1)
    assert (PLAYGROUND / "Jenkinsfile").read_text() == shown


def test_its_plugins_are_those_that_ours_needs_at_least():
    listed = {line for line in (PLAYGROUND / "plugins.txt").read_text().splitlines() if not line.startswith("#")}
    needed = re.search(r"<plugin.dependencies>(.*?)</plugin.dependencies>", (ROOT / "pom.xml").read_text()).group(1)
    direct = {word.split(":")[0] for word in needed.split(",") if "resolution:=optional" not in word}
    # What others of the list bring, jenkins-plugin-manager adds.
    brought = {"aws-java-sdk2-core", "credentials", "durable-task", "structs", "workflow-step-api"}
    assert direct - brought <= listed
