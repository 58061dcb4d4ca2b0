"""The HTTP side of a load balancer: takes a request, asks a target, hands its answer back."""

import http.client
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from localcloud.door import Door

SECONDS = 60
# What holds for one connection and not for the request.
OF_A_CONNECTION = {
    *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"),
    *("te", "trailer", "transfer-encoding", "upgrade", "expect"),
}
ITS_OWN = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "content-length"}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # Two clouds never share an address, and this one comes back to its own at once.
    allow_reuse_address = True

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no news."""


def listen(place: tuple[str, int], handler: type) -> Server:
    """OSError where another program has the port on every address of the machine."""
    server = Server(place, handler)
    threading.Thread(target=server.serve_forever, name=f"balancer {place[0]}", daemon=True).start()
    return server


class Forwarding(BaseHTTPRequestHandler):
    """One connection of a caller."""

    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    balancers: Any = None
    place = ("", 0)
    door: Door

    @classmethod
    def of(cls, balancers: Any, place: tuple[str, int]) -> type:
        door = Door(list, place[0], linked=True)
        return type("At", (cls,), {"balancers": balancers, "place": place, "door": door})

    def log_message(self, *_: Any) -> None:
        pass

    def version_string(self) -> str:
        return "awselb/2.0"

    def do_GET(self) -> None:
        refusal = self.door.refuses(self._environ())
        length = self.headers.get_all("Content-Length") or ["0"]
        if refusal is not None:
            return self._say(403, f"{refusal}\n")
        if not self.path.startswith("/"):
            return self._say(400, "A request names a path.\n")
        if "Transfer-Encoding" in self.headers or len(length) > 1 or not length[0].isdecimal():
            return self._say(411, "A load balancer of the local cloud takes requests with one Content-Length.\n")
        action = self.balancers.action(self.place)
        if not isinstance(action, list):
            return self._say(action.status, action.text, {**action.headers, **self._location(action.headers)})
        for target in action:
            connection = http.client.HTTPConnection(*target, timeout=SECONDS)
            with self.balancers.answering(target[0]) as stays:
                try:
                    if stays:
                        connection.connect()
                except OSError:
                    continue
                if stays:
                    return self._forward(connection, int(length[0]))
        return self._say(502 if action else 503, "No target answers.\n" if action else "There is no target.\n")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET

    def _environ(self) -> dict[str, str]:
        """In the form of WSGI, as the door reads it."""
        named = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in self.headers.items()}
        return {"REQUEST_METHOD": self.command, **named}

    def _location(self, headers: dict[str, str]) -> dict[str, str]:
        path, _, query = self.path.partition("?")
        told = headers.get("Location", "").replace("/#{path}", path)
        return {"Location": f"{told}?{query}" if query else told} if told else {}

    def _forward(self, connection: http.client.HTTPConnection, length: int) -> None:
        try:
            connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in OF_A_CONNECTION | ITS_OWN:
                    connection.putheader(name, value)
            before = self.headers.get("X-Forwarded-For")
            connection.putheader("X-Forwarded-For", ", ".join(filter(None, [before, self.client_address[0]])))
            connection.putheader("X-Forwarded-Proto", "http")
            connection.putheader("X-Forwarded-Port", str(self.place[1]))
            if length or self.command not in ("GET", "HEAD"):
                connection.putheader("Content-Length", str(length))
            connection.endheaders()
            while length:
                part = self.rfile.read(min(length, 1 << 16))
                if not part:
                    raise ConnectionError("the caller hung up")
                length -= len(part)
                connection.send(part)
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            connection.close()
            return self._say(502, "The target broke off.\n")
        self._hand_back(answer)
        connection.close()

    def _hand_back(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in OF_A_CONNECTION:
                self.send_header(name, value)
        bodyless = self.command == "HEAD" or answer.status in (204, 304)
        if answer.length is None and not bodyless:
            self.close_connection = True
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if not bodyless:
            shutil.copyfileobj(answer, self.wfile)

    def _say(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        body = text.encode()
        self.close_connection = True
        self.send_response(status)
        for name, value in {"Content-Type": "text/plain; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
