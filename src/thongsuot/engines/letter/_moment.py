"""One time limit, and the words that days, hours and relations are written in."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

ZONE = timezone(timedelta(hours=7))
TIME = (
    r"(?P<hour>\d{1,2})\s*(?:gio|g|h|:)\s*(?P<minute>\d{2})?\s*(?:phut|'{1,2}|\"|p)?(?:\s*(?P<part>sang|trua|chieu|"
    r"toi)(?!\w))?"
)
WEEKDAY = (
    r"(?:(?:(?:sang|trua|chieu|toi)\s+)?mai\s*,\s*)?(?:cuoi\s+(?=ngay\s*\d))?(?:(?:cuoi\s+|dau\s+|"
    r"het\s+)?gio(?:\s+lam\s+viec)?\s+)?(?:(?:buoi\s+)?(?:sang|trua|chieu|toi|dem)\s+(?:cua\s+)?)?"
    r"(?:\(?\s*(?:ngay\s+(?=thu|chu))?(?:thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat)\s*\)?\s*,?\s*\(?\s*)?"
)
DAY = (
    r"(?:ngay\s*(?:(?:[a-z]+\s+){1,4}\(?)?(?P<day>\d{1,2})\s*(?:/|-|\.|\s?thang\s?)\s*(?P<month>\d{1,2})|"
    r"(?P<day_>\d{1,2})\s*(?:/|"
    r"\s?thang\s?)\s*(?P<month_>\d{1,2}))"
    r"(?:\s*(?:/|-|\.|,?\s?nam\s?)\s*(?P<year>\d{4}))?(?![\d/])"
)
_PARTS = ("sang", "trua", "chieu", "toi", "dem")
TODAY = (
    r"(?P<today>(?:cung\s+|trong\s+)?ngay\s+(?:hom\s+)?nay|hom\s+nay|cung\s+ngay|"
    + "|".join(rf"{part}\s+nay|(?<={part} )nay" for part in _PARTS)
    + r")(?!\w)|(?P<tomorrow>ngay\s+mai|"
    + "|".join(rf"{part}\s+mai|(?<={part} )mai" for part in _PARTS)
    + r")(?!\w)"
)
BEFORE = r"(?:(?:cham|muon|tre)\s+nhat\s+(?:la\s+)?)?truoc(?:\s+(?:luc|thoi\s+diem|moc|hoi))?"
UNTIL = (
    r"(?:cham|muon)\s+nhat(?:\s+la)?(?:\s+(?:vao|den|trong|luc|het))*|(?:cho\s+)?(?:den|toi)\s+het|het|trong|"
    r"(?:cho\s+)?(?:den|toi)|sang(?:\s+het)?|"
    r"han\s+(?:cuoi|chot)(?:\s+cung)?\s*(?::|la)?|(?<=\()han(?=\s+(?:ngay\s*)?\d)|(?<=, )han(?=\s+(?:ngay\s*)?\d)|"
    r"(?:(?:thoi\s+)?han(?:\s+(?!truoc|den|cham)\w+){0,3}|"
    r"thoi\s+gian\s+(?:hoan\s+thanh|gui|nop|bao\s+cao|"
    r"xong)(?:\s+\w+){0,3})\s*(?::|la)(?:\s+(?:het|den|trong|vao))*|tre\s+nhat(?:\s+(?:la|vao|den|trong|luc|het))*|"
    r"khong\s+(?:muon|cham|tre|qua)(?:\s+(?:hon|qua|nhat))?(?:\s+(?:la|vao|den|luc|het))*"
)
FROM = r"(?:bat\s+dau\s+)?(?:ke\s+tu|tinh\s+tu|tu)(?:\s+(?:luc|thoi\s+diem))?"


_LATE = re.compile(r"(?<!\w)cuoi\s+ngay")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time limit between two offsets."""

    start: int
    end: int
    at: datetime | None
    relation: Relation
    strict: bool = False
    impossible: bool = False
    rough: bool = False

    def deadline(self, source: Source) -> Deadline:
        """The limit with the words that state it."""
        words = source.value(self.start, self.end).rstrip(" ,")
        closes = "(" in words and ")" not in words and source.plain.startswith(")", self.end)
        return Deadline(self.at, self.relation, f"{words})" if closes else words)


def moment_of(match: re.Match[str], relation: Relation, day: date | None, written: date | None) -> Moment:
    """The moment of a match: its hour, else the first or the last minute of its day."""
    hour, minute = match["hour"], match["minute"]
    if day is None:
        return Moment(match.start(), match.end(), None, relation, impossible=written is not None or bool(match["year"]))
    late = _LATE.search(match.group()) is not None  # "trước cuối ngày 20/3"
    clock = time(23, 59) if relation is Relation.UNTIL or late else time(0, 0)
    if hour:
        if int(hour) > 24 or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
            return Moment(match.start(), match.end(), None, relation, impossible=True)
        if int(hour) == 24:
            if relation is Relation.UNTIL:  # "đến 24h00 ngày 22/02" ends with that day
                return Moment(match.start(), match.end(), datetime.combine(day, clock, ZONE), relation)
            if day == date.max:
                return Moment(match.start(), match.end(), None, relation, impossible=True)
            at = datetime.combine(day, time(0), ZONE) + timedelta(days=1)
            return Moment(match.start(), match.end(), at, relation)
        later = 12 if match["part"] in ("chieu", "toi") and int(hour) < 12 else 0
        clock = time(int(hour) + later, int(minute or 0))
    return Moment(
        match.start(),
        match.end(),
        datetime.combine(day, clock, ZONE),
        relation,
        strict=relation is Relation.BEFORE and not hour and not late,
    )
