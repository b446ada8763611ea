"""Time limits in a stretch of text: dates with a relation, "at once", spans counted from the day of signing."""

from datetime import date

from thongsuot.engines.letter._dated import dated_moments
from thongsuot.engines.letter._days import listed_moments
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._months import month_moments
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._spans import span_moments


def moments_of(source: Source, start: int, end: int, written: date | None) -> list[Moment]:
    """All dated and counted time limits between two offsets, in order, none inside another."""
    found = [
        *listed_moments(source, start, end, written),
        *dated_moments(source, start, end, written),
        *month_moments(source, start, end, written),
        *span_moments(source, start, end, written),
    ]
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda moment: (moment.start, -moment.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept
