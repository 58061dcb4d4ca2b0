"""Load balancers answer, at the address that is their DNS name, with what healthy targets serve."""

import socket
import subprocess
import time
import uuid

import pytest
import requests

SERVES = """#!/bin/sh
mkdir -p /srv/www && cd /srv/www && hostname > name && echo fine > health
cat > /srv/serve.py <<'PY'
import http.server
class Serve(http.server.SimpleHTTPRequestHandler):
    def do_POST(self):
        told = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200); self.end_headers()
        self.wfile.write(b"%d bytes for %s" % (len(told), self.headers["X-Forwarded-For"].encode()))
http.server.ThreadingHTTPServer(("", 80), Serve).serve_forever()
PY
systemd-run --working-directory=/srv/www python3 /srv/serve.py
"""


class Balancer:
    """A load balancer with two instances, as an API client makes it."""

    def __init__(self, live):
        self.live, self.api = live, live.client("elbv2")
        zones = [subnet["SubnetId"] for subnet in live.ec2.describe_subnets()["Subnets"][:2]]
        name = f"b{uuid.uuid4().hex[:8]}"
        made = self.api.create_load_balancer(Name=name, Subnets=zones)["LoadBalancers"][0]
        self.arn, self.url = made["LoadBalancerArn"], f"http://{made['DNSName']}/"
        self.group = self.api.create_target_group(
            Name=name, Protocol="HTTP", Port=80, VpcId=live.facts["vpcId"], HealthCheckPath="/health"
        )["TargetGroups"][0]["TargetGroupArn"]
        self.instances = [live.launch(UserData=SERVES)[0] for _ in range(2)]
        self.api.register_targets(TargetGroupArn=self.group, Targets=[{"Id": one} for one in self.instances])
        self.listen(80, {"Type": "forward", "TargetGroupArn": self.group})

    def listen(self, port, action):
        return self.api.create_listener(LoadBalancerArn=self.arn, Protocol="HTTP", Port=port, DefaultActions=[action])

    def names(self, times=6):
        return {requests.get(self.url + "name", timeout=10).text.strip() for _ in range(times)}

    def close(self):
        self.api.delete_load_balancer(LoadBalancerArn=self.arn)
        self.live.ec2.terminate_instances(InstanceIds=self.instances)


@pytest.fixture(scope="module")
def balancer(live):
    made = Balancer(live)
    deadline = time.monotonic() + 30
    while len(made.names()) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
    yield made
    made.close()


def test_each_healthy_target_gets_its_turn(balancer):
    assert len(balancer.names()) == 2


def test_any_program_of_this_machine_finds_it_by_its_dns_name(balancer):
    asked = ["curl", "-sS", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", balancer.url + "health"]
    assert subprocess.run(asked, capture_output=True, text=True, check=False).stdout == "200"
    host = balancer.url.removeprefix("http://").rstrip("/")
    assert socket.gethostbyname(host) == host
    assert host.startswith("127.")


def test_what_is_sent_arrives_whole_with_the_address_of_its_sender(balancer):
    answer = requests.post(balancer.url, data=b"x" * 3_000_000, timeout=30)
    assert answer.text == "3000000 bytes for 127.0.0.1"


def test_a_target_that_is_unwell_is_passed_over(balancer, live):
    address = live.instance(balancer.instances[0])["PrivateIpAddress"]
    live.ssh(address, "sudo mv /srv/www/health /srv/www/ill")
    time.sleep(2.1)
    assert len(balancer.names()) == 1
    live.ssh(address, "sudo mv /srv/www/ill /srv/www/health")
    time.sleep(2.1)
    assert len(balancer.names()) == 2


def test_redirects_and_fixed_answers_come_from_the_balancer(balancer):
    secure = {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}
    balancer.listen(8081, {"Type": "redirect", "RedirectConfig": secure})
    fixed = {"StatusCode": "404", "ContentType": "text/plain", "MessageBody": "nobody"}
    balancer.listen(8082, {"Type": "fixed-response", "FixedResponseConfig": fixed})
    host = balancer.url.rstrip("/")
    answer = requests.get(f"{host}:8081/a?b=c", allow_redirects=False, timeout=10)
    assert (answer.status_code, answer.headers["Location"]) == (301, host.replace("http", "https") + "/a?b=c")
    answer = requests.get(f"{host}:8082/", timeout=10)
    assert (answer.status_code, answer.text) == (404, "nobody")


def test_the_status_tells_it(balancer, live):
    told = [one for one in live.admin("GET", "balancers")[1]["balancers"] if one["url"] == balancer.url]
    assert (len(told), len(told[0]["targets"]), told[0]["refused"]) == (1, 2, None)


def test_a_port_that_another_program_has_is_told(balancer, live):
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        balancer.listen(port, {"Type": "forward", "TargetGroupArn": balancer.group})
        told = {one["url"]: one["refused"] for one in live.admin("GET", "balancers")[1]["balancers"]}
    assert told[f"{balancer.url[:-1]}:{port}/"] == "Address already in use"


def test_one_that_is_deleted_answers_no_more(live):
    made = Balancer(live)
    made.close()
    with pytest.raises(requests.ConnectionError):
        requests.get(made.url, timeout=10)


# -- attacks ----------------------------------------------------------------------------------------------------------

CROSS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}


@pytest.mark.hostile
@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Host": "localhost"}, {"Origin": "http://evil.example"}, CROSS])
def test_a_web_page_of_another_origin_gets_nothing(balancer, headers):
    answer = requests.get(balancer.url + "name", headers=headers, timeout=10)
    assert (answer.status_code, "ip-" in answer.text) == (403, False)


@pytest.mark.hostile
def test_a_web_page_may_lead_there_and_do_no_more(balancer):
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert requests.get(balancer.url + "name", headers=link, timeout=10).status_code == 200
    assert requests.post(balancer.url, data="a", headers=link, timeout=10).status_code == 403


@pytest.mark.hostile
def test_it_leads_to_nothing_but_instances(balancer, live):
    group = balancer.api.create_target_group(
        Name=f"t{uuid.uuid4().hex[:8]}", Protocol="HTTP", Port=80, VpcId=live.facts["vpcId"], TargetType="ip"
    )["TargetGroups"][0]["TargetGroupArn"]
    balancer.api.register_targets(TargetGroupArn=group, Targets=[{"Id": "127.0.0.1", "Port": int(live.endpoint.rpartition(":")[2])}])
    balancer.listen(8084, {"Type": "forward", "TargetGroupArn": group})
    assert requests.get(balancer.url[:-1] + ":8084/", timeout=10).status_code == 503


@pytest.mark.hostile
@pytest.mark.parametrize("length", [b"Transfer-Encoding: chunked", b"Content-Length: 1\r\nContent-Length: 2", b"Content-Length: -1"])
def test_a_request_of_unclear_length_is_refused(balancer, length):
    host = balancer.url.removeprefix("http://").rstrip("/")
    with socket.create_connection((host, 80), timeout=10) as caller:
        caller.sendall(b"POST / HTTP/1.1\r\nHost: " + host.encode() + b"\r\n" + length + b"\r\n\r\n")
        assert caller.recv(100).startswith(b"HTTP/1.1 411")
