"""Walk the blocks of a letter's body and gather its duties."""

import re
from dataclasses import replace

from thongsuot.engines.letter._blocks import Block, blocks_of
from thongsuot.engines.letter._bound import Bound, by_trade
from thongsuot.engines.letter._clauses import Reader
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._duty import drafted
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._headings import is_bare_heading, is_heading
from thongsuot.engines.letter._intros import ends_generic, introduces
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._scopes import leave, party_heading, rescope
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State
from thongsuot.engines.letter._terms import Obliged
from thongsuot.engines.letter._words import Word, words_of

_SILENT = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy giới thiệu", "Phiếu gửi", "Giấy nghỉ phép", "Hợp đồng"})
_GROUP = re.compile(
    r"(?:cac|nhung|toan the|tat ca) (?:\w+ ){0,3}?(?:doanh nghiep|nha mang|isp|dai ly|don vi)|"
    r"^(?:doanh nghiep|nha mang)"
)


def duties_of(source: Source, start: int, end: int, context: Context) -> list[Draft]:
    """The duties between two offsets, in the order of the text."""
    if context.doc_type in _SILENT:
        return []
    state = State()
    state.whole = state.scope = _trade(context.addressees)
    blocks = blocks_of(source, start, end)
    found: list[Draft] = []
    number = 0
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        drafts = _block(source, block, after, state, context)
        if drafts:
            number += 1
            found.extend(replace(draft, paragraph=number, block=(block.start, block.end)) for draft in drafts)
    return found


def _trade(addressees: tuple[str, ...]) -> Bound:
    """The trade that all addressees share; all of them where they differ."""
    trades = {by_trade(fold(name)) if _GROUP.search(fold(name)) else None for name in addressees}
    one = trades.pop() if len(trades) == 1 else None
    return one or Bound(Obliged.ALL)


def _block(source: Source, block: Block, after: Block | None, state: State, context: Context) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    leave(state, block)
    if state.mute is not None:
        if block.marker is not Marker.NONE and block.depth > state.mute:
            return []
        state.mute = None
    nested = after is not None and after.depth > block.depth
    if is_heading(source, block, plain, state, nested=nested):
        return []
    words = words_of(source, block.start, block.end)
    if not words:
        return []
    heading = party_heading(source, words, state, block, nested=nested)
    if heading or is_bare_heading(plain, block, nested=nested):
        return []
    return _clauses(source, block, words, state, context, nested=nested)


def _clauses(
    source: Source, block: Block, words: list[Word], state: State, context: Context, *, nested: bool
) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    listed = block.marker is not Marker.NONE
    first = _after_party_colon(words)
    enacts = block.marker is Marker.ARTICLE
    reader = Reader(
        source, words[first:], commanded=state.commanded or enacts, listed=listed and (state.commanded or enacts)
    )
    clauses = reader.read()
    if enacts:
        clauses = [
            clause
            for clause in clauses
            if clause.closed or (clause.opening and (clause.opening.party or clause.cut > 0))
        ]
    intro = plain.endswith(":")
    if intro and introduces(plain):
        state.commanded = True
        rescope(source, words[first:], clauses, state, block)
        if nested or ends_generic(plain):
            clauses = clauses[:-1] if clauses and not clauses[-1].closed else clauses
    if any(clause.opening and clause.opening.performative for clause in clauses):
        state.commanded = True
    who = state.heads[max(state.heads)] if state.heads else state.scope
    return drafted(source, words[first:], clauses, who, state.whole, context)


def _after_party_colon(words: list[Word]) -> int:
    party = party_at(words, 0)
    return party.after if party and party.after < len(words) and words[party.after].cut == ":" else 0
