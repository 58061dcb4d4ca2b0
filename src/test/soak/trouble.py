#!/usr/bin/env python3
"""
Stands before packer and makes trouble where the plan says: kills it with all it started, has its bakery cancelled, does not hear that
it should end, or loses the rest of its log. What packer really said is kept beside, for the judge alone.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path


def main():
    packer, plan = os.environ["SOAK_PACKER"], json.loads(os.environ["SOAK_TROUBLE"])
    if sys.argv[1:2] != ["build"]:
        os.execv(packer, [packer, *sys.argv[1:]])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen([packer, *sys.argv[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    deaf = plan["end"] == "deaf"
    signal.signal(signal.SIGTERM, signal.SIG_IGN if deaf else lambda *_: child.terminate())
    watched = False
    with open(plan["tee"], "wb") as tee:
        for number, line in enumerate(child.stdout):
            tee.write(line)
            tee.flush()
            if plan["cut"] is None or number < plan["cut"]:
                sys.stdout.buffer.write(line)
                sys.stdout.buffer.flush()
            if not watched and plan["at"] and plan["at"].encode() in line:
                watched = True
                threading.Thread(target=act, args=(plan, child, os.getppid()), daemon=True).start()
    code = child.wait()
    if deaf and watched:
        time.sleep(600)  # until it is killed
    sys.exit(code if code >= 0 else 128 - code)


def act(plan, child, bakery):
    time.sleep(plan["after"])
    Path(plan["tee"] + ".troubled").touch()
    if plan["end"] in ("cancel", "deaf"):
        os.kill(bakery, signal.SIGINT)
        if plan["end"] == "deaf":
            time.sleep(0.2)
            kill(child.pid)
    else:
        kill(child.pid)


def kill(pid):
    """
    SIGKILL to a process and all it started, at one moment as when a machine loses its power: a plugin that outlives its packer would make
    what no line can name.
    """
    tree, found = [pid], {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    for one in tree:
        tree += found.get(one, [])
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for one in tree:
            try:
                os.kill(one, number)
            except ProcessLookupError:
                pass


if __name__ == "__main__":
    main()
