"""Ctrl-C in each phase: said aloud, exit code 130, nothing left."""

import pytest
from conftest import interrupt, until

# Phase, how the cloud is slowed so that the phase lasts, and what the template does.
PHASES = [
    ("validate", {"faults": [{"action": "DescribeImages", "latency": 4.0}]}, {}),
    ("launch", {"delays": {"instance": 6}}, {}),
    ("connect", {}, {"ssh_username": "nobody-of-this-name"}),
    ("provision", {}, {"provision": "echo provisioning; sleep 60"}),
    ("stop", {"delays": {"instance": 4}}, {}),
    ("image", {"delays": {"image": 30}}, {}),
    ("copy", {"delays": {"copy": 30}}, {"ami_regions": ["us-west-2", "eu-west-1"]}),
]


@pytest.mark.parametrize("phase, settings, template", PHASES, ids=[phase for phase, _, _ in PHASES])
def test_ctrl_c_cleans_up(phase, settings, template, bakery, calm):
    regions = ("us-west-2", "eu-west-1")
    before = [calm.inventory(region) for region in regions]
    path = bakery.template(**template)
    calm.settings(**settings)
    process = bakery.start("bake", "--grace", "90", path)
    says = []
    until(says, process, f": {phase}\n")
    interrupt(process)
    said = "".join(says) + process.stdout.read()
    assert process.wait(timeout=120) == 130, said
    assert "Cancelling" in said
    assert "Cancelled after" in said, said
    assert "Left:" not in said
    assert [calm.inventory(region) for region in regions] == before, said


def test_a_packer_that_does_not_end_is_killed_and_cleaned_up_after(bakery, calm):
    """Packer behind a program that keeps SIGTERM to itself: it cannot clean up, our own sweep does."""
    before = calm.inventory()
    path = bakery.template(provision="sleep 60")
    stubborn = bakery.directory / "stubborn-packer"
    stubborn.write_text('#!/bin/sh\n[ "$1" = build ] || exec "$PACKER" "$@"\ntrap "" TERM INT\n"$PACKER" "$@"\nsleep 60\n')
    stubborn.chmod(0o755)
    process = bakery.start("bake", "--grace", "2", "--packer", stubborn, path)
    says = []
    until(says, process, ": provision\n")
    interrupt(process)
    said = "".join(says) + process.stdout.read()
    assert process.wait(timeout=120) == 130, said
    assert "was killed" in said
    assert calm.inventory() == before, said
