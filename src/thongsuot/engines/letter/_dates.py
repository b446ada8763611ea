"""Dates as letters write them; an impossible date is no date."""

import re
from datetime import date

# "ngày 15/3/2022", "ngày 15-3", "ngày 15 tháng 3 năm 2022", with glued or missing spaces.
DATE = (
    r"ngay\s*(?:mung\s*)?(?P<day>\d{1,2})\s*(?:/|-|\.|\s?thang\s?)\s*(?P<month>\d{1,2})(?:\s*(?:/|-|\.|"
    r",?\s?nam\s?)\s*(?P<year>\d{4}))?(?!\d)"
)
BARE = r"(?<![\d/.-])(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})(?!\d)"
WRITTEN = re.compile(r"ngay\s*(?P<day>\d\s?\d?)\s*thang\s*(?P<month>\d{1,2})\s*nam\s*(?P<year>\d{4})")
ANY = re.compile(DATE)
_HALF_YEAR = 183


def made(match: re.Match[str], written: date | None) -> date | None:
    """The date of a match; without a year it takes the letter's, or the next where that lies half a year back."""
    year = match.group("year")
    try:
        if year:
            return date(int(year), int(match.group("month")), int(match.group("day").replace(" ", "")))
        if written is None:
            return None
        found = date(written.year, int(match.group("month")), int(match.group("day")))
    except ValueError:
        return None
    if (written - found).days > _HALF_YEAR:
        return _shift(found, 1)
    if (found - written).days > _HALF_YEAR and written.month == 1:
        return _shift(found, -1)
    return found


def _shift(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None
