"""A local S3, a fake metadata service, and the application between them. Nothing leaves the loopback interface."""

import http.server
import io
import os
import threading
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer
from PIL import Image

from img_mgr.app import create_app
from img_mgr.build import Build
from img_mgr.metadata import Metadata
from img_mgr.store import Store

MANIFEST_TOOL = Path(__file__).parents[2] / "provision/rootfs/usr/lib/ami-bakery/manifest"


@pytest.fixture(scope="session", autouse=True)
def no_real_credentials():
    """No test may reach an account, whatever the environment holds."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("AWS_", "IMG_MGR_"))]:
            patch.delenv(name)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("NO_PROXY", "*")
        yield


@pytest.fixture(scope="session")
def s3(no_real_credentials):
    """The address of a local S3."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3, request):
    """A fresh bucket as a boto3 resource."""
    made = boto3.resource("s3", endpoint_url=s3, region_name="us-west-2").Bucket(f"test-{abs(hash(request.node.nodeid))}")
    made.create(CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    yield made
    made.objects.delete()
    made.delete()


class Imds:
    """What the fake metadata service serves: paths → text. requests holds (method, path, token)."""

    def __init__(self):
        self.values, self.requests, self.tokens = {}, [], {}
        self.refuse_token = False

    def on_ec2(self, user_data=None, tags=None):
        self.values = {f"/latest/meta-data/tags/instance/{k}": v for k, v in (tags or {}).items()}
        self.values["/latest/meta-data/placement/region"] = "eu-central-1"
        if user_data is not None:
            self.values["/latest/user-data"] = user_data


@pytest.fixture
def imds():
    """A metadata service that answers to session tokens alone."""
    fake = Imds()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def reply(self, status, text=""):
            self.send_response(status)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def do_PUT(self):
            fake.requests.append(("PUT", self.path, None))
            asked = self.path == "/latest/api/token" and self.headers.get("X-aws-ec2-metadata-token-ttl-seconds")
            if fake.refuse_token or not asked:
                return self.reply(403)
            fake.tokens[f"token-{len(fake.tokens)}"] = True
            return self.reply(200, list(fake.tokens)[-1])

        def do_GET(self):
            token = self.headers.get("X-aws-ec2-metadata-token")
            fake.requests.append(("GET", self.path, token))
            if not fake.tokens.get(token):
                return self.reply(401)
            found = fake.values.get(self.path)
            return self.reply(404) if found is None else self.reply(200, found)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def deaf_address():
    """An address on which nothing listens."""
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@pytest.fixture
def client_for(deaf_address):
    """Makes a test client of an application with this environment."""

    def make(metadata=None, **environ):
        store = Store(environ, metadata or Metadata(deaf_address, timeout=1))
        return create_app(store, Build("1.2.3", "0123456789abcdef", "ab" * 32)).test_client()

    return make


@pytest.fixture
def client(client_for, s3, bucket):
    """A test client of an application that keeps its pictures in the fresh bucket."""
    place = {"IMG_MGR_BUCKET": bucket.name, "IMG_MGR_REGION": "us-west-2", "IMG_MGR_ENDPOINT": s3}
    return client_for(IMG_MGR_CHANGES="anyone", **place)


def picture(kind="PNG", size=(64, 48), colour="teal", **options):
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, colour).save(out, kind, **options)
    return out.getvalue()


def send(client, data, name="picture.png", accept="application/json", headers=None):
    """Uploads as a browser's form does, which escapes three characters of a file name and no other."""
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--edge\r\nContent-Disposition: form-data; name="image"; filename="{escaped}"\r\nContent-Type: image/png\r\n\r\n'
    kind = {"Accept": accept, "Content-Type": "multipart/form-data; boundary=edge", **(headers or {})}
    return client.post("/images", data=head.encode() + data + b"\r\n--edge--\r\n", headers=kind)
