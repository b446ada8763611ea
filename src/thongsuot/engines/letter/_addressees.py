"""To whom the letter is written, and where its body begins."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._greetings import end_of
from thongsuot.engines.letter._names import unglued
from thongsuot.engines.letter._openers import DIEN, KINH_MOI
from thongsuot.engines.letter._source import Source

_ASIDE = re.compile(
    r"\s*\((?:để (?:phối hợp|p/h|b/c|báo cáo|biết|thực hiện|t/h|chỉ đạo|theo dõi|phối hợp [^()]+)|mã số thuế[^()]*|"
    r"địa chỉ[^()]*|MST[^()]*)\)$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?:cac|nhung|thu truong|giam doc cac|chu tich (?:ubnd|uy ban nhan dan) cac|lanh dao)(?!\w)")
_ITEM = re.compile(r"\n[ \t]*(?:[-+*•]|\d{1,2}[.)])[ \t]*(?=\S)")
_LED = re.compile(  # "Các doanh nghiệp viễn thông: Tập đoàn A; Tổng công ty B": each of the group is named
    r"\s*(?:-\s*)?(?:cac|nhung)\s[^:;.\n]{3,80}:\s*(?=(?:[-+]\s*)?(?:tap doan|tong cong ty|cong ty|so|ubnd|chi nhanh|"
    r"buu dien|"
    r"vien thong|bo|cuc|truong|benh vien|trung tam|phong|vnpt|viettel|mobifone)\s[^;]*;)"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s*(?=\D)")


def addressees_of(source: Source, frame: Frame, body: int) -> tuple[tuple[str, ...], int]:
    """The names after "Kính gửi" or "điện:", and the offset at which the body begins."""
    if frame.greeting:
        return _listed(source, frame.greeting.end(), frame.tail)
    wired = DIEN.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired is None:
        wired = KINH_MOI.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired:
        return _listed(source, wired.end(), frame.tail)
    return (), body


def _listed(source: Source, start: int, tail: int) -> tuple[tuple[str, ...], int]:
    end = end_of(source, start, tail)
    names: list[str] = []
    if led := _LED.match(source.plain, start, end):
        start = led.end()
    for a, b in _items(source.plain, start, end):
        name = _ASIDE.sub("", _NUMBERED.sub("", source.value(a, b).strip(" -–—+*•;,.:|")))
        names.extend(unglued(one) for one in _bodies(name) if one)
    return tuple(names), end


def _bodies(item: str) -> list[str]:
    """Two bodies in one item, each named whole; groups that share an item stay together."""
    parts = [part.strip() for part in item.split(";")]
    named = all(part[:1].isupper() and not _GROUP.match(fold(part)) for part in parts) and "(" not in item
    return parts if named else [item]


def _items(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    listed = len(re.findall(r"\n[ \t]*[-+*•][ \t]*\S", plain[start:end])) > 1
    cuts.extend(
        m.end()
        for m in re.finditer(
            r";|\n(?=[ \t]*(?:[-+*•]|\d{1,2}[.)]|[a-z]\))[ \t]*\S)|(?<=[:;.])\s*(?=[-+•]\s)", plain[:end]
        )
        if m.start() >= start and not (m.group() == ";" and _inside(plain, start, m.start(), listed=listed))
    )
    return list(zip(cuts, [*cuts[1:], end], strict=False))


def _inside(plain: str, start: int, at: int, *, listed: bool) -> bool:
    """Whether a semicolon stands in brackets, or inside an item of a list."""
    item = max([start, *(m.end() for m in _ITEM.finditer(plain, start, at))])
    said = plain[item:at]
    return listed or said.count("(") > said.count(")")
