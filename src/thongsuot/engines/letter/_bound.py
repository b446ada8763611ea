"""Tell whom the words of a party bind: everyone, a trade, or those they name."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._named import named_in
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Obliged


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a duty binds."""

    obliged: Obliged
    names: tuple[str, ...] = ()


_ALL = Bound(Obliged.ALL)
_HEADS = re.compile(
    r"^(?:giam doc|tong giam doc|lanh dao|thu truong|nguoi dung dau|nguoi dai dien)\s+(?=cac |nhung |quy )"
)


def bound(source: Source, start: int, end: int, default: Bound = _ALL) -> Bound:
    """Whom the words of a party mean; the default where they mean the letter's addressees as a whole."""
    plain = " ".join(source.plain[start:end].split())
    plain = _HEADS.sub("", plain)
    trade = by_trade(plain)
    general = re.match(r"(?:cac|nhung|quy|toan the|tat ca) (?:doanh nghiep|don vi|co quan|nha mang)", plain)
    if general or (
        trade
        and re.search(r"(?:cac|nhung) (?:doanh nghiep|don vi|nha mang)", plain)
        and not re.search(r"(?<!\w)(?:so|ubnd|bo) ", plain)
    ):
        return trade or default
    named = named_in(source, start, end)
    if named and not re.match(r"(?:cac|nhung|quy|toan the|tat ca|toan bo|moi) ", plain):
        return Bound(Obliged.NAMED, named)
    return trade or default


def by_trade(plain: str) -> Bound | None:
    """The trade that folded words name, or None."""
    post = re.search(r"buu chinh|chuyen phat|buu cuc|diem phuc vu buu", plain)
    telecom = re.search(r"vien thong", plain)
    mobile = re.search(r"di dong", plain)
    fixed = re.search(r"co dinh", plain)
    internet = re.search(r"internet|\bisp\b|(?<!co dinh )bang rong", plain)
    if not re.search(
        r"doanh nghiep|nha mang|don vi|cong ty|isp|nha cung cap|dai ly|buu cuc|diem|chi nhanh|to chuc|"
        r"vien thong|buu chinh",
        plain,
    ):
        return None
    wires = [
        trade for trade, hit in ((Obliged.MOBILE, mobile), (Obliged.FIXED, fixed), (Obliged.INTERNET, internet)) if hit
    ]
    if post:
        return Bound(Obliged.ALL if telecom or wires else Obliged.POSTAL)
    if len(wires) == 1 and (not telecom or wires[0] is not Obliged.INTERNET):
        return Bound(wires[0])
    return Bound(Obliged.TELECOM) if telecom or wires else None
