"""Walk the blocks of a letter's body and gather its duties."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from thongsuot.engines.letter._blocks import Block, blocks_of
from thongsuot.engines.letter._bound import Bound, by_trade, called
from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._clauses import Reader
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._duty import drafted
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._headings import is_bare_heading, is_heading
from thongsuot.engines.letter._intros import ends_generic, introduces
from thongsuot.engines.letter._limits import stated_apart
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._rows import row_drafts
from thongsuot.engines.letter._scopes import leave, party_heading, rescope
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State
from thongsuot.engines.letter._tables import tables_of, without
from thongsuot.engines.letter._terms import Obliged
from thongsuot.engines.letter._words import Word, words_of

_SILENT = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy giới thiệu", "Phiếu gửi", "Giấy nghỉ phép", "Hợp đồng"})
_GROUP = re.compile(
    r"(?:cac|nhung|toan the|tat ca) (?:\w+ ){0,3}?(?:doanh nghiep|nha mang|isp|dai ly|don vi)|"
    r"^(?:doanh nghiep|nha mang)"
)
_LABEL = re.compile(
    r"(?:ve |cong tac )?(?:chuan bi|phan cong|yeu cau|de nghi|luu y|tai lieu|nhiem vu|trach nhiem|"
    r"to chuc)[^:.;]{0,40}:\s"
)


def duties_of(source: Source, stretches: list[tuple[int, int]], context: Context) -> list[Draft]:
    """The duties in the body of a letter and in its annexes, in the order of the text."""
    if context.doc_type in _SILENT:
        return []
    found: list[Draft] = []
    paragraphs = chain.from_iterable(_paragraphs(source, start, end, context) for start, end in stretches)
    for number, (block, drafts) in enumerate(paragraphs, 1):
        found.extend(replace(draft, paragraph=number, block=block) for draft in drafts)
    return found


def _paragraphs(
    source: Source, start: int, end: int, context: Context
) -> Iterator[tuple[tuple[int, int], list[Draft]]]:
    """The paragraphs and rows of tables that order something, with their duties."""
    state = State()
    state.whole = state.scope = _trade(context.addressees)
    tables = tables_of(source, start, end)
    blocks = without(blocks_of(source, start, end), tables)
    rows = [row for table in tables for row in table.rows]
    held: tuple[tuple[int, int], list[Draft]] | None = None
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        drafts = _block(source, block, after, state, context)
        told = stated_apart(source, block.start, block.end, held[1], context) if held and not drafts else None
        if held and told is not None and told is not held[1]:
            held = held[0], told
            continue
        if held:
            yield held
        held = ((block.start, block.end), drafts) if drafts else None
        while rows and rows[0].task[0] < block.start:
            yield rows[0].task, row_drafts(source, rows.pop(0), state.whole, context)
    if held:
        yield held
    for row in rows:
        yield row.task, row_drafts(source, row, state.whole, context)


def _trade(addressees: tuple[str, ...]) -> Bound:
    """The trade that all addressees share; all of them where they differ."""
    trades = {by_trade(fold(name)) if _GROUP.search(fold(name)) else None for name in addressees}
    one = trades.pop() if len(trades) == 1 else None
    return replace(one or Bound(Obliged.ALL), called=called(addressees))


def _block(source: Source, block: Block, after: Block | None, state: State, context: Context) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    leave(state, block)
    if _muted(source, block, state):
        return []
    nested = after is not None and after.depth > block.depth
    alone = after is not None and after.marker is Marker.NONE
    if is_heading(source, block, plain, state, nested=nested, alone=alone):
        return []
    words = words_of(source, block.start, block.end)
    if not words:
        return []
    heading = party_heading(source, words, state, block, nested=nested)
    if heading or is_bare_heading(plain, block, nested=nested, alone=alone):
        return []
    return _clauses(source, block, words, state, context, nested=nested)


def _muted(source: Source, block: Block, state: State) -> bool:
    """Whether a block stands under a heading that orders nothing."""
    if state.mute is None:
        return False
    if block.marker is not Marker.NONE:
        state.fresh = source.plain[block.start : block.end].rstrip()[-1:] not in (".", ";", ":")
        if block.depth > state.mute:
            return True
    elif state.fresh and not source.shouts(block.start, block.end):
        return True
    state.mute = None
    return False


def _clauses(
    source: Source, block: Block, words: list[Word], state: State, context: Context, *, nested: bool
) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    listed = block.marker is not Marker.NONE
    first = _after_party_colon(words)
    enacts = block.marker is Marker.ARTICLE
    asks = state.commanded or enacts or (listed and _LABEL.match(plain) is not None)
    reader = Reader(source, words[first:], commanded=asks, listed=listed and asks)
    clauses = reader.read()
    if enacts:
        clauses = [
            clause
            for clause in clauses
            if clause.closed or (clause.opening and (clause.opening.party or clause.cut > 0 or _must(words, clause)))
        ]
    plain = re.sub(r"(?<= )(sau day|duoi day|nhu sau)\s*\.$", r"\1:", plain)
    intro = plain.endswith(":")
    if intro and introduces(plain, answers=context.answers):
        state.commanded = True
        rescope(source, words[first:], clauses, state, block)
        if nested or ends_generic(plain):
            clauses = clauses[:-1] if clauses and not clauses[-1].closed else clauses
    if not context.answers and any(clause.opening and clause.opening.performative for clause in clauses):
        state.commanded = True
    who = state.heads[max(state.heads)] if state.heads else state.scope
    return drafted(source, words[first:], clauses, who, state.whole, context)


def _after_party_colon(words: list[Word]) -> int:
    party = party_at(words, 0)
    return party.after if party and party.after < len(words) and words[party.after].cut == ":" else 0


def _must(words: list[Word], clause: Clause) -> bool:
    """Whether an article says who or what must do something, and so enacts more than itself."""
    verb = clause.opening.verb if clause.opening else None
    return verb is not None and verb.first - clause.first > 1
