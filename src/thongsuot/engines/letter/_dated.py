"""Time limits by a day: "trước 14 giờ ngày 15/3", "đến hết ngày 20/3"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from thongsuot.engines.letter._dates import ANY, made
from thongsuot.engines.letter._moment import BEFORE, DAY, FROM, TIME, TODAY, UNTIL, WEEKDAY, ZONE, Moment, moment_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_DATED = re.compile(
    rf"(?<!\w)(?:(?P<before>{BEFORE})|(?P<from>{FROM})|"
    rf"(?P<until>{UNTIL})|(?P<on>vao(?:\s+(?:luc|hoi|thoi\s+diem))?|"
    rf"luc|(?:lan|dot)\s+(?:thu\s+)?(?:nhat|mot|hai|ba|bon|0?\d)\s*:?(?:\s+vao)?(?=\s+ngay\s*\d)))\s*(?:{TIME}\s*,?\s*(?:cua\s+)?)?{WEEKDAY}(?:{DAY}|{TODAY})"
)
_FIGURES = re.compile(
    r"(?<!\w)(?:so\s+lieu|thoi\s+ky|giai\s+doan|ky\s+bao\s+cao|chot(?:\s+\w+){0,3}|lay(?:\s+so\s+lieu)?|"
    r"gia\s+tri|hieu\s+luc(?:\s+thi\s+hanh)?|phat\s+sinh|tinh|cap\s+nhat\s+so\s+lieu|nien\s+do|"
    r"ket\s+qua(?:\s+\w+){0,3})\s*\(?,?\s*$"
)
_MOVED = re.compile(
    r"(?:lui|gia han|dieu chinh|doi|hoan|keo dai|thay doi)\s+(?:\w+\s+){0,3}(?:han|thoi gian|thoi diem|lich|"
    r"ngay)(?!\w)[^.;]{0,150}\Z"
)
_RANGE = re.compile(
    r"(?<!\w)tu\s+(?:ngay\s*)?(?P<day>\d{1,2})\s*(?:-|(?:den|toi)(?:\s+het)?)\s*(?:ngay\s*)?\d{1,2}\s*(?:/|-|"
    r"thang\s?)\s*(?P<month>\d{1,2})"
    r"(?:\s*(?:/|-|nam\s?)\s*(?P<year>\d{4}))?(?![\d/])"
)
_PART = re.compile(r"(?<!\w)(?:sang|trua|chieu|toi|dem)(?!\w)")
_BACK = 400  # characters in which the day is looked for that "cùng ngày" means
_PARAGRAPH = re.compile(r"\n\s*(?:\n|[-+*\d])")
_FORMER = re.compile(r"han(?:\s+\w+){0,2}?\s+(?:cu|truoc\s+day|ban\s+dau)\s*(?::|la)")
_SO_FAR = re.compile(r"\s*,?\s*(?:(?:cho\s+)?den\s+(?:nay|hien\s+nay)|tro\s+(?:lai\s+day|ve\s+truoc))(?!\w)")
_TO = re.compile(r"\s*(?:sang|thanh|den)(?!\w)")
_HAPPENS = re.compile(
    r"(?<!\w)(?:xay ra|to chuc|dien ra|khai mac|be mac|hop|ban hanh|khai giang|bat dau|ky(?! thuat| su| niem)|"
    r"hoi nghi|du kien|"
    r"phat hanh|"
    r"cat dien|mat dien|su co|hieu luc|thi|dot|le|do bo|lam viec|truc tuyen|hoi thao)(?!\w)\s*(?:\w+\s+){0,3}\Z"
)


def dated_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits that state a day, those that only tell which figures are meant left out."""
    plain = source.plain
    figures = -9
    for match in _DATED.finditer(plain, start, end):
        if (
            _misread(source, match)
            or _FORMER.search(match.group())
            or (match["from"] and _SO_FAR.match(plain, match.end(), end))
        ):
            continue
        if not match["before"] and (_about_figures(source, start, match) or match.start() - figures in range(6)):
            figures = match.end()
            continue
        relation = Relation.BEFORE if match["before"] else Relation.FROM if match["from"] else Relation.UNTIL
        part = _PART.search(match.group()) is not None  # "trong đêm 15/3"
        if match["until"] == "trong" and not (match["today"] or match["tomorrow"] or match["day"] or part):
            continue
        day = _near(source, match, written) if match["today"] or match["tomorrow"] else _day(match, written)
        if _moved(plain, start, match, end) or (match["on"] and not _due(plain, start, match, day, written)):
            continue
        yield moment_of(match, relation, day, written)


def _near(source: Source, match: re.Match[str], written: date | None) -> date | None:
    """Today, tomorrow, or for "cùng ngày" the day that the paragraph has named before."""
    if written is None:
        return None
    if match["tomorrow"]:
        return written + timedelta(days=1)
    if "cung" not in match["today"]:
        return written
    before = source.plain[max(0, match.start() - _BACK) : match.start()]
    block = max((found.end() for found in _PARAGRAPH.finditer(before)), default=0)
    named = [made(found, written) for found in ANY.finditer(before, block)]
    return next((day for day in reversed(named) if day and day >= written), written)


def opening_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """ "từ ngày 10 đến hết ngày 15/3": the first day takes the month of the last."""
    for match in _RANGE.finditer(source.plain, start, end):
        first = made(match, written)
        if first and source.value(match.start(), match.start() + 2).lower() in ("từ", "tu"):
            at = datetime.combine(first, time(0), ZONE)
            yield Moment(match.start(), match.end("day"), at, Relation.FROM)


def _moved(plain: str, start: int, match: re.Match[str], end: int) -> bool:
    """ "lùi thời hạn từ ngày ... sang ngày ...": the day that holds no more."""
    near = max(start, match.start() - 160), match.start()
    return bool(match["from"] and _TO.match(plain, match.end(), end) and _MOVED.search(plain, *near))


def _due(plain: str, start: int, match: re.Match[str], day: date | None, written: date | None) -> bool:
    """Whether "vào 16 giờ ngày 20/3" says when something is sent, not when something happens."""
    near = max(start, match.start() - 120), match.start()
    to_come = day is not None and (written is None or day >= written)
    return to_come and not _HAPPENS.search(plain, *near)


def _misread(source: Source, match: re.Match[str]) -> bool:
    """ "thứ Tư ngày ..." and "sáng ngày ..." look like "từ ngày ..." and "sang ngày ..." without their marks."""
    said = source.value(match.start(), match.start() + 4).lower()
    return said.startswith(("tư", "tự", "tứ", "tối", "tôi")) or said in ("sáng", "sẵn")


def _about_figures(source: Source, start: int, match: re.Match[str]) -> bool:
    """Whether the dates tell which figures are meant, not when the duty is due."""
    found = _FIGURES.search(source.plain, max(start, match.start() - 40), match.start())
    if found is None or source.value(found.start(), found.start() + 4).lower() in ("tỉnh", "tình"):
        return False
    return bool(match["from"]) or not found.group().startswith("ket qua")


def _day(match: re.Match[str], written: date | None) -> date | None:
    plain = re.match(
        r"(?P<day>\d+)/(?P<month>\d+)(?:/(?P<year>\d+))?",
        f"{match['day'] or match['day_']}/{match['month'] or match['month_']}"
        + (f"/{match['year']}" if match["year"] else ""),
    )
    assert plain is not None  # noqa: S101 - both groups are digits by the pattern that matched
    return made(plain, written)
