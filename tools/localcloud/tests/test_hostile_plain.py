"""What --plain cuts, unsafe as it is: attacks by root of an instance in a mount namespace of its own; each must fail."""

import pytest
from attacks import attacks, disk_of
from conftest import Live

from localcloud import launcher
from localcloud.state import State

pytestmark = pytest.mark.hostile

# Plain isolation shares the machine's network and has no filter of system calls: these stay open to anybody on the machine.
UNCUT = ("enter the machine's network", "read the kernel's log")
NAMES = [name for name in attacks("/x", (0, 0), "x", "xx") if name not in UNCUT]


@pytest.fixture(scope="module")
def plain(live, tmp_path_factory):
    state = State(tmp_path_factory.mktemp("plain"))
    cloud = Live(state, launcher.start(state, ["--plain", "--port=0"])[0])
    _, address = cloud.launch()
    yield cloud, address
    launcher.stop(state)


@pytest.mark.parametrize("name", NAMES)
def test_the_machine_is_out_of_reach(plain, name):
    cloud, address = plain
    script = attacks(str(cloud.state.cloud_json), disk_of(str(cloud.state.root)), "lc", "localcloud")[name]
    said = cloud.ssh(address, f"sudo bash -s <<'EOS'\n{script}\necho TRIED\nEOS")
    assert "TRIED" in said and "PWNED" not in said


def test_root_of_the_instance_has_few_rights(plain):
    cloud, address = plain
    bounds = int(cloud.ssh(address, "sudo grep CapBnd /proc/self/status").split()[1], 16)
    assert not bounds & (1 << 21 | 1 << 27 | 1 << 19 | 1 << 2 | 1 << 12 | 1 << 16)  # sys_admin mknod ptrace dac_read_search net_admin module


def test_nobody_on_the_machine_gets_at_the_instance(plain):
    """By the metadata service a user of this machine that poses as the instance gets keys that open nothing."""
    cloud, _ = plain
    assert cloud.facts["privateUsers"] is False
    assert "egress" not in cloud.ssh(plain[1], f"curl -s {cloud.facts['instanceEndpoint']}/localcloud/instances")
