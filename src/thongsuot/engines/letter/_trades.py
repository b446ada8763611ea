"""Know the trades of the market: post, telecom, mobile, fixed line, Internet."""

import re

from thongsuot.engines.letter._terms import Obliged

_POST = re.compile(r"buu chinh|chuyen phat|buu cuc|diem phuc vu buu")
_MOBILE = re.compile(r"di dong")
_FIXED = re.compile(r"co dinh")
_INTERNET = re.compile(r"internet|\bisp\b|(?<!co dinh )bang rong")
_TELECOM = re.compile(r"vien thong")
_TRADER = re.compile(
    r"doanh nghiep|nha mang|don vi|cong ty|isp|nha cung cap|dai ly|buu cuc|diem|chi nhanh|to chuc|(?<!cac )vien thong|"
    r"buu chinh"
)
_OFFICE = re.compile(
    r"(?:dai|to|doi|khoi|tram|xi nghiep|chi nhanh(?= (?:vien thong|buu|[a-z]+ huyen))|so|phong|vu|cuc|thanh tra|"
    r"trung tam|ban|bo|chi cuc|van phong|hoi|hiep hoi|tap doan|tong cong ty) "
)


def trade_of(plain: str) -> Obliged | None:
    """The trade that folded words name, or None."""
    if _TRADER.search(plain) is None or _OFFICE.match(re.sub(r"^(?:cac|nhung|moi|tung) ", "", plain)):
        return None
    post, telecom = _POST.search(plain), _TELECOM.search(plain)
    wires = [
        trade
        for trade, word in ((Obliged.MOBILE, _MOBILE), (Obliged.FIXED, _FIXED), (Obliged.INTERNET, _INTERNET))
        if word.search(plain)
    ]
    if post:
        return Obliged.ALL if telecom or wires else Obliged.POSTAL
    if len(wires) == 1 and (not telecom or wires[0] is not Obliged.INTERNET):
        return wires[0]
    return Obliged.TELECOM if telecom or wires else None
