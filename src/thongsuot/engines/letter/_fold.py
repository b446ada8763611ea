"""Fold Vietnamese text to plain lower-case letters, remembering where each letter came from."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = {
    "đ": "d", "Đ": "d", "–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "′": "'", "ʼ": "'", "`": "'", "|": "|",
}  # fmt: skip


class _Table(dict[int, str]):
    """One plain character, or nothing, for each code point; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _SIGNS.get(character, "")
        if not plain and unicodedata.category(character) not in ("Mn", "Cf"):
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


def folded(text: str) -> Folded:
    """Fold a whole text."""
    plain = text.translate(_TABLE)
    if len(plain) == len(text):
        return Folded(plain, range(len(text) + 1))
    kept = [index for index, character in enumerate(text) if _TABLE[ord(character)]]
    return Folded(plain, (*kept, len(text)))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Fold a short string, white space squeezed."""
    return " ".join(text.translate(_TABLE).split())
