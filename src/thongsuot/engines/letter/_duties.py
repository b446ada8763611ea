"""Walk the blocks of a letter's body and gather its duties."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from thongsuot.engines.letter._blocks import Block, blocks_of
from thongsuot.engines.letter._bound import Bound, by_trade, called
from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._clauses import Reader
from thongsuot.engines.letter._draft import SILENT, Context, Draft
from thongsuot.engines.letter._duty import drafted
from thongsuot.engines.letter._enacts import carried_out
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._headings import is_bare_heading, is_heading
from thongsuot.engines.letter._intros import ends_generic, introduces
from thongsuot.engines.letter._limits import stated_apart
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._rows import row_drafts
from thongsuot.engines.letter._scopes import charged_in, leave, party_heading, rescope
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State
from thongsuot.engines.letter._tables import tables_of, without
from thongsuot.engines.letter._terms import Obliged
from thongsuot.engines.letter._words import Word, words_of

_NO_ORDER = re.compile(
    r".{0,200}\.{4,}|"
    r"[^.;:]{0,120}\((?:ban hanh )?kem theo (?:ke hoach|quyet dinh|cong van|huong dan|chi thi|thong bao|van ban)|"
    r"(?:cac )?(?:ong|ba|dong chi|d/c)[ :][^;.]{4,140}\W(?:pho )?(?:truong ban|thanh vien|uy vien|to truong|to pho|"
    r"truong doan|thu ky|chu tich hoi dong)(?: thuong truc| hoi dong| doan)?[.; ]*$"
)
_OPENED = re.compile(
    r"^[ \t]*(?:1\s?[.)]|i\s?[.)-]|dieu\s+\d{1,2}[.:]?)\s|"
    r"(?:nhu sau|sau day|duoi day|chi thi|yeu cau|quyet dinh)\s*:\s*$",
    re.MULTILINE,
)
_NO_TRADE = (Obliged.ALL, Obliged.NAMED)
_ENACTED = frozenset({"Quyết định", "Nghị quyết", "Quy định", "Quy chế", "Chỉ thị"})
_TELLING = frozenset({"Giấy mời", "Thông cáo", "Thư công", "Giấy ủy quyền", "Bản ghi nhớ"})
_ORDERS = frozenset(
    {"Quyết định", "Chỉ thị", "Công điện", "Hướng dẫn", "Kế hoạch", "Nghị quyết", "Quy định", "Quy chế"}
)
_GROUP = re.compile(
    r"(?:cac|nhung|toan the|tat ca) (?:\w+ ){0,3}?(?:doanh nghiep|nha mang|nha cung cap|isp|dai ly|don vi|to chuc)|"
    r"^(?:doanh nghiep|nha mang|nha cung cap)"
)
_LABEL = re.compile(
    r"(?:ve |cong tac )?(?:chuan bi|phan cong|yeu cau|de nghi|luu y|tai lieu|nhiem vu|trach nhiem|"
    r"to chuc)[^:.;]{0,40}:\s"
)


def duties_of(source: Source, stretches: list[tuple[int, int]], context: Context) -> list[Draft]:
    """The duties in the body of a letter and in its annexes, in the order of the text."""
    if context.doc_type in SILENT:
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
    presumed = not context.answers and context.doc_type not in _TELLING
    state = State(presumed=presumed, ordering=presumed and context.doc_type in _ORDERS)
    state.whole = state.scope = _trade(context.addressees)
    tables = tables_of(source, start, end)
    blocks = without(blocks_of(source, start, end), tables)
    rows = [row for table in tables for row in table.rows]
    held: tuple[tuple[int, int], list[Draft]] | None = None
    opened = _OPENED.search(source.plain, start, end)
    presumed, ordering = state.presumed, state.ordering
    for index, block in enumerate(blocks):
        ahead = opened is not None and block.start < opened.start()
        state.presumed, state.ordering = presumed and not ahead, ordering and not ahead
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
    return replace(one or Bound(Obliged.ALL), called=called(addressees), every=tuple(map(fold, addressees)))


def _block(source: Source, block: Block, after: Block | None, state: State, context: Context) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    leave(state, block)
    if _muted(source, block, state):
        return []
    nested = after is not None and after.depth > block.depth
    alone = after is not None and after.marker is Marker.NONE
    if source.shouts(block.start, block.end) and _over_party(source, block, state):
        return []
    if is_heading(source, block, plain, state, nested=nested, alone=alone):
        return []
    words = words_of(source, block.start, block.end)
    goes_on = block.marker is Marker.NONE and bool(words) and not words[0].capital and not state.commanded
    if not words or goes_on or _NO_ORDER.match(plain):
        return []
    heading = party_heading(source, words, state, block, nested=nested)
    if heading or is_bare_heading(plain, block, nested=nested, alone=alone):
        return []
    return _clauses(source, block, words, state, context, nested=nested)


def _over_party(source: Source, block: Block, state: State) -> bool:
    """ "II. ĐỐI VỚI UBND CÁC XÃ": a heading in capitals over the duties of a party."""
    words = words_of(source, block.start, block.end)
    return bool(words) and block.marker is not Marker.NONE and party_heading(source, words, state, block, nested=True)


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


_LOOKED_UP = re.compile(
    r"(?:theo|gom) (?:cac )?(?:tien do|bang|bieu|danh sach|lo trinh|lich|so lieu|so luong)(?: (?:sau|duoi day|"
    r"nhu sau|kem theo))*\s*:$"
)


def _clauses(
    source: Source, block: Block, words: list[Word], state: State, context: Context, *, nested: bool
) -> list[Draft]:
    plain = " ".join(source.plain[block.start : block.end].split())
    listed = block.marker is not Marker.NONE
    charged = carried_out(words) if block.marker is Marker.ARTICLE or context.doc_type in _ENACTED else None
    first = 0 if charged else _after_party_colon(words)
    enacts = block.marker is Marker.ARTICLE
    asks = state.commanded or enacts or (listed and _LABEL.match(plain) is not None)
    reader = Reader(
        source,
        words[first:],
        commanded=asks,
        listed=listed and (asks or state.ordering),
        presumed=state.presumed,
        ordering=state.ordering,
    )
    clauses = reader.read()
    if enacts:
        clauses = [
            clause
            for clause in clauses
            if clause.closed or (clause.opening and (clause.opening.party or clause.cut > 0 or _must(words, clause)))
        ]
    if charged:
        clauses = [*(clause for clause in clauses if clause.first < charged.first), charged]
    plain = re.sub(r"(?<= )(sau day|duoi day|nhu sau)\s*\.$", r"\1:", plain)
    intro = plain.endswith(":")
    if intro and introduces(plain, answers=context.answers):
        state.commanded = True
        rescope(source, words[first:], clauses, state, block, context)
        if (nested or ends_generic(plain)) and not _LOOKED_UP.search(plain):
            clauses = clauses[:-1] if clauses and not clauses[-1].closed else clauses
    if intro and (who := charged_in(source, words, state.whole)):
        state.heads[block.depth] = who
        state.commanded = state.under = True
    if not context.answers and any(clause.opening and clause.opening.performative for clause in clauses):
        state.commanded = True
    who = state.heads[max(state.heads)] if state.heads else state.scope
    drafts = drafted(source, words[first:], clauses, who, state.whole, context)
    _remember(state, drafts)
    return drafts


def _remember(state: State, drafts: list[Draft]) -> None:
    """Keep the one trade that a letter without addressees has named: its "doanh nghiệp" are of that trade."""
    trades = {draft.bound.obliged: draft.bound for draft in drafts if draft.bound.obliged not in _NO_TRADE}
    if not state.whole.every and len(trades) == 1 and state.whole.firms is None:
        state.whole = replace(state.whole, firms=next(iter(trades.values())))


def _after_party_colon(words: list[Word]) -> int:
    first = 2 if len(words) > 2 and words[0].low == "bước" and words[1].plain.isdigit() else 0
    party = party_at(words, first)
    return party.after if party and party.after < len(words) and words[party.after].cut == ":" else 0


_BANS = frozenset({"nghiem cam", "cam", "tuyet doi khong", "khong duoc"})


def _must(words: list[Word], clause: Clause) -> bool:
    """Whether an article says who or what must do something, and so enacts more than itself."""
    verb = clause.opening.verb if clause.opening else None
    return verb is not None and (verb.first - clause.first > 1 or verb.plain in _BANS)


def numbered(drafts: list[Draft]) -> list[Draft]:
    """The duties with their paragraphs counted again, after some have been left out."""
    order = {old: new for new, old in enumerate(dict.fromkeys(draft.paragraph for draft in drafts), 1)}
    return [replace(draft, paragraph=order[draft.paragraph]) for draft in drafts]
