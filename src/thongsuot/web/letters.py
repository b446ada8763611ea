"""Letters of those who may open no connections: a small SMTP door that answers 250 only for what is committed."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Any, ClassVar

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils.timezone import now

from thongsuot.incidents import queries
from thongsuot.incidents.api import Kept
from thongsuot.organisations import access
from thongsuot.web.intake import Intake

if TYPE_CHECKING:
    from thongsuot.incidents.models import Source
    from thongsuot.web.environment import Environment

LARGEST = 1024 * 1024  # bytes of a letter
PATIENCE = 60.0  # seconds without a word
MOST = 50  # senders at a time
TAKEN = "250 2.0.0 Da nhan va luu"
LATER = "451 4.3.0 Tam thoi chua luu duoc, hay gui lai sau"
NOBODY = "550 5.1.1 Khong co nguon nao mang dia chi nay"
STRANGER = "550 5.7.1 Nguoi gui khong phai la nguoi gui da dang ky cua nguon"
CROWDED = "421 4.3.2 Qua dong, hay gui lai sau"


class Letters:
    """What aiosmtpd asks about each letter."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accept a recipient that names a source, from the sender that is believed of it."""
        try:
            source = await self.intake.in_thread(_written_by, address.partition("@")[0])
        except (OperationalError, InterfaceError) as error:
            self.intake.faults.tell("database", f"sources of letters cannot be looked up: {error}")
            return LATER
        if source is None:
            self.intake.faults.tell(("letter", session.peer and session.peer[0]), "a letter to no source was refused")
            return NOBODY
        if (envelope.mail_from or "").strip().lower() != source.sender.strip().lower():
            self.intake.faults.tell(("sender", source.pk), f"a letter to source {source.pk} by a stranger was refused")
            return STRANGER
        envelope.rcpt_tos.append(address)
        envelope.sources = [*getattr(envelope, "sources", []), source]  # type: ignore[attr-defined]  # ours to carry
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # its name
        """Keep the letter as it came, for every source that it names."""
        body = envelope.content if isinstance(envelope.content, bytes) else b""
        gathering = self.intake.gathering
        if gathering.full:
            return LATER
        gathering.held += len(body)
        try:
            named: list[Source] = getattr(envelope, "sources", [])
            safe = await asyncio.gather(*(gathering.put(Kept(source, body, now())) for source in named))
        finally:
            gathering.held -= len(body)
        return TAKEN if safe and all(safe) else LATER


class Door(SMTP):
    """aiosmtpd's server, which turns away whom it cannot listen to."""

    there: ClassVar[set[int]] = set()  # who is being listened to; who goes on to TLS comes a second time

    def connection_made(self, transport: Any) -> None:
        """Let in who comes, unless too many are here."""
        if id(self) not in self.there and len(self.there) >= MOST:
            transport.write(f"{CROWDED}\r\n".encode())
            transport.close()
            return
        self.there.add(id(self))
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Let go who leaves."""
        if id(self) in self.there:
            self.there.discard(id(self))
            super().connection_lost(error)


def _written_by(name: str) -> Source | None:
    close_old_connections()
    try:
        with access.acting_as_system():
            return queries.written_by(name, now())
    finally:
        close_old_connections()


async def listen(told: Environment, intake: Intake) -> asyncio.Server | None:
    """Open the door where a port is set for it; with a certificate, STARTTLS is offered."""
    if told.mail_port is None:
        return None
    letters, context = Letters(intake), None
    if told.tls_cert:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(told.tls_cert, told.tls_key)

    def door() -> SMTP:
        return Door(
            letters,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname="thongsuot",
            ident="Thong Suot",
            timeout=PATIENCE,
            tls_context=context,
        )

    return await asyncio.get_running_loop().create_server(door, told.address, told.mail_port)
