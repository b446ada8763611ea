"""Time limits in a stretch of text: dates with a relation, "at once", spans counted from the day of signing."""

import re
from datetime import date

from thongsuot.engines.letter._ahead import ahead_moments
from thongsuot.engines.letter._dated import dated_moments, opening_moments
from thongsuot.engines.letter._days import listed_moments, spread_moments
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._months import month_moments
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._spans import span_moments
from thongsuot.engines.letter._terms import Relation
from thongsuot.engines.letter._weeks import same_day, week_moments

_GROUND = re.compile(
    r"\s*(?:do|vi|boi|can cu|theo|thuc hien|de|nham|tai|qua|tren co so|xet|sau khi|nhu|hien nay|vua qua|ngay|"
    r"thoi gian)(?!\w)"
)


def in_ground(source: Source, lead: int, start: int, moment: Moment) -> bool:
    """Whether a moment before the order only tells why it is given: "Do sáp nhập từ ngày ..., Sở ..."."""
    if moment.start >= start:
        return False
    said = source.plain[lead : moment.start]
    return _GROUND.match(said, max(said.rfind(","), said.rfind(";")) + 1) is not None


def moments_of(source: Source, start: int, end: int, written: date | None) -> list[Moment]:
    """All dated and counted time limits between two offsets, in order, none inside another."""
    found = [
        *listed_moments(source, start, end, written),
        *spread_moments(source, start, end, written),
        *opening_moments(source, start, end, written),
        *dated_moments(source, start, end, written),
        *month_moments(source, start, end, written),
        *week_moments(source, start, end, written),
        *same_day(source, start, end),
        *ahead_moments(source, start, end),
        *span_moments(source, start, end, written),
    ]
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda moment: (moment.start, -moment.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return [
        moment
        for moment, after in zip(kept, [*kept[1:], None], strict=False)
        if after is None or not _tells_period(source, moment, after)
    ]


def _tells_period(source: Source, moment: Moment, after: Moment) -> bool:
    """ "kết quả trong quý I trước ngày 05/4": the first tells which figures, the second until when."""
    near = after.start - moment.end <= len(", ") and after.relation is not Relation.FROM
    return near and source.plain.startswith("trong", moment.start) and moment.at is not None
