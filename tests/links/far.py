"""The far end, without a database: it signs packages, believes ours, and answers on loopback as it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any
from uuid import UUID, uuid4

from tests.cast import MONDAY

from thongsuot.engines import package as engine
from thongsuot.engines.package import Enclosure, Envelope, Parcel, Receipt, SigningKey
from thongsuot.links import actions, queries
from thongsuot.links.actions import Registration
from thongsuot.organisations.models import System

BODY = {"việc": "Nhắn tin tuyên truyền", "vùng": ["DX-01", "DX-02"]}
BY = System("thử")


@dataclass
class Far:
    """An install of somebody else: its key, what it took, and what is wrong with it today."""

    key: SigningKey = SigningKey(b"F" * 32)
    url: str = ""
    taken: dict[UUID, bytes] = field(default_factory=dict)  # uuid -> envelope
    came: list[Parcel] = field(default_factory=list)  # every parcel, second copies too
    fault: str = ""  # "drop" after taking, "500" before, "words", "stranger", "garbage", "moved", "other"
    reason: str = ""  # what it refuses everything for
    after: Callable[[Parcel], None] = lambda parcel: None

    @property
    def order(self) -> list[int]:
        """Return the numbers of what was taken, in the order of taking."""
        return [engine.unpack(_bare(head)).envelope.sequence for head in self.taken.values()]

    def package(self, body: Any = BODY, files: tuple[tuple[str, bytes], ...] = (), **changed: Any) -> bytes:
        """Return a parcel from here to the install under test."""
        data = body if isinstance(body, bytes) else engine.canonical(body)
        told: dict[str, Any] = {
            "uuid": uuid4(),
            "kind": "campaign.tally",
            "sender": self.key.public.fingerprint,
            "recipient": queries.own_key().public.fingerprint,
            "reality": "live",
            "sequence": 1,
            "created_at": MONDAY,
            "body": _enclosed(data),
            "attachments": tuple(_enclosed(content, name) for name, content in files),
        }
        head, signature = engine.seal(Envelope(**{**told, **changed}), self.key)
        return engine.join(head, signature, data, [content for _name, content in files])

    def answer(self, data: bytes, *, at: datetime = MONDAY) -> bytes:
        """Take a parcel and return the signed answer."""
        parcel = engine.unpack(data)
        self.came.append(parcel)
        if not self.reason:
            self.taken.setdefault(parcel.envelope.uuid, parcel.head)
        told = Receipt(
            uuid=parcel.envelope.uuid,
            digest=parcel.digest,
            sender=self.key.public.fingerprint,
            recipient=parcel.envelope.sender,
            at=at,
            reason=self.reason,
        )
        return engine.answer(told, SigningKey(b"S" * 32) if self.fault == "stranger" else self.key)


def _enclosed(data: bytes, name: str = "") -> Enclosure:
    return Enclosure(hashlib.sha256(data).hexdigest(), len(data), name)


def _bare(head: bytes) -> bytes:
    told = json.loads(head)
    size = told["body"]["size"] + sum(each["size"] for each in told["attachments"])
    return engine.join(head, bytes(64), bytes(size))


class Handler(BaseHTTPRequestHandler):
    """Answers one parcel."""

    def do_POST(self) -> None:  # the base class's name
        """Take the parcel as the far end is told to."""
        far: Far = self.server.far  # type: ignore[attr-defined]  # set where the server is made
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if far.fault == "500":
            self._say(500, b"<h1>Server Error</h1>")
            return
        receipt = far.answer(data)
        if far.fault == "other":
            receipt = far.answer(far.package())
        far.after(far.came[-1])
        if far.fault == "drop":
            self.connection.close()
            return
        if far.fault == "moved":
            self.send_response(302)
            self.send_header("Location", f"{far.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if far.fault == "words":
            self._say(403, json.dumps({"reason": "unknown_key", "said": "Chưa biết khóa này."}).encode())
            return
        told = b"garbage" if far.fault == "garbage" else receipt
        self._say(409 if far.reason else 200, json.dumps({"receipt": base64.b64encode(told).decode()}).encode())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def standing(far: Far | None = None, *, secured: SSLContext | None = None) -> Iterator[Far]:
    """Let a far end stand on loopback; with a context it speaks HTTPS."""
    far = far or Far()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.far = far  # type: ignore[attr-defined]  # read by the handler
    if secured:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    far.url = f"http{'s' if secured else ''}://127.0.0.1:{server.server_port}"
    try:
        yield far
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def known(far: Far, organisation: Any, address: str | None = None, *, by: Any = BY) -> Any:
    """Enter the far end as the install of an organisation."""
    public = far.key.public
    told = Registration(organisation, far.url if address is None else address, public.text, public.fingerprint)
    return actions.register(told, by=by, at=MONDAY)
