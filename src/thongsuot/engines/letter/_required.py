"""What a report must look like and up to when its figures count."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._moment import ZONE
from thongsuot.engines.letter._parts import CutOff
from thongsuot.engines.letter._source import Source

_SHAPE = (
    r"(?:(?:cac\s+)?(?:bieu\s+)?(?:mau|bieu|de\s+cuong|phu\s+luc|mau\s+bieu)(?!\s+(?:benh|so\s+\w+\s+benh|nuoc|"
    r"thu|vat|xet)))"
)
_ON = r"(?:[^,;.:()\n]|\n(?!\s*\n))"  # a form's name goes on over a line, never over an empty one
_COUNTED = rf"(?:{_ON}{{0,30}}?\d{{1,3}}[a-z]?\s*(?:,|va)\s+(?=(?:so\s+)?\d))*"  # "các biểu 01, 02 và 03"
_END = r"(?=\s*[,;.:()]|\s(?:ve|gui|truoc|cham|qua|bang|den|trong|hang|de|va\s+gui|cho|vao|khi)\s|\s*$)"
_FORM = re.compile(
    rf"(?<!\w)(?:(?:theo|dung|su\s+dung|tai(?!\s+phu\s+luc)|"
    rf"thong\s+nhat\s+theo)\s+{_SHAPE}(?!\w){_COUNTED}{_ON}{{0,70}}?{_END}|"
    rf"(?<=\()(?!phu){_SHAPE}\s+(?:so\s+)?[^,;:()\n]{{0,60}}(?=\)))"
)
_DAY = (
    r"(?:(?P<hour>\d{1,2})\s*(?:gio|h|g|:)\s*(?P<minute>\d{2})?\s*(?:phut|"
    r"'{1,2}|\")?\s*,?\s*)?(?:ngay\s*)?(?P<day>\d{1,2})(?:/|\s?thang\s?)(?P<month>\d{1,2})(?:(?:/|"
    r"\s?nam\s?)(?P<year>\d{4}))?(?![\d/])"
)
_SINCE = (
    r"(?:tu\s+(?:\d{1,2}\s*(?:gio|h)\s*(?:\d{2})?\s*,?\s*)?(?:ngay\s*)?(?P<since>\d{1,2}(?:/\d{1,2}(?:/\d{4})?)?)\s*)?"
)
_CUT = re.compile(
    r"(?<!\w)(?:(?:so\s+lieu|ky\s+bao\s+cao|thoi\s+gian\s+(?:chot|lay)\s+so\s+lieu|thoi\s+diem\s+(?:chot|"
    r"lay)\s+so\s+lieu|"
    r"(?:tinh|chot|lay|cap\s+nhat)(?:\s+so\s+lieu)?)\s*(?:\(?\s*(?:duoc\s+|bao\s+cao\s+|thong\s+ke\s+|phat\s+sinh\s+)*"
    rf"(?:tinh|chot|lay|cap\s+nhat)?\s*(?:la|:)?\s*){_SINCE}(?:(?:cho\s+)?den|toi|:)(?:\s+(?:het|thoi\s+diem|"
    rf"truoc))*\s+{_DAY})"
)


@dataclass(frozen=True, slots=True)
class Required:
    """The form a duty asks for, and the last moment of its figures."""

    form: str | None
    cut_off: CutOff | None


def required_of(source: Source, start: int, end: int, context: Context) -> Required:
    """What the words of a duty ask of its form and its figures; nothing where they do not tell."""
    form = _FORM.search(source.plain, start, end)
    cut = _CUT.search(source.plain, start, end)
    return Required(source.value(*form.span()) if form else None, _cut(source, cut, context) if cut else None)


def _cut(source: Source, match: re.Match[str], context: Context) -> CutOff:
    day = made(match, context.written)
    clock = time(23, 59)  # 24 hours are the end of the day as well
    if match["hour"] and int(match["hour"]) < 24 and int(match["minute"] or 0) < 60:
        clock = time(int(match["hour"]), int(match["minute"] or 0))
    return CutOff(datetime.combine(day, clock, ZONE) if day else None, source.value(*match.span()))
