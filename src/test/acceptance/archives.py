"""Archives of packages of the tests' own: served on this machine, where the bakery asks them, and in instances, where apt and dnf do."""

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
from botocore.config import Config

SUDO = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
# The base image fetches the archive when it boots and serves it at the address at which the test serves it here: from an instance
# no port of the machine can be reached.
SERVE = r"""
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
DEBIAN = r"""
set -eu
systemctl disable --quiet apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service || true
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /var/lib/apt/lists/*
echo "deb [signed-by=/etc/apt/own.asc] http://127.0.0.1:$PORT stable main" >/etc/apt/sources.list
cp /tmp/own.asc /etc/apt/own.asc
chmod 0644 /etc/apt/own.asc
"""
# Debian's own rpm and dnf on a machine that no longer knows of dpkg: as near to a machine of that family as can be booted here.
RPM = r"""
set -eu
systemctl disable --quiet apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service || true
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install rpm dnf
rm -rf /var/lib/dpkg /var/lib/apt/lists /usr/bin/apt-get
mkdir -p /etc/yum.repos.d /var/lib/rpm /etc/dnf /etc/rpm
echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
rm -f /etc/yum.repos.d/*
printf '[own]\nname=own\nbaseurl=http://127.0.0.1:%s\ngpgcheck=0\n' "$PORT" >/etc/yum.repos.d/own.repo
rpm --initdb --dbpath /var/lib/rpm
"""


def missing(*programs):
    """Which of these are not here."""
    return [program for program in programs if not shutil.which(program)]


INSTALL = """#!/bin/sh
set -eu
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    if apt-get update -o APT::Update::Error-Mode=any; then break; fi
    sleep 1
done
apt-get install -y web
"""


class Archive:
    """An archive on this machine, and a copy in S3 for instances."""

    setup = ""

    def __init__(self, place, cloud):
        self.place, self.cloud = place, cloud
        self.tree = place / "archive"
        self.tree.mkdir()
        quiet = functools.partial(Quiet, directory=str(self.tree))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.s3 = cloud.client("s3")
        if "own-archive" not in [bucket["Name"] for bucket in self.s3.list_buckets()["Buckets"]]:
            self.s3.create_bucket(Bucket="own-archive", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})

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
        """What it has from now on, one version of each package or several; `web` depends on `libown`."""
        self.index([(name, one) for name, told in versions.items() for one in ([told] if isinstance(told, str) else told)])
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as tar:
            tar.add(self.tree, ".")
        self.s3.put_object(Bucket="own-archive", Key="archive.tar", Body=packed.getvalue())

    def base(self, bakery):
        """The id of a base AMI whose packages come from the archive."""
        uploads = self.uploads(bakery.directory)
        (bakery.directory / "base.sh").write_text(self.setup + SERVE)
        path = bakery.template("base.json")
        template = json.loads(path.read_text())
        script = {
            "type": "shell",
            "script": "base.sh",
            "environment_vars": [f"PORT={self.port}", f"ADDRESS={self.address()}"],
            "execute_command": SUDO,
        }
        template["provisioners"] = [*uploads, script]
        path.write_text(json.dumps(template))
        done = bakery.run("bake", "--json", path)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)["amis"][0]["id"]

    def uploads(self, _directory):
        return []

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        ec2 = self.cloud.client()
        for image in ec2.describe_images(Owners=["self"])["Images"]:
            ec2.deregister_image(ImageId=image["ImageId"])


class AptArchive(Archive):
    """One of apt's, signed."""

    setup = DEBIAN
    needs = ("gpg", "dpkg-deb")
    install = "apt-get -o APT::Update::Error-Mode=any update", "apt-get install -y web"

    def __init__(self, place, cloud):
        super().__init__(place, cloud)
        self.home = place / "gnupg"
        self.home.mkdir(mode=0o700)
        self.gpg("--quick-gen-key", "--passphrase", "", "Own archive", "rsa2048", "sign", "0")

    def close(self):
        super().close()
        subprocess.run(["gpgconf", "--homedir", self.home, "--kill", "all"], capture_output=True, check=True)

    def gpg(self, *words, text=None):
        command = ["gpg", "--homedir", self.home, "--batch", "--quiet", "--pinentry-mode", "loopback", *words]
        return subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout

    def uploads(self, directory):
        (directory / "own.asc").write_text(self.gpg("--armor", "--export"))
        return [{"type": "file", "source": "own.asc", "destination": "/tmp/own.asc"}]

    def index(self, packages):
        index = "".join(self.package(name, version) for name, version in packages)
        written = self.tree / "dists/stable/main/binary-amd64/Packages"
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(index)
        digest = hashlib.sha256(index.encode()).hexdigest()
        release = (
            "Origin: own\nSuite: stable\nCodename: stable\nDate: Sat, 28 Nov 2026 10:00:00 UTC\nArchitectures: amd64\n"
            f"Components: main\nSHA256:\n {digest} {len(index)} main/binary-amd64/Packages\n"
        )
        (self.tree / "dists/stable/InRelease").write_text(self.gpg("--clearsign", "--digest-algo", "SHA256", text=release))

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


class RpmArchive(Archive):
    """One of dnf's."""

    setup = RPM
    needs = ("rpmbuild", "createrepo_c")
    install = "dnf -y makecache", "dnf -y install web"

    def index(self, packages):
        for old in self.tree.glob("*.rpm"):
            old.unlink()
        for name, version in packages:
            shutil.copy(self.package(name, version), self.tree)
        subprocess.run(["createrepo_c", "--quiet", self.tree], check=True, capture_output=True)

    def package(self, name, version):
        file = self.place / f"rpms/noarch/{name}-{version}-1.noarch.rpm"
        if not file.exists():
            spec = self.place / f"{name}-{version}.spec"
            requires = "Requires: libown\n" if name == "web" else ""
            head = f"Name: {name}\nVersion: {version}\nRelease: 1\nSummary: {name}\nLicense: none\nBuildArch: noarch\n"
            spec.write_text(f"{head}{requires}%description\n{name}\n%files\n")
            places = ["--define", f"_topdir {self.place}/build", "--define", f"_rpmdir {self.place}/rpms"]
            subprocess.run(["rpmbuild", "-bb", "--quiet", *places, spec], check=True, capture_output=True)
        return file


def recipe(bakery, base_id):
    """A template that installs `web` from the archive of its base, without a version, and makes a manifest."""
    (bakery.directory / "install.sh").write_text(INSTALL)
    (bakery.directory / "manifest-tool").write_text(bakery.run("manifest-tool").stdout)
    path = bakery.template("web.json", source_ami=base_id)
    template = json.loads(path.read_text())
    template["builders"][0].pop("source_ami_filter")
    template["variables"]["image_manifests"] = "manifests"
    template["provisioners"] = [
        {"type": "shell", "script": "install.sh", "execute_command": SUDO},
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


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass
