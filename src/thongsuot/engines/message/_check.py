"""What in a text deceives, is not seen, or costs more than it seems, each with its places."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.engines.message._characters import Kind, instead, kind_of, named

_GRAVE = frozenset({Kind.LOOKALIKE, Kind.DIRECTION, Kind.INVISIBLE, Kind.CONTROL, Kind.BROKEN})


@dataclass(frozen=True, slots=True)
class Finding:
    """One character with all places of it, in code points of the text as given, from 0.

    `what` says in Vietnamese what it is; `instead` is what the text without marks has in its place ("" nothing, None
    when nothing stands for it). A decomposed letter is given as it stands, letter and marks.
    """

    kind: Kind
    char: str
    places: tuple[int, ...]
    what: str
    instead: str | None

    @property
    def grave(self) -> bool:
        """Tell what nobody writes on purpose in an official message: look-alikes and what is not seen or broken."""
        return self.kind in _GRAVE


def check(text: str) -> tuple[Finding, ...]:
    """Find what is not in GSM-7 or not composed (NFC): what deceives first, then in the order of the text."""
    places: dict[tuple[Kind, str], list[int]] = {}
    for kind, char, place in _told(text):
        places.setdefault((kind, char), []).append(place)
    found = [_finding(kind, char, tuple(where)) for (kind, char), where in places.items()]
    return tuple(sorted(found, key=lambda finding: not finding.grave))


def _told(text: str) -> Iterator[tuple[Kind, str, int]]:
    for start, cluster in _clusters(text):
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster:
            yield Kind.DECOMPOSED, cluster, start
        for step, char in enumerate(composed):
            kind = kind_of(char)
            if kind is not None:
                yield kind, char, start + step * (composed == cluster)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Give each character with the marks that follow it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.category(text[place]).startswith("M"):
            yield start, text[start:place]
            start = place


def _finding(kind: Kind, char: str, places: tuple[int, ...]) -> Finding:
    if kind is not Kind.DECOMPOSED:
        return Finding(kind, char, places, named(char), instead(char))
    composed = unicodedata.normalize("NFC", char)
    what = f"chữ tổ hợp (NFD), khi gửi được ghép thành “{composed}”"
    return Finding(kind, char, places, what, "".join(instead(one) or "" for one in composed))
