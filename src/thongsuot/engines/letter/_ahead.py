"""Time limits that lie before an event: "trước ngày khai giảng ít nhất 05 ngày", "trước Tết"."""

import re
from collections.abc import Iterator

from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._rules import COUNT
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_MUCH = rf"{COUNT}\s*(?:\([^)]{{1,12}}\)\s*)?(?:gio|phut|ngay(?:\s+lam\s+viec)?|tuan|thang)(?!\w)(?!\s*\d)"
_LEAST = r"(?:it\s+nhat|toi\s+thieu|cham\s+nhat)"
_EVENT = (
    r"(?:(?:moi|cac|tung|mot)\s+)?(?:khi|lan|buoi|ca|chuyen|ngay|gio|ky|luc|thoi\s+diem|dot|cuoc|phien)\s+"
    r"(?!\d)[^,;.()\n]{2,60}?"
)
_AHEAD = re.compile(
    rf"(?<!\w)(?:truoc\s+{_LEAST}\s+{_MUCH}|truoc\s+{_EVENT}\s{_LEAST}\s+{_MUCH}|"
    rf"truoc\s+cho\s+[^,;.()\n]{{2,40}}?\s{_MUCH}|truoc\s+{_EVENT}\s{_MUCH}(?=[,;.)\n]|\s*$)|"
    rf"(?:{_LEAST}\s+(?:la\s+)?)?{_MUCH}\s+truoc\s+{_EVENT}(?=[,;.)\n]|\s+(?:phai|de|thi)\s|\s*$)|"
    rf"truoc\s+{COUNT}\s*(?:ngay(?:\s+lam\s+viec)?|tuan)(?!\w)(?!\s*\d))"
)
_MOON = re.compile(
    r"(?<!\w)(?:cham\s+nhat|(?:cho\s+)?(?:den|toi)\s+het)\s+(?:ngay\s+)?(?:mung\s+\w+(?:\s+tet)?|"
    r"ram\s+thang\s+\w+|"
    r"\d{1,2}\s+(?:thang\s+)?(?:chap|gieng|tet|am\s+lich))(?!\w)"
)
_SEASON = re.compile(
    r"(?<!\w)(?:(?:(?P<done>hoan\s+thanh|xong|hoan\s+tat)|gui|nop|bao\s+cao|trinh|cung\s+cap|"
    r"ban\s+giao)(?:\s+\w+){0,12}?\s+"
    r"(?P<limit>truoc\s+(?:tet|mua|ky(?!\s+luat)|dip|le|khai\s+giang|nam\s+hoc|bau\s+cu|phien|cuoc|buoi|hoi\s+nghi|"
    r"gio\s+\w+|dot|ngay\s+(?:khai|bau|thi|le|tet)|(?(done)khi|khi\s+(?:hop|bo)))(?!\w)[^,;.()\n]{0,60})"
    r"|(?<!tuan )(?<!cuoi )(?<!ngay )(?<!thang )(?<!gio )(?P<feast>truoc\s+ngay\s+(?:khai\s+giang|thi|le|"
    r"tet)(?!\w)[^,;.()\n\d]{0,40}(?=[,;.\n]))"
    r"|(?P<event>truoc\s+khi\s+(?:tong\s+ket|ket\s+thuc|khai\s+giang|khai\s+mac|be\s+mac|nghi\s+(?:he|tet|le)|vao\s+"
    r"(?:nam\s+hoc|mua|vu|dot)|hoc\s+sinh\s+nghi|mua\s|dien\s+ra|to\s+chuc)(?!\w)[^,;.()\n]{0,50})"
    r"|(?P<feast_>truoc\s+(?:thoi\s+khac\s+)?(?:dem\s+)?giao\s+thua)(?!\w)"
    r"|(?P<moon>truoc\s+(?:ngay\s+)?(?:\d{1,2}|mung\s+\w+|ram)\s+(?:thang\s+)?(?:chap|gieng|tet)(?!\w)))"
)


_SAME = re.compile(
    r"(?<!\w)trong\s+ngay\s+(?:(?:lay|nhan|phat\s+hien|tiep\s+nhan|xay\s+ra|thu|ky|gui|hop|thay)(?:\s+(?!truoc|"
    r"cham)\w+){1,5}?)"
    r"(?=\s*[,;.)\n]|\s*$|\s+(?:ve|gui|den|cho|de|va)\s)"
)


_LATER = re.compile(
    rf"(?<!\w)sau\s+(?:bao|lu|tet|mua|dot|ky|dip|le|hoi\s+nghi|ngay\s+(?:khai|be|thi|le))(?:\s+[a-z]+){{0,5}}?\s+{COUNT}\s*"
    r"(?:ngay(?:\s+lam\s+viec)?|gio|tuan)(?!\w)(?!\s*\d)"
)
_DAY = re.compile(
    r"(?<!\w)(?:thong\s+bao|bao\s+cao|bao|tra|xu\s+ly|gui|giai\s+quyet|hoan\s+thanh|chuyen|khac\s+phuc|phan\s+hoi|ban\s+giao|"
    r"cap\s+nhat)\s[^.;:\n]{0,60}?(?<!ca )(?<!luc )(?<!gio )(?<!chuyen )(?<!buoi )(?<!lan )(?<!phien )"
    r"(?P<day>(?<!ngay )trong\s+ngay(?:\s+lam\s+viec)?)(?=\s*(?:[.;,]|\Z))"
)


def ahead_moments(source: Source, start: int, end: int) -> Iterator[Moment]:
    """The limits that an event ends; the text names no moment for them."""
    before = source.has("truoc", start, end)
    for match in _AHEAD.finditer(source.plain, start, end) if before else ():
        yield Moment(match.start(), match.end(), None, Relation.BEFORE)
    for match in _SAME.finditer(source.plain, start, end) if source.has("trong", start, end) else ():
        yield Moment(match.start(), match.end(), None, Relation.UNTIL)
    for match in _DAY.finditer(source.plain, start, end) if source.has("trong", start, end) else ():
        yield Moment(*match.span("day"), None, Relation.UNTIL)
    for match in _LATER.finditer(source.plain, start, end) if source.has("sau", start, end) else ():
        yield Moment(match.start(), match.end(), None, Relation.UNTIL)
    for match in _MOON.finditer(source.plain, start, end):
        yield Moment(match.start(), match.end(), None, Relation.UNTIL)
    for match in _SEASON.finditer(source.plain, start, end) if before else ():
        yield Moment(
            *match.span(next(name for name in ("limit", "feast", "feast_", "event", "moon") if match[name])),
            None,
            Relation.BEFORE,
        )
