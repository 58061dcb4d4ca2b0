"""The tool that records what an image holds and finds what has changed since."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import MANIFEST_TOOL

pytestmark = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="dpkg-query is missing: not a Debian system")
STATUS = """Package: nginx
Status: install ok installed
Architecture: amd64
Version: 1.22.1-9
Maintainer: nobody
Description: server

Package: gone
Status: deinstall ok config-files
Architecture: all
Version: 1
Maintainer: nobody
Description: removed
"""


@pytest.fixture
def root(tmp_path):
    """A small image with its manifest written."""
    for folder in ("usr/bin", "etc/ssh", "etc/ami-bakery", "opt/x/venv/lib/python3.11/site-packages/flask-3.dist-info",
                   "var/lib/dpkg", "home"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "var/lib/dpkg/status").write_text(STATUS)
    (tmp_path / "usr/bin/tool").write_text("#!/bin/sh\n")
    (tmp_path / "usr/bin/tool").chmod(0o755)
    (tmp_path / "usr/bin/link").symlink_to("tool")
    (tmp_path / "etc/hostname").write_text("host\n")
    (tmp_path / "etc/ssh/ssh_host_rsa_key").write_text("key")
    (tmp_path / "etc/config").write_text("a=1\n")
    (tmp_path / "etc/ami-bakery/release.json").write_text(json.dumps({"image": "i", "version": "1", "sourceAmi": "ami-1"}))
    meta = tmp_path / "opt/x/venv/lib/python3.11/site-packages/flask-3.dist-info/METADATA"
    meta.write_text("Metadata-Version: 2.1\nName: Flask\nVersion: 3.1.3\n\nText\n")
    assert run("write", "--root", tmp_path).returncode == 0
    return tmp_path


def run(*words, **environ):
    command = [sys.executable, "-IB", MANIFEST_TOOL, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environ}, check=False)


def verify(root, *words):
    return run("verify", "--root", root, *words)


def manifest(root):
    return json.loads((root / "etc/ami-bakery/manifest.json").read_text())


def test_the_manifest_names_image_packages_and_files(root):
    told = manifest(root)
    assert (told["schema"], told["image"], told["version"], told["sourceAmi"]) == (1, "i", "1", "ami-1")
    assert told["packages"] == [{"name": "nginx", "version": "1.22.1-9", "architecture": "amd64"}]
    assert told["python"] == [{"name": "Flask", "version": "3.1.3"}]
    files = told["files"]
    assert list(files) == sorted(files)
    assert files["/usr/bin/tool"]["mode"] == "0755"
    assert files["/usr/bin/tool"]["sha256"] == hashlib.sha256(b"#!/bin/sh\n").hexdigest()
    assert files["/usr/bin/link"] == {"link": "tool"}
    assert files["/etc/ssh/"]["mode"] == "0755"
    for excluded in ("/etc/hostname", "/etc/ssh/ssh_host_rsa_key", "/etc/ami-bakery/manifest.json"):
        assert excluded not in files
    assert not [path for path in files if path.startswith("/home")]


def test_an_untouched_image_verifies(root):
    answer = verify(root)
    assert (answer.returncode, answer.stdout) == (0, "")


def test_what_a_boot_changes_is_no_difference(root):
    (root / "etc/hostname").write_text("other\n")
    (root / "etc/ssh/ssh_host_ed25519_key").write_text("new")
    assert verify(root).returncode == 0


@pytest.mark.parametrize("change,line", [
    (lambda r: (r / "etc/config").write_text("a=2\n"), "file changed: /etc/config (sha256 "),
    (lambda r: (r / "etc/config").chmod(0o666), "file changed: /etc/config (mode 0644 → 0666)"),
    (lambda r: (r / "usr/bin/tool").chmod(0o4755), "file changed: /usr/bin/tool (mode 0755 → 4755)"),
    (lambda r: (r / "usr/bin").chmod(0o777), "file changed: /usr/bin/ (mode 0755 → 0777)"),
    (lambda r: (r / "usr/bin/tool").unlink(), "file missing: /usr/bin/tool"),
    (lambda r: (r / "opt/new").write_text(""), "file added: /opt/new"),
    (lambda r: (r / "opt/empty").mkdir(), "file added: /opt/empty/"),
    (lambda r: ((r / "usr/bin/link").unlink(), (r / "usr/bin/link").symlink_to("/tmp/x")), "(link tool → /tmp/x)"),
    (lambda r: ((r / "etc/config").unlink(), (r / "etc/config").symlink_to("x")), "file changed: /etc/config (link none → x"),
    (lambda r: (r / "var/lib/dpkg/status").write_text(STATUS.replace("1.22.1-9", "1.22.1-10")),
     "package changed: nginx:amd64 (1.22.1-9 → 1.22.1-10)"),
    (lambda r: (r / "var/lib/dpkg/status").write_text(""), "package missing: nginx:amd64"),
    (lambda r: (r / "var/lib/dpkg/status").write_text(STATUS.replace("deinstall ok config-files", "install ok installed")),
     "package added: gone:all"),
    (lambda r: os.rename(r / "opt/x", r / "opt/y") or shutil.rmtree(r / "opt/y/venv"), "python missing: Flask"),
], ids=["byte", "mode", "setuid", "directory mode", "deleted", "added", "directory", "link", "file to link",
        "package version", "package removed", "package added", "python"])
def test_each_kind_of_drift_is_one_line(root, change, line):
    change(root)
    answer = verify(root)
    assert answer.returncode == 1
    assert line in answer.stdout
    told = json.loads(verify(root, "--json").stdout)
    assert len(told) == len(answer.stdout.splitlines())
    assert all(set(one) == {"kind", "change", "name", "was", "is"} for one in told)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_another_owner_is_drift(root):
    os.chown(root / "etc/config", 12, 34)
    assert "file changed: /etc/config (gid none → 34; uid none → 12)" in verify(root).stdout


def test_a_name_that_is_no_text_is_recorded(root):
    with open(os.fsencode(root) + b"/opt/\xff\n", "w"):
        pass
    assert run("write", "--root", root).returncode == 0
    assert "/opt/\\xff\n" in manifest(root)["files"]
    assert verify(root).returncode == 0


def test_special_files_are_recorded_and_not_read(root):
    os.mkfifo(root / "etc/pipe")
    assert run("write", "--root", root).returncode == 0
    assert "special" in manifest(root)["files"]["/etc/pipe"]


def test_the_date_can_be_fixed_and_the_bytes_repeat(root):
    place = root / "etc/ami-bakery/manifest.json"
    run("write", "--root", root, SOURCE_DATE_EPOCH="86400")
    first = place.read_bytes()
    run("write", "--root", root, SOURCE_DATE_EPOCH="86400")
    assert place.read_bytes() == first
    assert manifest(root)["created"] == "1970-01-02T00:00:00Z"
    assert "SOURCE_DATE_EPOCH" in run("write", "--root", root, SOURCE_DATE_EPOCH="soon").stderr


def test_the_manifest_replaces_itself_whole_and_is_for_everyone_to_read(root):
    place = root / "etc/ami-bakery/manifest.json"
    assert place.stat().st_mode & 0o777 == 0o644
    assert sorted(p.name for p in place.parent.iterdir()) == ["manifest.json", "release.json"]


@pytest.mark.parametrize("text,reason", [
    (None, "no manifest at"), ("{", "cannot be read"), ("[]", "not a JSON object"), ('{"schema": 2}', "schema 2 is unknown"),
    ('{"schema": 1}', "lacks a part"), ('{"schema": 1, "files": [], "packages": 3, "python": []}', "in another form"),
])
def test_a_useless_manifest_is_one_line_and_no_verdict(root, text, reason):
    place = root / "etc/ami-bakery/manifest.json"
    place.unlink() if text is None else place.write_text(text)
    answer = verify(root)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert reason in answer.stderr and answer.stderr.count("\n") == 1


def test_a_manifest_kept_elsewhere_can_be_compared(root, tmp_path):
    kept = tmp_path / "kept.json"
    shutil.copy(root / "etc/ami-bakery/manifest.json", kept)
    assert verify(root, "--manifest", kept).returncode == 0
