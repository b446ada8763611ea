"""Walk the blocks of a letter's body and gather its duties."""

import re
from dataclasses import dataclass, field, replace

from thongsuot.engines.letter._blocks import Block, Marker, blocks_of
from thongsuot.engines.letter._clauses import Clause, Reader
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._duty import drafted
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import Obliged
from thongsuot.engines.letter._parties import RELATIVE, Bound, bound, by_trade, commands, party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._tokens import Class, token_at
from thongsuot.engines.letter._words import Word, words_of

_SILENT = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy giới thiệu", "Phiếu gửi", "Giấy nghỉ phép", "Hợp đồng"})
_AIMS = re.compile(
    r"(?:muc dich|yeu cau$|muc tieu|quan diem|muc dich, yeu cau|ket qua|tinh hinh|danh gia|thuc trang|"
    r"can cu|thanh phan|thoi gian|dia diem|noi dung hop|noi dung bao cao|de cuong)"
)
_TASKS = re.compile(
    r"(?:noi dung|nhiem vu|to chuc thuc|phan cong|giai phap|bien phap|trach nhiem|ke hoach thuc hien|cong viec)"
)
_ORDERS = re.compile(
    r"(?:(?:yeu cau|de nghi|giao|chi dao|co y kien|phan cong|dien)(?! cua).*|(?:thuc hien|"
    r"trien khai|luu y|tap trung|huong dan).{0,100}(?:noi dung|nhiem vu|viec|cong viec|giai phap|"
    r"bien phap|cong tac|yeu cau)(?: \w+){0,4})(?:sau(?: day)?|nhu sau|duoi day)?\s*:$"
)
_FIGURES = re.compile(
    r"(?:noi dung bao cao|bao cao (?:gom|neu ro|cac noi dung)|bao cao.{0,80}(?:noi dung|gom|theo de cuong|"
    r"theo mau).{0,40}|thong tin (?:sau|gom)|gom(?: cac noi dung)?(?: sau)?|thanh phan.{0,30}|"
    r"thoi gian.{0,20}|noi dung cuoc hop.{0,20}|noi dung tin nhan.{0,40}|ket qua.{0,40}|so may|"
    r"dau moi.{0,40})\s*:$"
)
_GROUP = re.compile(
    r"(?:cac|nhung|toan the|tat ca) (?:\w+ ){0,3}?(?:doanh nghiep|nha mang|isp|dai ly|don vi)|"
    r"^(?:doanh nghiep|nha mang)"
)


@dataclass
class State:
    """What the blocks read so far have set."""

    commanded: bool = False
    scope: Bound = field(default_factory=lambda: Bound(Obliged.ALL))
    whole: Bound = field(default_factory=lambda: Bound(Obliged.ALL))
    heads: dict[int, Bound] = field(default_factory=dict)
    mute: int | None = None
    under: bool = False


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
    _leave(state, block)
    if state.mute is not None:
        if block.marker is not Marker.NONE and block.depth > state.mute:
            return []
        state.mute = None
    nested = after is not None and after.depth > block.depth
    if _heading(source, block, plain, state, nested=nested):
        return []
    words = words_of(source, block.start, block.end)
    if not words:
        return []
    heading = _party_heading(source, words, state, block, nested=nested)
    if heading or _bare_heading(plain, block, nested=nested):
        return []
    return _clauses(source, block, words, state, context, nested=nested)


def _leave(state: State, block: Block) -> None:
    """A party named over a list ends with the list."""
    if block.marker is Marker.NONE:
        if not state.under:
            state.heads.clear()
        return
    state.under = False
    for depth in [depth for depth in state.heads if depth >= block.depth]:
        del state.heads[depth]


def _heading(source: Source, block: Block, plain: str, state: State, *, nested: bool) -> bool:
    """Headings and sentences that only introduce a list; they set whether orders follow."""
    bare = plain.rstrip(" :.;")
    if source.shouts(block.start, block.end) or (
        block.marker in (Marker.ROMAN, Marker.NUMBER) and nested and len(bare.split()) <= 6
    ):
        if _AIMS.match(bare) and not _TASKS.search(bare):
            state.mute = block.depth
            return True
        if _TASKS.search(bare):
            state.commanded = True
            return True
        if source.shouts(block.start, block.end):
            return True
    if plain.endswith(":") and _FIGURES.search(plain):
        if nested:
            state.mute = block.depth
        return _only_names(plain)
    return False


def _bare_heading(plain: str, block: Block, *, nested: bool) -> bool:
    """A numbered line without a mark at its end, a list below it."""
    return (
        nested
        and block.marker in (Marker.ROMAN, Marker.NUMBER, Marker.SUBNUMBER, Marker.LETTER)
        and plain[-1:] not in ".;:/"
        and len(plain.split()) <= 15
    )


def _only_names(plain: str) -> bool:
    return re.match(r"(?:noi dung|thanh phan|thoi gian|dia diem|thong tin|ket qua|dau moi)", plain) is not None


def _party_heading(source: Source, words: list[Word], state: State, block: Block, *, nested: bool) -> bool:
    """ "Các doanh nghiệp viễn thông:" binds the list below it."""
    first = 2 if commands(words, 0) else 1 if words[0].plain == "giao" and nested else 0
    party = party_at(words, first)
    if party is None:
        return False
    rest = source.plain[words[party.after - 1].end : block.end].strip()
    if party.after >= len(words) and (rest in ("", ":", ".", ";") or rest.startswith(":")):
        who = bound(source, words[party.start].start, words[party.after - 1].end, state.whole)
        state.heads[block.depth] = who
        state.commanded = state.under = True
        return True
    if nested and rest.endswith(":") and len(words) <= 25 and _describes_all(words, party.after):
        state.heads[block.depth] = bound(source, words[0].start, words[-1].end, state.whole)
        state.commanded = state.under = True
        return True
    if party.after < len(words) and words[party.after].cut == ":":
        state.heads[block.depth] = bound(source, words[party.start].start, words[party.after - 1].end, state.whole)
        state.commanded = True
    return False


def _describes_all(words: list[Word], i: int) -> bool:
    """Whether the rest of a heading only tells what the party does for a living."""
    while i < len(words):
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        if (token.part is Class.STRONG and token.plain not in RELATIVE) or commands(words, i):
            return False
        i = token.after
    return True


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
    if intro and _introduces(plain):
        state.commanded = True
        _rescope(source, words[first:], clauses, state, block)
        if nested or _ends_generic(plain):
            clauses = clauses[:-1] if clauses and not clauses[-1].closed else clauses
    if any(clause.opening and clause.opening.performative for clause in clauses):
        state.commanded = True
    who = state.heads[max(state.heads)] if state.heads else state.scope
    return drafted(source, words[first:], clauses, who, state.whole, context)


def _after_party_colon(words: list[Word]) -> int:
    party = party_at(words, 0)
    return party.after if party and party.after < len(words) and words[party.after].cut == ":" else 0


def _introduces(plain: str) -> bool:
    sentence = re.split(r"(?<=[.;])\s", plain)[-1]
    return _ORDERS.search(sentence) is not None or (_ORDERS.search(plain) is not None and len(plain) < 2000)


def _ends_generic(plain: str) -> bool:
    return (
        re.search(
            r"(?:sau|sau day|nhu sau|duoi day|noi dung|nhiem vu|viec|cu the|thuc hien|cong viec|giai phap|"
            r"bien phap|yeu cau|de nghi|dien|giao|chi dao)\s*:$",
            plain,
        )
        is not None
    )


def _rescope(source: Source, words: list[Word], clauses: list[Clause], state: State, block: Block) -> None:
    for clause in clauses[-1:]:
        if clause.opening and clause.opening.party:
            party = clause.opening.party
            who = bound(source, words[party.start].start, words[party.end - 1].end, state.whole)
            if block.marker is Marker.NONE:
                state.scope = who
            else:
                state.heads[block.depth] = who
