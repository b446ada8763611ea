"""How well a place fits what is typed: words begun, initials of several words, codes; marks do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thongsuot.engines.vietnamese import fold

WORD = re.compile(r"[a-z0-9]+")
SHORT = {  # what stands shortened in registers, written out: whoever types it whole finds it too
    "bv": "benh vien", "bvdk": "benh vien da khoa", "dk": "da khoa", "tt": "trung tam", "ttyt": "trung tam y te",
    "yt": "y te", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "tx": "thi xa",
    "kcn": "khu cong nghiep", "vp": "van phong", "cd": "cao dang", "dh": "dai hoc",
}  # fmt: skip
WHOLE, BEGUN, INITIALS, ELSEWHERE = 8, 5, 4, 2  # what a word typed is worth, by how it was found
CODE, OPENS = 40, 3  # the code itself; a name that begins as what was typed begins
LONGEST = 12  # words typed that are looked at


@dataclass(frozen=True)
class Place:
    """A site as it is searched: its words in small letters without marks."""

    site: int
    code: str
    words: tuple[str, ...]  # of the name
    initials: str  # one letter a word of the name
    further: tuple[str, ...]  # words of the address, the area and the organisation
    text: str  # all of it, to leave out quickly what cannot fit
    order: str


def place_of(site: int, code: str, name: str, further: str, order: str) -> Place:
    """Return a site as it is searched."""
    words = _words(name)
    rest = tuple(_words(further))
    initials = "".join(word[0] for word in words)
    text = " ".join([*words, code.lower(), initials, *rest])
    return Place(site, code.lower(), tuple(words), initials, rest, text, order)


def _words(text: str) -> list[str]:
    return [word for token in WORD.findall(fold(text)) for word in SHORT.get(token, token).split()]


def typed(text: str) -> list[str]:
    """Return the words that were typed, as they are."""
    return WORD.findall(fold(text))[:LONGEST]


def weigh(place: Place, wanted: list[str]) -> int:
    """Return how well a place fits all the words; 0 where one of them is nowhere."""
    if any(word not in place.text for word in wanted):
        return 0
    if "-".join(wanted) == place.code or "".join(wanted) == place.code:
        return CODE
    total = 0
    for word in wanted:
        worth = _worth(place, word)
        if not worth:
            return 0
        total += worth
    if place.words and wanted and place.words[0].startswith(wanted[0]):
        total += OPENS
    return total


def _worth(place: Place, word: str) -> int:
    """Return what one word is worth: the name before its initials, these before code and address."""
    if word in place.words:
        return WHOLE
    if any(each.startswith(word) for each in place.words):
        return BEGUN
    if len(word) > 1 and word.isalpha() and word in place.initials:
        return INITIALS + place.initials.startswith(word)
    if word in place.code.split("-") or any(each.startswith(word) for each in (*place.further, place.code)):
        return ELSEWHERE
    return 0
