"""Groups among the addressees as rules that a register of organisations can fill."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._parts import Group
from thongsuot.engines.letter._terms import Kin

_OPENER = re.compile(
    r"(?:cac|nhung|toan the|tat ca|quy|moi|\d{2,3}|toan bo|ubnd cac|uy ban nhan dan cac|lanh dao cac|thu truong cac|"
    r"giam doc cac)\s"
)
_KINS = (
    (Kin.MOBILE, r"(?:doanh nghiep|nha mang|cong ty).{0,40}(?:di dong)"),
    (Kin.POSTAL_AND_TELECOM, r"doanh nghiep.{0,20}(?:buu chinh.{0,20}vien thong|vien thong.{0,30}buu chinh)"),
    (Kin.TELECOM, r"(?:doanh nghiep|don vi|cong ty|nha mang).{0,30}vien thong|nha mang|\d{2,3} vien thong|"
                  r"vien thong (?:cac )?tinh"),
    (Kin.INTERNET, r"(?:doanh nghiep|nha cung cap).{0,30}(?:internet|isp)"),
    (Kin.POSTAL, r"doanh nghiep.{0,30}(?:buu chinh|chuyen phat|giao hang)"),
    (Kin.ENTERPRISES, r"(?:doanh nghiep|cong ty|tong cong ty|tap doan)"),
    (Kin.PROVINCES, r"(?:ubnd|uy ban nhan dan|tinh uy|so [a-z ,]+) cac tinh"),
    (Kin.DISTRICTS, r"(?:ubnd|uy ban nhan dan|huyen uy|phong [a-z ,]+|chu tich ubnd|"
                    r"trung tam [a-z ,]+) (?:cac )?(?:huyen|quan|thi xa|thanh pho)"),
    (Kin.COMMUNES, r"(?:ubnd|uy ban nhan dan|chu tich ubnd|dang uy|tram y te) (?:cac )?(?:xa|phuong|thi tran|"
                   r"dac khu)"),
    (Kin.MINISTRIES, r"(?:cac )?bo(?:,| |$)(?!phan|chi huy|doi|tu lenh)"),
    (Kin.DEPARTMENTS, r"(?:cac )?(?:(?<!co )so|ban|nganh)(?:[,;]| |$)"),
    (Kin.SCHOOLS, r"(?:truong|co so giao duc|phong giao duc|trung tam gdtx)"),
    (Kin.HOSPITALS, r"(?:benh vien|trung tam y te|tram y te|co so kham|co so y te)"),
    (Kin.PRESS, r"(?:co quan bao chi|bao|dai)(?:,| |$)(?!ly )"),
    (Kin.BODIES, r"(?:doan the|hoi|to chuc)"),
    (Kin.UNITS, r"(?:don vi|co quan|phong|ban|chi nhanh|trung tam|bo phan|to|khu pho|thon|cua hang|buu cuc)"),
)  # fmt: skip
_AREA = re.compile(
    r"(?:trên|tại|ở)\s+(?:phạm vi\s+)?(?:địa bàn\s+)?(?P<area>(?:toàn\s+)?(?:tỉnh|thành phố|huyện|quận|thị xã|xã|"
    r"phường|cả nước|toàn quốc)\b[^,;.()]{0,40})"
)
_OF = re.compile(
    r"\b(?P<area>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s+[A-ZĐÀ-Ỹ][^,;.():]{0,30}?)(?:\s+(?:theo|để)\s.*)?$"
)
_ONE = re.compile(
    r"(?:Nông nghiệp|Thông tin|Khoa học|Giáo dục|Tài nguyên|Kế hoạch|Thương binh|Thể thao|Văn hóa|Dân tộc|Phát thanh|"
    r"Phát triển|"
    r"Chăn nuôi|Trồng trọt|Quản lý|Lao động|Xây dựng) và (?=[A-ZĐ])|Văn hóa, (?=Thể thao)|"
    r"[Bb]ưu chính, (?=[Vv]iễn thông)"
)
_SPLIT = re.compile(r"\s*[,;] \s*(?:và\s+)?|\s+và (?=[A-ZĐÀ-Ỹ])")


def groups_of(addressees: tuple[str, ...]) -> tuple[Group, ...]:
    """The addressees that name more than one body, each as a kind, its area and the members that it lists."""
    return tuple(group for name in addressees if (group := _group(name)) is not None)


def _members(words: str) -> tuple[str, ...]:
    """The names of a list; "Khoa học và Công nghệ" is one."""
    kept = _ONE.sub(lambda m: m.group().replace(" và ", " và\u00a0").replace(", ", ",\u00a0"), words)
    return tuple(part.replace("\u00a0", " ") for part in _SPLIT.split(kept) if part)


def _group(name: str) -> Group | None:
    plain = fold(name)
    if not _OPENER.match(plain) and not re.match(
        r"(?:ubnd|uy ban nhan dan|so|cong an|phong|trung tam|hat) [a-z ,]{0,60}cac\s", plain
    ):
        return None
    head, colon, rest = name.partition(":")
    kin = next(
        (kin for kin, pattern in _KINS if re.match(rf"(?:{_OPENER.pattern}){{0,2}}{pattern}", fold(head))), None
    ) or next(
        (kin for kin, pattern in _KINS if re.match(rf"(?:{_OPENER.pattern})?.{{0,12}}?{pattern}", fold(head))),
        Kin.OTHER,
    )
    members = _members(rest.strip(" .;")) if colon else ()
    on = _AREA.search(head) or _OF.search(head)
    area = on["area"].strip() if on else None
    return Group(name, kin, area, members)
