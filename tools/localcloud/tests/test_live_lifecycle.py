"""Starting, stopping, being killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Live

from localcloud import launcher
from localcloud.state import State, is_alive


@pytest.fixture
def unused_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def other(live, tmp_path):
    """A second cloud beside the first."""
    state = State(tmp_path / "other")
    facts, _ = launcher.start(state, ["--port=0"])
    yield Live(state, facts)
    launcher.stop(state)


def traces(state):
    names = [
        path.name
        for folder in (
            "/sys/class/net",
            "/run/netns",
            "/run/ami-bakery-localcloud",
            "/sys/fs/cgroup",
            "/sys/fs/cgroup/systemd",
        )
        for path in Path(folder).glob("*")
        if state.id in path.name
    ]
    tables = subprocess.run(["nft", "list", "tables"], capture_output=True, text=True, check=True).stdout
    mounts = Path("/proc/mounts").read_text()
    return names + [word for word in (*tables.split(), *mounts.split()) if state.id in word or str(state.root) in word]


def test_starting_twice_is_said_and_harmless(live):
    facts, started = launcher.start(live.state, ["--port=0"])
    assert (facts["pid"], started) == (live.facts["pid"], False)


def test_two_clouds_do_not_meet(live, other):
    assert other.facts["network"] != live.facts["network"]
    instance, address = other.launch()
    mine, here = live.launch()
    assert other.ssh(address, "hostname") != live.ssh(here, "hostname")
    assert live.ssh(here, f"ping -c1 -W1 {address} >/dev/null || echo apart") == "apart"
    live.ec2.terminate_instances(InstanceIds=[mine])


def test_images_outlive_a_stop(other):
    instance, address = other.launch()
    other.ssh(address, "echo kept > note")
    other.ec2.stop_instances(InstanceIds=[instance])
    image = other.ec2.create_image(
        InstanceId=instance,
        Name="kept",
        TagSpecifications=[{"ResourceType": "image", "Tags": [{"Key": "a", "Value": "b"}]}],
    )["ImageId"]
    before = other.image(image)
    assert launcher.stop(other.state)
    assert traces(other.state) == []
    facts, _ = launcher.start(other.state, ["--port=0"])
    again = Live(other.state, facts)
    assert again.image(image) == before
    instance, address = again.launch(image)
    assert again.ssh(address, "cat note") == "kept"


def test_a_killed_cloud_leaves_nothing_running(other):
    other.launch()
    os.kill(other.facts["pid"], signal.SIGKILL)
    other.wait(lambda: not is_alive(other.facts["pid"], other.facts["pidStart"]) and traces(other.state) == [])
    assert other.state.running() is None
    assert launcher.stop(other.state) is False


def test_a_port_in_use_is_one_clear_line(live, tmp_path):
    port = live.endpoint.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "localcloud", "start", "--state", str(tmp_path), "--port", port],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == f"localcloud: port {port} on 127.0.0.1: Address already in use"
    assert traces(State(tmp_path)) == []


def localcloud(state, *words):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "localcloud", words[0], "--state", str(state.root), *words[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_status_can_be_piped(live):
    facts = json.loads(localcloud(live.state, "status", "--json").stdout)
    assert (facts["running"], facts["endpoint"], facts["isolation"]) == (True, live.endpoint, "nspawn")
    done = localcloud(live.state, "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Local cloud runs: {live.endpoint}")


@pytest.mark.usefixtures("live")
def test_the_next_start_has_the_same_address_and_keys(tmp_path, unused_port):
    state = State(tmp_path / "kept")
    state.prepare()
    state.kept_json.write_text(json.dumps({"port": unused_port}))
    try:
        first, _ = launcher.start(state, [])
        assert first["endpoint"] == f"http://localhost:{unused_port}"
        launcher.stop(state)
        second, _ = launcher.start(state, [])
        assert (second["endpoint"], second["env"], second["token"]) == (first["endpoint"], first["env"], first["token"])
    finally:
        launcher.stop(state)


def test_a_port_that_was_lost_to_another_program_is_said_once(live, tmp_path):
    taken = int(live.endpoint.rpartition(":")[2])
    state = State(tmp_path / "kept")
    state.prepare()
    state.kept_json.write_text(json.dumps({"port": taken}))
    try:
        done = localcloud(state, "start")
        assert f"Port {taken} is taken by another program; this cloud has another one from now on." in done.stderr
        chosen = state.running()["endpoint"]
        launcher.stop(state)
        done = localcloud(state, "start")
        assert (state.running()["endpoint"], "taken" in done.stderr) == (chosen, False)
    finally:
        launcher.stop(state)


def test_plain_isolation_boots_and_keeps_file_systems(live, tmp_path):
    state = State(tmp_path / "plain")
    facts, _ = launcher.start(state, ["--plain", "--port=0"])
    plain = Live(state, facts)
    try:
        assert facts["isolation"] == "chroot"
        instance, address = plain.launch(UserData="#!/bin/sh\necho ran > /root/ran\n")
        assert address.startswith("127.")
        assert (
            plain.ssh(address, "echo kept > note; cloud-init status --wait; sudo cat /root/ran") == "status: done\nran"
        )
        plain.ec2.stop_instances(InstanceIds=[instance])
        image = plain.ec2.create_image(InstanceId=instance, Name="plain")["ImageId"]
        plain.ec2.terminate_instances(InstanceIds=[instance])
        _, address = plain.launch(image)
        assert plain.ssh(address, "cat note; hostname") == "kept\nip-" + address.replace(".", "-")
    finally:
        launcher.stop(state)
    time.sleep(0.1)
    assert traces(state) == []
