"""Time limits by a month or a quarter: "trong tháng 4/2022", "trước quý III"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from thongsuot.engines.letter._moment import ZONE, Moment
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_MONTH = re.compile(
    r"(?<!\w)(?:(?P<before>truoc)|(?P<from>(?:ke\s+)?tu)|(?P<until>trong|(?:den\s+)?het|cham\s+nhat(?:\s+trong)?))\s+"
    r"(?:thang\s*(?P<month>\d{1,2})|quy\s*(?P<quarter>iv|i{1,3}|[1-4]))(?:\s*(?:/|"
    r"nam)\s*(?:nam\s*)?(?P<year>\d{4}))?(?![\d/])"
)


def month_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits that state a month or a quarter."""
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
