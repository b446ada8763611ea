"""What the issuer promises to do itself: sentences that order nobody, with the deadline they set."""

import re
from collections.abc import Iterator

from thongsuot.engines.letter._blocks import blocks_of
from thongsuot.engines.letter._deadlines import deadline_of
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import Commitment
from thongsuot.engines.letter._literal import past
from thongsuot.engines.letter._moments import moments_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_END = re.compile(r"(?:[.;](?=\s)|\./\.|$)")
_MARK = r"\s*(?:(?:\d+|[a-zđ]|[ivx]+)\s?[.)]|[-+•*])?\s*"
_MARKED = re.compile(_MARK)
_PROMISES = re.compile(
    r"\s+(?:(?:se|cam ket(?: se)?|co trach nhiem|chiu trach nhiem)\s+\w|"
    r"(?:tong hop|cung cap|bao cao|cong bo|trinh|ho tro|huong dan|tham muu|to chuc|phoi hop)\b)"
)


def commitments_of(source: Source, places: list[tuple[int, int]], context: Context) -> tuple[Commitment, ...]:
    """The promises at the places that `promised` has found."""
    return tuple(_commitment(source, *place, context) for place in places)


def promised(source: Source, start: int, end: int, context: Context) -> list[tuple[int, int]]:
    """Where the issuer speaks of what it will do itself, in offsets of the shadow."""
    name = fold(context.issuer or "").split()
    if not name:
        return []
    return [
        (begin, stop)
        for block in blocks_of(source, start, end)
        for begin, stop in _sentences(source, block.start, block.end)
        if _promises(source.plain, begin, stop, name)
    ]


def _promises(plain: str, start: int, end: int, name: list[str]) -> bool:
    """Whether a sentence begins with the issuer, in full or in short, and what it will do."""
    ends = (past(plain, start, words) for words in (name, [name[0], "tt&tt"], name[:1]))
    return any(stop >= 0 and _PROMISES.match(plain, stop, end) for stop in ends)


def _sentences(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences behind their marks."""
    while start < end:
        mark = _MARKED.match(source.plain, start, end)
        after = mark.end() if mark else start
        stop = next((m.start() for m in _END.finditer(source.plain, after, end)), end)
        yield after, stop
        start = stop + 1


def _commitment(source: Source, start: int, end: int, context: Context) -> Commitment:
    moments = moments_of(source, start, end, context.written)
    limit = next((m for m in moments if m.relation is not Relation.FROM), None)
    first, last = source.span(start, end)
    last = first + len(source.text[first:last].rstrip())
    return Commitment(source.text[first:last], first, last, deadline_of(source, limit, None, moments, start, end))
