"""Shifts out of an iCalendar file (RFC 5545) that anybody may have written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import icalendar

from thongsuot.engines.roster._calendar_events import (
    Attendee,
    BadEvent,
    Event,
    Trouble,
    sequence,
    text,
    understood,
)
from thongsuot.engines.roster._calendar_frame import CalendarFault, UnreadableCalendar, events
from thongsuot.engines.roster._calendar_repeats import starts

MOST_READ = 10_000
MOST_RULES = 200


@dataclass(frozen=True, slots=True)
class CalendarShift:
    """One occurrence of an event, in the zone that was asked for; an all-day one lasts from midnight to midnight."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    attendees: tuple[Attendee, ...]
    all_day: bool
    sequence: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """An event that gives no shift, and why."""

    uid: str
    summary: str
    why: Trouble


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """The shifts by time, and the events that gave none."""

    shifts: tuple[CalendarShift, ...]
    skipped: tuple[Skipped, ...]

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> ReadCalendar:
        """Give the calendar back from plain values, as `dataclasses.asdict` and JSON leave them."""
        return cls(
            tuple(_shift_of(row) for row in plain["shifts"]),
            tuple(Skipped(row["uid"], row["summary"], Trouble(row["why"])) for row in plain["skipped"]),
        )


def _shift_of(plain: Mapping[str, Any]) -> CalendarShift:
    begin, end = (datetime.fromisoformat(plain[name]) for name in ("starts_at", "ends_at"))
    invited = tuple(Attendee(one["name"], one["address"]) for one in plain["attendees"])
    return CalendarShift(**{**plain, "starts_at": begin, "ends_at": end, "attendees": invited})


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """An event with what it says of itself."""

    uid: str
    summary: str
    sequence: int
    cancelled: bool
    event: Event


def read_calendar(data: bytes, zone: tzinfo, *, since: datetime, until: datetime) -> ReadCalendar:
    """Read the shifts that touch the time from `since` to `until`; days and times without a zone are in `zone`.

    Of events with one UID (and RECURRENCE-ID) the highest SEQUENCE counts, the later one of equals; a changed
    occurrence takes the place of the one it names. What is skipped is told. Raises `UnreadableCalendar`.
    """
    skipped: list[Skipped] = []
    named: dict[tuple[str, datetime | None], _Named] = {}
    for place, component in enumerate(events(data)):
        uid = text(component, "UID") or f"#{place + 1}"
        try:
            one = _named(component, uid, zone)
        except BadEvent as error:
            skipped.append(Skipped(uid, text(component, "SUMMARY"), error.why))
            continue
        key = (uid, one.event.moved)
        if key not in named or named[key].sequence <= one.sequence:
            named[key] = one
    if sum(bool(one.event.rule) for one in named.values()) > MOST_RULES:
        raise UnreadableCalendar(CalendarFault.TOO_MANY)
    moved: dict[str, set[datetime]] = defaultdict(set)
    for uid, moment in named:
        if moment is not None:
            moved[uid].add(moment)
    shifts: list[CalendarShift] = []
    for one in named.values():
        try:
            shifts += _shifts(one, moved[one.uid], zone, since, until)
        except BadEvent as error:
            skipped.append(Skipped(one.uid, one.summary, error.why))
        if len(shifts) > MOST_READ:
            raise UnreadableCalendar(CalendarFault.TOO_MANY)
    shifts.sort(key=lambda shift: (shift.starts_at, shift.ends_at, shift.uid))
    return ReadCalendar(tuple(shifts), tuple(skipped))


def _named(component: icalendar.Component, uid: str, zone: tzinfo) -> _Named:
    return _Named(
        uid=uid,
        summary=text(component, "SUMMARY"),
        sequence=sequence(component),
        cancelled=text(component, "STATUS").upper() == "CANCELLED",
        event=understood(component, zone),
    )


def _shifts(one: _Named, moved: set[datetime], zone: tzinfo, since: datetime, until: datetime) -> list[CalendarShift]:
    if one.cancelled:
        raise BadEvent(Trouble.CANCELLED)
    event = one.event
    gone = moved if event.moved is None else set()
    return [
        CalendarShift(
            uid=one.uid,
            starts_at=start.astimezone(zone),
            ends_at=(start + event.length).astimezone(zone),
            summary=one.summary,
            attendees=event.attendees,
            all_day=event.all_day,
            sequence=one.sequence,
        )
        for start in starts(event, until=until)
        if start not in gone and start + event.length > since
    ]
