"""One message under way over a link: its parts, what the centre said of each, and what that means for the whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from thongsuot.engines.message import international
from thongsuot.engines.smpp import POSTPONING, Command, Pdu, Session, Status, encode, status_name
from thongsuot.engines.smpp import Message as Submit
from thongsuot.outbox.actions.queueing import FIRST
from thongsuot.outbox.gateway import texts
from thongsuot.outbox.gateway.answers import Answer, Outcome
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.models import Message

KIND = "single"  # begins the keys of what goes for the outbox
MOST_TRIES = 5  # of parts that the centre put off while it took others
LATER = frozenset({Status.RSYSERR, Status.RSUBMITFAIL, Status.RX_T_APPN})  # the centre's own trouble, it will pass

Key = tuple[str, str, int]


class NoNumber(ValueError):
    """The address of a message is no telephone number."""

    def __init__(self, address: str) -> None:
        super().__init__(_("Số điện thoại không hợp lệ: %(number)s") % {"number": address})


class Standing(StrEnum):
    """How far a part has come."""

    WAITING = "waiting"  # certainly not with the centre
    OUT = "out"
    TAKEN = "taken"
    REFUSED = "refused"
    LOST = "lost"  # nobody knows


@dataclass
class Part:
    """One submit_sm, how far it has come, and the last that the centre said of it."""

    submit: Submit
    standing: Standing = Standing.WAITING
    status: int = Status.ROK
    name: str = ""


@dataclass(eq=False)
class Flight:
    """A claimed message and its parts; `session` is the one that carries them."""

    message: Message
    centre: str
    parts: list[Part]
    session: Session | None = None
    tries: int = 0
    again_at: float = field(default=0.0)  # seconds of the monotonic clock

    @property
    def name(self) -> str:
        """Return what tells this claim from every other, also of the same message."""
        return f"{self.message.token}.{self.message.epoch}"

    def submit(self, session: Session) -> None:
        """Hand over what has not gone yet; raises IllegalRequest where the session takes nothing."""
        self.session = session
        self.tries += 1
        for number, part in enumerate(self.parts):
            if part.standing is Standing.WAITING:
                session.submit(part.submit, (KIND, self.name, number))
                part.standing = Standing.OUT

    def answered(self, number: int, status: int, name: bytes) -> None:
        """Note what the centre said of a part."""
        part = self.parts[number]
        part.status, part.name = status, name.decode("ascii", "replace")
        if status == Status.ROK:
            part.standing = Standing.TAKEN
        else:
            part.standing = Standing.WAITING if status in POSTPONING else Standing.REFUSED

    def doubted(self, number: int) -> None:
        """Note that a part left and nobody knows what became of it."""
        self.parts[number].standing = Standing.LOST

    def stayed(self, number: int) -> None:
        """Note that a part did not leave."""
        self.parts[number].standing, self.parts[number].status = Standing.WAITING, Status.ROK

    def lost(self) -> None:
        """Note that the session is gone."""
        for part in self.parts:
            if part.standing is Standing.OUT:
                part.standing = Standing.LOST

    @property
    def throttled(self) -> bool:
        """Tell whether the centre put the message off because messages come too fast."""
        return any(part.standing is Standing.WAITING and part.status == Status.RTHROTTLED for part in self.parts)

    @property
    def waits(self) -> bool:
        """Tell whether the rest of a message of which parts were taken is to be tried again."""
        standings = self._standings()
        return standings == {Standing.WAITING, Standing.TAKEN} and self.tries < MOST_TRIES

    def answer(self) -> Answer | None:
        """Return what became of the message; None while that is open.

        What is in doubt outweighs a refusal, for the person may have it; a refusal outweighs what was put off.
        """
        standings = self._standings()
        if Standing.OUT in standings or self.waits:
            return None
        if Standing.LOST in standings:
            return Answer(Outcome.UNCERTAIN, _("Mất kết nối hoặc quá hạn khi chờ %(centre)s trả lời.") % self._facts())
        if standings == {Standing.TAKEN}:
            return Answer(Outcome.SENT, _("%(centre)s đã nhận %(parts)s phần, mã %(names)s.") % self._facts())
        if Standing.TAKEN in standings:
            words = _("%(centre)s mới nhận %(taken)s trong %(parts)s phần: %(said)s.") % self._facts()
            return Answer(Outcome.LATER if self.message.priority == FIRST else Outcome.REFUSED, words)
        return self._not_taken(standings)

    def _not_taken(self, standings: set[Standing]) -> Answer:
        said = {part.status for part in self.parts if part.status != Status.ROK}
        if not said:
            return Answer(Outcome.UNREACHABLE, _("Mất kết nối trước khi tin đi.") % self._facts())
        words = _("%(centre)s không nhận: %(said)s.") % self._facts()
        if Standing.REFUSED not in standings:  # a full queue may be that of one telephone: it holds up nobody else
            return Answer(Outcome.UNREACHABLE if self.throttled else Outcome.LATER, words)
        return Answer(Outcome.LATER if said <= LATER | POSTPONING else Outcome.REFUSED, words)

    def _standings(self) -> set[Standing]:
        return {part.standing for part in self.parts}

    def _facts(self) -> dict[str, object]:
        statuses = sorted({part.status for part in self.parts if part.status != Status.ROK})
        return {
            "centre": self.centre,
            "parts": len(self.parts),
            "taken": sum(part.standing is Standing.TAKEN for part in self.parts),
            "names": ", ".join(part.name for part in self.parts if part.name)[:200],
            "said": ", ".join(status_name(status) for status in statuses) or _("mất kết nối"),
        }


def prepared(message: Message, told: Told) -> Flight:
    """Return the parts of a message as its link carries them; raises NoNumber, UnsendableText, UnwritablePdu."""
    number = international(message.address)
    if not number:
        raise NoNumber(message.address)
    ton, npi = told.kind_of_source(told.source)
    parts = [
        Submit(
            service_type=told.service_type.encode(),
            source_addr_ton=ton if told.source else 0,
            source_addr_npi=npi if told.source else 0,
            source_addr=told.source.encode(),
            dest_addr_ton=told.dest_ton,
            dest_addr_npi=told.dest_npi,
            destination_addr=number.encode(),
            esm_class=part.esm_class,
            data_coding=part.data_coding,
            short_message=part.short_message,
            tlvs=part.tlvs,
        )
        for part in texts.spoken(message, told.profile, message.pk % 256)
    ]
    for part in parts:
        encode(Pdu(Command.SUBMIT_SM, 1, 0, part))  # now, and not when half of them has gone
    centre = _("Trung tâm nhắn tin %(name)s") % {"name": told.name}
    return Flight(message, centre, [Part(part) for part in parts])
