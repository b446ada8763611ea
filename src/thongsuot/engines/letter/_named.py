"""The single offices and companies that the words of a party name."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import folded_set, table
from thongsuot.engines.letter._source import Source, squeeze

_SPLIT = re.compile(r"(?<!\s)(?:\s*+[;,]\s*|\s++va\s+)")


def named_in(source: Source, start: int, end: int) -> tuple[str, ...]:
    """The single offices or companies in the words of a party."""
    plain = source.plain[start:end]
    cuts = [0]
    for gap in _SPLIT.finditer(plain):
        if _begins_name(source, start + gap.end(), end):
            cuts.append(gap.end())
    names = []
    for a, b in zip(cuts, [*cuts[1:], len(plain)], strict=False):
        name = re.sub(
            r"(?i)(?<![;,:.\s])(?:\s+(?:và|hoặc)|[;,:.])+\s*$", "", squeeze(source.value(start + a, start + b))
        )
        if name and _is_name(name):
            names.append(name)
    return tuple(names)


def _begins_name(source: Source, at: int, end: int) -> bool:
    rest = " ".join(source.plain[at : min(end, at + 60)].split())
    if not source.upper(at) and not re.match(r"(?:cac|nhung|ubnd|lanh dao) ", rest):
        return False
    first = rest.split(" ")[0].strip(",.;")
    return first in folded_set("offices", "brands") or any(
        rest.startswith(f"{head} ") or rest == head for head in folded_set("offices", "heads") | {"cac"}
    )


def _is_name(name: str) -> bool:
    words = name.split()
    if fold(words[0]) in folded_set("offices", "brands"):
        return True
    if len(words) < 2 or not words[0][:1].isupper():
        return False
    plain = fold(name)
    if any(plain == single or plain.startswith(f"{single} ") for single in folded_set("offices", "singles")):
        return bool(re.search(r"(?:công ty|Công ty)\s+[A-ZĐ]", name))
    return any(plain.startswith(f"{head} ") for head in folded_set("offices", "heads")) and bool(table("offices"))
