"""Fold Vietnamese text to plain lower-case letters, remembering where each letter came from."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = {
    "đ": "d", "Đ": "d", "–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "′": "'", "ʼ": "'", "`": "'", "\u2028": "\n", "\u2029": "\n", "\f": "\n", "\v": "\n",
}  # fmt: skip


class _Table(dict[int, str]):
    """One plain character, or nothing, for each code point; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _SIGNS.get(character, "")
        if not plain and unicodedata.category(character) not in ("Mn", "Cf") and character != "\r":
            plain = unicodedata.normalize("NFKD", character)[0].lower()[0]
        self[code] = plain
        return plain


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """`plain[i]` came from the source at `at[i]`; `at[len(plain)]` is the end of the source."""

    plain: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of a span of the plain text."""
        return self.at[start], self.at[end]


_DOUBLE = re.compile(r"(?<=\S)  (?=\S)")
_BLANKS = re.compile(r"(?<=\s{48})\s+")  # columns are never so far apart; patterns stay quick on what is left


_ENDS = re.compile(r"\r(?!\n)|\x85")  # lines that end as on other machines
_TWICE = re.compile(r"[\u2028\u2029](?=\r?\n)")  # an end before an end is one


def _lined(text: str) -> str:
    """The text with one kind of line end, each in its place."""
    return _TWICE.sub("\u200b", _ENDS.sub("\n", text))


def folded(text: str) -> Folded:
    """Fold a whole text; a doubled space counts as one, three or more part columns and stay, endless ones are cut."""
    text = _lined(text)
    plain = text.translate(_TABLE)
    spare = [*_DOUBLE.finditer(plain), *_BLANKS.finditer(plain)]
    if len(plain) == len(text) and not spare:
        return Folded(plain, range(len(text) + 1))
    kept = [index for index, character in enumerate(text) if _TABLE[ord(character)]]
    left, at = list[str](), 0
    places: list[int] = []
    for start, end in sorted((m.end() - 1, m.end()) if m.re is _DOUBLE else m.span() for m in spare):
        left.append(plain[at:start])
        places += kept[at:start]
        at = end
    return Folded("".join([*left, plain[at:]]), (*places, *kept[at:], len(text)))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold a short string, white space squeezed."""
    return " ".join(text.translate(_TABLE).split())


def listed(phrases: str) -> frozenset[str]:
    """The phrases of a list, parted by semicolons."""
    return frozenset(phrases.split("; "))
