"""A real HTTP gateway on loopback that writes down what it took before it answers; it may also run as a process."""

from __future__ import annotations

import json
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLContext

OK = (200, '{"CodeResult": "100", "SMSID": "a1"}')
TEMPLATES = {
    "headers": '{"Authorization": "Bearer bi-mat-cua-cong"}',
    "body": '{"to": "{to}", "text": "{text}", "brand": "{brand}", "id": "{id}", "key": "khoa-rieng-7"}',
    "brand": "SO KHCN",
    "success": "CodeResult=100",
    "later": "CodeResult=103|CodeResult=118",
}


@dataclass(frozen=True)
class Seen:
    """One request, as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def told(self) -> dict[str, str]:
        """Return a body in JSON."""
        return json.loads(self.body)


class Gateway:
    """What the peer saw, and how it is to behave."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.answer: Callable[[Seen], tuple[int, str]] = lambda seen: OK
        self.fault = ""  # "drop" before the answer, "half" of it, "slow": nothing for a long time
        self.slowest = 0.0
        self.random = random.Random(0)  # noqa: S311  # it only spreads waiting times
        self.address = self.url = ""
        self.record: Path | None = None

    @property
    def tokens(self) -> Counter[str]:
        """Return how often each id was taken."""
        return Counter(seen.told["id"] for seen in self.seen)


class Handler(BaseHTTPRequestHandler):
    """Write the request down, wait, answer or fail as told."""

    protocol_version = "HTTP/1.1"
    gateway: Gateway

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer a request without a body."""
        self.do_POST()

    def do_POST(self) -> None:
        """Answer a request."""
        gateway = self.gateway
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        seen = Seen(self.command, self.path, dict(self.headers), body)
        status, said = gateway.answer(seen)
        gateway.seen.append(seen)
        if gateway.record:
            with gateway.record.open("a") as file:
                file.write(f"{seen.told['id']}\n")
        time.sleep(60 if gateway.fault == "slow" else gateway.random.uniform(0, gateway.slowest))
        content = said.encode()
        if gateway.fault != "drop":
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if gateway.fault == "half" else content)
            self.wfile.flush()
        if gateway.fault in ("drop", "half"):
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True


class Server(ThreadingHTTPServer):
    """A server that does not wait for slow answers when it ends."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, address: object) -> None:
        """Say nothing of connections that were broken on purpose."""


def _server(gateway: Gateway, secured: SSLContext | None = None) -> Server:
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"gateway": gateway}))
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    gateway.address = f"127.0.0.1:{server.server_address[1]}"
    gateway.url = f"{'https' if secured else 'http'}://{gateway.address}/sms"
    return server


@contextmanager
def standing(secured: SSLContext | None = None) -> Iterator[Gateway]:
    """Let a gateway stand on a free port of loopback."""
    gateway = Gateway()
    server = _server(gateway, secured)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def main() -> None:
    """Stand as a process that may be killed: print the address, write ids to the file, never finish an answer."""
    gateway = Gateway()
    gateway.record, gateway.fault = Path(sys.argv[1]), "slow"
    server = _server(gateway)
    sys.stdout.write(f"{gateway.url}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
