"""Spell the name of an office as a sentence does, where a letterhead shouts it."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._source import Source, squeeze


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
    for proper in table("offices")["spelt"].split(";"):
        written = squeeze(proper)
        text = re.sub(rf"(?<!\w){re.escape(written.lower())}(?!\w)", written, text)
    parts = text.split(" ")
    areas = {area.strip() for area in table("offices")["areas"].split(";")}
    for i, part in enumerate(parts):
        if part in areas and i + 1 < len(parts) and fold(parts[i + 1]) == "uy":
            parts[i + 2 :] = _title(parts[i + 2 :])
        elif part in areas or (i and f"{parts[i - 1]} {part}" in areas):
            parts[i + 1 :] = _title(parts[i + 1 :])
    text = " ".join(parts)
    return _company(text[:1].upper() + text[1:])


_COMPANIES = re.compile(r"(?:Tổng công ty|Công ty|Tập đoàn|Chi nhánh|Bưu điện|Báo|Đài|Trung tâm)\s")
_COMMON = frozenset(
    [
        "thông",
        "chính",
        "điện",
        "lực",
        "tin",
        "và",
        "cổ",
        "phần",
        "tnhh",
        "một",
        "thành",
        "viên",
        "trách",
        "nhiệm",
        "hữu",
        "hạn",
        "dịch",
        "vụ",
        "thương",
        "mại",
        "đầu",
        "tư",
        "phát",
        "triển",
        "tỉnh",
        "huyện",
        "thành",
        "phố",
        "công",
        "ty",
        "tổng",
        "nhà",
        "nước",
        "tư",
        "vấn",
        "kỹ",
        "thuật",
    ]
)


def _company(text: str) -> str:
    """The rest of a company's name is its own."""
    head = _COMPANIES.match(text)
    if head is None:
        return text
    rest = [word if word in _COMMON else word[:1].upper() + word[1:] for word in text[head.end() :].split(" ")]
    return head.group() + " ".join("TNHH" if word == "tnhh" else word for word in rest)


def _title(parts: list[str]) -> list[str]:
    return [part[:1].upper() + part[1:] for part in parts]
