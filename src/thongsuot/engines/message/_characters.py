"""What a character is, in words, and what stands for it in a text without marks."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from thongsuot.engines.message._gsm import fits_gsm
from thongsuot.engines.message._lookalikes import look_of
from thongsuot.engines.vietnamese import fold


class Kind(StrEnum):
    """Why a character is told; the first five deceive or spoil, the others only need UCS-2 or a closer look."""

    LOOKALIKE = "lookalike"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    CONTROL = "control"
    BROKEN = "broken"
    DECOMPOSED = "decomposed"
    SPACE = "space"
    SIGN = "sign"
    MARKED = "marked"
    FOREIGN = "foreign"


_KEPT = 2048  # characters whose answers are remembered; a text repeats its own
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # UAX 9
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_SIGNS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'", "`": "'", "′": "'",
    "″": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "•": "-", "·": "-", "●": "-",
    "…": "...", "×": "x", "÷": ":", "≤": "<=", "≥": ">=", "≠": "khac", "±": "+/-", "→": "->", "←": "<-", "⇒": "=>",
    "⁄": "/", "₫": "d", "°": " do ", "©": "(c)", "®": "(R)", "¢": "c", "¼": "1/4", "½": "1/2", "¾": "3/4",
}  # fmt: skip
_NAMES = {
    "\u00a0": "dấu cách không ngắt", "\u202f": "dấu cách hẹp không ngắt", "\u3000": "dấu cách rộng", "\t": "dấu tab",
    "\u00ad": "dấu ngắt từ ẩn", "\u200b": "dấu cách không độ rộng", "\u200c": "dấu tách chữ không độ rộng",
    "\u200d": "dấu nối chữ không độ rộng", "\u2060": "dấu nối từ ẩn", "\ufeff": "dấu đầu tệp (BOM)",
}  # fmt: skip
_KINDS = {
    Kind.DIRECTION: "ký tự đảo chiều chữ",
    Kind.INVISIBLE: "ký tự ẩn, không có độ rộng",
    Kind.SPACE: "dấu cách hoặc dấu xuống dòng đặc biệt",
    Kind.CONTROL: "ký tự điều khiển",
    Kind.BROKEN: "ký tự hỏng hoặc không có trong Unicode",
}
_SCRIPTS = {
    "CYRILLIC": "chữ Kirin", "GREEK": "chữ Hy Lạp", "CJK": "chữ Hán", "LAO": "chữ Lào", "KHMER": "chữ Khmer",
    "THAI": "chữ Thái", "CHAM": "chữ Chăm", "ARABIC": "chữ Ả Rập", "HEBREW": "chữ Do Thái", "HANGUL": "chữ Hàn",
    "HIRAGANA": "chữ Nhật", "KATAKANA": "chữ Nhật", "ARMENIAN": "chữ Armenia", "DEVANAGARI": "chữ Ấn Độ",
    "LATIN": "chữ La-tinh",
}  # fmt: skip
_LOOSE = frozenset(map(chr, range(0x0300, 0x0370)))
_TONES_AND_SHAPES = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_MARKED = frozenset("aeiouy")


@lru_cache(_KEPT)
def kind_of(char: str) -> Kind | None:
    """Say why one character is told, or None where GSM-7 holds it."""
    if fits_gsm(char):
        return None
    category = unicodedata.category(char)
    rules: tuple[tuple[Kind, Callable[[], bool]], ...] = (
        (Kind.LOOKALIKE, lambda: look_of(char) is not None),
        (Kind.DIRECTION, lambda: bool(_TURNS.match(char))),
        (Kind.INVISIBLE, lambda: category == "Cf" or bool(_UNSEEN.match(char))),
        (Kind.SPACE, lambda: char == "\t" or category in ("Zs", "Zl", "Zp")),
        (Kind.CONTROL, lambda: category == "Cc"),
        (Kind.BROKEN, lambda: char == "\ufffd" or category in ("Cs", "Co", "Cn")),
        (Kind.MARKED, lambda: char in _LOOSE or (category[0] == "L" and _bare(char) is not None)),
        (Kind.SIGN, lambda: instead(char) is not None),
    )
    return next((kind for kind, holds in rules if holds()), Kind.FOREIGN)


@lru_cache(_KEPT)
def named(char: str) -> str:
    """Say in Vietnamese what a character is, with its number in Unicode."""
    return f"{_words(char)} (U+{ord(char):04X})"


def _words(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    kind, script = kind_of(char), _script(char)
    if kind in _KINDS:
        return _KINDS[kind]
    match kind:
        case Kind.LOOKALIKE:
            return f"{script} “{char}” trông giống “{look_of(char)}”"
        case Kind.MARKED if char in _LOOSE:
            return "dấu rời, không ghép được với chữ đứng trước"
        case Kind.MARKED if _is_vietnamese(char):
            return f"chữ có dấu “{char}”"
        case Kind.SIGN:
            return f"{script} {char}"
    return f"{script} “{char}”"


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    letters = unicodedata.category(char)[0] in "LM"
    return _SCRIPTS.get(name.partition(" ")[0], "chữ của hệ chữ khác") if letters else "ký hiệu"


def _is_vietnamese(char: str) -> bool:
    """Tell a letter of the Vietnamese alphabet that carries a mark, `đ` among them."""
    first, *marks = list(unicodedata.normalize("NFD", char.lower()))
    return char in "đĐ" or (first in _MARKED and bool(marks) and _TONES_AND_SHAPES.issuperset(marks))


def _bare(char: str) -> str | None:
    """Give a Latin letter without its marks, its case kept; None for what is no such letter."""
    bare = "b" if char == "ƀ" else "B" if char == "Ƀ" else fold(char)
    if bare == char or not (bare.isascii() and len(bare) == 1 and bare.isalpha()):
        return None
    return bare.upper() if char.isupper() else bare


@lru_cache(_KEPT)
def instead(char: str) -> str | None:
    """Give what stands for a character in a text without marks: "" for what is left out, None where nothing does."""
    if fits_gsm(char):
        return _bare(char) if _is_vietnamese(char) else char
    if (look := look_of(char)) is not None:
        return "".join(instead(one) or "" for one in look)
    if _TURNS.match(char) or _UNSEEN.match(char) or char in _LOOSE or unicodedata.category(char) in ("Cf", "Cc"):
        return " " if char == "\t" else ""
    if unicodedata.category(char) in ("Zl", "Zp"):
        return "\n"
    return _SIGNS.get(char) or _bare(char) or _compatible(char)


def _compatible(char: str) -> str | None:
    """Give the plain form that Unicode knows of a dressed-up one, such as `ﬁ` or `㎡`, where GSM-7 holds all of it."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain != char and fits_gsm(plain) else None


def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text, composed, without marks, and the characters that stay because nothing stands for them."""
    said, kept = [], dict[str, None]()
    for char in text:
        plain = instead(char)
        if plain is None:
            kept[char] = None
        said.append(char if plain is None else plain)
    return "".join(said), tuple(kept)
