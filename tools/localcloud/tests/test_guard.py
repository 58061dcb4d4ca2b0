"""When the guard of a killed cloud cleans."""

import os

import pytest

from localcloud import cleaning, guard, registry
from localcloud.state import State, started_at, write_atomically

DEAD = 2**22 + 1  # above the highest pid that Linux gives


@pytest.fixture
def cleaned(monkeypatch):
    states = []
    monkeypatch.setattr(cleaning, "clean", states.append)
    return states


def end_of_cloud(tmp_path, monkeypatch, pid, running, last_words=b""):
    """What a guard does whose cloud had ``pid``, when ``cloud.json`` names the process ``running``."""
    state = State(tmp_path)
    state.prepare()
    write_atomically(state.cloud_json, '{"pid": %d, "pidStart": "%s"}' % (running, started_at(running)))
    monkeypatch.setattr(registry, "entries", lambda: [{"id": state.id, "pid": pid}])
    read, write = os.pipe()
    os.write(write, last_words)
    os.close(write)
    guard.watch(state, pid, read)
    os.close(read)


def test_a_cloud_that_is_gone_is_cleaned_up_after(tmp_path, monkeypatch, cleaned):
    end_of_cloud(tmp_path, monkeypatch, DEAD, DEAD)
    assert len(cleaned) == 1


def test_a_cloud_that_is_still_dying_is_cleaned_up_after(tmp_path, monkeypatch, cleaned):
    end_of_cloud(tmp_path, monkeypatch, os.getpid(), os.getpid())
    assert len(cleaned) == 1


def test_a_successor_is_left_alone(tmp_path, monkeypatch, cleaned):
    end_of_cloud(tmp_path, monkeypatch, DEAD, os.getpid())
    assert cleaned == []


def test_a_cloud_that_has_cleaned_up_itself_is_left_alone(tmp_path, monkeypatch, cleaned):
    end_of_cloud(tmp_path, monkeypatch, DEAD, DEAD, guard.AT_EASE)
    assert cleaned == []
