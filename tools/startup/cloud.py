"""A rehearsal's EC2: describes a base image and the one made of it, agrees to everything else. For the start-up archive alone."""

import http.server
import sys
import urllib.parse
from xml.sax.saxutils import escape

BASE = "ami-11111111111111111"
MADE = "ami-22222222222222222"
IMAGE = """<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><imagesSet><item>
<imageId>{image}</imageId><imageState>available</imageState><imageOwnerId>123456789012</imageOwnerId>
<name>rehearsal</name><creationDate>2026-01-01T00:00:00.000Z</creationDate><architecture>x86_64</architecture>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-22222222222222222</snapshotId>
<volumeSize>8</volumeSize></ebs></item></blockDeviceMapping><tagSet>{tags}</tagSet></item></imagesSet></DescribeImagesResponse>"""
SNAPSHOT = """<DescribeSnapshotsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><snapshotSet><item>
<snapshotId>snap-22222222222222222</snapshotId><status>completed</status></item></snapshotSet></DescribeSnapshotsResponse>"""
TAG = "<item><key>{}</key><value>{}</value></item>"
DONE = "<{0}Response xmlns='http://ec2.amazonaws.com/doc/2016-11-15/'><requestId>r</requestId><return>true</return></{0}Response>"


class Rehearsal(http.server.BaseHTTPRequestHandler):
    """Answers EC2's query protocol."""

    protocol_version = "HTTP/1.1"
    tags = {}

    def do_POST(self):
        """Answers one call."""
        asked = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
        if asked["Action"] == "CreateTags":
            names = [name for name in asked if name.startswith("Tag.") and name.endswith(".Key")]
            self.tags.update({asked[name]: asked.get(name[:-3] + "Value", "") for name in names})
        body = self.answer(asked["Action"], asked.values()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, action, words):
        """What EC2 would say: whoever asks by that image's id or by a tag means the one that was made."""
        made = any(word == MADE or word.startswith("tag:") for word in words)
        if action == "DescribeImages" and not made:
            return IMAGE.format(image=BASE, tags="")
        if action == "DescribeImages":
            return IMAGE.format(image=MADE, tags="".join(TAG.format(escape(k), escape(v)) for k, v in self.tags.items()))
        return SNAPSHOT if action == "DescribeSnapshots" else DONE.format(action)

    def log_message(self, *words):
        """Says nothing."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Rehearsal)
print(server.server_port, flush=True)
sys.stdout.close()
server.serve_forever()
