"""Time limits by a week or a part of a month: "trong tuần này", "vào tuần đầu tháng 7/2022", "thứ Sáu tuần sau"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from thongsuot.engines.letter._moment import TIME, ZONE, Moment
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_MONTH = r"thang\s*(?:\d{1,2}(?:\s*(?:/|nam\s)\s*\d{4})?|nay|sau|toi)(?![\d/])"
_LEAD = (
    r"(?:(?P<before>(?:cham\s+nhat\s+)?truoc)|"
    r"(?:(?:cham|muon)\s+nhat|trong|vao|den|het)(?:\s+(?:la|trong|vao|het|den))*)"
)
_NEXT = r"(?:sau|toi|ke\s+tiep|tiep\s+theo)"
_WEEK = re.compile(
    rf"(?<!\w){_LEAD}\s+(?:{TIME}\s*,?\s*)?(?:(?:sang|trua|chieu|toi)\s+)?(?:"
    rf"thu\s+(?P<day>hai|ba|tu|nam|sau|bay)\s*,?\s*tuan\s+(?:nay|(?P<next>{_NEXT}))"
    rf"|ngay\s*(?P<date>\d{{1,2}})\s+(?:cua\s+)?thang\s+(?:nay|(?P<next_>{_NEXT}))"
    rf"|(?:(?:dau|giua|cuoi)\s+)?tuan\s+(?:nay|{_NEXT})"
    rf"|tuan\s+(?:dau(?:\s+tien)?|cuoi(?:\s+cung)?|thu\s+\w+|\d)\s+(?:cua\s+)?{_MONTH}"
    rf"|(?:(?:nhung\s+)?ngay\s+)?(?:dau|giua|cuoi|thuong\s+tuan|trung\s+tuan|ha\s+tuan)\s+{_MONTH})(?!\w)"
)
_TODAY = re.compile(r"(?<!\w)ngay\s+trong\s+ngay(?!\s*\d|\s+(?:hom|nay|dau|le|hoi|tet|thi|bau|khai|mai))(?!\w)")
_PAST = re.compile(r"(?:so\s+lieu|tinh\s+hinh|phat\s+sinh|xay\s+ra|dien\s+ra)\s*\Z")
_DAYS = ("hai", "ba", "tu", "nam", "sau", "bay")


def week_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits that state a week; a moment only where they name its day."""
    for match in _WEEK.finditer(source.plain, start, end):
        if _PAST.search(source.plain, max(start, match.start() - 24), match.start()):
            continue
        relation = Relation.BEFORE if match["before"] else Relation.UNTIL
        at = _day_of(match, written, relation) if written else None
        yield Moment(match.start(), match.end(), at, relation)


def same_day(source: Source, start: int, end: int) -> Iterator[Moment]:
    """ "ngay trong ngày": before the day of the event is over, whichever day that is."""
    for match in _TODAY.finditer(source.plain, start, end) if source.has("trong", start, end) else ():
        yield Moment(match.start(), match.end(), None, Relation.UNTIL)


def _day_of(match: re.Match[str], written: date, relation: Relation) -> datetime | None:
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    clock = time(hour, minute) if match["hour"] or relation is Relation.BEFORE else time(23, 59)
    if match["day"]:
        monday = written - timedelta(days=written.weekday()) + timedelta(weeks=bool(match["next"]))
        return datetime.combine(monday + timedelta(days=_DAYS.index(match["day"])), clock, ZONE)
    if not match["date"]:
        return None
    month = written.month + bool(match["next_"])
    try:
        return datetime.combine(date(written.year + month // 13, (month - 1) % 12 + 1, int(match["date"])), clock, ZONE)
    except ValueError:
        return None
