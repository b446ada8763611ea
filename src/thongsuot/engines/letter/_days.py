"""Time limits by a list of days: "trước 9 giờ các ngày 15, 17/3 và 19/3/2022"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._moment import BEFORE, TIME, UNTIL, Moment, moment_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_DAYS = re.compile(
    rf"(?<!\w)(?:(?P<before>{BEFORE})|(?P<until>{UNTIL}))\s*(?:{TIME}\s*,?\s*)?(?:vao\s+)?cac\s+ngay\s+"
    r"(?P<days>\d{1,2}(?:/\d{1,2}){0,2}(?:/\d{4})?(?:\s*(?:,|;|va)\s*(?:ngay\s+)?\d{1,2}(?:/\d{1,2})?(?:/\d{4})?)+)"
)
_ONE = re.compile(r"(?P<day>\d{1,2})(?:/(?P<month>\d{1,2}))?(?:/(?P<year>\d{4}))?")


def listed_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
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
            moment = moment_of(match, relation, made(plain, written), written)
            moments.append(replace(moment, start=match.start() if day is days[0] else day.start(), end=day.end()))
        yield from reversed(moments)
