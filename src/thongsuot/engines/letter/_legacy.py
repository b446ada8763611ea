"""The codes Vietnamese was written in before Unicode: TCVN 5712 (VN3, "ABC"), VNI for Windows, VIQR (RFC 1456)."""

import re
from collections.abc import Callable

from thongsuot.engines.letter._syllables import plausible
from thongsuot.engines.vietnamese import from_tcvn3, from_vni

_BASES = "aăâeêioôơuưy"
_TONES = "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ"
_TONED = dict(zip(_BASES, _TONES.split(), strict=True))

_VIQR_TONES = dict(zip("`?~'.", range(5), strict=True))
_VIQR_HATS = {"a^": "â", "a(": "ă", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư"}
_VIQR = re.compile(r"\\([\\`?~'.^(+dD])|([Dd])[Dd]|([aeouAEOU][\^(+]|[aeiouyAEIOUY])([`?~'.])?")
_VIQR_USE = re.compile(r"(?i)(?<![a-z])(?=[a-z'`~?.^(+]{2,})(?:dd|[a-z]*(?:[aeo]\^|a\(|[ou]\+)['`?~.]?)")

_CAPITALS = re.compile(r"[^\W\d_]+")
_MARKED = "".join(_TONED.values())
_OPENS = re.compile(
    rf"((?:\A|[.;:/][ \t]*\n|\n\s*\n)[ \t|]*(?:[-+*•]+[ \t]*|\(?\w{{1,3}}[.)][ \t]+)?|\n[ \t]*[-+*•][ \t]*|"
    rf"[.!?][ \t]+)([{_MARKED}])"
)
_ALWAYS = re.compile(r"\b(?=[uủ][ỷy]\s+ban\s+(?:nhân\s+dân|mặt\s+trận)\b)([uủ])", re.IGNORECASE)


def from_abc(text: str) -> str:
    """A text whose TCVN 5712 octets were taken for Latin letters."""
    return _raised(from_tcvn3(text))


def from_viqr(text: str) -> str:
    """A text in the seven-bit spelling of RFC 1456."""
    return _VIQR.sub(_viqr, text)


def _viqr(match: re.Match[str]) -> str:
    sign, stroke, vowel, tone = match.groups()
    if sign:
        return sign
    if stroke:
        return "đ" if stroke == "d" else "Đ"
    low = _VIQR_HATS.get(vowel.lower(), vowel.lower())
    if low not in _TONED:
        return match.group()
    toned = _TONED[low][_VIQR_TONES[tone]] if tone else low
    return toned.upper() if vowel[0].isupper() else toned


def _raised(text: str) -> str:
    """VN3 has no capitals with tones: fonts drew them, so a small one among capitals was meant as a capital."""
    words = list(_CAPITALS.finditer(text))
    sure = [_shouted(match.group()) for match in words]
    parts, at = list[str](), 0
    for number, match in enumerate(words):
        word = match.group()
        beside = [sure[n] for n in (number - 1, number + 1) if 0 <= n < len(words) and _near(text, words, number, n)]
        raised = sure[number] or (_open_to_doubt(word) and bool(beside) and all(beside))
        parts += [text[at : match.start()], word.upper() if raised else word]
        at = match.end()
    whole = _OPENS.sub(lambda match: match[1] + match[2].upper(), "".join([*parts, text[at:]]))
    return _ALWAYS.sub(lambda match: match[1].upper(), whole)


def _shouted(word: str) -> bool:
    plain = [c for c in word if c.isascii() or c in "ĂÂÊÔƠƯĐăâêôơưđ"]
    return len(plain) > 1 and all(c.isupper() for c in plain)


def _open_to_doubt(word: str) -> bool:
    return not word.isascii() and all(c.isupper() for c in word if c.isascii() or c in "ĂÂÊÔƠƯĐăâêôơưđ")


def _near(text: str, words: list[re.Match[str]], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return "\n" not in text[words[first].end() : words[second].start()]


_WAYS: tuple[tuple[str, Callable[[str], str]], ...] = (("TCVN3 (ABC)", from_abc), ("VNI", from_vni))
_FEWEST, _BETTER = 6, 0.4


def modern(text: str) -> tuple[str, str | None]:
    """A text in today's letters, and the name of the code it was written in (None: it is left as it stands)."""
    if text.isascii():
        return (from_viqr(text), "VIQR") if _is_viqr(text) else (text, None)
    if any("\u1ea0" <= c <= "\u1ef9" or c in "ơưƠƯ\u0300\u0301\u0303\u0309\u0323" for c in text):
        return text, None
    if sum("\xa1" <= c <= "\xff" for c in text) < _FEWEST:
        return text, None
    tried = [(plausible(read), read, name) for name, way in _WAYS for read in (way(text),)]
    best, read, name = max(tried, key=lambda way: way[0])
    return (read, name) if best > max(plausible(text), 0) + _BETTER else (text, None)


def _is_viqr(text: str) -> bool:
    signs = len(_VIQR_USE.findall(text))
    return signs > 5 and signs * 12 > len(text.split()) and plausible(from_viqr(text)) > _BETTER
