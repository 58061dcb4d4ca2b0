"""The stand-in for cloud-init, read as a module."""

import base64
import gzip
import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

SCRIPT = b"#!/bin/sh\necho hello\n"


@pytest.fixture
def agent(tmp_path, monkeypatch):
    path = Path(__file__).parents[1] / "localcloud" / "guest" / "cloud-init"
    loader = importlib.machinery.SourceFileLoader("guest_cloud_init", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setattr(module, "LOG", str(tmp_path / "log"))
    return module


@pytest.mark.parametrize(
    "data",
    [SCRIPT, gzip.compress(SCRIPT), base64.b64encode(SCRIPT)],
    ids=["as it is", "compressed", "encoded once more"],
)
def test_a_script_is_found_in_any_wrapping(agent, data):
    assert list(agent.parts(data)) == [SCRIPT]


def test_every_part_of_a_multipart_message_counts(agent):
    message = (
        b'Content-Type: multipart/mixed; boundary="X"\nMIME-Version: 1.0\n\n'
        b"--X\nContent-Type: text/x-shellscript\n\n#!/bin/sh\necho 1\n--X\nContent-Type: text/x-shellscript\n\n#!/bin/sh\necho 2\n--X--\n"
    )
    assert [part.strip() for part in agent.parts(message)] == [b"#!/bin/sh\necho 1", b"#!/bin/sh\necho 2"]


def test_nothing_is_nothing(agent):
    assert list(agent.parts(b"")) == []
    assert list(agent.parts(b" \n")) == []


def test_a_script_runs_and_its_output_is_kept(agent, tmp_path):
    with open(tmp_path / "output", "wb") as output:
        agent.run_part("part-001", SCRIPT, agent.DEFAULTS, output)
    assert (tmp_path / "output").read_text() == "hello\n"
    assert "part-001: exit code 0" in (tmp_path / "log").read_text()


def test_an_image_may_leave_modules_out(agent, tmp_path):
    with open(tmp_path / "output", "wb") as output:
        agent.run_part("part-001", SCRIPT, {"cloud_final_modules": []}, output)
    assert (tmp_path / "output").read_text() == ""
    assert agent.runs({"cloud_init_modules": ["set-hostname", ["ssh", "always"]]}, "cloud_init_modules", "ssh")
    assert agent.runs({"cloud_init_modules": ["set-hostname"]}, "cloud_init_modules", "set_hostname")
    assert not agent.runs({"cloud_init_modules": None}, "cloud_init_modules", "ssh")


def test_cloud_config_writes_files_and_runs_commands(agent, tmp_path):
    config = f"#cloud-config\nwrite_files:\n- path: {tmp_path}/a\n  content: aGk=\n  encoding: b64\n  permissions: '0600'\nruncmd:\n- echo one\n- [echo, two]\n"
    with open(tmp_path / "output", "wb") as output:
        agent.run_part("part-001", config.encode(), agent.DEFAULTS, output)
    assert (tmp_path / "a").read_bytes() == b"hi"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "output").read_text() == "one\ntwo\n"


def test_the_images_own_files_change_the_defaults(agent, tmp_path, monkeypatch):
    (tmp_path / "10.cfg").write_text("users: [default, bob]\n")
    (tmp_path / "99.cfg").write_text("users: []\nmanage_etc_hosts: false\n")
    (tmp_path / "50.cfg").write_text("{ not yaml\n")
    monkeypatch.setattr(agent.glob, "glob", lambda pattern: [str(path) for path in tmp_path.glob("*.cfg")])
    found = agent.configuration()
    assert (found["users"], found["manage_etc_hosts"]) == ([], False)
    assert found["cloud_init_modules"] == agent.DEFAULTS["cloud_init_modules"]
    assert "50.cfg" in (tmp_path / "log").read_text()


def test_an_unknown_command_says_what_it_knows(agent):
    with pytest.raises(SystemExit, match="knows init, status .--wait., clean .--logs., not: single --name x"):
        agent.main(["single", "--name", "x"])
