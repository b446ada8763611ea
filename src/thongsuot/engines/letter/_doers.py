"""Know the line that names who carries out what stands before: "Đơn vị thực hiện: Sở Y tế."."""

import re

from thongsuot.engines.letter._bound import Bound, bound
from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word

_DOER = re.compile(
    r"(?:cac )?(?:don vi|co quan|bo phan|nguoi|phan cong)(?: duoc giao)?(?: chu tri)?(?: thuc hien| chu tri|"
    r" phu trach| dau moi)"
)


def doer_at(words: list[Word], i: int) -> int | None:
    """The word behind the colon of such a line; None where no such line begins at a word."""
    colon = next((k for k in range(i + 1, min(len(words), i + 9)) if words[k].cut), None)
    if colon is None or words[colon].cut != ":":
        return None
    return colon if _DOER.fullmatch(" ".join(word.plain for word in words[i:colon])) else None


def doer_of(source: Source, words: list[Word], clause: Clause, whole: Bound) -> Bound | None:
    """Whom a clause names as the one who carries out what was said before it."""
    at = doer_at(words, clause.first) if clause.closed else None
    party = party_at(words, at) if at is not None else None
    return bound(source, words[party.start].start, words[party.end - 1].end, whole) if party else None
