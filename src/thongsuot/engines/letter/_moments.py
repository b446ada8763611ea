"""Time limits in a stretch of text: dates with a relation, "at once", spans counted from the day of signing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._letter import Deadline, Relation
from thongsuot.engines.letter._source import Source

ZONE = timezone(timedelta(hours=7))
TIME = r"(?P<hour>\d{1,2})\s*(?:gio|g|h|:)\s*(?P<minute>\d{2})?\s*(?:phut|'|p)?"
_WEEKDAY = r"(?:\(?\s*(?:thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat)\s*\)?\s*,?\s*)?"
_DAY = (
    r"(?:ngay\s*(?P<day>\d{1,2})\s*(?:/|-|\.|\s?thang\s?)\s*(?P<month>\d{1,2})|(?P<day_>\d{1,2})\s*(?:/|"
    r"\s?thang\s?)\s*(?P<month_>\d{1,2}))"
    r"(?:\s*(?:/|-|\.|,?\s?nam\s?)\s*(?P<year>\d{4}))?(?![\d/])"
)
_TODAY = r"(?P<today>(?:cung\s+|trong\s+)?ngay\s+(?:hom\s+)?nay|hom\s+nay|cung\s+ngay)"
_BEFORE = r"(?:cham\s+nhat\s+|muon\s+nhat\s+)?truoc(?:\s+luc)?"
_UNTIL = (
    r"(?:cham|muon)\s+nhat(?:\s+la)?(?:\s+(?:vao|den|trong|luc|het))*|(?:cho\s+)?den\s+het|het|trong|"
    r"gia\s+han\s+(?:\w+\s+){0,6}?den(?:\s+het)?"
    r"|(?:lui|dieu\s+chinh|keo\s+dai|doi)\s+(?:\w+\s+){0,8}?(?:den|sang)(?:\s+het)?|cho\s+den|den|"
    r"han\s+(?:cuoi|chot)(?:\s+la)?\s*:?|thoi\s+han(?:\s+\w+){0,3}\s*(?::|la)"
)
_FROM = r"(?:bat\s+dau\s+)?(?:ke\s+tu|tinh\s+tu|tu)(?:\s+(?:luc|thoi\s+diem))?"
_DATED = re.compile(
    rf"(?<!\w)(?:(?P<before>{_BEFORE})|(?P<from>{_FROM})|"
    rf"(?P<until>{_UNTIL}))\s*(?:{TIME}\s*,?\s*(?:cua\s+)?)?{_WEEKDAY}(?:{_DAY}|{_TODAY})"
)
_MONTH = re.compile(
    r"(?<!\w)(?:(?P<before>truoc)|(?P<from>(?:ke\s+)?tu)|(?P<until>trong|(?:den\s+)?het|cham\s+nhat(?:\s+trong)?))\s+"
    r"(?:thang\s*(?P<month>\d{1,2})|quy\s*(?P<quarter>iv|i{1,3}|[1-4]))(?:\s*(?:/|"
    r"nam)\s*(?:nam\s*)?(?P<year>\d{4}))?(?![\d/])"
)
_SPAN = re.compile(
    r"(?<!\w)(?:trong\s+(?:vong|thoi\s+han|thoi\s+gian|khoang\s+thoi\s+gian)|(?:cham|"
    r"muon)\s+nhat(?:\s+(?:la|trong|sau|khong\s+qua))*|khong\s+qua)\s*"
    r"(?P<count>\d{1,3})\s*(?:\([^)]{1,12}\)\s*)?(?P<unit>gio|phut|ngay\s+lam\s+viec|ngay|tuan|h(?=\s))"
    r"(?P<anchor>\s*,?\s*(?:ke\s+)?(?:tu|sau)\s+(?:(?:ngay|khi|luc|thoi\s+diem)\s+)?(?P<event>ky|"
    r"ban\s+hanh|[^,;.\n]{2,60}?)(?=[,;.)\n]|\s+(?:de|va|ve|gui|bao)\s|$|(?<=ky)\s|(?<=hanh)\s))?"
)
_DAYS = re.compile(
    rf"(?<!\w)(?:(?P<before>{_BEFORE})|(?P<until>{_UNTIL}))\s*(?:{TIME}\s*,?\s*)?(?:vao\s+)?cac\s+ngay\s+"
    r"(?P<days>\d{1,2}(?:/\d{1,2}){0,2}(?:/\d{4})?(?:\s*(?:,|;|va)\s*(?:ngay\s+)?\d{1,2}(?:/\d{1,2})?(?:/\d{4})?)+)"
)
_ONE = re.compile(r"(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?(?:/(?P<year>\d{4}))?")
_FIGURES = re.compile(
    r"(?:so\s+lieu|thoi\s+ky|giai\s+doan|ky\s+bao\s+cao|chot(?:\s+\w+){0,3}|lay(?:\s+so\s+lieu)?|"
    r"hieu\s+luc(?:\s+thi\s+hanh)?|phat\s+sinh|tinh|cap\s+nhat\s+so\s+lieu|nien\s+do|"
    r"ket\s+qua(?:\s+\w+){0,3})\s*\(?,?\s*$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time limit between two offsets."""

    start: int
    end: int
    at: datetime | None
    relation: Relation
    strict: bool = False
    impossible: bool = False

    def deadline(self, source: Source) -> Deadline:
        """The limit with the words that state it."""
        return Deadline(self.at, self.relation, source.value(self.start, self.end).rstrip(" ,"))


def moments_of(source: Source, start: int, end: int, written: date | None) -> list[Moment]:
    """All dated and counted time limits between two offsets, in order, none inside another."""
    found = [
        *_listed(source, start, end, written),
        *_dated(source, start, end, written),
        *_months(source, start, end, written),
        *_spans(source, start, end, written),
    ]
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda moment: (moment.start, -moment.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def _dated(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    plain = source.plain
    figures = -1
    for match in _DATED.finditer(plain, start, end):
        if not match["before"] and (_about_figures(plain, start, match) or match.start() - figures in range(6)):
            figures = match.end()
            continue
        relation = Relation.BEFORE if match["before"] else Relation.FROM if match["from"] else Relation.UNTIL
        if match["until"] == "trong" and not (match["today"] or match["day"]):
            continue
        day = written if match["today"] else _day(match, written)
        yield _moment(match, relation, day, written)


def _listed(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """ "trước 9 giờ các ngày 31/01, 02/02 và 04/02/2022": one limit a day, month and year as a later day has them."""
    for match in _DAYS.finditer(source.plain, start, end):
        if match["until"] == "trong":
            continue
        relation = Relation.BEFORE if match["before"] else Relation.UNTIL
        days = list(_ONE.finditer(source.plain, *match.span("days")))
        month, year = "", ""
        moments = []
        for day in reversed(days):
            month, year = day["month"] or month, day["year"] or year
            plain = re.match(
                r"(?P<day>\d+)/(?P<month>\d+)(?:/(?P<year>\d+))?",
                f"{day['day']}/{month or 0}" + (f"/{year}" if year else ""),
            )
            assert plain is not None  # noqa: S101 - digits by the pattern that matched
            moment = _moment(match, relation, made(plain, written), written)
            moments.append(replace(moment, start=match.start() if day is days[0] else day.start(), end=day.end()))
        yield from reversed(moments)


def _about_figures(plain: str, start: int, match: re.Match[str]) -> bool:
    """Whether the dates tell which figures are meant, not when the duty is due."""
    found = _FIGURES.search(plain, max(start, match.start() - 40), match.start())
    return found is not None and (bool(match["from"]) or not found.group().startswith("ket qua"))


def _day(match: re.Match[str], written: date | None) -> date | None:
    plain = re.match(
        r"(?P<day>\d+)/(?P<month>\d+)(?:/(?P<year>\d+))?",
        f"{match['day'] or match['day_']}/{match['month'] or match['month_']}"
        + (f"/{match['year']}" if match["year"] else ""),
    )
    assert plain is not None  # noqa: S101 - both groups are digits by the pattern that matched
    return made(plain, written)


def _moment(match: re.Match[str], relation: Relation, day: date | None, written: date | None) -> Moment:
    hour, minute = match["hour"], match["minute"]
    if day is None:
        return Moment(match.start(), match.end(), None, relation, impossible=written is not None or bool(match["year"]))
    clock = time(23, 59) if relation is Relation.UNTIL else time(0, 0)
    if hour:
        if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
            return Moment(match.start(), match.end(), None, relation, impossible=True)
        if int(hour) == 24:
            return Moment(
                match.start(), match.end(), datetime.combine(day + timedelta(days=1), time(0), ZONE), relation
            )
        clock = time(int(hour), int(minute or 0))
    return Moment(
        match.start(),
        match.end(),
        datetime.combine(day, clock, ZONE),
        relation,
        strict=relation is Relation.BEFORE and not hour,
    )


def _months(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    for match in _MONTH.finditer(source.plain, start, end):
        year = int(match["year"]) if match["year"] else written.year if written else None
        quarter = {"i": 3, "ii": 6, "iii": 9, "iv": 12}.get(
            match["quarter"] or "", 3 * int(match["quarter"]) if (match["quarter"] or "").isdigit() else 0
        )
        month = int(match["month"] or 0) or quarter
        if year is None or not 1 <= month <= 12:
            continue
        if match["until"]:
            after = date(year + month // 12, month % 12 + 1, 1)
            yield Moment(
                match.start(),
                match.end(),
                datetime.combine(after - timedelta(days=1), time(23, 59), ZONE),
                Relation.UNTIL,
            )
            continue
        first = date(year, month - 2 if match["quarter"] else month, 1)
        relation = Relation.BEFORE if match["before"] else Relation.FROM
        yield Moment(
            match.start(),
            match.end(),
            datetime.combine(first, time(0), ZONE),
            relation,
            strict=relation is Relation.BEFORE,
        )


def _working(written: date, count: int) -> datetime | None:
    """The end of the last of so many working days; None where the days off of that year are not known."""
    from thongsuot.engines.calendar import OutsideCalendar, vietnam

    try:
        return datetime.combine(vietnam().add_working_days(written, count), time(23, 59), ZONE)
    except OutsideCalendar:
        return None


def _spans(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
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
