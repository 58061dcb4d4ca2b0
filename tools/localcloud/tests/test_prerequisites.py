"""Getting what is missing, on made-up machines."""

import pytest

from localcloud import prerequisites
from localcloud.errors import CloudError


class FakeMachine:
    """Has some programs; apt-get installs the packages it knows, after an update if its lists are stale."""

    def __init__(self, monkeypatch, programs, packages=(), stale=False):
        self.programs, self.packages, self.stale, self.calls = set(programs), set(packages), stale, []
        monkeypatch.setattr(
            prerequisites.shutil, "which", lambda program: program if program in self.programs else None
        )
        monkeypatch.setattr(prerequisites, "run", self.run)

    def run(self, words):
        words = [word for word in words if not word.startswith(("-", "DEBIAN", "DPkg"))][2:]
        self.calls.append(words[0])
        if words[0] == "update":
            self.stale = False
            return
        if self.stale or not self.packages.issuperset(words[1:]):
            raise CloudError("E: Unable to locate package")
        every = {**prerequisites.ALWAYS, **prerequisites.CONTAINERS}
        self.programs |= {program for program, package in every.items() if package in words}


ALL = {*prerequisites.ALWAYS, *prerequisites.CONTAINERS, "apt-get"}


def test_nothing_is_done_where_nothing_is_missing(monkeypatch):
    machine = FakeMachine(monkeypatch, ALL)
    prerequisites.install(lambda text: pytest.fail(text))
    assert machine.calls == []


def test_what_is_missing_is_named_and_installed(monkeypatch):
    machine = FakeMachine(monkeypatch, ALL - {"nft", "systemd-nspawn"}, {"nftables", "systemd-container"})
    said = []
    prerequisites.install(said.append)
    assert said == ["Installing from Debian: nftables systemd-container"]
    assert machine.calls[-1] == "install"
    assert prerequisites.missing() == []


def test_stale_lists_are_updated(monkeypatch):
    machine = FakeMachine(monkeypatch, ALL - {"mmdebstrap"}, {"mmdebstrap"}, stale=True)
    monkeypatch.setattr(prerequisites.Path, "glob", lambda self, pattern: ["some_Packages"])
    prerequisites.install(lambda text: None)
    assert machine.calls == ["install", "update", "install"]


def test_without_apt_get_the_packages_are_named(monkeypatch):
    FakeMachine(monkeypatch, ALL - {"apt-get", "mmdebstrap", "ip"})
    with pytest.raises(CloudError, match="no apt-get to install them; please install mmdebstrap"):
        prerequisites.install(lambda text: None)


def test_a_machine_without_programs_for_containers_is_told_so_and_goes_on(monkeypatch):
    FakeMachine(monkeypatch, ALL - {"systemd-nspawn", "nft"}, packages=())
    said = []
    prerequisites.install(said.append)
    assert said[-1].endswith("; containers need nftables systemd-container")


def test_plain_isolation_needs_less(monkeypatch):
    FakeMachine(monkeypatch, prerequisites.ALWAYS)
    assert prerequisites.missing(contained=False) == []


def test_only_root_may(monkeypatch):
    monkeypatch.setattr(prerequisites.os, "geteuid", lambda: 1000)
    with pytest.raises(CloudError, match="must be run as root"):
        prerequisites.require_root()
