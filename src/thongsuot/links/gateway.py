"""Bytes go: a parcel is posted to another install, and its signed answer is brought back."""

from __future__ import annotations

import base64
import binascii
import http.client
import io
import json
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from thongsuot.links.queries import TYPE

PATH = "/api/packages/"
TIMEOUT = 20.0  # seconds for connecting, and for each piece that is written or read
PATIENCE = 60.0  # seconds for the whole answer, also of a peer that gives it byte by byte
LONGEST = 64 * 1024  # bytes of an answer that are read
SHOWN = 200  # characters of an answer that are kept
Connection = http.client.HTTPConnection


@dataclass(frozen=True)
class Answer:
    """A receipt to be believed or not, or why there is none; without one the parcel may have arrived or not."""

    receipt: bytes
    words: str = ""


def post(address: str, parcel: bytes, mine: Callable[[], bool]) -> Answer:
    """Post a parcel; `mine` is asked when the peer is reached and nothing has left yet."""
    try:
        url = urlsplit(address)
        connection = _connect(url)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(b"", _("Không kết nối được hệ thống bên kia: %(error)s") % {"error": error})
    try:
        if not mine():
            return Answer(b"", _("Gói tin đã được tiến trình khác xử lý."))
        return _read(*_ask(connection, url.path.rstrip("/") + PATH, parcel))
    except (OSError, http.client.HTTPException) as error:
        return Answer(b"", _("Mất kết nối khi chờ hệ thống bên kia trả lời: %(error)s") % {"error": error})
    finally:
        connection.close()


def _connect(url: SplitResult) -> Connection:
    host = url.hostname or ""
    if url.scheme == "https":
        context = ssl.create_default_context()
        connection: Connection = http.client.HTTPSConnection(host, url.port, timeout=TIMEOUT, context=context)
    else:
        connection = Connection(host, url.port, timeout=TIMEOUT)
    connection.connect()
    return connection


def _ask(connection: Connection, path: str, parcel: bytes) -> tuple[int, bytes]:
    """Send in pieces, so that a slow line is given time and a dead one is not, and read the answer within bounds."""
    headers = {"Content-Type": TYPE, "Content-Length": str(len(parcel)), "Accept": "application/json"}
    connection.request("POST", path, io.BytesIO(parcel), headers)
    answer, until = connection.getresponse(), time.monotonic() + PATIENCE
    body = b""
    while len(body) < LONGEST and (piece := answer.read1(8192)):
        body += piece
        if time.monotonic() > until:
            raise TimeoutError("the answer does not end")
    return answer.status, body


def _read(status: int, body: bytes) -> Answer:
    """Find the receipt; a refusal that nobody signed is trouble of the way, never the end of a package."""
    try:
        told = json.loads(body)
        receipt = base64.b64decode(told.get("receipt") or "", validate=True)
        said = str(told.get("said") or "")
    except (ValueError, AttributeError, TypeError, binascii.Error):
        receipt, said = b"", body.decode("utf-8", "replace")
    facts: dict[str, Any] = {"status": status, "said": " ".join(said.split())[:SHOWN]}
    return Answer(receipt, _("Hệ thống bên kia trả lời %(status)s: %(said)s") % facts)
