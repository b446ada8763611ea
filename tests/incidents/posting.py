"""Many senders at once over real sockets: raw asyncio, connections kept open, each waits for its answer.

What is not answered 2xx, or not answered at all, is sent again, as Alertmanager does. The answers are the outside
witness: what was answered 2xx is safe.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.engines.alerts.storm import Storm

PATIENCE = 15.0  # seconds for one answer
PAUSE = 0.2  # seconds before it is tried again


def request(secret: str, body: bytes) -> bytes:
    """Return a delivery as it goes over the wire."""
    head = f"POST /api/v1/alarms HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {secret}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass
class Posting:
    """Deliveries on their way, and what was answered."""

    port: int
    waiting: deque[tuple[int, bytes]]
    kept: set[int] = field(default_factory=set)  # the numbers of those that were answered 2xx
    answers: Counter[str] = field(default_factory=Counter)
    pace: float = 0.0  # seconds between two of one sender

    async def run(self, senders: int) -> None:
        """Send everything."""
        await asyncio.gather(*(self._send() for _ in range(senders)))

    async def _send(self) -> None:
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        while self.waiting:
            number, octets = self.waiting.popleft()
            try:
                async with asyncio.timeout(PATIENCE):
                    if streams is None:
                        streams = await asyncio.open_connection("127.0.0.1", self.port)
                    status, closing = await _told(*streams, octets)
            except (OSError, EOFError, TimeoutError, ValueError):
                status, closing = 0, True
            self.answers[str(status) if status else "none"] += 1
            if 200 <= status < 300:
                self.kept.add(number)
            else:
                self.waiting.append((number, octets))
                await asyncio.sleep(PAUSE)
            if self.pace:
                await asyncio.sleep(self.pace)
            if closing and streams is not None:
                streams[1].transport.abort()
                streams = None
        if streams is not None:
            streams[1].close()


async def _told(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, octets: bytes) -> tuple[int, bool]:
    writer.write(octets)
    head = await reader.readuntil(b"\r\n\r\n")
    told = head.lower()
    length = int(told.partition(b"content-length:")[2].split(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1]), b"connection: close" in told


def post_all(port: int, requests: list[bytes], *, senders: int = 32, pace: float = 0.0) -> Posting:
    """Send all of it and return what was answered."""
    ours = Posting(port, deque(enumerate(requests)), pace=pace)
    asyncio.run(ours.run(senders))
    return ours


@dataclass
class Truth:
    """What the sources' own API says lasts; nothing while it is not known."""

    storm: Storm
    known: bool = False
    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str) -> bytes | None:
        """Return what is said at a path: `/GROUP/api/v2/alerts`, or since when it runs."""
        group = path.split("/")[1]
        if not self.known:
            return None
        if path.endswith("/status"):
            return b'{"uptime": "2026-01-01T00:00:00.000Z"}'
        self.asked[group] += 1
        mine = [line for line in self.storm.lines if line.labels["doanh_nghiep"] == group]
        return Storm([], mine, self.storm.until).active()


@contextmanager
def standing(storm: Storm) -> Iterator[Truth]:
    """Serve the truth on loopback inside the block."""
    truth = Truth(storm)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            body = truth.answer(self.path)
            self.send_response(503 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body or b"")

        def log_message(self, *_told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    truth.port = server.server_port
    try:
        yield truth
    finally:
        server.shutdown()
        server.server_close()


def alert_of(labels: dict[str, str], starts_at: str, name: str) -> bytes:
    """Return a delivery with one alert that has just begun."""
    row = {
        "status": "firing", "labels": labels, "annotations": {}, "startsAt": starts_at, "fingerprint": name,
        "endsAt": "0001-01-01T00:00:00Z",
    }  # fmt: skip
    return json.dumps({"version": "4", "status": "firing", "alerts": [row]}, separators=(",", ":")).encode()
