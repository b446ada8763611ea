"""The office that wires or commands, where a letterhead is missing."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._names import calm
from thongsuot.engines.letter._openers import DIEN
from thongsuot.engines.letter._parts import Issuer
from thongsuot.engines.letter._source import Source, squeeze

_OFFICE = re.compile(
    r"(?<!\w)(?:so|bo|uy ban|ubnd|cuc|chi cuc|van phong|ban chi huy|ban chi dao|ban quan ly|"
    r"cong an|phong|tong cong ty|cong ty|tap doan|trung tam)\s(?:[^\W\d][\w&-]*+[ \n\r\t,]*+){1,16}?"
    r"(?=\s*(?:\([^)]{1,60}\)\s*)?(?:tran trong |kinh |da )?(?:ghi nhan|yeu cau|de nghi|thong bao|huong dan|co y kien|"
    r"nhan duoc|kinh moi|trien khai|chi thi\s*:|quyet dinh\s*:|ket luan\s*:|ban hanh|tra loi|phuc dap|"
    r"(?:xin )?dinh chinh))"
)
_LED_BY = re.compile(
    r"^(?:Bộ trưởng|Chủ tịch|Giám đốc|Cục trưởng|Tổng Giám đốc|Thứ trưởng) (?=Bộ |Ủy |UBND |Sở |Cục |Tổng )"
)
_HEADED = re.compile(
    r"^(?:(?:Phó )?(?:Bộ|Cục|Tổng cục|Chi cục|Vụ|Viện) trưởng|(?:Tổng )?[Gg]iám đốc|Thủ trưởng|Chánh [Tt]hanh tra) "
    r"(?=(?:Bộ|Sở|Cục|Tổng cục|Chi cục|Công ty|Tổng công ty|Tập đoàn|Trung tâm|Chi nhánh|Vụ|Viện|Bưu điện|"
    r"Viễn thông) )"
)
_PROVINCE = re.compile(r"(?<!\w)(?:tinh|thanh pho)\s")


def wiring_office(source: Source, frame: Frame) -> str | None:
    """A telegram names its sender before "điện:"."""
    wired = DIEN.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired is None:
        return None
    line = source.plain.rfind("\n", 0, wired.start()) + 1
    name = source.value(line, wired.start())
    return calm(source, name) if name else None


def commanding_office(source: Source, frame: Frame) -> Issuer:
    """The office that commands in the body, and the committee above a department."""
    at = frame.head
    while found := _OFFICE.search(source.plain, at, frame.tail):
        at = found.start() + 1 if not source.upper(found.start()) else found.end()
        name = _last_office(source, found.start(), found.end())
        name = _HEADED.sub("", name) if name else name
        if name:
            name = _LED_BY.sub("", name)
            area = _PROVINCE.search(fold(name))
            over = name[area.start() :] if area and fold(name).startswith("so ") else None
            return Issuer(
                name[:1].upper() + name[1:], " ".join([*table("offices")["committee"], over]) if over else None
            )
    return Issuer()


def _last_office(source: Source, start: int, end: int) -> str | None:
    name = squeeze(
        source.value(start, end).split(",")[-1]
        if "," in source.value(start, end) and fold(source.value(start, end)).count(" so ")
        else source.value(start, end)
    )
    return name if name[:1].isupper() and len(name.split()) > 1 else None
