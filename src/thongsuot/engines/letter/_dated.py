"""Time limits by a day: "trước 14 giờ ngày 15/3", "đến hết ngày 20/3"."""

import re
from collections.abc import Iterator
from datetime import date

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._moment import BEFORE, DAY, FROM, TIME, TODAY, UNTIL, WEEKDAY, Moment, moment_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_DATED = re.compile(
    rf"(?<!\w)(?:(?P<before>{BEFORE})|(?P<from>{FROM})|"
    rf"(?P<until>{UNTIL}))\s*(?:{TIME}\s*,?\s*(?:cua\s+)?)?{WEEKDAY}(?:{DAY}|{TODAY})"
)
_FIGURES = re.compile(
    r"(?:so\s+lieu|thoi\s+ky|giai\s+doan|ky\s+bao\s+cao|chot(?:\s+\w+){0,3}|lay(?:\s+so\s+lieu)?|"
    r"hieu\s+luc(?:\s+thi\s+hanh)?|phat\s+sinh|tinh|cap\s+nhat\s+so\s+lieu|nien\s+do|"
    r"ket\s+qua(?:\s+\w+){0,3})\s*\(?,?\s*$"
)


def dated_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits that state a day, those that only tell which figures are meant left out."""
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
        yield moment_of(match, relation, day, written)


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
