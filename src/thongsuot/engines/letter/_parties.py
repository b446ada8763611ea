"""Read the party at the head of a clause: which enterprises, which offices."""

from dataclasses import dataclass

from thongsuot.engines.letter._extents import extent_of
from thongsuot.engines.letter._lexicon import folded_set, match, phrases
from thongsuot.engines.letter._words import Word

_LEADS = (("doi", "voi"), ("rieng", "doi", "voi"), ("ve", "phia"), ("rieng",), ("phia",), ("de", "nghi"))


@dataclass(frozen=True, slots=True)
class Party:
    """The words of a party; `own` tells that the letter speaks of its own issuer."""

    start: int
    end: int
    after: int


def party_at(words: list[Word], i: int) -> Party | None:
    """The party whose name begins at a word; `after` is the word its clause goes on with."""
    for lead in _LEADS[:5]:
        if tuple(word.plain for word in words[i : i + len(lead)]) == lead:
            i += len(lead)
            break
    head = _head(words, i)
    if not head:
        return None
    end = extent_of(words, i + head)
    return Party(i, end, end)


def _head(words: list[Word], i: int) -> int:
    """How many words make the head of a party's name; 0 where none stands here."""
    if i >= len(words):
        return 0
    opener = match(words, i, phrases("offices", "openers"))
    if opener:
        group = match(words, i + opener, phrases("offices", "groups")) or match(
            words, i + opener, phrases("offices", "heads")
        )
        if group or opener > 1:
            return opener + group
    single = match(words, i, phrases("offices", "singles"))
    if single:
        return single
    if brand := _brand(words, i):
        return brand
    head = match(words, i, phrases("offices", "heads"))
    if head and words[i].capital and i + head < len(words) and (head > 1 or _goes_on(words, i + head)):
        return head
    return 0


def _brand(words: list[Word], i: int) -> int:
    """A brand is one word, or two where a capital inside it parts it."""
    brands = folded_set("offices", "brands")
    if words[i].plain in brands:
        return 1
    glued = i + 1 < len(words) and words[i].end == words[i + 1].start
    return 2 if glued and words[i].plain + words[i + 1].plain in brands else 0


def _goes_on(words: list[Word], i: int) -> bool:
    """A name goes on with a capital, with "tỉnh", or with the group it leads."""
    if words[i].capital:
        return not words[i].cut
    return (
        words[i].plain in ("tinh", "huyen", "xa", "cac", "thanh", "quan", "dan", "nhung", "cua", "so", "cap")
        or bool(match(words, i, phrases("offices", "openers")))
        or bool(match(words, i, phrases("offices", "heads")))
    )
