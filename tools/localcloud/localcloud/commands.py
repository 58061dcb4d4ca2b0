"""Systems Manager's Run Command: what it sends is really run, as root, inside of the instances."""

import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

from localcloud.compute import Compute, Guest
from localcloud.errors import CloudError
from localcloud.inside import LATE
from localcloud.later import beside

# AWS keeps no more of what a script prints: of each in GetCommandInvocation, of both in ListCommandInvocations
LONGEST_OUTPUT, LONGEST_ERROR, LONGEST_BRIEF = 24_000, 8_000, 2_500
LARGEST = 1 << 20
INSIDE = Path(__file__).with_name("inside.py")
SHELL = "AWS-RunShellScript"
FINAL = ("Success", "Failed", "TimedOut", "Cancelled", "Undeliverable")


class Invocation:
    """A command on one instance."""

    def __init__(self, command: "SentCommand", instance: str) -> None:
        self.command, self.instance = command, instance
        self.status, self.code, self.output, self.error = "Pending", -1, "", ""

    def run(self, guest: Guest | None) -> None:
        """Begins with the state InProgress and ends with a final one."""
        self.status = "InProgress"
        try:
            self.code, self.output, self.error = run_inside(guest, self.command.script, self.command.seconds)
            self.status = "Success" if self.code == 0 else "Failed"
        except subprocess.TimeoutExpired:
            self.code, self.status = 137, "TimedOut"
        except (CloudError, OSError) as reason:
            self.status, self.error = "Undeliverable", str(reason)


class SentCommand:
    """A command on several instances."""

    def __init__(self, script: str, seconds: float, instances: list[str]) -> None:
        self.id = str(uuid.uuid4())
        self.script, self.seconds = script, seconds
        self.invocations = [Invocation(self, instance) for instance in instances]

    @property
    def status(self) -> str:
        found = {invocation.status for invocation in self.invocations}
        return "InProgress" if found - set(FINAL) else "Success" if found == {"Success"} else "Failed"


class Commands:
    """The commands that were sent to this cloud's instances."""

    def __init__(self, compute: Compute, managed: Any) -> None:
        """``managed``: whether an instance's role lets Systems Manager in."""
        self._compute, self._managed = compute, managed
        self._sent: dict[str, SentCommand] = {}
        self._lock = threading.Lock()

    def managed(self, region: str) -> list[Guest]:
        """The instances of a region with which Systems Manager may deal: those that run with a role for it."""
        return [
            guest
            for guest in list(self._compute.guests.values())
            if guest.record.ec2_backend.region_name == region and guest.state == "running" and self._managed(guest)
        ]

    def send(self, script: str, seconds: float, instances: list[str], at_once: int) -> SentCommand:
        """Runs a script on instances, so many at once."""
        command = SentCommand(script, seconds, instances)
        with self._lock:
            self._sent[command.id] = command
        turns = threading.Semaphore(max(1, at_once))

        def one(invocation: Invocation) -> None:
            with turns:
                invocation.run(self._compute.guests.get(invocation.instance))

        for invocation in command.invocations:
            beside(lambda invocation=invocation: one(invocation))  # type: ignore[misc]
        return command

    def find(self, command: str | None) -> list[SentCommand]:
        """The command of an id, or all of them."""
        return [one for one in list(self._sent.values()) if command in (None, one.id)]


def run_inside(guest: Guest | None, script: str, seconds: float) -> tuple[int, str, str]:
    """Exit code, output and errors of a script that an instance's own shell runs as root."""
    machine = guest.machine if guest is not None else None
    if guest is None or machine is None:
        raise CloudError("the instance does not run")
    words = [sys.executable, "-I", str(INSIDE), str(machine.leader()), str(max(1, int(seconds))), *machine.groups()]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    kept: list[bytes] = [b"", b""]

    def drain(index: int, stream: Any) -> None:
        """Keeps the beginning, and reads all: who prints without end must not wait for a reader."""
        while piece := stream.read1(65536):
            if len(kept[index]) < LARGEST:
                kept[index] += piece

    readers = [
        threading.Thread(target=drain, args=(index, stream), daemon=True)
        for index, stream in enumerate((process.stdout, process.stderr))
    ]
    for reader in readers:
        reader.start()
    assert process.stdin is not None
    try:
        with process.stdin as entry:
            entry.write(script.encode())
    except BrokenPipeError:
        pass
    code = process.wait()
    if code == LATE:
        raise subprocess.TimeoutExpired(SHELL, seconds)
    for reader in readers:
        reader.join(1)  # what a script left running may hold its output for ever
    return code, kept[0].decode("utf-8", "replace"), kept[1].decode("utf-8", "replace")
