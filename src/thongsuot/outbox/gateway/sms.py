"""An SMS leaves through the HTTP interface of a brand-name gateway, as the install's templates say."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import SplitResult

from django.utils.translation import gettext as _

from thongsuot.outbox.gateway import texts
from thongsuot.outbox.gateway.answers import Answer, Mine, Outcome, Send, Unreachable, taken_over
from thongsuot.outbox.gateway.templates import Request, Templates, Unclear, Wrong, digits
from thongsuot.outbox.models import Message

TIMEOUT = 15.0  # seconds for connecting, and for each read of the answer
LONGEST = 64 * 1024  # bytes of an answer that are read
SHOWN = 200  # characters of an answer that are kept
NOT_TAKEN = {408, 429, 503}  # too slow, too many, busy: RFC 9110, 15.5.9; RFC 6585, 4; RFC 9110, 15.6.4
NOBODYS_FAULT = {401, 403, 404, 405, 407, 415}  # the settings are wrong: every message would meet the same
Connection = http.client.HTTPConnection


@contextmanager
def opened(url: str, told: Mapping[str, str]) -> Iterator[Send]:
    """Connect to the gateway and yield how to send one message; each message has a connection of its own."""
    try:
        templates = Templates(url, told)
        first = [_connect(templates.url)]
    except Wrong as error:
        raise Unreachable(str(error)) from error
    except (OSError, ValueError) as error:  # ValueError: no such port
        raise Unreachable(_unreachable(error)) from error

    def send(message: Message, mine: Mine) -> Answer:
        try:
            connection = first.pop() if first else _connect(templates.url)
        except OSError as error:
            return Answer(Outcome.UNREACHABLE, _unreachable(error))
        try:
            return _submit(templates, connection, message, mine)
        finally:
            connection.close()

    try:
        yield send
    finally:
        for connection in first:
            connection.close()


def _unreachable(error: Exception) -> str:
    return _("Không kết nối được cổng tin nhắn: %(error)s") % {"error": error}


def _connect(url: SplitResult) -> Connection:
    host = url.hostname or ""
    if url.scheme == "https":
        connection: Connection = http.client.HTTPSConnection(
            host, url.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        connection = Connection(host, url.port, timeout=TIMEOUT)
    connection.connect()
    return connection


def _submit(templates: Templates, connection: Connection, message: Message, mine: Mine) -> Answer:
    to, text = digits(message.address), texts.text_of(message)
    if not to:
        return Answer(Outcome.REFUSED, _("Số điện thoại không hợp lệ: %(number)s") % {"number": message.address})
    request = templates.fill(to=to, text=text, mark=str(message.token))
    if not mine():
        return taken_over()
    try:
        status, said = _ask(connection, request)
    except (OSError, http.client.HTTPException) as error:
        return Answer(Outcome.UNCERTAIN, _("Mất kết nối khi chờ cổng tin nhắn trả lời: %(error)s") % {"error": error})
    words = templates.without_secrets(said, text, message.body)[:SHOWN]
    return Answer(_outcome(templates, status, said), _words(status, words, texts.parts(text)))


def _ask(connection: Connection, request: Request) -> tuple[int, str]:
    """Send the request and return status and body; once a byte has left, every loss is a doubt."""
    connection.request(request.method, request.target, request.body, request.headers)
    answer = connection.getresponse()
    body = answer.read(LONGEST)
    if answer.length and len(body) < LONGEST:
        raise http.client.IncompleteRead(body, answer.length)
    return answer.status, body.decode("utf-8", "replace")


def _outcome(templates: Templates, status: int, said: str) -> Outcome:
    """Say what the answer means; a server's own fault, or an answer nobody understands, leaves a doubt."""
    if status in NOT_TAKEN | NOBODYS_FAULT or 300 <= status < 400:
        return Outcome.UNREACHABLE
    if status >= 500:
        return Outcome.UNCERTAIN
    if status >= 400:
        return Outcome.REFUSED
    try:
        if templates.postpones(said):
            return Outcome.UNREACHABLE
        return Outcome.SENT if templates.accepts(said) else Outcome.REFUSED
    except Unclear:
        return Outcome.UNCERTAIN


def _words(status: int, said: str, parts: int) -> str:
    facts = {"status": status, "parts": parts, "said": " ".join(said.split())}
    return _("Cổng tin nhắn trả lời %(status)s, %(parts)s tin nhắn quy đổi: %(said)s") % facts
