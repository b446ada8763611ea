"""Know the parts of offices' names that look like orders: "Phòng, chống thiên tai", "Ứng cứu khẩn cấp"."""

from functools import cache

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._words import Word, lower

_Part = tuple[tuple[str, str], ...]  # each word with its marks and what parts it from the one before
_LEADS = listed("dao; huy; sat; tac; ve; an; soat; giup; doi; to; luong; dong")


def part_at(words: list[Word], i: int) -> int:
    """How many words from `i` on are such a part: with a capital, or behind "Chỉ đạo", "Cảnh sát"; 0 where none are."""
    known = _parts().get(words[i].plain)
    if known is None or i == 0 or words[i].cut or not (words[i].capital or words[i - 1].plain in _LEADS):
        return 0
    return next((len(part) for part in known if _stands(words, i, part)), 0)


@cache
def _parts() -> dict[str, list[_Part]]:
    """The parts by their first folded word, the longest first."""
    found: dict[str, list[_Part]] = {}
    for phrase in sorted(table("offices")["parts"].split(";"), key=len, reverse=True):
        told = phrase.split()
        cuts = ["", *("," if word.endswith(",") else "" for word in told)]
        part = tuple(zip((lower(word.rstrip(",")) for word in told), cuts, strict=False))
        found.setdefault(fold(part[0][0]), []).append(part)
    return found


def _stands(words: list[Word], i: int, part: _Part) -> bool:
    behind = words[i : i + len(part)]
    return len(behind) == len(part) and all(
        word.low == low and (k == 0 or word.cut == cut)
        for k, (word, (low, cut)) in enumerate(zip(behind, part, strict=True))
    )
