"""Tell what each word does in the grammar of an order: verb, manner, thing, purpose, link."""

from dataclasses import dataclass
from enum import StrEnum

from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._lookalikes import is_body, is_part_of_name
from thongsuot.engines.letter._words import Word


class Class(StrEnum):
    """The part a phrase plays."""

    STRONG = "strong"
    WEAK = "weak"
    MANNER = "manner"
    THING = "things"
    NEVER = "never"
    NOMINAL = "nominal"
    PURPOSE = "purpose"
    LINK = "links"
    PLAIN = "plain"


VERBS = frozenset({Class.STRONG, Class.WEAK})
_ORDER = (Class.THING, Class.NEVER, Class.PURPOSE, Class.STRONG, Class.MANNER, Class.WEAK, Class.LINK, Class.NOMINAL)


@dataclass(frozen=True, slots=True)
class Token:
    """A phrase of `size` words from word `first` on."""

    first: int
    size: int
    part: Class
    plain: str

    @property
    def after(self) -> int:
        """The word after the phrase."""
        return self.first + self.size


def tokens_of(words: list[Word]) -> list[Token]:
    """The phrases of a stretch, left to right, the longest first."""
    found: list[Token] = []
    i = 0
    while i < len(words):
        part, size = _best(words, i)
        found.append(Token(i, size, part, " ".join(word.plain for word in words[i : i + size])))
        i += size
    return found


def token_at(words: list[Word], i: int) -> Token | None:
    """The phrase that begins at a word, a set phrase read as the verb it begins with."""
    if i >= len(words):
        return None
    part, size = _best(words, i, skip=Class.THING)
    return Token(i, size, part, " ".join(word.plain for word in words[i : i + size]))


def _best(words: list[Word], i: int, skip: Class | None = None) -> tuple[Class, int]:
    best, length = Class.PLAIN, 0
    for part in _ORDER:
        if part is skip:
            continue
        size = match(words, i, phrases("verbs", part.value))
        if size > length:
            best, length = part, size
    if not length and words[i].low == "không" and i + 1 < len(words) and _best(words, i + 1)[0] in VERBS:
        return Class.STRONG, 1
    if best in VERBS and is_part_of_name(words, i, length):
        return Class.PLAIN, length
    if best is Class.STRONG and words[i].plain == "to" and is_body(words, i):
        return Class.PLAIN, length
    return best, max(length, 1)
