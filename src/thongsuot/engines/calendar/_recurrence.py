"""The moments a recurrence rule (RFC 5545, 3.3.10) gives, in Vietnam's zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from thongsuot.engines.vietnamese import ZONE

_COUNT = "[1-9][0-9]{0,5}"
_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_MONTHDAY = "[+-]?(?:[1-9]|[12][0-9]|3[01])"
_SHAPES = {
    "FREQ": "HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": _COUNT,
    "COUNT": _COUNT,
    "UNTIL": "[0-9]{8}(?:T[0-9]{6}Z?)?",
    "BYDAY": f"(?:[+-]?[1-5])?{_WEEKDAY}(?:,(?:[+-]?[1-5])?{_WEEKDAY})*",
    "BYMONTHDAY": f"{_MONTHDAY}(?:,{_MONTHDAY})*",
    "BYMONTH": "(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*",
    "BYHOUR": "(?:1?[0-9]|2[0-3])(?:,(?:1?[0-9]|2[0-3]))*",
    "BYMINUTE": "[1-5]?[0-9](?:,[1-5]?[0-9])*",
    "BYSETPOS": "[+-]?[1-9][0-9]?(?:,[+-]?[1-9][0-9]?)*",
    "WKST": _WEEKDAY,
}
_WITH_POSITIONS = frozenset(("MONTHLY", "YEARLY"))

# The Gregorian calendar repeats itself, weekdays too, every 400 years. A rule is worked out near the last year that
# exists, so that one which never comes true ends soon instead of after eight thousand years.
_LATER = timedelta(days=146_097 * 19)
_LAST_YEAR = 2399


class UnreadableRule(ValueError):
    """The recurrence rule cannot be followed; the message says why, in Vietnamese."""


def occurrences(rrule: str, *, start: datetime, until: datetime, limit: int) -> list[datetime]:
    """Give the moments of the rule from `start` to `until`, both included, at most `limit`, first first.

    `rrule` is one rule without other properties (`FREQ=DAILY;BYHOUR=8`, hourly or rarer; times mean Vietnam time);
    `start` and `until` know their zone. The answers are in Vietnam's zone. Raises `UnreadableRule`.
    """
    last = _local(until)
    return list(islice(takewhile(lambda moment: moment <= last, _moments(rrule, start)), limit))


def next_occurrence(rrule: str, *, start: datetime, after: datetime) -> datetime | None:
    """Give the rule's first moment later than `after`, or None when there is none left."""
    return next((moment for moment in _moments(rrule, start) if moment > after), None)


def _moments(rrule: str, start: datetime) -> Iterator[datetime]:
    parts = _read(rrule)
    last = _until(parts.pop("UNTIL", ""))
    first = _local(start).replace(tzinfo=None)
    if first.year > _LAST_YEAR:
        raise UnreadableRule(f"Ngày bắt đầu phải trước năm {_LAST_YEAR + 1}.")
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        found = iter(rrulestr(text, dtstart=first + _LATER))
    except ValueError as error:
        raise UnreadableRule(f"Quy tắc lặp lại không bao giờ tới: {rrule}") from error
    moments = ((moment - _LATER).replace(tzinfo=ZONE) for moment in found)
    return moments if last is None else takewhile(lambda moment: moment <= last, moments)


def _read(rrule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rrule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = piece.partition("=")
        if name in parts or name not in _SHAPES or not re.fullmatch(_SHAPES[name], value):
            raise UnreadableRule(f"Quy tắc lặp lại không đọc được ở phần “{piece}”: {rrule}")
        parts[name] = value
    if "FREQ" not in parts:
        raise UnreadableRule(f"Quy tắc lặp lại phải theo giờ, ngày, tuần, tháng hoặc năm (FREQ): {rrule}")
    if "BYSETPOS" in parts and parts["FREQ"] not in _WITH_POSITIONS:
        raise UnreadableRule("Chọn thứ tự (BYSETPOS) chỉ dùng cho quy tắc theo tháng hoặc năm.")
    return parts


def _until(text: str) -> datetime | None:
    """Read the rule's own end: a day (all of it), a moment in Vietnam's time, or one in UTC (`Z`)."""
    if not text:
        return None
    try:
        if "T" not in text:
            return datetime.combine(datetime.strptime(text, "%Y%m%d").date(), time.max, tzinfo=ZONE)  # noqa: DTZ007 - a day
        zone = UTC if text.endswith("Z") else ZONE
        return datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=zone)
    except ValueError as error:
        raise UnreadableRule(f"Ngày kết thúc (UNTIL) không đọc được: {text}") from error


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise UnreadableRule("Thời điểm phải kèm múi giờ.")
    return moment.astimezone(ZONE)
