"""Testing an AMI: the good one passes, each fault is named, and nothing stays of either."""

import json
import signal

import pytest
from conftest import Bakery, until

# Debian's own image fetches at boot: its timers, and cron's job for them.
CLEAN = """
set -eu
for unit in apt-daily apt-daily-upgrade unattended-upgrades; do
    sudo ln -sfn /dev/null /etc/systemd/system/$unit.service
    sudo ln -sfn /dev/null /etc/systemd/system/$unit.timer
done
sudo rm -f /etc/cron.daily/apt-compat
"""


def unit(name, section):
    """A script that adds a unit which starts at boot."""
    text = f"[Service]\\n{section}\\n[Install]\\nWantedBy=multi-user.target\\n"
    return f"printf '{text}' | sudo tee /etc/systemd/system/{name}.service >/dev/null; sudo systemctl enable {name}.service"


def bake(bakery, provision):
    done = bakery.run("bake", "--json", bakery.template(provision=provision))
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)["amis"][0]["id"]


def report_of(bakery, ami, *options, code):
    """The report, and its checks by their names."""
    done = bakery.run("test-ami", ami, "--json", *options)
    assert done.returncode == code, done.stdout + done.stderr
    report = json.loads(done.stdout)
    return report, {one["name"]: (one["verdict"], one["evidence"]) for one in report["checks"]}


def networks(cloud):
    ec2 = cloud.client()
    return len(ec2.describe_vpcs()["Vpcs"]), len(ec2.describe_subnets()["Subnets"])


def small(inventory):
    """Without what a bake keeps."""
    return {kind: found for kind, found in inventory.items() if kind not in ("images", "snapshots")}


@pytest.fixture(scope="module")
def good(cloud, tmp_path_factory):
    return bake(Bakery(cloud, tmp_path_factory.mktemp("good")), CLEAN)


@pytest.fixture
def nothing_stays(calm):
    before = small(calm.inventory()), networks(calm)
    yield
    assert (small(calm.inventory()), networks(calm)) == before


@pytest.mark.usefixtures("nothing_stays")
def test_a_good_image_passes_with_its_script(bakery, good):
    (bakery.directory / "check.sh").write_text("#!/bin/sh\necho it is $(id -un)\ntest -d /run/systemd/system\n")
    report, checks = report_of(bakery, good, "--script", "check.sh", code=0)
    assert report["outcome"] == "passed" and 0 < report["bootMillis"] < 60_000
    assert checks["Test script"] == ("passed", "check.sh ended with 0: it is root")
    assert checks["Asked of the network"][0] == "passed"
    assert checks["Manifest"][0] == "not_known"
    assert checks["Manifest"][1].startswith("the image has none; the test listed its ")
    made = json.loads(report["manifest"])
    assert (made["madeBy"], made["ami"], made["packageManager"]) == ("test", good, "dpkg")
    assert "systemd" in {one["name"] for one in made["packages"]}
    assert {one["kind"] for one in report["leftovers"]} == {"instance", "security group", "subnet", "VPC"}
    assert all(one["removed"] for one in report["leftovers"])


def test_img_mgr_passes_as_the_page_shows(cloud, checkout, baked):
    cloud.calm()
    said = checkout.run("docs/cli.md", "bin/ami-bakery test-ami", AMI_ID=baked["amis"][0]["id"], AMI_BAKERY_CLOUD="local")
    assert ": passed, healthy after " in said
    assert "Fetches at boot: Passed" in said
    assert "Manifest: Passed, nothing differs from it" in said
    assert "Asked of the network: Passed" in said


@pytest.mark.usefixtures("nothing_stays")
def test_a_script_that_fails_and_user_data_that_installs_are_named(bakery, good):
    (bakery.directory / "check.sh").write_text("#!/bin/sh\necho no nginx here\nexit 3\n")
    (bakery.directory / "data.sh").write_text("#!/bin/sh\napt-get install -y nginx\n")
    _, checks = report_of(bakery, good, "--script", "check.sh", "--user-data", "data.sh", code=1)
    assert checks["Test script"] == ("failed", "check.sh ended with 3: no nginx here")
    assert checks["Fetches in user data"] == ("failed", "data.sh: apt-get install -y nginx")
    assert checks["Fetches at boot"][0] == "passed"


CURL = "printf '#!/bin/sh\\ncurl -m 3 http://mirror.example.com/x || true\\n' | sudo tee /usr/local/bin/fetch >/dev/null; sudo chmod 755 /usr/local/bin/fetch; "


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize(
    "fault, check, named",
    [
        (unit("web", "Type=oneshot\\nExecStart=/usr/bin/apt-get -y install nginx"), "Fetches at boot", "web.service: /usr/bin/apt-get -y install nginx"),
        (CURL + unit("web", "Type=oneshot\\nExecStart=/usr/local/bin/fetch"), "Fetches at boot", "web.service (/usr/local/bin/fetch): curl -m 3 http://mirror.example.com/x || true"),
        (CURL + unit("web", "Type=oneshot\\nExecStart=/usr/local/bin/fetch"), "Asked of the network", "ask for a name"),
        ("echo 'package_update: true' | sudo tee /etc/cloud/cloud.cfg.d/90-own.cfg", "Fetches at boot", "/etc/cloud/cloud.cfg.d/90-own.cfg: package_update: true"),
        (unit("web", "Type=oneshot\\nExecStart=/bin/false"), "Health", "failed units: web.service"),
    ],
    ids=["a unit installs", "a unit's script asks", "what it asks is counted", "cloud-init updates", "a unit fails"],
)
def test_a_fault_is_named(bakery, fault, check, named):
    _, checks = report_of(bakery, bake(bakery, CLEAN + fault), code=1)
    assert checks[check][0] == "failed"
    assert named in checks[check][1]


@pytest.mark.usefixtures("nothing_stays")
def test_an_image_that_never_gets_healthy_fails_after_its_budget(bakery):
    ami = bake(bakery, CLEAN + unit("web", "Type=oneshot\\nExecStart=/bin/sleep infinity\\nTimeoutStartSec=infinity"))
    report, checks = report_of(bakery, ami, "--budget", "3", code=1)
    assert checks["Health"][0] == "failed" and "the budget is 3 s" in checks["Health"][1]
    assert report["bootMillis"] == -1
    assert checks["Fetches at boot"][0] == "not_known"


@pytest.mark.usefixtures("nothing_stays")
def test_a_cancelled_test_leaves_nothing(bakery, good):
    process = bakery.start("test-ami", good)
    said = []
    until(said, process, "to be healthy")
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130, "".join(said) + process.stdout.read()


@pytest.mark.usefixtures("nothing_stays")
def test_what_cannot_be_tested_is_refused_before_anything_begins(bakery, cloud, good):
    for words, message in [
        ((cloud.base(),), "belongs to account 136693071363"),
        (("ami-00000000000000000",), "is not in us-west-2"),
        ((good, "--region", "eu-west-1"), "is not in eu-west-1"),
        ((good, "--budget", "0"), "budgetSeconds is 0"),
        ((good, "--subnet", cloud.told["subnetId"]), "has a way out (0.0.0.0/0 by igw-"),
    ]:
        done = bakery.run("test-ami", *words)
        assert done.returncode == 2 and message in done.stderr, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
