"""One event of an iCalendar file, understood or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

import icalendar

LONGEST_TEXT = 500
MOST_ATTENDEES = 20
LONGEST = timedelta(days=366)
_YEARS = range(1970, 2400)
_TIMES = frozenset(("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"))


class Trouble(StrEnum):
    """Why an event gives no shift."""

    BROKEN = "broken"  # a time or rule that cannot be read, or is there twice
    NO_START = "no_start"
    NO_LENGTH = "no_length"
    TOO_LONG = "too_long"
    NO_ZONE = "no_zone"  # a zone that nobody knows by that name
    FAR_AWAY = "far_away"  # a year in which nobody is on duty
    BAD_RULE = "bad_rule"  # a recurrence rule that is not followed
    TOO_OFTEN = "too_often"
    CANCELLED = "cancelled"


class BadEvent(ValueError):
    """The event gives no shift."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited: a name (may be empty) and an address without `mailto:`."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event before its rule is followed; `moved` is the occurrence that it stands for."""

    zone: tzinfo
    starts_at: datetime
    length: timedelta
    all_day: bool
    rule: str
    added: tuple[datetime, ...]
    removed: frozenset[datetime]
    moved: datetime | None
    attendees: tuple[Attendee, ...]


def understood(event: icalendar.Component, zone: tzinfo) -> Event:
    """Read the times of an event. Raises `BadEvent`."""
    if any(name in _TIMES for name, _ in event.errors):
        raise BadEvent(Trouble.BROKEN)
    if "DTSTART" not in event:
        raise BadEvent(Trouble.NO_START)
    start = _only(event, "DTSTART")
    starts_at = _moment(start, start.dt, zone)
    moved = _only(event, "RECURRENCE-ID") if "RECURRENCE-ID" in event else None
    return Event(
        zone=starts_at.tzinfo or zone,
        starts_at=starts_at,
        length=_length(event, starts_at, zone, all_day=not isinstance(start.dt, datetime)),
        all_day=not isinstance(start.dt, datetime),
        rule=_rule(event),
        added=tuple(_moments(event, "RDATE", zone)),
        removed=frozenset(_moments(event, "EXDATE", zone)),
        moved=None if moved is None else _moment(moved, moved.dt, zone),
        attendees=tuple(_attendee(one) for one in _all(event, "ATTENDEE")[:MOST_ATTENDEES]),
    )


def _rule(event: icalendar.Component) -> str:
    if "RRULE" not in event:
        return ""
    try:
        return bytes(_only(event, "RRULE").to_ical()).decode()
    except (TypeError, ValueError) as error:  # an end that is a time of day is read but cannot be written
        raise BadEvent(Trouble.BROKEN) from error


def text(event: icalendar.Component, name: str) -> str:
    """Give the first text of that name in one line, shortened."""
    found = [str(one) for one in _all(event, name)]
    return (
        " ".join("".join(char if char.isprintable() else " " for char in found[0]).split())[:LONGEST_TEXT]
        if found
        else ""
    )


def sequence(event: icalendar.Component) -> int:
    """Give the number of the version, 0 where none can be read."""
    found = [int(one) for one in _all(event, "SEQUENCE") if isinstance(one, int)]
    return found[0] if found else 0


def _all(event: icalendar.Component, name: str) -> list[Any]:
    value = event.get(name, [])
    return list(value) if isinstance(value, list) else [value]


def _only(event: icalendar.Component, name: str) -> Any:
    found = _all(event, name)
    if len(found) != 1:
        raise BadEvent(Trouble.BROKEN)
    return found[0]


def _moments(event: icalendar.Component, name: str, zone: tzinfo) -> Iterator[datetime]:
    for values in _all(event, name):
        for one in values.dts:
            yield _moment(values, one.dt, zone)


def _moment(value: Any, read: object, zone: tzinfo) -> datetime:
    """Give a moment in its own zone; `zone` for days and for times that name none."""
    if isinstance(read, datetime):
        if read.tzinfo is None and "TZID" in value.params:
            raise BadEvent(Trouble.NO_ZONE)
        moment = read if read.tzinfo else read.replace(tzinfo=zone)
    elif isinstance(read, date):
        moment = datetime.combine(read, time.min, tzinfo=zone)
    else:
        raise BadEvent(Trouble.BROKEN)
    if moment.year not in _YEARS:
        raise BadEvent(Trouble.FAR_AWAY)
    return moment.replace(microsecond=0)


def _length(event: icalendar.Component, starts_at: datetime, zone: tzinfo, *, all_day: bool) -> timedelta:
    length = timedelta(days=1) if all_day else timedelta()
    if "DTEND" in event:
        end = _only(event, "DTEND")
        length = _moment(end, end.dt, zone) - starts_at
    elif "DURATION" in event:
        length = _only(event, "DURATION").dt
    if not isinstance(length, timedelta) or length <= timedelta():
        raise BadEvent(Trouble.NO_LENGTH)
    if length > LONGEST:
        raise BadEvent(Trouble.TOO_LONG)
    return length


def _attendee(value: Any) -> Attendee:
    address = str(value)[:LONGEST_TEXT]
    if address.lower().startswith("mailto:"):
        address = address[len("mailto:") :]
    return Attendee(str(getattr(value, "params", {}).get("CN", ""))[:LONGEST_TEXT], address)
