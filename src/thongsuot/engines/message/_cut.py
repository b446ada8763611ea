"""A text cut into what each part says, as telephones do it."""

import re
import unicodedata
from bisect import bisect_left

from thongsuot.engines.message._alphabet import Alphabet, doubles
from thongsuot.engines.message._profile import Carriage

_BREAKS = re.compile("\r\n?")
_JOINER = "\u200d"
# 3GPP TS 23.040: 140 octets, of which a header takes 6 (8-bit reference) or 7 (16-bit reference)
_SIZES = {Alphabet.GSM7: (160, 153, 152), Alphabet.UCS2: (70, 67, 66)}


def normalised(text: str) -> str:
    """Give the text as it is sent: composed (NFC), lines broken by a line feed alone."""
    return unicodedata.normalize("NFC", _BREAKS.sub("\n", text))


def sizes(alphabet: Alphabet, carriage: Carriage) -> tuple[int, int]:
    """Return how many units one message holds, and each of several; whoever cuts for us needs 6 octets as well."""
    alone, joined, long = _SIZES[alphabet]
    return alone, long if carriage == Carriage.UDH16 else joined


def cut(text: str, alphabet: Alphabet, carriage: Carriage) -> tuple[str, ...]:
    """Cut a text that is normalised; one that fits into one message, an empty one too, stays whole.

    No character is cut: neither an escape from what it escapes, nor a surrogate from its other half. A letter keeps its
    combining marks unless they alone fill a part.
    """
    alone, joined = sizes(alphabet, carriage)
    double = doubles(text, alphabet)
    if len(text) + len(double) <= alone:
        return (text,)
    pieces, start = [], 0
    while start < len(text):
        end = _boundary(text, start, _reach(start, joined, double))
        pieces.append(text[start:end])
        start = end
    return tuple(pieces)


def _reach(start: int, size: int, double: list[int]) -> int:
    """Return the place up to which characters from `start` on take no more than `size` units."""
    passed = bisect_left(double, start)
    end = start + size
    for place in double[passed : passed + size]:
        if place >= end - 1:  # it would take the last unit and one more
            return min(place, end)
        end -= 1
    return end


def _boundary(text: str, start: int, end: int) -> int:
    """Return the last place up to `end` that keeps marks with their letter, or `end` where there is none."""
    for place in range(min(end, len(text)), start, -1):
        if place == len(text) or not _clings(text, place):
            return place
    return end


def _clings(text: str, place: int) -> bool:
    """Tell whether the character at a place belongs to the one before it: a mark, a joiner, or what a joiner joins."""
    char = text[place]
    return unicodedata.category(char).startswith("M") or _JOINER in (char, text[place - 1])
