"""The pattern of duties that come back, and its parts as an RFC 5545 rule."""

import re

from thongsuot.engines.letter._moment import TIME

_DAYS = {"hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA", "nhat": "SU"}
_WEEKDAY = r"(?:thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay)|chu\s+(?P<sunday>nhat))"
_TWICE = r"(?:(?P<first>\d{1,2})\s*(?:gio|g|h|:)\s*(?:00|0)?\s*(?:phut)?\s*(?:va|,)\s*)?"
_LEAD = (
    rf"(?:(?P<lead>truoc|cham\s+nhat|muon\s+nhat|luc|vao\s+luc|vao)\s*(?:la\s+|vao\s+|"
    rf"luc\s+)?)?(?:{_TWICE}{TIME}\s*,?\s*(?:cac\s+|vao\s+)?)?"
)
_TAIL = TIME.replace("?P<hour>", "?P<hour_>").replace("?P<minute>", "?P<minute_>")
_LAST = rf"(?:\s*,?\s*\(?(?P<lead_>truoc|cham\s+nhat|luc|vao\s+luc)\s*(?:la\s+|luc\s+)?{_TAIL}\s*\)?)?"
EVERY = re.compile(
    rf"(?<!\w){_LEAD}(?:"
    rf"(?:{_WEEKDAY}\s*,?\s*)?(?:hang|"
    rf"moi)\s*(?P<week>tuan)(?!\w)(?:\s*\(?\s*(?:vao\s+)?thu\s+(?P<weekday_>hai|ba|tu|nam|sau|bay))?"
    r"|(?:ngay\s*(?P<monthday>\d{1,2})\s*,?\s*)?(?:hang|moi)\s*(?P<month>thang)(?!\w)"
    r"|(?:ngay\s*(?P<quarterday>\d{1,2})\s*)?(?:(?:cua\s+)?thang\s+cuoi\s+(?:cua\s+)?(?P<quarter_>quy)|"
    r"(?:hang|moi)\s*(?P<quarter>quy))(?!\w)"
    r"|(?:ngay\s*(?P<yearday>\d{1,2})/(?P<yearmonth>\d{1,2})\s*)?(?:hang|moi)\s*(?P<year>nam)(?!\w)"
    r"|(?:cu\s+)?(?P<interval>\d{1,2})\s*(?P<unit>ngay|tuan|thang|gio)\s*(?:/|mot\s+|bao\s+cao\s+|01\s+|"
    r"1\s+)\s*(?:mot\s+|01\s+|1\s+)?lan"
    r"|(?:\d{1,2}\s+|mot\s+)?lan\s*/\s*(?P<per>ngay|tuan|thang|quy)"
    r"|(?:hang|moi|tung)\s*(?P<day>ngay)(?!\s*\d)(?!\w)"
    r"(?P<office>\s+lam\s+viec(?!\w)|\s*,?\s*\(?\s*(?:tru|khong\s+(?:ke|tinh))\s+(?:cac\s+)?ngay\s+nghi(?!\w))?"
    rf"){_LAST}"
)
_FREQ = {"gio": "HOURLY", "ngay": "DAILY", "tuan": "WEEKLY", "thang": "MONTHLY", "quy": "MONTHLY"}


def parts_of(match: re.Match[str]) -> list[str] | None:
    """The parts of an RFC 5545 rule; None for an interval of nought."""
    if match["week"]:
        day = match["weekday"] or match["sunday"] or match["weekday_"]
        return ["FREQ=WEEKLY", *([f"BYDAY={_DAYS[day]}"] if day else [])]
    if match["month"]:
        return ["FREQ=MONTHLY", *_monthday(match["monthday"])]
    if match["quarter"] or match["quarter_"]:
        return ["FREQ=MONTHLY", "INTERVAL=3", *_monthday(match["quarterday"])]
    if match["year"]:
        month = [f"BYMONTH={int(match['yearmonth'])}"] if match["yearmonth"] else []
        return ["FREQ=YEARLY", *month, *_monthday(match["yearday"])]
    if match["interval"]:
        count = int(match["interval"])
        return [f"FREQ={_FREQ[match['unit']]}", *([f"INTERVAL={count}"] if count > 1 else [])] if count else None
    if match["per"]:
        return [f"FREQ={_FREQ[match['per']]}", *(["INTERVAL=3"] if match["per"] == "quy" else [])]
    return ["FREQ=DAILY", *(["BYDAY=MO,TU,WE,TH,FR"] if match["office"] else [])]


def _monthday(day: str | None) -> list[str]:
    return [f"BYMONTHDAY={int(day)}"] if day and 1 <= int(day) <= 31 else []
