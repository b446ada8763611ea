"""Time limits counted from an event: "trong vòng 03 ngày kể từ ngày ký"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._moment import ZONE, Moment
from thongsuot.engines.letter._rules import COUNT, number
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

if TYPE_CHECKING:  # the calendar takes longer to load than a page to read, and few letters count working days
    from thongsuot.engines.calendar import Calendar

_WITHIN = (
    r"(?:trong\s+(?:vong|thoi\s+han|(?P<while>(?:khoang\s+)?thoi\s+gian))(?:\s+(?:toi\s+da|khong\s+qua|cham\s+nhat|"
    r"la))*|"
    rf"trong(?=\s+{COUNT}\s*(?:\([^)]{{1,12}}\)\s*)?ngay\s+lam\s+viec)|(?P<bare>trong(?:\s+toi\s+da)?|"
    rf"khong\s+(?:cham\s+|muon\s+|de\s+)?qua|toi\s+da(?:\s+(?:la|khong\s+qua))?)|(?P<after>sau)(?:\s+(?:toi\s+da|"
    rf"khong\s+qua))?|"
    r"(?P<hour>(?:cham|muon|tre)\s+nhat(?:\s+la)?(?=\s*\d))|(?:cham|muon|tre)\s+nhat(?:\s+(?:la|trong|sau|"
    r"khong\s+qua|vong))*|"
    r"(?:dung|dam\s+bao|bao\s+dam)\s+thoi\s+han(?=\s+\d)|"
    r"thoi\s+(?:han|gian)(?:\s+\w+){0,3}\s*(?::|la|trong)(?:\s+(?:vong|khong\s+qua|toi\s+da))*)"
)
_PAPER = (
    r"(?:van\s+ban|cong\s+van|chi\s+thi|ke\s+hoach|quyet\s+dinh|huong\s+dan|thong\s+bao|cong\s+dien|quy\s+che|"
    r"nghi\s+quyet)"
)
_EVENT = r"(?:[^,;.)\n]|\n(?![\s+*\d-])){2,60}?"
_SPAN = re.compile(
    rf"(?<!\w){_WITHIN}\s*(?P<count>\d{{1,3}}|{COUNT})\s*(?:\([^)]{{1,12}}\)\s*)?"
    r"(?P<unit>gio|phut|ngay\s+lam\s+viec|ngay|tuan|thang|h(?=[\s,;.)]))(?!\w)"
    r"(?P<anchor>\s*,?\s*(?:ke\s+)?(?:tu|sau)\s+(?:(?:ngay|khi|luc|thoi\s+diem)\s+)?(?P<event>(?:ky|"
    rf"ban\s+hanh|ky\s+ban\s+hanh)(?:\s+(?:{_PAPER}\s+nay)?(?=[\s,;.)]|$))?(?=[\s,;.)]|$)|"
    rf"\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?|{_EVENT})"
    r"(?=[,;.)]|\n\s*[\n+*-]|\s+(?:de|va|ve|gui|bao|phai|nop|bang|theo|cho)\s|\s+qua\s+(?:thu|dia|so|hop|email|"
    r"e-mail|zalo|fax|phong|trang|he\s)|(?<=ky)\s|(?<=hanh)\s|\s*$))?"
)
_PROMPT = re.compile(
    r"(?:xong|khac phuc|xu ly|phan hoi|tra loi|bao cao|thong bao|bao|den noi|co mat|hoan thanh|khoi phuc|gui|"
    r"giai quyet|"
    r"hoan tat|cung cap|thuc hien|trien khai|chuyen)(?:\s+\w+){0,8}\s*\Z"
)
_LASTS = re.compile(
    r"(?<!\w)(?:luu|giu|hoat dong|lien tuc|du|duy tri|chay|van hanh|so lieu|phat sinh|mat dien|bao quan|bao hanh|"
    r"cach ly)"
    r"(?:\s+\w+){0,6}\s*\Z"
)
_GONE = re.compile(
    r"\s*(?:\d+|qua|vua|gan|lien|dau|cuoi|nghi|le|tet|truoc|he|hoc|dem|thi|hoi|toi|ke|tiep|thang|"
    r"nam)(?!\s+tu(?!\w))(?!\w)"
)
_YEAR_END = re.compile(r"ket thuc (?:nam|nien do)(?: ngan sach| tai chinh| ke hoach)?")
_CASE = re.compile(r"\s*(?:khi|neu|truong hop|trong truong hop|noi nao co)\s[^,;.]*\Z")
_FIRST = re.compile(r"\s+dau(?:\s+tien)?(?=\s*[,;.])")
_ON_CALL = re.compile(r"\s+(?:(?:ke\s+)?tu\s+khi|(?:sau\s+)?khi|ke\s+tu|neu)\s")
_SIGNED = re.compile(
    rf"(?:ky|ban\s+hanh|ky\s+ban\s+hanh)(?:\s+{_PAPER}\s+nay)?|{_PAPER}\s+nay\s+duoc\s+(?:ky|ban\s+hanh)"
)
_ELSE_SIGNED = re.compile(r"\s+(?:hop|bien|thoa|cam|phu|hoa|giao|nhan|ket|duyet|nghi|luat|thong tu|du)(?!\w)")
_DAY = re.compile(r"(?:ngay\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?")


def _after(since: date, count: int, unit: str) -> tuple[datetime | None, bool]:
    """The last minute of so many days, weeks or months, none for hours; whether days off could not be left out."""
    rough = False
    if unit == "ngay lam viec":
        from thongsuot.engines.calendar import OutsideCalendar, vietnam

        try:
            last = vietnam().add_working_days(since, count)
        except OutsideCalendar:
            last, rough = _weekdays_on(since, count), True
    elif unit in ("ngay", "tuan"):
        last = since + timedelta(days=count * (7 if unit == "tuan" else 1))
    elif unit == "thang":
        last = _months_on(since, count)
    else:
        return None, False
    return datetime.combine(last, time(23, 59), ZONE), rough


def _weekdays_on(since: date, count: int) -> date:
    while count:
        since += timedelta(days=1)
        count -= since.weekday() < 5
    return since


def _months_on(since: date, count: int) -> date:
    years, month = divmod(since.month - 1 + count, 12)
    year, month = since.year + years, month + 1
    return date(year, month, min(since.day, monthrange(year, month)[1]))


def limit_from(text: str, since: date, calendar: Calendar) -> datetime | None:
    """The last minute of a limit in days that is counted from a day, by a calendar; None where the text names none."""
    plain = fold(text)
    match = _SPAN.search(plain)
    unit = " ".join(match["unit"].split()) if match else ""
    count = number(match["count"]) * (7 if unit == "tuan" else 1) if match else 0
    last = since + timedelta(days=count)
    if unit == "ngay lam viec" and "ke ca ngay nghi" not in plain:
        from thongsuot.engines.calendar import OutsideCalendar

        try:
            last = calendar.add_working_days(since, count)
        except OutsideCalendar:
            return None
    return datetime.combine(last, time(23, 59), ZONE) if unit in ("ngay", "tuan", "ngay lam viec") else None


def span_moments(source: Source, start: int, end: int, written: date | None) -> Iterator[Moment]:
    """The limits counted from an event; a moment only where they count from the signing or from a day."""
    for match in _SPAN.finditer(source.plain, start, end):
        if _CASE.match(source.plain[start : match.start()]) and source.plain.startswith(",", match.end()):
            continue  # "Khi có 02 người cùng mắc trong vòng 07 ngày, ..." tells when the duty begins
        if match["after"] and not _counted(source.plain, match):
            continue
        if not match["anchor"] and not _prompt(source.plain, start, match):
            continue
        if match["hour"] and not match["anchor"] and match["unit"] in ("gio", "h"):
            continue  # "chậm nhất 11 giờ" is a clock
        event = " ".join((match["event"] or "").split())
        day = _DAY.fullmatch(event)
        signed = _SIGNED.fullmatch(event) and not _ELSE_SIGNED.match(source.plain, match.end())
        since = made(day, written) if day else written if signed or event == "hom nay" else None
        if since is None and written and _YEAR_END.fullmatch(event):
            since = date(written.year, 12, 31)
        at, rough = _after(since, number(match["count"]), " ".join(match["unit"].split())) if since else (None, False)
        first = None if match["anchor"] else _FIRST.match(source.plain, match.end())
        leads = not source.plain[start : match.start()].strip()
        later = leads and match["after"] and source.plain.startswith(",", match.end())
        relation = Relation.FROM if later else Relation.UNTIL  # "Sau 15 ngày kể từ ngày khóa, thực hiện ..."
        yield Moment(match.start(), first.end() if first else match.end(), at, relation, rough=rough)


def _counted(plain: str, match: re.Match[str]) -> bool:
    """ "sau 30 phút kể từ khi ..." says by when; "sau 05 ngày" and "sau 30 phút sau đó" tell what comes later."""
    return bool(match["anchor"]) and "ke" in match["anchor"] and not re.match(r"\s*,?\s*neu\s", plain[match.end() :])


def _prompt(plain: str, start: int, match: re.Match[str]) -> bool:
    """Whether "trong 03 giờ" says how soon something is done, not how long it lasts."""
    near = max(start, match.start() - 70), match.start()
    if match["bare"] is None and match["while"] is None:
        return True
    if _FIRST.match(plain, match.end()):
        return True
    if _LASTS.search(plain, *near) or _GONE.match(plain, match.end()):
        return False
    if _ON_CALL.match(plain, match.end()):
        return True
    return match["bare"] is None or _PROMPT.search(plain, *near) is not None
