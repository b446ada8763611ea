"""Spell the name of an office as a sentence does, where a letterhead shouts it."""

import re

from thongsuot.engines.letter._companies import company, titled
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._source import Source, squeeze

_LED = re.compile(
    r"((?:^(?:sở|bộ|tổng cục|cục|chi cục|vụ|viện|trung tâm|ban|phòng|tổng công ty|công ty|tập đoàn|hội|hiệp hội|"
    r"trường|đài|báo|"
    r"ngân hàng|kho bạc|thanh tra|học viện|bệnh viện|chi nhánh)|(?<=\w)\s(?:và|-|–))\s)"
    r"(?!tỉnh|huyện|thành phố|thị xã|xã|phường|quận|cổ phần|tnhh|trách nhiệm|một thành|nhà nước|nhân dân|"
    r"(?<=ban )quản lý)(\w)"
)

_LED_BY_TWO = re.compile(r"^(ban (?:tổ chức|chỉ đạo|chỉ huy) |tiểu ban )(?!tỉnh|huyện|thành phố|xã|phường)(\w)")


def calm(source: Source, name: str) -> str:
    """The name as the letter itself writes it in a sentence; else in small letters with its proper nouns."""
    if not name.isupper():
        return name
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in fold(name).split()) + r"(?!\w)")
    for match in pattern.finditer(source.plain):
        written = source.value(*match.span())
        if not written.isupper():
            return written[:1].upper() + written[1:]
    return _lowered(name)


def _lowered(name: str) -> str:
    words = [
        word if word in ("UBND", "HĐND", "PCTT", "TKCN", "VNPT", "TT&TT") else word.lower() for word in name.split()
    ]
    text = " ".join(words)
    text = _LED_BY_TWO.sub(lambda m: m.group(1) + m.group(2).upper(), text)
    text = _LED.sub(lambda m: m.group(1) + m.group(2).upper(), text)
    for proper in table("offices")["spelt"].split(";"):
        written = squeeze(proper)
        text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", written, text, flags=re.IGNORECASE)
    parts = text.split(" ")
    areas = {area.strip() for area in table("offices")["areas"].split(";")}
    for i, part in enumerate(parts):
        if part in areas and i + 1 < len(parts) and fold(parts[i + 1]) == "uy":
            parts[i + 2 :] = titled(parts[i + 2 :])
        elif part in areas or (i and f"{parts[i - 1]} {part}" in areas):
            parts[i + 1 :] = titled(parts[i + 1 :])
    text = " ".join(parts)
    return company(text[:1].upper() + text[1:])
