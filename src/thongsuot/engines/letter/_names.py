"""Spell the name of an office as a sentence does, where a letterhead shouts it."""

import re

from thongsuot.engines.letter._companies import company, titled
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
            parts[i + 2 :] = titled(parts[i + 2 :])
        elif part in areas or (i and f"{parts[i - 1]} {part}" in areas):
            parts[i + 1 :] = titled(parts[i + 1 :])
    text = " ".join(parts)
    return company(text[:1].upper() + text[1:])
