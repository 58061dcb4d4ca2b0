"""Control groups that change while they are read."""

import threading

import pytest

from localcloud.cgroups import ControlGroup


@pytest.fixture
def changing(tmp_path):
    """A tree whose groups come and go, as those of an instance that boots."""
    stop = threading.Event()
    services = [tmp_path / f"{number}.service" for number in range(20)]

    def come_and_go():
        while not stop.is_set():
            for service in services:
                service.mkdir(exist_ok=True)
            for service in services:
                service.rmdir()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    yield tmp_path
    stop.set()
    thread.join()


def test_groups_that_vanish_while_they_are_read_do_no_harm(changing):
    (changing / "cgroup.procs").write_text("0\n17\n")
    group = ControlGroup("none")
    group.paths = [changing]
    assert all(group.processes() == [17] for _ in range(300))
    assert all(changing in group._groups() for _ in range(300))


def test_all_groups_are_removed_from_the_innermost_on(tmp_path):
    (tmp_path / "cloud" / "system.slice" / "ssh.service").mkdir(parents=True)
    group = ControlGroup("none")
    group.paths = [tmp_path / "cloud"]
    group.destroy()
    assert list(tmp_path.iterdir()) == []
