"""Time limits by a month, a quarter or a year: "trong tháng 4/2022", "trước quý III", "đến hết năm 2022"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time

from thongsuot.engines.letter._moment import ZONE, Moment
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_MONTH = re.compile(
    r"(?<!\w)(?:(?P<before>truoc)|(?P<from>(?:ke\s+)?tu)|"
    r"(?P<until>(?P<within>trong)|(?:den\s+)?het|(?:den|truoc)\s+cuoi|(?P<to>den)|(?:cham|muon)\s+nhat(?:\s+(?:la|"
    r"trong|vao|den|"
    r"het|cuoi))*|xong\s+vao))"
    r"\s+(?:thang\s*(?:\d{1,2}\s*(?:,|va|-)\s*(?:thang\s*)?(?=\d))*(?P<month>\d{1,2})|quy\s*(?P<quarter>iv|i{1,3}|[1-4])|0?6\s+thang\s+(?P<half>dau|cuoi)(?=\s+nam)|"
    r"(?P<this>thang)\s+(?:nay|(?P<next>toi|sau|ke\s+tiep|tiep\s+theo))|(?P<this_>quy)\s+nay|"
    r"(?=nam\s*\d{4}))(?:\s*(?:/|"
    r"nam)\s*(?:nam\s*)?(?P<year>\d{4}))?(?![\d/])"
)
_FIGURES = re.compile(
    r"(?:so\s+lieu|phat\s+sinh|tinh\s+hinh|xay\s+ra|ghi\s+nhan|luu\s+luong|doanh\s+thu|to\s+chuc|dien\s+ra|"
    r"chi\s+tieu|muc\s+tieu|kinh\s+phi)\s*\Z"
)
_SINCE = re.compile(r"(?<!\w)tu\s+(?:thang|quy|ngay|nay)(?!\w)[^,;.]{0,30}\Z")
_DONE = re.compile(
    r"(?<!\w)(?:hoan\s+thanh|xong|thoi\s+(?:han|gian)|hoan\s+tat|lap\s+dat|xay\s+dung|dau\s+tu|mua\s+sam|thay\s+the|"
    r"nang\s+cap|to\s+chuc\s+(?:it\s+nhat\s+)?\d+|trien\s+khai|dua\s+vao)(?!\w)[^.;]{0,90}\Z"
)


def month_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits that state a month, a quarter or a year."""
    for match in _MONTH.finditer(source.plain, start, end):
        last = _last_month(match, written)
        year = int(match["year"]) if match["year"] else _year(match, last, written)
        if year is None or last is None or _tells_else(source.plain, start, match):
            continue
        if match["until"]:
            closing = datetime.combine(date(year, last, monthrange(year, last)[1]), time(23, 59), ZONE)
            past = written and closing.date() < written
            if not past:
                yield Moment(match.start(), match.end(), closing, Relation.UNTIL)
            continue
        opening = date(
            year, last if match["month"] or match["this"] else last - 2 if match["quarter"] or match["this_"] else 1, 1
        )
        relation = Relation.BEFORE if match["before"] else Relation.FROM
        yield Moment(
            match.start(),
            match.end(),
            datetime.combine(opening, time(0), ZONE),
            relation,
            strict=relation is Relation.BEFORE,
        )


def _year(match: re.Match[str], last: int | None, written: date | None) -> int | None:
    """The letter's year, or the next where a month that is to come lies in January of a December letter."""
    if written is None or last is None:
        return None
    ahead = bool(match["next"]) or match["month"] or match["quarter"]
    return written.year + (bool(ahead) and written.month - last > 6)


def _last_month(match: re.Match[str], written: date | None) -> int | None:
    """The last month of what is named; None where there is no such month."""
    if match["month"]:
        return int(match["month"]) if 1 <= int(match["month"]) <= 12 else None
    if match["quarter"]:
        return {"i": 3, "ii": 6, "iii": 9, "iv": 12}.get(match["quarter"]) or 3 * int(match["quarter"])
    if match["this_"]:
        return (written.month + 2) // 3 * 3 if written else None
    if match["this"]:
        return (written.month + bool(match["next"]) - 1) % 12 + 1 if written else None
    return 6 if match["half"] == "dau" else 12


def _tells_else(plain: str, start: int, match: re.Match[str]) -> bool:
    """Whether the words tell which figures are meant, or only name the year of a programme."""
    near = max(start, match.start() - 110), match.start()
    whole_year = not any(match[name] for name in ("month", "quarter", "this", "this_"))
    if match["to"] and not _SINCE.search(plain, *near):
        return True
    vague = whole_year and (match["before"] or match["from"] or (match["within"] and not _DONE.search(plain, *near)))
    return bool(vague) or (bool(match["within"]) and _FIGURES.search(plain, *near) is not None)
