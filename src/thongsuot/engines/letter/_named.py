"""The single offices, companies and groups of one kind that the words of a party name."""

import re
from functools import cache
from itertools import pairwise

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._groups import HEADS, is_general
from thongsuot.engines.letter._lexicon import folded_set
from thongsuot.engines.letter._source import Source, squeeze

_SPLIT = re.compile(r"(?<!\s)(?:\s*+[;,]\s*(?:va\s+)?|\s++(?:va|cung(?: voi)?)\s+)")
_ONE_NAME = re.compile(r"(?:buu chinh,\s*$|hdnd\s+va\s*$|hoi dong nhan dan\s+va\s*$|quoc hoi\s+va\s*$)")
_AND = re.compile(r"(?<![;,:.\s])(?:\s+(?:và|hoặc|cùng)|[;,:.])+\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)?")
_DOERS = listed(
    "chu dau tu; nha thau; chu rung; chu tau; chu ho; thi sinh; chu phuong tien; nha truong; don vi tu van; "
    "don vi thi cong; nguoi tham gia giao thong; nguoi dieu khien phuong tien; hanh khach; nguoi lao dong; "
    "nguoi su dung; nguoi su dung dich vu; chu dap; chu nuoi; giao vien chu nhiem; nguoi dan; to truong; doi truong; "
    "truong doan"
)
_GROUP = re.compile(r"(?:cac|nhung|toan the|tat ca|moi|tung) ")


def named_in(source: Source, start: int, end: int) -> tuple[str, ...]:
    """The single offices, companies or groups in the words of a party."""
    plain = source.plain[start:end]
    cuts = [0]
    for gap in _SPLIT.finditer(plain):
        if not _ONE_NAME.search(plain[: gap.end()]) and _begins_name(source, start + gap.end(), end):
            cuts.append(gap.end())
    parts = [
        _AND.sub("", _ASIDE.sub("", squeeze(source.value(start + a, start + b))))
        for a, b in pairwise([*cuts, len(plain)])
    ]
    names = tuple(part for part in parts if _is_name(part))
    return (
        tuple(part for part in parts if part in names or _GROUP.match(HEADS.sub("", fold(part)))) if len(names) else ()
    )


def _begins_name(source: Source, at: int, end: int) -> bool:
    rest = " ".join(source.plain[at : min(end, at + 60)].split())
    if not source.upper(at) and not re.match(r"(?:cac|nhung|ubnd|lanh dao|thu truong|chu tich|giam doc) ", rest):
        return False
    first = rest.split(" ")[0].strip(",.;")
    if first in folded_set("offices", "brands"):
        return True
    return f"{rest} ".startswith(("cac ", *_spaced("heads"))) and (first != "bao" or _marked(source, at, "bảo"))


def _marked(source: Source, at: int, other: str) -> bool:
    """Whether a word is not another that only folds like it: "Báo Nhân Dân", not "Bảo vệ thực vật"."""
    said = source.value(at, at + len(other)).lower()
    return said != other or source.value(at, at + 9).lower() == "bảo hiểm"


@cache
def _spaced(key: str) -> tuple[str, ...]:
    """The phrases of a list of offices, each with the space behind it."""
    return tuple(f"{phrase} " for phrase in folded_set("offices", key))


def _is_name(name: str) -> bool:
    plain = fold(name)
    if _GROUP.match(plain):
        return not is_general(plain)
    words = name.split(" ")
    if fold(words[0]) in folded_set("offices", "brands"):
        return True
    if plain in _DOERS:
        return True
    if name.isupper() and len(name) > 2 and len(words) == 1:
        return True
    if len(words) < 2 or not (words[0][:1].isupper() or words[1][:1].isupper()):
        return False
    if f"{plain} ".startswith(_spaced("singles")):
        return bool(re.search(r"(?:công ty|Công ty)\s+[A-ZĐ]", name)) or not is_general(plain)
    return plain.startswith(_spaced("heads")) or (" " in plain and plain in folded_set("offices", "heads"))
