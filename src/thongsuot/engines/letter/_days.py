"""Time limits by a list of days: "trước 9 giờ các ngày 15, 17/3 và 19/3/2022"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._moment import BEFORE, TIME, UNTIL, ZONE, Moment, moment_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_DAYS = re.compile(
    rf"(?<!\w)(?:(?P<before>{BEFORE})|(?P<until>{UNTIL}))\s*(?:{TIME}\s*,?\s*)?(?:vao\s+)?cac\s+ngay\s+"
    r"(?P<days>\d{1,2}(?:/\d{1,2}){0,2}(?:/\d{4})?(?:\s*(?:,|;|va)\s*(?:ngay\s+)?\d{1,2}(?:/\d{1,2})?(?:/\d{4})?)+"
    r"(?:\s*thang\s*\d{1,2}(?:\s*(?:/|nam\s)\s*\d{4})?)?)"
)
_WITHIN = re.compile(
    r"(?<!\w)trong\s+(?:(?:cac|hai|ba|bon|0?[2-5])\s+)?ngay\s+"
    r"(?P<days>\d{1,2}(?:/\d{1,2})?(?:\s*(?:,|;|-|va|den)\s*(?:ngay\s+)?\d{1,2}(?:/\d{1,2})?)+(?:/\d{4}|"
    r"\s*thang\s*\d{1,2}(?:\s*(?:/|nam\s)\s*\d{4})?)?)(?![\d/])"
)
_HOLDS = re.compile(
    r"(?<!\w)(?:(?:bao dam|dam bao|duy tri|truc|thuong truc|phuc vu|tang cuong|to chuc|dien ra|hoi nghi|phien hop|hop|"
    r"du bao|xay ra|phat sinh|mo cua|nghi|le)(?!\w)(?:[^.;,]{0,80})|"
    r"(?:so lieu|ket qua|tinh hinh|san luong|luu luong)(?:\s+\w+){0,2}\s*)\Z"
)
_ONE = re.compile(r"(?P<day>\d{1,2})(?:(?:/|\s*thang\s*)(?P<month>\d{1,2}))?(?:(?:/|\s*nam\s*)(?P<year>\d{4}))?")


def spread_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """ "dò quét trong các ngày 27 và 28/9/2011": done by the last of them, where nothing is only kept up or held."""
    for match in _WITHIN.finditer(source.plain, start, end) if source.has("trong", start, end) else ():
        if _HOLDS.search(source.plain, max(start, match.start() - 120), match.start()):
            continue
        *_, last = _ONE.finditer(source.plain, *match.span("days"))
        day = made(last, written) if last["month"] else None
        at = datetime.combine(day, time(23, 59), ZONE) if day else None
        yield Moment(match.start(), match.end(), at, Relation.UNTIL, impossible=at is None and written is not None)


def listed_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """ "trước 9 giờ các ngày 31/01, 02/02 và 04/02/2022": one limit a day, month and year as a later day has them."""
    for match in _DAYS.finditer(source.plain, start, end) if source.has("cac", start, end) else ():
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
            moment = moment_of(match, relation, made(plain, written), written)
            moments.append(replace(moment, start=match.start() if day is days[0] else day.start(), end=day.end()))
        yield from reversed(moments)
