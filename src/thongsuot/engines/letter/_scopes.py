"""Parties that stand over a list and bind all of it."""

import re

from thongsuot.engines.letter._blocks import Block
from thongsuot.engines.letter._bound import Bound, bound
from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._extents import RELATIVE, commands
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._own import own
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State
from thongsuot.engines.letter._tokens import Class, token_at
from thongsuot.engines.letter._words import Word

_SHARES = {("trach", "nhiem"), ("nhiem", "vu"), ("phan", "viec"), ("cong", "viec")}

_CHARGED = re.compile(
    r"(?:chiu trach nhiem|co trach nhiem|co nhiem vu|thuc hien|trien khai|tap trung|phai|can)"
    r"(?: (?:thuc hien|cac|nhung|mot so|tot|viec|noi dung|nhiem vu|cong viec|sau|day|nhu))*\s*:$"
)


def leave(state: State, block: Block) -> None:
    """A party named over a list ends with the list."""
    if block.marker is Marker.NONE:
        if not state.under:
            state.heads.clear()
        return
    state.under = False
    for depth in [depth for depth in state.heads if depth >= block.depth]:
        del state.heads[depth]


def party_heading(source: Source, words: list[Word], state: State, block: Block, *, nested: bool) -> bool:
    """ "Các doanh nghiệp viễn thông:" binds the list below it."""
    step = len(words) > 2 and words[0].low in ("bước", "đợt", "khâu") and words[1].plain.isdigit()
    first = 2 if step or commands(words, 0) else 1 if words[0].plain == "giao" and nested else _owner(words)
    party = party_at(words, first)
    if party is None:
        return False
    rest = source.plain[words[party.after - 1].end : block.end].strip().lstrip(")")
    if party.after >= len(words) and (rest in ("", ":", ".", ";") or rest.startswith(":")):
        who = bound(source, words[party.start].start, words[party.after - 1].end, state.whole)
        state.heads[block.depth] = who
        state.commanded = state.under = True
        return True
    asks = party.after < len(words) and commands(words, party.after)
    if nested and not asks and len(words) < 40 and _CHARGED.search(" ".join(rest.split())):
        state.heads[block.depth] = bound(source, words[party.start].start, words[party.after - 1].end, state.whole)
        state.commanded = state.under = True
        return True
    if nested and rest[-1:] not in (".", ";", ",", "/") and len(words) <= 25 and _describes_all(words, party.after):
        state.heads[block.depth] = bound(source, words[party.start].start, words[-1].end, state.whole)
        state.commanded = state.under = True
        return True
    if party.after < len(words) and words[party.after].cut == ":":
        state.heads[block.depth] = bound(source, words[party.start].start, words[party.after - 1].end, state.whole)
        state.commanded = True
    return False


def charged_in(source: Source, words: list[Word], whole: Bound) -> Bound | None:
    """ "... Thành viên Đội có nhiệm vụ:": whom the last sentence before a list charges with it."""
    first = next((k for k in range(len(words) - 1, 0, -1) if words[k].cut == "."), 0)
    party = party_at(words, first)
    if party is None or party.after >= len(words) or len(words) - first > 30:
        return None
    rest = " ".join(word.plain for word in words[party.after :])
    if not re.fullmatch(r"(?:co|chiu) (?:trach nhiem|nhiem vu)(?: (?:sau|nhu|day|cu|the|thuc|hien))*", rest):
        return None
    return bound(source, words[party.start].start, words[party.after - 1].end, whole)


def _owner(words: list[Word]) -> int:
    """ "Trách nhiệm của ...": whose it is stands behind."""
    if tuple(word.plain for word in words[:2]) not in _SHARES:
        return 0
    return next(
        (
            i + 1
            for i, word in enumerate(words[:11])
            if word.low == "của" or words[i - 1].plain + word.plain == "doivoi"
        ),
        0,
    )


def _describes_all(words: list[Word], i: int) -> bool:
    """Whether the rest of a heading only tells what the party does for a living."""
    while i < len(words):
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        if (token.part is Class.STRONG and token.plain not in RELATIVE) or commands(words, i):
            return False
        i = token.after
    return True


def rescope(
    source: Source, words: list[Word], clauses: list[Clause], state: State, block: Block, context: Context
) -> None:
    """Let the party that introduces a list bind what follows."""
    for clause in clauses[-1:]:
        if clause.opening and clause.opening.party and not own(source, words, clause, context):
            party = clause.opening.party
            who = bound(source, words[party.start].start, words[party.end - 1].end, state.whole)
            if block.marker is Marker.NONE:
                state.scope = who
            else:
                state.heads[block.depth] = who
