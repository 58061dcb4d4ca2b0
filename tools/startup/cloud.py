"""A rehearsal's EC2: describes one image, agrees to everything else. For the start-up archive alone."""

import http.server
import sys

IMAGE = """<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><imagesSet><item>
<imageId>ami-22222222222222222</imageId><imageState>available</imageState><imageOwnerId>123456789012</imageOwnerId>
<name>rehearsal</name><creationDate>2026-01-01T00:00:00.000Z</creationDate><architecture>x86_64</architecture>
<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-22222222222222222</snapshotId>
<volumeSize>8</volumeSize></ebs></item></blockDeviceMapping><tagSet><item><key>a</key><value>b</value></item></tagSet>
</item></imagesSet></DescribeImagesResponse>"""
DONE = "<{0}Response xmlns='http://ec2.amazonaws.com/doc/2016-11-15/'><requestId>r</requestId><return>true</return></{0}Response>"


class Rehearsal(http.server.BaseHTTPRequestHandler):
    """Answers EC2's query protocol."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        """Answers one call."""
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        action = asked.split("Action=", 1)[1].split("&", 1)[0]
        body = (IMAGE if action == "DescribeImages" else DONE.format(action)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Says nothing."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Rehearsal)
print(server.server_port, flush=True)
sys.stdout.close()
server.serve_forever()
