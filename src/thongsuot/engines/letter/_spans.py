"""Time limits counted from an event: "trong vòng 03 ngày kể từ ngày ký"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from thongsuot.engines.calendar import Calendar, OutsideCalendar, vietnam
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._moment import ZONE, Moment
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_SPAN = re.compile(
    r"(?<!\w)(?:trong\s+(?:vong|thoi\s+han|thoi\s+gian|khoang\s+thoi\s+gian)|"
    r"trong(?=\s+\d{1,3}\s*(?:\([^)]{1,12}\)\s*)?ngay\s+lam\s+viec)|(?:cham|"
    r"muon)\s+nhat(?:\s+(?:la|trong|sau|khong\s+qua))*|khong\s+qua)\s*"
    r"(?P<count>\d{1,3})\s*(?:\([^)]{1,12}\)\s*)?(?P<unit>gio|phut|ngay\s+lam\s+viec|ngay|tuan|h(?=\s))"
    r"(?P<anchor>\s*,?\s*(?:ke\s+)?(?:tu|sau)\s+(?:(?:ngay|khi|luc|thoi\s+diem)\s+)?(?P<event>ky|"
    r"ban\s+hanh|[^,;.\n]{2,60}?)(?=[,;.)\n]|\s+(?:de|va|ve|gui|bao)\s|$|(?<=ky)\s|(?<=hanh)\s))?"
)


def _working(written: date, count: int) -> datetime | None:
    """The end of the last of so many working days; None where the days off of that year are not known."""
    try:
        return datetime.combine(vietnam().add_working_days(written, count), time(23, 59), ZONE)
    except OutsideCalendar:
        return None


def limit_from(text: str, since: date, calendar: Calendar) -> datetime | None:
    """The last minute of a limit in days that is counted from a day, by a calendar; None where the text names none."""
    plain = fold(text)
    match = _SPAN.search(plain)
    unit = " ".join(match["unit"].split()) if match else ""
    count = int(match["count"]) * (7 if unit == "tuan" else 1) if match else 0
    last = since + timedelta(days=count)
    if unit == "ngay lam viec" and "ke ca ngay nghi" not in plain:
        try:
            last = calendar.add_working_days(since, count)
        except OutsideCalendar:
            return None
    return datetime.combine(last, time(23, 59), ZONE) if unit in ("ngay", "tuan", "ngay lam viec") else None


def span_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits counted from an event; a moment only where they count from the signing."""
    for match in _SPAN.finditer(source.plain, start, end):
        at = None
        event = (match["event"] or "").strip()
        signed = event in ("ky", "ban hanh") or event.startswith(("ky ", "ban hanh "))
        unit = " ".join(match["unit"].split())
        if signed and written and unit == "ngay lam viec":
            at = _working(written, int(match["count"]))
        elif signed and written and unit in ("ngay", "tuan"):
            days = int(match["count"]) * (7 if unit == "tuan" else 1)
            at = datetime.combine(written + timedelta(days=days), time(23, 59), ZONE)
        yield Moment(match.start(), match.end(), at, Relation.UNTIL)
