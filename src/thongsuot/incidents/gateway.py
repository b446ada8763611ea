"""Bytes go: a source's own API is asked what lasts, within bounds of size and time."""

from __future__ import annotations

import http.client
import ipaddress
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.incidents.models import Source

PATHS = {
    Source.Api.ALERTMANAGER: ("/api/v2/alerts", "/api/v2/status"),
    Source.Api.PROMETHEUS: ("/api/v1/alerts", "/api/v1/status/runtimeinfo"),
}
TIMEOUT = 5.0  # seconds for connecting, and for each piece that is read
PATIENCE = 15.0  # seconds for a whole answer, also of a peer that gives it byte by byte
LONGEST = 20 * 1024 * 1024  # bytes of an answer
OK = 200


@dataclass(frozen=True)
class Answer:
    """What lasts by the source's own words, and since when it runs (empty: unknown); or why it could not be asked."""

    body: bytes = b""
    status: bytes = b""
    trouble: str = ""


def ask(source: Source) -> Answer:
    """Ask a source what lasts; an exercise asks nobody but this machine."""
    url = urlsplit(source.api_url)
    if settings.REALITY != "live" and not _is_here(url.hostname or ""):
        return Answer(trouble=_("Diễn tập chỉ hỏi nguồn chạy trên chính máy này."))
    alerts, status = PATHS[Source.Api(source.api)]
    try:
        body = _get(url, alerts)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(trouble=_("Không hỏi được hệ thống giám sát: %(error)s") % {"error": error})
    try:
        return Answer(body, _get(url, status))
    except (OSError, ValueError, http.client.HTTPException):
        return Answer(body)  # what lasts is known all the same


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _get(url: SplitResult, path: str) -> bytes:
    """Fetch one path below an address; redirects are not followed."""
    connection = _connection(url)
    try:
        connection.request("GET", url.path.rstrip("/") + path, headers={"Accept": "application/json"})
        answer, until = connection.getresponse(), time.monotonic() + PATIENCE
        if answer.status != OK:
            raise ValueError(f"HTTP {answer.status}")
        pieces, size = [], 0
        while piece := answer.read1(65536):
            size += len(piece)
            pieces.append(piece)
            if size > LONGEST:
                raise ValueError("the answer is too large")
            if time.monotonic() > until:
                raise TimeoutError("the answer does not end")
        return b"".join(pieces)
    finally:
        connection.close()


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    host = url.hostname or ""
    if url.scheme == "https":
        return http.client.HTTPSConnection(host, url.port, timeout=TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, url.port, timeout=TIMEOUT)
