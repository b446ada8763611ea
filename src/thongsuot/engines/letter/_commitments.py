"""What the issuer promises to do itself: sentences that order nobody, with the deadline they set."""

import re
from collections.abc import Iterator

from thongsuot.engines.letter._blocks import blocks_of
from thongsuot.engines.letter._deadlines import deadline_of
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import Commitment
from thongsuot.engines.letter._moments import moments_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_END = re.compile(r"(?:[.;](?=\s)|\./\.|$)")
_MARK = r"\s*(?:(?:\d+|[a-zđ]|[ivx]+)\s?[.)]|[-+•*])?\s*"
_PROMISES = (
    r"\s+(?:(?:se|cam ket(?: se)?|co trach nhiem|chiu trach nhiem)\s+\w|"
    r"(?:tong hop|cung cap|bao cao|cong bo|trinh|ho tro|huong dan|tham muu|to chuc|phoi hop)\b)"
)


def commitments_of(source: Source, start: int, end: int, context: Context) -> tuple[Commitment, ...]:
    """The promises between two offsets, in the order of the text."""
    return tuple(_commitment(source, *place, context) for place in promised(source, start, end, context))


def promised(source: Source, start: int, end: int, context: Context) -> list[tuple[int, int]]:
    """Where the issuer speaks of what it will do itself, in offsets of the shadow."""
    name = fold(context.issuer or "").split()
    if not name:
        return []
    words = r"\s+".join(map(re.escape, name))
    short = rf"{re.escape(name[0])}(?:\s+tt&tt)?"
    own = re.compile(rf"{_MARK}(?P<own>(?:{words}|{short}){_PROMISES})")
    return [
        (match.start("own"), stop)
        for block in blocks_of(source, start, end)
        for begin, stop in _sentences(source, block.start, block.end)
        if (match := own.match(source.plain, begin, stop))
    ]


def _sentences(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        mark = re.compile(_MARK).match(source.plain, start, end)
        after = mark.end() if mark else start
        stop = next((m.start() for m in _END.finditer(source.plain, after, end)), end)
        yield start, stop
        start = stop + 1


def _commitment(source: Source, start: int, end: int, context: Context) -> Commitment:
    moments = moments_of(source, start, end, context.written)
    limit = next((m for m in moments if m.relation is not Relation.FROM), None)
    first, last = source.span(start, end)
    last = first + len(source.text[first:last].rstrip())
    return Commitment(source.text[first:last], first, last, deadline_of(source, limit, None, moments, start, end))
