"""Spell the name of an office as a sentence does, where a letterhead shouts it."""

import re

from thongsuot.engines.letter._companies import company, titled
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import folded_set, table
from thongsuot.engines.letter._literal import places
from thongsuot.engines.letter._source import Source, squeeze

_LED = re.compile(
    r"((?:^(?:sở|bộ|tổng cục|cục|chi cục|vụ|viện|trung tâm|ban|phòng|tổng công ty|công ty|tập đoàn|hội|hiệp hội|"
    r"trường|đài|báo|"
    r"ngân hàng|kho bạc|thanh tra|học viện|bệnh viện|chi nhánh)|(?<=\w)\s(?:và|-|–))\s)"
    r"(?!tỉnh|huyện|thành phố|thị xã|xã|phường|quận|cổ phần|tnhh|trách nhiệm|một thành|nhà nước|nhân dân|"
    r"đồng |sở |kiểm sát|(?<!tâm )kiểm soát|(?<=ban )quản lý)(\w)"
)

_LED_BY_TWO = re.compile(
    r"^(ban (?:tổ chức|chỉ đạo|chỉ huy) |tiểu ban |trường (?:đại học|cao đẳng|trung cấp) )(?!tỉnh|huyện|thành phố|xã|"
    r"phường)(\w)"
)

_SCHOOL = re.compile(
    r"^(trường (?:(?:thpt|thcs|th|và|&|mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|phổ thông|ptdtnt|"
    r"dân tộc nội trú|dân tộc bán trú|chuyên) )+)(?!và |xã |huyện |tỉnh )(\S.*)$",
    re.IGNORECASE,
)
_VOWELLED = ("UBND", "ATGT", "ATTT", "UBMTTQ", "ATVSTP", "COVID-19", "CAND", "TAND", "VNPT", "UBTVQH")
_NO_SYLLABLE = re.compile(r"[b-df-hj-np-tv-xz&.-]+(?:-\d+)?|[ivx]+(?<!vi)(?<!xi)(?<!v)(?<!x)")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r"[A-ZĐ]{3,6}")
_KEPT = ("UBND", "HĐND", "VNPT", "TNHH", "MTV")


def calm(source: Source, name: str) -> str:
    """The name as the letter itself writes it in a sentence; else in small letters with its proper nouns."""
    if not name.isupper():
        return _new_tone(name)
    for place in places(source.plain, fold(name).split()):
        written = source.value(*place)
        if not written.isupper():
            return _new_tone(written[:1].upper() + written[1:])
    return _own_names(source, _lowered(_new_tone(name)))


def _new_tone(name: str) -> str:
    """The mark of "ủy" where it is taught today."""
    return name.replace("Uỷ", "Ủy").replace("UỶ", "ỦY").replace("uỷ", "ủy")


_ELECTS = re.compile(  # have a "Ban Chấp hành"
    r"(?:doan|hoi|cong doan|lien doan|dang|dang bo|dang uy|lien hiep|tong lien doan|(?:tinh|thanh|huyen) doan)(?!\w)"
)
_HEADS = {"BCH": "Ban Chỉ huy", "BCĐ": "Ban Chỉ đạo", "BQL": "Ban Quản lý", "BTC": "Ban Tổ chức", "VP": "Văn phòng"}


def spelled_out(source: Source, name: str, over: str | None = None) -> str:
    """The name with its abbreviations as the letter itself writes them out: PCTT, TKCN."""
    words = name.split()
    if words[:1] == ["BCH"] and any(_ELECTS.match(fold(body)) for body in (over or "", " ".join(words[1:]))):
        words[:1] = ["Ban", "Chấp", "hành"]
        name = " ".join(words)
    if len(words) > 1 and words[0] in _HEADS:
        words = [*_HEADS[words[0]].split(), *words[1:]]
        name = " ".join(words)
    if not any(_SHORT.fullmatch(word) and word not in _KEPT for word in words):
        return name
    parts = [
        r",?\s+".join(rf"{letter}\w*" for letter in fold(word)) if _SHORT.fullmatch(word) and word not in _KEPT
        else re.escape(fold(word))
        for word in words
    ]  # fmt: skip
    found = re.search(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", source.plain)
    return calm(source, source.value(*found.span())) if found else name


def _lowered(name: str) -> str:
    text = " ".join(word if _abbreviated(word.rstrip(",;")) else word.lower() for word in name.split())
    text = _LED_BY_TWO.sub(lambda m: m.group(1) + m.group(2).upper(), text)
    text = _LED.sub(lambda m: m.group(1) + m.group(2).upper(), text)
    for proper in table("offices")["spelt"].split(";"):
        written = squeeze(proper)
        if written.casefold() in text.casefold():
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", written, text, flags=re.IGNORECASE)
    parts = text.split(" ")
    areas = {area.strip() for area in table("offices")["areas"].split(";")}
    for i, part in enumerate(parts):
        if part == "xã" and fold(" ".join(parts[i - 1 : i + 2])) in ("hiem xa hoi", "va xa hoi", "tac xa"):
            continue
        if part in areas and i + 1 < len(parts) and fold(parts[i + 1]) == "uy":
            parts[i + 2 :] = titled(parts[i + 2 :])
        elif part in areas or (i and f"{parts[i - 1]} {part}" in areas):
            parts[i + 1 :] = titled(parts[i + 1 :])
    text = _SCHOOL.sub(lambda m: m.group(1) + " ".join(titled(m.group(2).split(" "))), " ".join(parts))
    return company(text[:1].upper() + text[1:])


def _abbreviated(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: no syllable, or one of those that happen to have a vowel."""
    return len(word) > 1 and (word in _VOWELLED or _NO_SYLLABLE.fullmatch(fold(word)) is not None)


def _own_names(source: Source, name: str) -> str:
    """The last words of a name as the letter spells them elsewhere, a capital each: the name of a place."""
    words = name.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        last = words[-count:]
        if all(word[:1].isupper() for word in last):
            return name
        if fold(last[0]) in folded_set("offices", "areas"):
            continue
        for place in places(source.plain, [fold(word) for word in last]):
            written = source.value(*place)
            if written.istitle() and written.lower() == " ".join(last).lower() and count > 1:
                return f"{' '.join(words[:-count])} {written}"
    return name


def unglued(text: str) -> str:
    """A space where a word in small letters ran into the next one: "Thủ tướngChính phủ"; no brand is parted."""
    return _LETTERS.sub(_part, text)


def _part(match: re.Match[str]) -> str:
    word = match.group()
    glued = (i for i in range(2, len(word) - 1) if word[i].isupper() and (word[i - 1] + word[i + 1]).islower())
    cut = next(glued, 0)
    return f"{word[:cut]} {word[cut:]}" if cut and not word[:cut].isascii() else word
