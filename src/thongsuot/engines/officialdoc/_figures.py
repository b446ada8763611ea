"""Whole numbers in Vietnamese prose: in digits with any separator between thousands, or spelt in words."""

import re
from dataclasses import dataclass

_DIGITS = r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+"
_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mười", "mươi"}
_TIMES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_LINKS = {"linh", "lẻ"}
_ALONE = {"hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"}  # the others mean other things as well
_NUMERAL = "|".join(sorted({*_ONES, *_TENS, *_TIMES, *_LINKS}, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<digits>{_DIGITS})|(?<![^\W\d_])(?P<words>(?:{_NUMERAL})(?:\s+(?:{_NUMERAL}))*)(?![^\W\d_])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it is worth and how it stands in the text."""

    value: int
    text: str
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """The numbers of a text in order; a word that may mean something else than a number alone is left out."""
    found = []
    for match in _FIGURE.finditer(text):
        value = _digits(match["digits"]) if match["digits"] else _spelt(match["words"].split())
        if value is not None:
            found.append(Figure(value, match[0], match.start(), match.end()))
    return found


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _spelt(words: list[str]) -> int | None:
    if len(words) == 1 and words[0] not in _ALONE:  # small letters only: `Công ty Hai` is a name
        return None
    whole, part, last = 0, 0, 0  # finished thousands, the hundreds under way, the digit that waits for its place
    for word in map(str.lower, words):
        if word in _ONES:
            last = _ONES[word]
        elif word in _TENS:
            part, last = part + 10 * (last or 1), 0
        elif word == "trăm":
            part, last = part + 100 * last, 0
        elif word in _TIMES:
            whole, part, last = whole + (part + last) * _TIMES[word], 0, 0
    return whole + part + last
