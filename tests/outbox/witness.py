"""A real SMTP server on loopback that writes down the Message-ID of every mail before it answers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from ssl import SSLContext

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

TAKEN = "250 OK"


class Witness:
    """What the peer saw: it knows nothing of our database."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer: Callable[[EmailMessage], str] = lambda mail: TAKEN
        self.refusals: dict[str, str] = {}
        self.slowest = 0.0  # seconds between writing down and answering
        self.random = random.Random(0)  # noqa: S311  # it only spreads waiting times
        self.drop = False
        self.encrypted: list[bool] = []  # of each mail taken
        self.address = self.url = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's name
        """Accept the recipient or refuse it with the code set for it."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        """Write the mail down, wait a little, answer."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        answer = self.answer(mail)
        if answer.startswith("2"):
            self.mails.append(mail)
            self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        if self.drop:
            server.transport.abort()
        await asyncio.sleep(self.random.uniform(0, self.slowest))
        return answer

    @property
    def tokens(self) -> Counter[str]:
        """Return how often each Message-ID was taken."""
        return Counter(mail["Message-ID"].strip("<>").partition("@")[0] for mail in self.mails)


class Listening(Controller):
    """A controller that lets the system choose the port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def standing(users: dict[str, str] | None = None, **secured: SSLContext) -> Iterator[Witness]:
    """Let a witness stand on a free port of loopback; with users it asks for a name and a password.

    `ssl_context` makes it speak TLS from the first byte, `tls_context` after STARTTLS.
    """
    witness = Witness()

    def known(server, session, envelope, mechanism, data) -> AuthResult:
        right = (users or {}).get(data.login.decode()) == data.password.decode()
        return AuthResult(success=right, handled=False)

    gate = {"authenticator": known, "auth_required": True, "auth_require_tls": False} if users else {}
    controller = Listening(witness, hostname="127.0.0.1", port=0, **gate, **secured)
    controller.start()
    try:
        witness.address = f"127.0.0.1:{controller.port}"
        witness.url = f"smtp://{witness.address}?from=thongsuot@example.vn"
        yield witness
    finally:
        controller.stop()
