"""Attacks by a hostile image on the network: an instance whose ways out are cut must not find one, nor the machine's own ports."""

import http.server
import json
import socketserver
import subprocess
import threading

import pytest
from conftest import Live  # noqa: F401 the cloud these tests attack

pytestmark = pytest.mark.hostile

OUTSIDE, NAMESPACE = "198.51.100.2", "lc-outside"


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def outside(live):
    """A web server that is not of this machine, as far as packets go: the world."""
    subprocess.run(["ip", "netns", "del", NAMESPACE], capture_output=True, check=False)
    run("ip", "netns", "add", NAMESPACE)
    run("ip", "link", "add", "lc-out0", "type", "veth", "peer", "name", "eth0", "netns", NAMESPACE)
    run("ip", "addr", "add", "198.51.100.1/24", "dev", "lc-out0")
    run("ip", "link", "set", "lc-out0", "up")
    run("ip", "-n", NAMESPACE, "addr", "add", f"{OUTSIDE}/24", "dev", "eth0")
    run("ip", "-n", NAMESPACE, "link", "set", "eth0", "up")
    server = "import http.server as h; h.HTTPServer(('', 8000), h.SimpleHTTPRequestHandler).serve_forever()"
    process = subprocess.Popen(
        ["ip", "netns", "exec", NAMESPACE, "python3", "-c", server], cwd="/usr/share/doc", stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    url = f"http://{OUTSIDE}:8000/"
    live.wait(lambda: subprocess.run(["curl", "-so", "/dev/null", "-m", "2", url], check=False).returncode == 0)
    yield url
    process.kill()
    process.wait()
    run("ip", "netns", "del", NAMESPACE)


@pytest.fixture(scope="module")
def pair(live):
    """A hostile instance whose ways out are cut, and another one's that may leave and helps it."""
    (cut, here), (free, there) = live.launch(), live.launch()
    live.admin("POST", "egress", {"instance": cut, "allowed": False})
    yield (cut, here), (free, there)
    live.ec2.terminate_instances(InstanceIds=[cut, free])


def code(live, address, url, *options):
    """The status with which a page is answered there; 000 for no answer."""
    return live.ssh(address, f"curl -so /dev/null -m 3 -w '%{{http_code}}' {' '.join(options)} {url}")


def test_the_world_is_there_for_who_may_leave(live, outside, pair):
    (_, here), (_, there) = pair
    assert code(live, there, outside) == "200"
    assert code(live, here, outside) == "000"


def test_a_route_of_its_own_leads_nowhere(live, outside, pair):
    (_, here), _ = pair
    gateway = live.facts["instanceEndpoint"].split(":")[1][2:]
    live.ssh(here, f"sudo ip route replace default via {gateway}")
    assert code(live, here, outside) == "000"
    live.ssh(here, "sudo ip route del default")


def test_another_instances_address_is_no_way_out(live, outside, pair):
    (_, here), (_, there) = pair
    gateway = live.facts["instanceEndpoint"].split(":")[1][2:]
    live.ssh(here, f"sudo ip addr add {there}/16 dev eth0; sudo ip route replace default via {gateway} src {there}")
    try:
        assert code(live, here, outside, f"--interface {there}") == "000"
        assert code(live, there, outside) == "200"  # and the other one is not cut off by it
        token = "curl -sX PUT -m 3 -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token"
        assert live.ssh(here, f"{token} --interface {there}") == ""
    finally:
        live.ssh(here, f"sudo ip route del default; sudo ip addr del {there}/16 dev eth0")


def test_another_instances_hardware_address_is_no_way_out(live, outside, pair):
    (_, here), (_, there) = pair
    mac = live.ssh(there, "cat /sys/class/net/eth0/address")
    own = live.ssh(here, "cat /sys/class/net/eth0/address")
    assert mac.startswith("02:6c:") and mac != own
    gateway = live.facts["instanceEndpoint"].split(":")[1][2:]
    script = f"ip link set eth0 address {mac}; sleep 1; ping -c2 -W1 {gateway} > /root/heard; ip link set eth0 address {own}; ip neigh flush all"
    live.ssh(here, f"sudo systemd-run -q --wait sh -c '{script}' </dev/null >/dev/null 2>&1 &")
    live.wait(lambda: "packets transmitted" in live.ssh(here, "sudo cat /root/heard"))
    assert " 0 received" in live.ssh(here, "sudo cat /root/heard")
    assert code(live, there, outside) == "200"


def test_an_instance_that_helps_is_no_way_out(live, outside, pair):
    """As a router, as a proxy, and by a connection that the helper begins."""
    (_, here), (_, there) = pair
    live.ssh(there, "sudo sysctl -qw net.ipv4.ip_forward=1")
    live.ssh(here, f"sudo ip route replace default via {there} dev eth0 onlink")
    try:
        assert code(live, here, outside) == "000"
    finally:
        live.ssh(here, "sudo ip route del default")
    live.ssh(there, "sudo systemd-run -q --unit=proxy python3 -m http.server 8080; sleep 1")
    live.ssh(here, "sudo systemd-run -q --unit=proxy python3 -m http.server 8080; sleep 1")
    assert code(live, here, f"http://{there}:8080/") == "000"
    assert code(live, there, f"http://{here}:8080/") == "000"
    assert live.ssh(here, f"ping -c1 -W1 {there} >/dev/null && echo reached") == ""


def test_no_other_protocol_is_a_way_out(live, pair):
    """IPv6 needs no route to reach a neighbour."""
    (_, here), (_, there) = pair
    local = live.ssh(there, "ip -6 -br addr show dev eth0 scope link | grep -o 'fe80[^/]*'")
    if local:
        assert live.ssh(here, f"ping -6 -c1 -W1 {local}%eth0 >/dev/null && echo reached") == ""


def test_instances_that_are_both_cut_or_both_free_meet(live, pair):
    (cut, here), (free, there) = pair
    live.admin("POST", "egress", {"instance": free, "allowed": False})
    assert live.ssh(here, f"ping -c1 -W2 {there} >/dev/null && echo reached") == "reached"
    live.admin("POST", "egress", {"instance": free, "allowed": None})
    live.admin("POST", "egress", {"instance": cut, "allowed": None})
    assert live.ssh(here, f"ping -c1 -W2 {there} >/dev/null && echo reached") == "reached"
    live.admin("POST", "egress", {"instance": cut, "allowed": False})


def test_the_machines_own_ports_are_closed(live, outside, pair):
    (_, here), (_, there) = pair
    with socketserver.TCPServer(("0.0.0.0", 0), http.server.SimpleHTTPRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        links = json.loads(run("ip", "-j", "-4", "addr", "show"))
        own = [address["local"] for link in links for address in link["addr_info"]]
        assert len(own) >= 3
        for address in own:
            for guest in (here, there):
                assert code(live, guest, f"http://{address}:{port}/") == "000", (address, guest)
        server.shutdown()


def test_its_own_firewall_of_the_instance_says_nothing_here(live, outside, pair):
    """Cutting and opening work on the machine's side, whatever the instance does to its own network."""
    (cut, here), _ = pair
    gateway = live.facts["instanceEndpoint"].split(":")[1][2:]
    script = (
        "ip link set eth0 down; ip link set eth0 name eth7; ip link set eth7 up; "
        f"ip route add default via {gateway} dev eth7; curl -so /dev/null -m 3 -w %{{http_code}} {outside} > /root/seen; "
        "ip link set eth7 down; ip link set eth7 name eth0; ip link set eth0 up; "
        f"ip route add 169.254.169.254 via {gateway}; echo . >> /root/seen"
    )
    live.ssh(here, f"sudo systemd-run -q --wait sh -c '{script}' </dev/null >/dev/null 2>&1 &")
    live.wait(lambda: live.ssh(here, "sudo cat /root/seen").endswith("."), 30)
    assert live.ssh(here, "sudo cat /root/seen") == "000."
