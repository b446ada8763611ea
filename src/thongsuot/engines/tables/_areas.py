"""Whether an area is inside or outside, however its name is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from thongsuot.engines.vietnamese import fold

NOTHING, INSIDE, OUTSIDE, UNKNOWN = range(4)  # what a cell says
_MOST_NAMES = 50_000  # ways of writing that are remembered
_SHORT = {"tp": "thanh pho", "q": "quan", "h": "huyen", "tx": "thi xa", "p": "phuong", "x": "xa", "tt": "thi tran"}
_BARE = re.compile("^(?:tinh|thanh pho|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) (?=.)")


class Names(dict[bytes, int]):
    """What a cell of an area says, by the way it is written: marks, case, composition and blanks do not count.

    A name may stand without its level where it is then still one area's, and the level may be shortened (TP., H.). What
    would mean both an area inside and one outside means neither.
    """

    def __init__(self, places: Mapping[str, bool]) -> None:
        super().__init__()
        told = [(_plain(name), inside) for name, inside in places.items()]
        bare = [(_BARE.sub("", name), inside) for name, inside in told]
        answers: dict[str, set[bool]] = {}
        for name, inside in [*told, *bare]:
            answers.setdefault(name, set()).add(inside)
        self.places = {name: inside for name, said in answers.items() if len(said) == 1 for inside in said}

    def __missing__(self, cell: bytes) -> int:
        name = _plain(cell.decode())
        inside = self.places.get(name)
        said = NOTHING if not name else UNKNOWN if inside is None else INSIDE if inside else OUTSIDE
        if len(self) < _MOST_NAMES:
            self[cell] = said
        return said


def _plain(text: str) -> str:
    """Give a name as it is compared: folded words, the level in full."""
    words = re.findall(r"[^\W_]+", fold(text))
    return " ".join([_SHORT.get(words[0], words[0]), *words[1:]] if len(words) > 1 else words)
