"""When an event of a calendar happens."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from thongsuot.engines.calendar import UnreadableRule, occurrences
from thongsuot.engines.roster._calendar_events import BadEvent, Event, Trouble
from thongsuot.engines.vietnamese import ZONE

MOST_MOMENTS = 5_000
_EARLIEST, _LATEST = datetime(1970, 1, 1), datetime(2399, 12, 31)  # noqa: DTZ001 - hands of a clock
_RESTLESS = re.compile("FREQ=HOURLY|BYMINUTE=")  # no duty does that, and such rules take long to come to nothing
_UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?;?")


def starts(event: Event, *, until: datetime) -> list[datetime]:
    """Give the moments before `until` at which an event starts, those taken out and those moved away left out.

    The first is always one of them (RFC 5545, 3.8.5.3). Raises `BadEvent`.
    """
    found = {event.starts_at, *event.added}
    if event.rule:
        found.update(_following(event, until))
    return sorted(moment for moment in found - event.removed if moment < until)


def _following(event: Event, until: datetime) -> list[datetime]:
    """Follow the rule by the clock of the event's own zone: `occurrences` is told the hands, not the moment."""
    if _RESTLESS.search(event.rule):
        raise BadEvent(Trouble.BAD_RULE)
    hands = event.starts_at.replace(tzinfo=ZONE)
    rule, last = _bounded(event.rule, event.zone)
    ends = until.astimezone(event.zone).replace(tzinfo=ZONE)
    try:
        found = occurrences(rule, start=hands, until=min(ends, last) if last else ends, limit=MOST_MOMENTS + 1)
    except UnreadableRule as error:
        raise BadEvent(Trouble.BAD_RULE) from error
    if len(found) > MOST_MOMENTS:
        raise BadEvent(Trouble.TOO_OFTEN)
    return [moment.replace(tzinfo=event.zone) for moment in found]


def _bounded(rule: str, zone: tzinfo) -> tuple[str, datetime | None]:
    """Take the end out of a rule, as the hands of the clock in that zone show it."""
    match = _UNTIL.search(rule)
    if match is None:
        return rule, None
    day, clock, utc = match.groups()
    last = datetime.strptime(day + (clock or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - the zone comes below
    last = min(max(last, _EARLIEST), _LATEST)
    if utc:
        last += last.replace(tzinfo=zone).utcoffset() or timedelta()
    return _UNTIL.sub("", rule).rstrip(";"), last.replace(tzinfo=ZONE)
