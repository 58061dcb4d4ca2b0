"""The small tool that says which packages an image holds and what state their repositories are in, for each family of Linux."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import MANIFEST_TOOL
from test_manifest import STATUS

TOOL = MANIFEST_TOOL.with_name("packages")
SHELLS = [shell for shell in (["dash"], ["bash", "--posix"], ["busybox", "sh"]) if shutil.which(shell[0])]
RPM = [program for program in ("rpmbuild", "rpm", "dnf", "createrepo_c") if not shutil.which(program)]


@pytest.fixture(params=SHELLS, ids=lambda shell: shell[0])
def tell(request, tmp_path):
    """Runs the tool under each shell that is there."""

    def run(*words, **environ):
        command = [*request.param, TOOL, "--root", tmp_path, *words]
        answer = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environ}, check=False)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    return run


def put(root, path, content):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return hashlib.sha256(place.read_bytes()).hexdigest()


@pytest.fixture
def debian(tmp_path):
    """An image of Debian whose lists are still there."""
    put(tmp_path, "var/lib/dpkg/status", STATUS)
    put(tmp_path, "usr/share/keyrings/debian.gpg", b"\x99\x01key")
    put(tmp_path, "etc/apt/trusted.gpg.d/all.asc", "armoured")
    put(tmp_path, "etc/apt/mirrors/debian.list", "http://cdn.example.com/debian\tpriority:1\n")
    put(tmp_path, "etc/apt/sources.list.d/debian.sources", """# the distribution
Types: deb deb-src
URIs: mirror+file:///etc/apt/mirrors/debian.list
Suites: bookworm bookworm-updates
Components: main
  contrib
Signed-By: /usr/share/keyrings/debian.gpg

Enabled: no
Types: deb
URIs: http://off.example.com
Suites: off
""")
    put(tmp_path, "etc/apt/sources.list",
        "deb-src http://x.example.com y main\n# deb http://z.example.com y main\n"
        "deb [arch=amd64,arm64 trusted=yes] https://me:secret@own_x.example.com:8443/apt stable main # ours\n")
    return tmp_path


def repositories(told):
    return {one.get("suite", one.get("id", one.get("url"))): one for one in told["repositories"]}


def test_dpkgs_packages_are_those_installed(debian, tell):
    told = tell("--installed")
    assert (told["packageManager"], told["repositories"], told["keys"]) == ("dpkg", [], [])
    assert told["packages"] == [{"name": "nginx", "version": "1.22.1-9", "architecture": "amd64"}]
    assert "need" in told["lacks"]


def test_apts_repositories_are_told_with_their_state_and_keys(debian, tell):
    lists = "var/lib/apt/lists/_etc_apt_mirrors_debian.list_dists_"
    state = put(debian, f"{lists}bookworm_InRelease", "Origin: Debian\nDate: Sat, 11 Jul 2026 10:16:37 UTC\n")
    ours = put(debian, "var/lib/apt/lists/own%5fx.example.com:8443_apt_dists_stable_InRelease", "Origin: us\n")
    told = tell()
    found = repositories(told)
    assert found["bookworm"] == {
        "kind": "apt", "uri": "http://cdn.example.com/debian", "suite": "bookworm", "components": ["main", "contrib"],
        "architectures": found["bookworm"]["architectures"], "inRelease": state, "date": "Sat, 11 Jul 2026 10:16:37 UTC",
        "keys": ["/usr/share/keyrings/debian.gpg"]}
    assert "inRelease" not in found["bookworm-updates"]
    assert found["stable"] == {
        "kind": "apt", "uri": "https://own_x.example.com:8443/apt", "suite": "stable", "components": ["main"],
        "architectures": ["amd64", "arm64"], "inRelease": ours, "keys": ["/etc/apt/trusted.gpg.d/all.asc"]}
    assert len(found) == 3 and "secret" not in json.dumps(told)
    assert {one["name"]: base64.b64decode(one["base64"]) for one in told["keys"]} == {
        "/usr/share/keyrings/debian.gpg": b"\x99\x01key", "/etc/apt/trusted.gpg.d/all.asc": b"armoured"}


def test_preferences_of_apt_are_said(debian, tell):
    put(debian, "etc/apt/preferences.d/backports", "Package: *\nPin: release a=bookworm-backports\nPin-Priority: 500\n")
    assert repositories(tell())["bookworm"]["note"] == \
        "apt preferences choose among versions (/etc/apt/preferences.d/backports)"


@pytest.mark.skipif(shutil.which("apt-cache") is None, reason="apt is missing: candidates are not tried")
def test_what_apt_would_install_instead_is_a_candidate(tmp_path, tell):
    put(tmp_path, "var/lib/dpkg/status", STATUS)
    machine = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()
    put(tmp_path, "var/lib/dpkg/status", STATUS.replace("amd64", machine))
    put(tmp_path, "etc/apt/sources.list", "deb [trusted=yes] http://archive.invalid/debian bookworm main\n")
    lists = "var/lib/apt/lists/archive.invalid_debian_dists_bookworm_"
    put(tmp_path, f"{lists}InRelease", "Origin: us\nSuite: bookworm\nCodename: bookworm\nDate: Sat, 11 Jul 2026 10:16:37 UTC\n")
    entry = f"Package: nginx\nVersion: %s\nArchitecture: {machine}\nFilename: x.deb\nSize: 1\nSHA256: {'0' * 64}\n\n"
    put(tmp_path, f"{lists}main_binary-{machine}_Packages", entry % "1.22.1-9" + entry % "1.22.1-10")
    (tmp_path / "var/cache/apt/archives/partial").mkdir(parents=True)
    (tmp_path / "var/lib/apt/lists/partial").mkdir()
    assert tell()["packages"] == [{"name": "nginx", "version": "1.22.1-9", "architecture": machine,
                                   "candidate": "1.22.1-10", "suite": "bookworm"}]


# As they stand in an image of Alpine 3.20; no real apk is run.
APK = "C:Q1abc=\nP:musl\nV:1.2.5-r0\nA:x86_64\nT:the musl c library\n\nC:Q1def=\nP:busybox\nV:1.36.1-r29\nA:x86_64\n\n"


def test_apks_database_and_indexes_are_read(tmp_path, tell):
    put(tmp_path, "lib/apk/db/installed", APK)
    url = "https://dl-cdn.alpinelinux.org/alpine/v3.20/main"
    put(tmp_path, "etc/apk/repositories", f"{url}\n#https://other.example.com\n@edge https://dl.example.com/edge\n/local\n")
    index = "APKINDEX." + hashlib.sha1(url.encode()).hexdigest()[:8] + ".tar.gz"
    state = put(tmp_path, f"var/cache/apk/{index}", b"\x1f\x8b")
    put(tmp_path, "etc/apk/arch", "x86_64\n")
    told = tell()
    assert told["packageManager"] == "apk"
    assert [(one["name"], one["version"]) for one in told["packages"]] == [("busybox", "1.36.1-r29"), ("musl", "1.2.5-r0")]
    assert told["repositories"] == [{"kind": "apk", "url": url, "architectures": ["x86_64"], "checksum": state},
                                    {"kind": "apk", "url": "https://dl.example.com/edge", "architectures": ["x86_64"]}]


def installed(root, name, version, by="pip", **files):
    """A distribution in a virtual environment, as pip leaves it."""
    place = f"srv/app/venv/lib/python3.11/site-packages/{name}-{version}.dist-info"
    put(root, f"{place}/INSTALLER", f"{by}\n")
    put(root, f"{place}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nName: no\n")
    put(root, f"{place}/WHEEL", "Wheel-Version: 1.0\nTag: py2-none-any\nTag: py3-none-any\n")
    for file, content in files.items():
        put(root, f"{place}/{file}.json", content)
    os.utime(root / place / "INSTALLER", (1764500000, 1764500000))


def test_what_pip_installed_is_told_wherever_it_is(debian, tell):
    installed(debian, "Flask_Thing", "3.0.3")
    installed(debian, "apart", "1.0", by="debian")
    installed(debian, "named", "1.0", direct_url="{}")
    put(debian, "usr/lib/python2.7/site-packages/old.egg-info/installed-files.txt", "x\n")
    put(debian, "usr/lib/python2.7/site-packages/old.egg-info/PKG-INFO", "Name: old\nVersion: 1.0\n")
    told = [one for one in tell()["repositories"] if one["kind"] == "python"]
    assert told[0] == {"kind": "python", "url": "https://pypi.org/simple/flask-thing/", "version": "3.0.3",
                       "architectures": ["py2-none-any", "py3-none-any"], "date": "2025-11-30T10:53:20Z"}
    assert [(one["url"], one.get("architectures")) for one in told[1:]] == [("https://pypi.org/simple/old/", None)]


def test_a_pip_that_is_told_where_to_take_from_is_noted(debian, tell):
    installed(debian, "flask", "3.0.3")
    put(debian, "etc/pip.conf", "[global]\nindex-url = https://pypi.example.com/simple\n")
    assert tell()["repositories"][-1]["note"] == "is not asked: pip is told what to take (/etc/pip.conf)"


SPEC = """Name: {name}
Version: {version}
Release: 1
Summary: {name}
License: none
BuildArch: noarch
%description
{name}
%files
"""


def build(place, name, version):
    spec = place / f"{name}-{version}.spec"
    spec.write_text(SPEC.format(name=name, version=version))
    subprocess.run(["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {place}/build", "--define", f"_rpmdir {place}/repo",
                    spec], check=True, capture_output=True)
    subprocess.run(["createrepo_c", "--quiet", place / "repo"], check=True, capture_output=True)


@pytest.mark.skipif(bool(RPM), reason=f"missing: {', '.join(RPM)}; the tool is not tried with a real dnf")
def test_rpms_packages_and_the_state_of_dnfs_repositories_are_read(tmp_path, tell):
    """A root of its own, in which a real dnf installs from a repository that the test makes."""
    source = tmp_path.with_name(tmp_path.name + "-source")
    source.mkdir()
    build(source, "web", "1.0")
    build(source, "tool", "3")
    put(tmp_path, "etc/yum.repos.d/own.repo", f"[own]\nname=own\nbaseurl=file://{source}/repo\ngpgcheck=0\nenabled=1\n")
    put(tmp_path, "etc/os-release", 'ID="amzn"\nVERSION_ID="2023"\n')
    # Debian's rpm keeps its database elsewhere than those who live by it.
    put(source, ".rpmmacros", "%_dbpath /var/lib/rpm\n")
    dnf = ["dnf", "-q", "-y", f"--installroot={tmp_path}", "--releasever=2023"]
    own = {**os.environ, "HOME": str(source)}
    subprocess.run([*dnf, "install", "web", "tool"], check=True, capture_output=True, env=own)
    build(source, "web", "1.1")
    subprocess.run([*dnf, "makecache", "--refresh"], check=True, capture_output=True, env=own)
    told = tell(HOME=str(source))
    assert told["packageManager"] == "rpm"
    assert [(one["name"], one["version"], one.get("candidate")) for one in told["packages"]] == [
        ("tool", "3-1", None), ("web", "1.0-1", "1.1-1")]
    repomd = (source / "repo/repodata/repomd.xml").read_bytes()
    (found,) = told["repositories"]
    assert found["revision"] in repomd.decode()
    assert found == {"kind": "rpm", "id": "own", "baseurl": f"file://{source}/repo", "releasever": "2023",
                     "revision": found["revision"], "checksum": hashlib.sha256(repomd).hexdigest()}


def test_an_image_without_a_package_list_is_one_line(tmp_path):
    answer = subprocess.run(["sh", TOOL, "--root", tmp_path], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"packages: no package list of dpkg, rpm or apk below {tmp_path}\n"


def test_the_manifest_takes_what_was_recorded_before_the_lists_went(debian):
    """As seal.sh does."""
    put(debian, "etc/ami-bakery/release.json", "{}")
    put(debian, "var/lib/apt/lists/_etc_apt_mirrors_debian.list_dists_bookworm_InRelease", "Date: then\n")
    recorded = debian / "recorded.json"
    recorded.write_bytes(subprocess.run(["sh", TOOL, "--root", debian], capture_output=True, check=True).stdout)
    shutil.rmtree(debian / "var/lib/apt/lists")
    subprocess.run([MANIFEST_TOOL, "write", "--root", debian, "--packages", recorded], check=True, capture_output=True)
    told = json.loads((debian / "etc/ami-bakery/manifest.json").read_text())
    assert repositories(told)["bookworm"]["date"] == "then"
    assert told["packages"][0]["name"] == "nginx" and told["packageManager"] == "dpkg" and len(told["keys"]) == 2
    assert "/usr/share/keyrings/debian.gpg" in told["files"]


def test_shellcheck_finds_nothing_in_the_tool():
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is not installed")
    assert subprocess.run(["shellcheck", TOOL], capture_output=True, text=True, check=False).stdout == ""


def test_the_tool_is_small_enough_to_read():
    assert len(Path(TOOL).read_text().splitlines()) <= 360
