"""What instances inherit of the machine's ways to the registries, read from made-up machines."""

import ipaddress

import pytest

from localcloud import dns, isolation
from localcloud.errors import CloudError
from localcloud.network import Network
from localcloud.reach import Reach


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch):
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_TRUSTED_HOST", "PIP_DEFAULT_TIMEOUT", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)


def write(root, path, text):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def test_only_the_suites_own_sources_are_taken(tmp_path):
    write(
        tmp_path,
        "etc/apt/sources.list",
        "# deb http://old bookworm main\ndeb http://a/debian bookworm main contrib\ndeb http://cloud sdk main\n",
    )
    write(
        tmp_path,
        "etc/apt/sources.list.d/debian.sources",
        "Types: deb deb-src\nURIs: http://b/debian\nSuites: bookworm bookworm-updates trixie\nComponents: main\n\n"
        "Types: deb\nURIs: http://c\nSuites: nodistro\nComponents: main\n\n"
        "Enabled: no\nTypes: deb\nURIs: http://d\nSuites: bookworm\nComponents: main\n",
    )
    assert Reach("bookworm", tmp_path).apt_sources().splitlines() == [
        "deb http://a/debian bookworm main contrib",
        "deb http://b/debian bookworm main",
        "deb http://b/debian bookworm-updates main",
    ]


def test_a_machine_that_is_not_debian_has_no_sources_for_us(tmp_path):
    write(tmp_path, "etc/apt/sources.list", "deb http://archive.ubuntu.com/ubuntu noble main universe\n")
    assert Reach("bookworm", tmp_path).apt_sources() == ""


def test_apt_settings_are_taken_when_they_are_about_fetching_alone(tmp_path):
    write(
        tmp_path,
        "etc/apt/apt.conf.d/80proxy",
        '// ours\nAcquire::http::Proxy "http://proxy:3128";\nAcquire::Retries "3";\n',
    )
    write(
        tmp_path,
        "etc/apt/apt.conf.d/docker-clean",
        'APT::Update::Post-Invoke { "rm -f /x"; };\nDir::Cache::pkgcache "";\n',
    )
    write(tmp_path, "etc/apt/apt.conf.d/mixed", 'Acquire::Retries "3";\nAPT::Install-Recommends "0";\n')
    assert [path.name for path in Reach("bookworm", tmp_path).apt_configuration()] == ["80proxy"]


def test_pip_is_told_of_mirrors_and_certificates(tmp_path, monkeypatch):
    assert Reach("bookworm", tmp_path).pip_configuration() is None
    write(tmp_path, "etc/pip.conf", "[global]\nretries = 5\n")
    write(tmp_path, "usr/local/share/ca-certificates/company.crt", "x")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror/simple")
    assert Reach("bookworm", tmp_path).pip_configuration() == (
        "[global]\nindex-url = https://mirror/simple\ncert = /etc/ssl/certs/ca-certificates.crt\nretries = 5\n"
    )


def test_name_servers_only_the_host_reaches_are_left_out(tmp_path, monkeypatch):
    stub, upstream = tmp_path / "stub", tmp_path / "upstream"
    stub.write_text("nameserver 127.0.0.53\nsearch example.org\n")
    upstream.write_text("nameserver 10.0.0.2\nnameserver 10.0.0.3\nsearch example.org\n")
    monkeypatch.setattr(dns, "UPSTREAM", upstream)
    assert dns.resolv_conf(stub) == "nameserver 10.0.0.2\nnameserver 10.0.0.3\nsearch example.org\n"


def test_addresses_come_from_the_subnet_or_from_a_reserve():
    network = Network("abc", ipaddress.IPv4Network("10.77.0.0/16"))
    assert network.take(ipaddress.IPv4Network("10.77.16.0/20"), "i-1") == "10.77.16.4"
    assert network.take(ipaddress.IPv4Network("10.77.16.0/20"), "i-2") == "10.77.16.5"
    assert network.take(ipaddress.IPv4Network("10.0.1.0/24"), "i-3") == "10.77.240.4"
    network.give_back("10.77.16.4")
    assert network.take(ipaddress.IPv4Network("10.77.16.0/20"), "i-4") == "10.77.16.4"
    with pytest.raises(CloudError, match="not enough free addresses in subnet '10.77.32.0/30'"):
        network.take(ipaddress.IPv4Network("10.77.32.0/30"), "i-5")


@pytest.mark.parametrize(
    "forbidden, reason",
    [
        ("mount -t tmpfs", "mounting is forbidden"),
        ("unshare -n", "network namespaces are forbidden"),
        ("nft -c", "nftables is forbidden"),
        ("type bridge", "network bridges are forbidden"),
    ],
)
def test_without_containers_one_line_says_why_and_what_to_do(tmp_path, monkeypatch, forbidden, reason):
    monkeypatch.setattr(isolation.shutil, "which", lambda program: program)
    with pytest.raises(isolation.NoContainers) as impossible:
        isolation.choose(False, tmp_path, lambda text: None, lambda words: forbidden not in " ".join(words))
    assert str(impossible.value).startswith(f"no containers on this machine ({reason}): start the cloud where root may make them")
    assert "with --plain" in str(impossible.value) and "unsafe" in str(impossible.value)
    assert "\n" not in str(impossible.value)


@pytest.mark.hostile
def test_plain_isolation_is_only_had_by_asking_and_is_called_unsafe(tmp_path, monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda program: program)
    said = []
    chosen = isolation.choose(True, tmp_path, said.append, lambda words: "unshare -n" not in " ".join(words))
    assert chosen.name == "chroot"
    assert said[0].startswith("UNSAFE, as asked for by --plain: an instance's root can become this machine's")


def test_users_that_cannot_be_shifted_are_said_aloud(tmp_path, monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda program: program)
    said = []
    chosen = isolation.choose(False, tmp_path, said.append, lambda words: "localcloud.users" not in words)
    assert (chosen.name, chosen.shift) == ("nspawn", False)
    assert said[0].startswith("Instances have no users of their own here")


def test_where_everything_is_forbidden_one_line_says_what_is_missing(tmp_path):
    with pytest.raises(CloudError, match="forbids even chroot .capability CAP_SYS_CHROOT is missing."):
        isolation.choose(True, tmp_path, lambda text: None, lambda words: False)
