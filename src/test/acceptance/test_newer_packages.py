"""Nights with an archive of the test's own: a package of the image gets a newer version, then one that the image has not."""

import functools
import hashlib
import http.server
import io
import json
import shutil
import subprocess
import tarfile
import threading

import boto3
import pytest
from botocore.config import Config

NEEDED = [program for program in ("gpg", "dpkg-deb") if not shutil.which(program)]
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"SKIPPED ALOUD: no {' and no '.join(NEEDED)}")

# The base image fetches the archive when it boots and serves it at the address at which the test serves it here: from an instance
# no port of the machine can be reached.
BASE = r"""
set -eu
systemctl disable --quiet apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service || true
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
echo "deb [signed-by=/etc/apt/own.asc] http://127.0.0.1:$PORT stable main" >/etc/apt/sources.list
cp /tmp/own.asc /etc/apt/own.asc
chmod 0644 /etc/apt/own.asc
cat >/usr/local/bin/own-archive <<SCRIPT
#!/bin/sh
mkdir -p /srv/archive
until curl -fsS '$ADDRESS' | tar -x -C /srv/archive; do sleep 1; done
exec python3 -m http.server --bind 127.0.0.1 --directory /srv/archive $PORT
SCRIPT
chmod 0755 /usr/local/bin/own-archive
printf '[Service]\nExecStart=/usr/local/bin/own-archive\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/own-archive.service
systemctl enable own-archive.service
"""

INSTALL = """#!/bin/sh
set -eu
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    if apt-get update -o APT::Update::Error-Mode=any; then break; fi
    sleep 1
done
apt-get install -y web
"""


class Archive:
    """A signed archive on this machine, of packages made here, and a copy in S3 for instances."""

    def __init__(self, place, cloud):
        self.place, self.cloud = place, cloud
        self.home = place / "gnupg"
        self.home.mkdir(mode=0o700)
        self.gpg("--quick-gen-key", "--passphrase", "", "Own archive", "rsa2048", "sign", "0")
        self.key = self.gpg("--armor", "--export")
        self.tree = place / "archive"
        self.tree.mkdir()
        quiet = functools.partial(Quiet, directory=str(self.tree))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.s3 = cloud.client("s3")
        self.s3.create_bucket(Bucket="own-archive", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})

    def gpg(self, *words, text=None):
        command = ["gpg", "--homedir", self.home, "--batch", "--quiet", "--pinentry-mode", "loopback", *words]
        return subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout

    @property
    def port(self):
        return self.server.server_port

    def address(self):
        """From where an instance fetches all of it, the same for ever."""
        own = self.cloud.told["env"]
        reached = boto3.client(
            "s3",
            endpoint_url=self.cloud.told["instanceEndpoint"],
            region_name="us-west-2",
            aws_access_key_id=own["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=own["AWS_SECRET_ACCESS_KEY"],
            config=Config(signature_version="s3v4"),
        )
        return reached.generate_presigned_url("get_object", {"Bucket": "own-archive", "Key": "archive.tar"}, ExpiresIn=86_400)

    def holds(self, **versions):
        """What it has from now on; `web` depends on `libown`."""
        index = ""
        for name, version in versions.items():
            index += self.package(name, version)
        packages = self.tree / "dists/stable/main/binary-amd64/Packages"
        packages.parent.mkdir(parents=True, exist_ok=True)
        packages.write_text(index)
        digest = hashlib.sha256(index.encode()).hexdigest()
        release = (
            "Origin: own\nSuite: stable\nCodename: stable\nDate: Sat, 28 Nov 2026 10:00:00 UTC\nArchitectures: amd64\n"
            f"Components: main\nSHA256:\n {digest} {len(index)} main/binary-amd64/Packages\n"
        )
        (self.tree / "dists/stable/InRelease").write_text(self.gpg("--clearsign", "--digest-algo", "SHA256", text=release))
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as tar:
            tar.add(self.tree, ".")
        self.s3.put_object(Bucket="own-archive", Key="archive.tar", Body=packed.getvalue())

    def package(self, name, version):
        file = self.tree / f"{name}_{version}.deb"
        control = f"Package: {name}\nVersion: {version}\nArchitecture: amd64\nMaintainer: nobody\nDescription: {name}\n"
        control += "Depends: libown\n" if name == "web" else ""
        root = self.place / f"{name}-{version}"
        if not file.exists():
            (root / "DEBIAN").mkdir(parents=True)
            (root / "DEBIAN/control").write_text(control)
            subprocess.run(["dpkg-deb", "--build", "--root-owner-group", root, file], check=True, capture_output=True)
        content = file.read_bytes()
        return f"{control}Filename: {file.name}\nSize: {len(content)}\nSHA256: {hashlib.sha256(content).hexdigest()}\n\n"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def archive(bakery, cloud, tmp_path_factory):
    # Not beside the template, where every file counts.
    made = Archive(tmp_path_factory.mktemp("archive"), cloud)
    yield made
    made.server.shutdown()
    made.server.server_close()
    ec2 = cloud.client()
    for image in ec2.describe_images(Owners=["self"])["Images"]:
        ec2.deregister_image(ImageId=image["ImageId"])


def base(bakery, archive):
    """The id of a base AMI whose packages come from the archive."""
    (bakery.directory / "own.asc").write_text(archive.key)
    (bakery.directory / "base.sh").write_text(BASE)
    path = bakery.template("base.json")
    template = json.loads(path.read_text())
    template["provisioners"] = [
        {"type": "file", "source": "own.asc", "destination": "/tmp/own.asc"},
        {
            "type": "shell",
            "script": "base.sh",
            "environment_vars": [f"PORT={archive.port}", f"ADDRESS={archive.address()}"],
            "execute_command": "sudo -n env {{ .Vars }} sh -eu {{ .Path }}",
        },
    ]
    path.write_text(json.dumps(template))
    return bake(bakery, path)["amis"][0]["id"]


def recipe(bakery, base_id):
    (bakery.directory / "install.sh").write_text(INSTALL)
    (bakery.directory / "manifest-tool").write_text(bakery.run("manifest-tool").stdout)
    path = bakery.template("web.json", source_ami=base_id)
    template = json.loads(path.read_text())
    template["builders"][0].pop("source_ami_filter")
    template["variables"]["image_manifests"] = "manifests"
    sudo = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
    template["provisioners"] = [
        {"type": "shell", "script": "install.sh", "execute_command": sudo},
        {"type": "file", "source": "{{template_dir}}/manifest-tool", "destination": "/tmp/manifest-tool"},
        {"type": "shell", "inline": ["sudo sh /tmp/manifest-tool >/tmp/manifest.json"]},
        {
            "type": "file",
            "direction": "download",
            "source": "/tmp/manifest.json",
            "destination": "{{user `image_manifests`}}/{{build_name}}.json",
        },
    ]
    path.write_text(json.dumps(template))
    return path


def bake(bakery, template, *words):
    done = bakery.run("bake", "--json", *words, template)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def test_a_newer_package_of_the_image_bakes_anew_and_one_of_others_does_not(bakery, cloud, archive):
    archive.holds(web="1.0", libown="1.0", other="1.0")
    template = recipe(bakery, base(bakery, archive))

    first = bake(bakery, template, "--reuse")
    assert not first["reuse"]["reused"]
    same = bake(bakery, template, "--reuse")
    assert same["reuse"]["reused"], same["reuse"]
    assert same["reuse"]["notes"] == ["No repository has a newer version of a package that it holds."]

    archive.holds(web="1.0", libown="1.1", other="1.0")
    cloud.localcloud("calls", "--reset")
    accepted = bake(bakery, template, "--reuse", "--fresh-for", "1d")
    assert accepted["reuse"]["reused"] and "libown 1.0 → 1.1" in accepted["reuse"]["notes"]
    assert sum(cloud.localcloud("calls")["calls"].values()) <= 3
    night = bake(bakery, template, "--reuse")
    assert not night["reuse"]["reused"]
    assert "1 package has a newer version: libown." in night["reuse"]["reasons"]
    assert night["reuse"]["newerPackages"] == [
        {"name": "libown", "from": "1.0", "to": "1.1", "suite": "stable", "security": False}
    ]

    archive.holds(web="1.0", libown="1.1", other="2.0")
    next_night = bake(bakery, template, "--reuse")
    assert next_night["reuse"]["reused"], next_night["reuse"]
    assert [ami["id"] for ami in next_night["amis"]] == [ami["id"] for ami in night["amis"]]

    archive.server.shutdown()
    archive.server.server_close()
    unknown = bakery.run("bake", "--json", "--reuse", template)
    told = json.loads(unknown.stdout)["reuse"]
    assert not told["reused"]
    assert any("cannot be asked" in reason for reason in told["reasons"]), told


def test_the_option_needs_reuse(bakery):
    done = bakery.run("bake", "--fresh-for", "7d", bakery.template())
    assert done.returncode == 2
    assert "--fresh-for says which AMIs --reuse takes; give --reuse too." in done.stderr
    done = bakery.run("bake", "--reuse", "--fresh-for", "soon", bakery.template())
    assert done.returncode == 2
    assert "--fresh-for is 'soon'" in done.stderr
