"""Vietnamese text and figures: folding, order, names, spelling, old codes, and how papers write numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_MARK = "[\u0300-\u036f]"
_TONE = f"[{_GRAVE}{_HOOK}{_TILDE}{_ACUTE}{_DOT}]"
_LETTER = r"[^\W\d_]"

_MARKS = re.compile(f"{_MARK}+")
_NEITHER_ASCII_NOR_MARK = re.compile("[^\x00-\x7f\u0300-\u036f]")

# Dictionary order of the tones: level, huyền, hỏi, ngã, sắc, nặng; two of them fill one character of _PAIRS.
_TONES = {_GRAVE: 1, _HOOK: 2, _TILDE: 3, _ACUTE: 4, _DOT: 5}
_PAIRS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TONED = frozenset("aeiouy")
_SHAPES = {"a": (_BREVE, _CIRCUMFLEX), "d": (), "e": (_CIRCUMFLEX,), "o": (_CIRCUMFLEX, _HORN), "u": (_HORN,)}
_WORD = re.compile(rf"[^\W_](?:[^\W_]|{_MARK})*")
_TOKEN = re.compile(rf"\d+|{_LETTER}{_MARK}*")
_BETWEEN_WORDS, _BEFORE_TONES = "0", "00"

_IN_BRACKETS = re.compile(r"\([^)]*\)?")

_IN_OPEN_SYLLABLE = re.compile(rf"(?<!q)(o(?=[ae])|u(?=y))([aey])({_TONE})(?!{_LETTER}|{_MARK})", re.IGNORECASE)
_AFTER_Q = re.compile(rf"(?<=q)(u)({_TONE})([aeioy])", re.IGNORECASE)
_IN_CLOSED_SYLLABLE = re.compile(
    rf"(?<!q)(o(?={_TONE}[ae])|u(?={_TONE}y))({_TONE})([ae]|ye{_CIRCUMFLEX}|y)(?={_LETTER})", re.IGNORECASE
)

# The codes that fonts made Vietnamese of before Unicode. Source: TCVN 5712:1993, VN3; the code table of VNI-Windows.
_TCVN3_LETTERS = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

# VNI: a sign behind a vowel is its mark; some letters have a sign of their own.
_VNI_TONES = {"\u0301": "ùáé", "\u0300": "øàè", "\u0309": "ûåú", "\u0303": "õãü", "\u0323": "ïäë", "": " âê"}
_VNI_MARKS = {
    sign: shape + tone
    for tone, signs in _VNI_TONES.items()
    for shape, sign in zip(("", "\u0302", "\u0306"), signs, strict=True)
    if sign != " "
}
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKED = re.compile(f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_VNI_LETTER = re.compile(f"[{''.join(_VNI_LETTERS)}{''.join(_VNI_LETTERS).upper()}]")


def fold(text: str) -> str:
    """Give the text in lower case without marks, `đ` as `d`, for searching and matching; NFC and NFD give the same.

    It does what the database's own folding does: U+0300-U+036F are dropped after NFD, everything else stays.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    if _NEITHER_ASCII_NOR_MARK.search(apart):
        return _MARKS.sub("", apart)
    return apart.encode("ascii", "ignore").decode()  # only marks are left out: several times as fast


def sort_key(text: str) -> str:
    """Give a key whose plain order is Vietnamese alphabetical order (a ă â b c d đ e ê ...), word by word.

    Letters count first, over the whole text; the tones (level, huyền, hỏi, ngã, sắc, nặng) decide between texts of the
    same letters. Numbers sort by value; case and punctuation do not count. For Vietnamese text the key holds only a-z
    and 0-9, so that every collation orders it alike. From four characters on it is at most three times as long.
    """
    words: list[str] = []
    tones: list[int] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text.lower())):
        words.append("".join(_code(token, tones) for token in _TOKEN.findall(word)))
    pairs = zip(tones[::2], [*tones[1::2], 0], strict=False)
    return _BETWEEN_WORDS.join(words) + _BEFORE_TONES + "".join(_PAIRS[6 * first + second] for first, second in pairs)


def _code(token: str, tones: list[int]) -> str:
    """Give one letter or number so that no code begins another's; a vowel adds its tone to the list."""
    if token[0].isdecimal():
        digits = "".join(str(unicodedata.decimal(char)) for char in token).lstrip("0") or "0"
        return "9" * (len(digits) // 9) + str(len(digits) % 9) + digits
    apart = unicodedata.normalize("NFD", token)
    letter, marks = apart[0], apart[1:]
    if letter == "đ":
        return "d1"
    if not letter.isascii():
        return token[0]
    if letter in _TONED:
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
    if letter not in _SHAPES:
        return letter
    return letter + str(next((place for place, shape in enumerate(_SHAPES[letter], 1) if shape in marks), 0))


def given_name(name: str) -> str:
    """Give the name somebody is called and listed by, the last word; what stands in brackets is left aside."""
    return _parts(name)[0]


def name_sort_key(name: str) -> str:
    """Give the key that lists people by given name, then family name, then what stands between (tên, họ, đệm).

    A name of 80 characters gives at most 300.
    """
    return "".join(sort_key(part) for part in _parts(name))


def _parts(name: str) -> tuple[str, str, str]:
    words = _IN_BRACKETS.sub(" ", name).split() or [""]
    return words[-1], " ".join(words[:-1][:1]), " ".join(words[1:-1])


def normalise_tone(text: str) -> str:
    """Give one spelling, in NFC, where two are usual (`HOÀ` becomes `HÒA`) or the mark slipped (`tòan`, `qúy`)."""
    apart = unicodedata.normalize("NFD", text)
    apart = _AFTER_Q.sub(r"\1\3\2", apart)
    apart = _IN_CLOSED_SYLLABLE.sub(r"\1\3\2", apart)
    return unicodedata.normalize("NFC", _IN_OPEN_SYLLABLE.sub(r"\1\3\2", apart))


def from_tcvn3(text: str) -> str:
    """Give a text in the code of TCVN3 (ABC, .VnTime), taken for Latin-1, in Unicode; it has no toned capitals."""
    return text.translate(_TCVN3_LETTERS)


def from_vni(text: str) -> str:
    """Give a text in the code of VNI-Windows, taken for Latin-1 signs, in Unicode (NFC)."""
    marked = _VNI_MARKED.sub(lambda found: _vni_letter(found[1]) + _VNI_MARKS[found[2].lower()], text)
    return unicodedata.normalize("NFC", _VNI_LETTER.sub(lambda found: _vni_letter(found[0]), marked))


def _vni_letter(sign: str) -> str:
    letter = _VNI_LETTERS.get(sign.lower(), sign.lower())
    return letter.upper() if sign.isupper() else letter


def padded(number: int) -> str:
    """Write a number in a paper: two figures below ten (`05`)."""
    return f"{number:02d}"


def grouped(number: int) -> str:
    """Write a whole number with dots between thousands (`1.912`)."""
    return f"{number:,}".replace(",", ".")


def rate(numerator: int, denominator: int) -> str:
    """Write a rate by its two figures (`37/1.912`), never as a percentage."""
    return f"{grouped(numerator)}/{grouped(denominator)}"


def spell_time(moment: datetime | time) -> str:
    """Write a time of day in a paper (`14 giờ 00 phút`), in Vietnam's zone where the moment knows its own."""
    moment = _local(moment) if isinstance(moment, datetime) else moment
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def spell_date(day: date) -> str:
    """Write a date in a paper (`ngày 07 tháng 02 năm 2020`); of the months only 1 and 2 are padded (NĐ 30/2020)."""
    day = _local(day) if isinstance(day, datetime) else day
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Write a date in figures (`07/02/2020`), in Vietnam's zone where it is a moment that knows its own."""
    day = _local(day) if isinstance(day, datetime) else day
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(ZONE)
