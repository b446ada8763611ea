"""A mail (RFC 5322) as subject, date and lines of its own words; quoted and signed lines are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from thongsuot.engines.alerts._limits import FIRST_YEAR, LAST_YEAR, Limits
from thongsuot.engines.alerts._mail_text import lines_of
from thongsuot.engines.alerts._notes import cleaned
from thongsuot.engines.alerts._unreadable import Fault, Unreadable

_MOST_BOUNDARIES, _MOST_RULES = 20, 2_000  # every part within a part looks for the boundary of each around it
# the email package takes long over heads as long as these
_HEAVY = re.compile(rb"^content-[a-z-]{1,30}:(?:[^\n]|\n[ \t]){4000}", re.IGNORECASE | re.MULTILINE)
_LONGEST_SUBJECT = 1_000
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says; `date` (UTC) is None where its head gives none that can be."""

    subject: str
    date: datetime | None
    lines: tuple[str, ...]


def opened(data: bytes, limits: Limits) -> Letter:
    """Open a mail; raises `Unreadable`: EMPTY, TOO_LARGE, NOT_A_MAIL."""
    if not data.strip():
        raise Unreadable(Fault.EMPTY)
    if len(data) > limits.mail:
        raise Unreadable(Fault.TOO_LARGE, f"{len(data)} > {limits.mail}")
    if data.lower().count(b"boundary") > _MOST_BOUNDARIES or data.count(b"\n--") > _MOST_RULES:
        raise Unreadable(Fault.NOT_A_MAIL, "boundary")
    if _HEAVY.search(data):
        raise Unreadable(Fault.NOT_A_MAIL, "content-type")
    try:
        mail = message_from_bytes(data)
        if not mail.keys():
            raise Unreadable(Fault.NOT_A_MAIL, "header")
        return Letter(_subject(mail), _date(mail), lines_of(mail))
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(Fault.NOT_A_MAIL, type(error).__name__) from error


def _subject(mail: Message) -> str:
    raw = str(mail.get("Subject", ""))[: 4 * _LONGEST_SUBJECT]
    try:
        text = str(make_header(decode_header(raw)))
    except _BROKEN:
        text = raw  # not as RFC 2047 has it: read as it stands
    return " ".join(cleaned(text[:_LONGEST_SUBJECT])[0].split())


def _date(mail: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(mail.get("Date", "")))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
