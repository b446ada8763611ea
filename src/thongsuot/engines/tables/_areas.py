"""Whether an area is inside or outside, and which it is, however its name is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from thongsuot.engines.vietnamese import fold

NOTHING, UNKNOWN, OUTSIDE = -3, -2, -1  # what a cell says; else the place of an area that is inside among `areas`
SOMEWHERE = -1  # the number of an area that is inside, whichever it is
MOST_AREAS = 65_535
_MOST_NAMES = 50_000  # ways of writing that are remembered
_SHORT = {"tp": "thanh pho", "q": "quan", "h": "huyen", "tx": "thi xa", "p": "phuong", "x": "xa", "tt": "thi tran"}
_D_OF_OTHERS = str.maketrans("\u00d0\u00f0\u0189\u0256", "\u0110\u0111\u0110\u0111")  # letters that look like Đ and đ
_BARE = re.compile("^(?:tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) (?=.)")


class Names(dict[bytes, int]):
    """What a cell of an area says, by the way it is written: marks, case, composition and blanks do not count.

    A name may stand without its level where it is then still one area's, and the level may be shortened (TP., H.). What
    would mean both an area inside and one outside means neither; what means two areas inside is inside and says no
    more, which is place 0 of `areas` (numbers as they were told, ascending). So are areas beyond the 65 535th.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        super().__init__()
        told = [(_plain(name), int(number)) for name, number in places.items()]
        bare = [(_BARE.sub("", name), number) for name, number in told]
        answers: dict[str, set[int]] = {}
        for name, number in [*told, *bare]:
            answers.setdefault(name, set()).add(number)
        self.areas = (0, *sorted({number for number in places.values() if number > 0})[:MOST_AREAS])
        at = {number: place for place, number in enumerate(self.areas)}
        self.places = {name: self._one(said, at) for name, said in answers.items()}

    def _one(self, said: set[int], at: Mapping[int, int]) -> int:
        if 0 in said:
            return OUTSIDE if len(said) == 1 else UNKNOWN
        return at.get(next(iter(said)), 0) if len(said) == 1 else 0

    def __missing__(self, cell: bytes) -> int:
        name = _plain(cell.decode())
        said = self.places.get(name, UNKNOWN) if name else NOTHING
        if len(self) < _MOST_NAMES:
            self[cell] = said
        return said


def _plain(text: str) -> str:
    """Give a name as it is compared: folded words, the level in full."""
    words = re.findall(r"[^\W_]+", fold(text.translate(_D_OF_OTHERS)))
    return " ".join([_SHORT.get(words[0], words[0]), *words[1:]] if len(words) > 1 else words)
