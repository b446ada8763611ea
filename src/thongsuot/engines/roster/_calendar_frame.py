"""The events of an iCalendar file, taken apart within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import icalendar

LARGEST = 2 * 1024 * 1024
MOST_LINES = 50_000
MOST_EVENTS = 5_000
_DEEPEST = 4
_ZONE = "VTIMEZONE"
# What icalendar raises besides ValueError: two words for VALUE, a zone named like a folder of zones, ...
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OSError)


class CalendarFault(StrEnum):
    """Why nothing is read out of a file."""

    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    NO_CALENDAR = "no_calendar"
    TOO_MANY = "too_many"


class UnreadableCalendar(ValueError):
    """The bytes are no calendar, or more of one than is read; `reason` says which."""

    def __init__(self, reason: CalendarFault) -> None:
        super().__init__(str(reason))
        self.reason = reason


def events(data: bytes) -> list[icalendar.Component]:
    """Give the events of all calendars in a file, in its order. Raises `UnreadableCalendar`."""
    if len(data) > LARGEST:
        raise UnreadableCalendar(CalendarFault.TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableCalendar(CalendarFault.NOT_TEXT) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise UnreadableCalendar(CalendarFault.TOO_LARGE)
    try:
        calendars = icalendar.Calendar.from_ical("\r\n".join(_without_zones(lines)), multiple=True)
    except _UNREADABLE as error:
        raise UnreadableCalendar(CalendarFault.NO_CALENDAR) from error
    found = [one for calendar in calendars if calendar.name == "VCALENDAR" for one in calendar.subcomponents]
    if not any(calendar.name == "VCALENDAR" for calendar in calendars):
        raise UnreadableCalendar(CalendarFault.NO_CALENDAR)
    chosen = [one for one in found if one.name == "VEVENT"]
    if len(chosen) > MOST_EVENTS:
        raise UnreadableCalendar(CalendarFault.TOO_MANY)
    return chosen


def _without_zones(lines: list[str]) -> Iterator[str]:
    """Leave out home-made zones, which may hold rules that go on for ever: zones are known by their names.

    A file nested deeper than calendars are would only be made to exhaust whoever reads it.
    """
    open_: list[str] = []
    for line in lines:
        word, _, name = line.strip().upper().partition(":")
        if word == "BEGIN":
            open_.append(name)
            if len(open_) > _DEEPEST:
                raise UnreadableCalendar(CalendarFault.NO_CALENDAR)
        if _ZONE not in open_ and line:
            yield line
        if word == "END" and open_:
            open_.pop()
    if open_:
        raise UnreadableCalendar(CalendarFault.NO_CALENDAR)
