"""Times as sources write them, in UTC; what is no time that can be is None."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from thongsuot.engines.alerts._limits import FIRST_YEAR, LAST_YEAR

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)", re.ASCII)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:\s*(?::|h|gio|g)\s*)(\d{2})?(?:\s*(?::|phut|p)\s*(\d{2}))?", re.ASCII)
_SECONDS, _MILLISECONDS = 10, 13  # digits of the seconds since 1970, and of their thousandths


def instant(text: object, zone: tzinfo) -> datetime | None:
    """Read RFC 3339 (`2026-11-23T16:42:09.537Z`, any offset); without an offset it is of the zone."""
    if not isinstance(text, str) or not 16 <= len(text) <= 40:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _sensible(found, zone)


def epoch(number: float) -> datetime | None:
    """Read seconds since 1970, or thousandths of them."""
    seconds = number / 1_000 if abs(number) >= 10**11 else number
    try:
        return _sensible(datetime.fromtimestamp(seconds, UTC), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def written(text: str, zone: tzinfo) -> datetime | None:
    """Read a day and a time of day as people and Zabbix write them, folded: `10:05 23/11/2026`, `2026.11.23 10:05:09`.

    Also `10h05`, `10 gio 05 phut`, RFC 3339 and seconds since 1970. A day alone is no moment.
    """
    text = text.strip()
    if text.isdecimal() and text.isascii() and len(text) in (_SECONDS, _MILLISECONDS):
        return epoch(int(text))
    if found := instant(text.upper(), zone):
        return found
    if day := _DAY_FIRST.search(text):
        parts = (int(day[3]), int(day[2]), int(day[1]))
    elif day := _YEAR_FIRST.search(text):
        parts = (int(day[1]), int(day[2]), int(day[3]))
    else:
        return None
    clock = _CLOCK.search(text[: day.start()] + " " + text[day.end() :])
    if clock is None:
        return None
    try:
        return _sensible(datetime(*parts, int(clock[1]), int(clock[2] or 0), int(clock[3] or 0), tzinfo=zone), zone)
    except ValueError:
        return None


def _sensible(found: datetime, zone: tzinfo) -> datetime | None:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    if found.tzinfo is UTC:
        return found
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=zone).astimezone(UTC)
