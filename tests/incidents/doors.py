"""Those who tell of alarms over a socket: each delivery by a connection of its own, and what it is answered."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import socket
from dataclasses import dataclass
from typing import Any

PATH = "/api/v1/alarms"


@dataclass(frozen=True)
class Told:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        return json.loads(self.body)["code"]

    @property
    def message(self) -> str:
        return json.loads(self.body)["message"]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def basic(secret: str, user: str = "nguon") -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def signed(secret: str, body: bytes, sent_at: str) -> dict[str, str]:
    """The headers of a source that signs what it sends with the time."""
    signature = hmac.new(secret.encode(), sent_at.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {**bearer(secret), "X-TS-Time": sent_at, "X-TS-Signature": f"sha256={signature}"}


def post(port: int, body: bytes, headers: dict[str, str], *, method: str = "POST", path: str = PATH) -> Told:
    """Send one delivery and read the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Told(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def raw(port: int, head: str, pieces: Any, *, patience: float = 30.0) -> bytes:
    """Send bytes as they are, as long as they are taken, and return the first bytes of the answer."""
    with socket.create_connection(("127.0.0.1", port), patience) as knocking:
        knocking.sendall(head.encode())
        try:
            for piece in pieces:
                knocking.sendall(piece)
        except OSError:
            pass  # it was told to stop
        return knocking.recv(4096)
