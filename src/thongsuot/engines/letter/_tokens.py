"""Tell what each word does in the grammar of an order: verb, manner, thing, purpose, link."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import Followed, longest, match, phrases
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
        found.append(_token(words, i, part, size))
        i += size
    return found


def token_at(words: list[Word], i: int) -> Token | None:
    """The phrase that begins at a word, a set phrase read as the verb it begins with."""
    if i >= len(words):
        return None
    part, size = _best(words, i, skip=Class.THING)
    return _token(words, i, part, size)


def _token(words: list[Word], i: int, part: Class, size: int) -> Token:
    return Token(i, size, part, words[i].plain if size == 1 else " ".join([word.plain for word in words[i : i + size]]))


@cache
def _lists() -> dict[str, list[tuple[Class, Followed]]]:
    """The phrases of all lists by their first word, in the order in which the lists are asked."""
    found: dict[str, list[tuple[Class, Followed]]] = {}
    for part in _ORDER:
        for first, followed in phrases("verbs", part.value).items():
            found.setdefault(first, []).append((part, followed))
    return found


def _best(words: list[Word], i: int, skip: Class | None = None) -> tuple[Class, int]:
    best, length = Class.PLAIN, 0
    for part, followed in _lists().get(words[i].plain, ()):
        if part is skip:
            continue
        size = longest(words, i, followed)
        if size > length:
            best, length = part, size
    if not length:
        return _by_place(words, i)
    if length == 1 and (alone := _alone(words, i, best)):
        return alone, 1
    if best in VERBS and i + length < len(words) and words[i + length].low == "này" and not words[i + length].cut:
        return Class.PLAIN, length
    if best in VERBS and is_part_of_name(words, i, length):
        return Class.PLAIN, length
    if best is Class.STRONG and words[i].plain == "to" and is_body(words, i):
        return Class.PLAIN, length
    return best, max(length, 1)


def _alone(words: list[Word], i: int, best: Class) -> Class | None:
    """What a single syllable is by its place, where that is other than its list says."""
    if best is Class.PURPOSE and words[i].low == "để":
        return Class.STRONG if _leaves(words, i) else None
    if best is Class.PURPOSE and words[i].low == "tránh" and words[i].capital:
        return Class.STRONG if i == 0 or words[i].cut in (".", ";", ":") else None
    if best is not Class.WEAK:
        return None
    if words[i].low == "phòng" and not _wards(words, i):
        return Class.PLAIN
    return Class.STRONG if words[i].plain != "phat" and words[i].plain in _lows() and _moves(words, i) else None


def _by_place(words: list[Word], i: int) -> tuple[Class, int]:
    """What a word that no list knows is where it stands: a ban, a verb behind a comma, a verb at a head."""
    if words[i].low == "không" and _forbids(words, i):
        return Class.STRONG, 1
    if words[i].plain in _lows() and _moves(words, i):
        return Class.STRONG, 1
    size = match(words, i, phrases("verbs", "item")) if _heads(words, i) else 0
    return (Class.WEAK, size) if size else (Class.PLAIN, 1)


_NO_BAN = listed(
    "quá; dưới; ít; kể; thuộc; có; phải; còn; thể; cần; đủ; đạt; đúng; rõ; an; chỉ; những; gian; khí; trên; hơn; may"
)


def _heads(words: list[Word], i: int) -> bool:
    """Whether a part of a sentence begins at a word, or a name has just ended before it."""
    if i == 0 or words[i].cut in (".", ";", ":"):
        return True
    if words[i - 1].low in ("thì", "phải") and not words[i].cut:
        return True
    return i > 1 and words[i - 1].capital and words[i - 2].capital and not (words[i].capital or words[i].cut)


@cache
def _lows() -> frozenset[str]:
    return frozenset(phrases("verbs", "moves"))


_NO_OBJECT = listed("của; và; được; bị; là; hoặc; này; đó; trên; dưới; nhất; hơn")


def _moves(words: list[Word], i: int) -> bool:
    """ "..., phát bản tin", "... và gọi trực ban": a verb of one syllable with an object, behind a comma or "và"."""
    if i == 0 or i + 1 >= len(words) or words[i + 1].cut or words[i + 1].low in _NO_OBJECT or words[i].capital:
        return False
    linked = words[i].cut == "," or (words[i - 1].low in ("và", "thời") and not words[i].cut)
    return linked and match(words, i, phrases("verbs", "moves")) == 1


def _forbids(words: list[Word], i: int) -> bool:
    """ "Không cắt liên lạc": a verb that is known, or any word but one of measure, at the head of a part."""
    if i + 1 >= len(words) or words[i + 1].cut:
        return False
    if _best(words, i + 1)[0] in VERBS or match(words, i + 1, phrases("verbs", "item")):
        return True
    return (i == 0 or words[i].cut in (".", ";", ":", ",")) and words[i + 1].low not in _NO_BAN


def _leaves(words: list[Word], i: int) -> bool:
    """ "Để điện thoại ở trạng thái liên lạc được": something is left in a place or a state."""
    opens = i == 0 or words[i].cut in (".", ";", ":", ",") or words[i - 1].low in ("phải", "và", "không")
    ahead = words[i + 1 : i + 6]
    if not opens or len(ahead) < 4 or ahead[0].cut or ahead[0].capital:
        return False
    at = next((k for k, word in enumerate(ahead) if k > 0 and word.low in ("ở", "tại")), 0)
    return at > 0 and not any(word.cut for word in ahead[: at + 1]) and _best(words, i + 1)[0] not in VERBS


def _wards(words: list[Word], i: int) -> bool:
    """ "Phòng, chống dịch" is a verb, a lone "Phòng" an office."""
    return i + 1 < len(words) and words[i + 1].low in ("chống", "ngừa", "tránh", "cháy", "ngự", "trừ")
