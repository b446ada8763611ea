"""A roster as an iCalendar feed (RFC 5545): the same roster gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import icalendar

from thongsuot.engines.roster._problem import Seat

_PRODUCT = "-//Thong Suot//Truc ban//VI"
_HOUSE = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One seat as a calendar shows it; whoever changes it counts `sequence` up and says when (`changed_at`)."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    changed_at: datetime
    sequence: int = 0
    description: str = ""
    location: str = ""
    cancelled: bool = False


def seat_uid(seat: Seat, house: str) -> str:
    """Give the lasting name of a seat in the feeds of one install; `house` is its host name, in lower case."""
    if not _HOUSE.fullmatch(house):
        raise ValueError(f"not a host name: {house!r}")
    digest = sha256(f"{seat.shift}\n{seat.position}\n{seat.person}".encode()).hexdigest()
    return f"{digest[:32]}@{house}"


def write_calendar(entries: Iterable[Entry], *, name: str) -> bytes:
    """Give the feed, entries by time; all times know their zone and are written in UTC."""
    calendar = icalendar.Calendar()
    for key, value in (("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        calendar.add(key, _line(value))
    for entry in sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)):
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", _line(entry.summary))
    for key, text in (("description", entry.description), ("location", entry.location)):
        if text:
            event.add(key, _UNSEEN.sub("", text))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())
