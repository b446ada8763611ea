"""Tell groups that mean every addressee ("các đơn vị") from groups of one kind ("các bệnh viện")."""

import re

from thongsuot.engines.letter._source import Source

HEADS = re.compile(
    r"^(?:giam doc|tong giam doc|lanh dao|thu truong|nguoi dung dau|nguoi dai dien|hieu truong|cap uy)\s+"
    r"(?=cac |nhung |quy |tung |moi )"
)
_OPENER = re.compile(
    r"^(?:(?:tat ca|toan the|toan bo|quy|cac|nhung|moi|tung|hai|ba|bon|ca|100%|rieng|doi voi|mot so|ve phia|phia) )+"
)
_KIND = (
    r"(?:doanh nghiep|don vi|co quan|to chuc|dia phuong|so|ban|bo|nganh|doan the|"
    r"ca nhan|nha mang|dai ly phan phoi|dai ly|dong chi|thu truong|lanh dao|phong|phong ban|cong ty|ong|ba|cap|"
    r"ben|noi|thanh vien|dai bieu)"
)
_GENERAL = re.compile(
    rf"{_KIND}(?:(?:,| va|, va|/| hoac) ?(?:cac )?{_KIND})*(?: (?:lien quan|co lien quan|neu tren|noi tren|tren|"
    rf"co ten|truc "
    r"thuoc|thuoc|hoat dong|duoc|nhan|trong|cua|nay|minh|lien ket|theo|o|tai|can|dang|co|da|chua|khong|nao|gui|"
    r"cung|con|cap tinh|"
    r"dia phuong|khac|phai|con lai|noi dung|lien|chiu|nghiem|tu|neu|la|se|tap trung|"
    r"tien hanh|lam|sim|the|thanh vien$|thuc hien|khan truong|chu dong|tich cuc|quan tam)(?: .*)?)?"
)
_SINGLE = re.compile(r"(?:doanh nghiep|don vi|nha mang|co quan|dia phuong|cong ty$)\b")
_TAIL = re.compile(
    r"(?<![\s,:])[\s,:]+(?:co trach nhiem|co nhiem vu|chiu trach nhiem|phai|can|duoc|duoc giao|duoc yeu cau|"
    r"duoc phan cong|cung|deu|"
    r"nghiem tuc|khan truong|chu dong|tiep tuc|la|se|truc tiep|kip thoi|thuong xuyen|tich cuc|phoi hop|san sang|"
    r"lanh dao)[\s:]*$"
)


def core_of(plain: str) -> str:
    """A party's folded words without what opens a group."""
    return _OPENER.sub("", plain)


def is_general(plain: str) -> bool:
    """Whether a party, opened as a group or a plain "đơn vị", means whoever received the letter."""
    core = core_of(plain)
    return (core != plain or _SINGLE.match(core) is not None) and _GENERAL.fullmatch(core) is not None


_TIME = re.compile(
    r"(?<![\s,:])[\s,]+(?:(?:vao |cu )?(?:sang |chieu |toi )?(?:moi|hang|tung) (?:ngay|tuan|thang|quy|nam|"
    r"thu \w+|chu nhat)|"
    r"(?:vao|truoc|tu|den|ke tu|cham nhat)(?: het)? (?:ngay|thu|\d)[\w /.]{0,40}|dinh ky[\w ]{0,30}|"
    r"trong (?:ngay|tuan|thang|quy|vong) [\w /.]{0,30})$"
)


_ASIDE = re.compile(
    r"\s*,\s+(?:trong (?:pham vi|linh vuc|qua trinh)|theo|can cu|tren co so|khi|neu|ngoai|voi|tuy theo|bang)\s[^:;]*$|"
    r"\s+(?:duoc|co) (?:phan cong|giao)\s[^:;]*$|"
    r"\s+(?:theo|trong|can cu|tren co so|tuy theo) (?:chuc nang|nhiem vu|tham quyen|pham vi|linh vuc|phan cong|"
    r"phan cap|"
    r"quyen han|trach nhiem|dia ban|dieu kien|tinh hinh|quy dinh)(?!\w)[^:;]*$|"
    r"\s+(?:(?:ngay\s)?(?:truoc|sau)\s)?(?:khi|neu(?! (?:tren|tai|ro|o|trong|duoi)(?!\w)))\s[^:;]*$"
)


def trimmed(source: Source, start: int, end: int) -> int:
    """Where a party ends without the words that only bind it."""
    while tail := next((m for p in (_TAIL, _TIME, _ASIDE) if (m := p.search(source.plain[start:end]))), None):
        said = start + tail.end() - len(tail.group().lstrip(" \n,:"))
        if source.upper(said) or source.value(said, said + 3).lower() in ("khí", "nêu"):
            break  # "Cục Quản lý Dược", "Đài Khí tượng"
        end = start + tail.start()
    return end


def is_group(core: str) -> bool:
    """Whether a core begins with the plain word of a group."""
    return _SINGLE.match(core) is not None
