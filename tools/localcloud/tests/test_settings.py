"""What can be changed while a cloud runs."""

import pytest

from localcloud.errors import CloudError
from localcloud.settings import Settings, parse_delays


def test_delays_are_read_from_one_line():
    assert parse_delays("instance=2,image=5.5 copy=4") == {"instance": 2.0, "image": 5.5, "copy": 4.0}
    assert parse_delays("") == {}


@pytest.mark.parametrize("text", ["image", "image=", "image=-1", "volume=3", "image=5s"])
def test_a_wrong_delay_is_named(text):
    with pytest.raises(
        CloudError, match=f"delay '{text}': expected KIND=SECONDS with KIND one of instance, image, snapshot, copy"
    ):
        parse_delays(text)


def test_environment_variables_set_the_start(monkeypatch):
    monkeypatch.setenv("LOCALCLOUD_DELAY", "image=5")
    monkeypatch.setenv("LOCALCLOUD_THROTTLE", "1")
    monkeypatch.setenv("LOCALCLOUD_ACCESS_KEYS", "AKIA1, AKIA2:its-secret")
    settings = Settings.from_environment()
    assert settings.delay("image") == 5
    assert settings.throttle
    assert settings.access_keys == {"AKIA1": None, "AKIA2": "its-secret"}


def test_a_change_with_one_mistake_changes_nothing():
    settings = Settings()
    with pytest.raises(CloudError, match="fault for RunInstances: give 'code', 'drop' or 'latency'"):
        settings.change({"delays": {"image": 5}, "faults": [{"action": "RunInstances"}]})
    assert settings.delay("image") == 0
    with pytest.raises(CloudError, match="unknown setting 'delay'"):
        settings.change({"delay": {}})


def test_a_fault_is_used_up():
    settings = Settings()
    settings.change({"faults": [{"action": "CreateImage", "times": 2, "code": "InternalError"}]})
    assert settings.take_fault("RunInstances") is None
    assert settings.take_fault("CreateImage").code == "InternalError"
    assert settings.take_fault("CreateImage").code == "InternalError"
    assert settings.take_fault("CreateImage") is None
