"""How often a duty comes back: "hằng tuần", "02 ngày/lần", "mỗi quý một lần", as the first parts of a rule."""

import re

COUNT = r"(?:\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
CODES = {"hai": "MO", "ba": "TU", "tu": "WE", "nam": "TH", "sau": "FR", "bay": "SA", "nhat": "SU"}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_FREQ = {
    "gio": "HOURLY",
    "h": "HOURLY",
    "tieng": "HOURLY",
    "ngay": "DAILY",
    "tuan": "WEEKLY",
    "thang": "MONTHLY",
    "nam": "YEARLY",
    **dict.fromkeys(("sang", "trua", "chieu", "toi", "dem"), "DAILY"),
}
_OFTEN = (
    rf"(?P<interval>{COUNT})\s*(?P<unit>phut|gio|h(?=\s)|tieng|ngay|tuan|thang|quy|nam)\s*"
    r"(?:/\s*(?:(?:mot|0?1)\s+)?|(?:bao\s+cao\s+)?(?:mot|0?1)\s+|bao\s+cao\s+)lan(?!\w)"
)
EVERY = re.compile(
    rf"(?<!\w)(?:{_OFTEN}"
    rf"|(?:{COUNT}\s+)?(?:lan|luot|buoi|chuyen|(?:ban\s+)?tin(?:\s+bai)?|bai|ca|ky)\s*(?:/|(?:trong\s+)?(?:mot|moi)\s)\s*(?P<per>ngay|tuan|thang|quy|nam)(?!\w)"
    r"|(?:(?:cua\s+)?thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:(?:moi|hang)\s+)?(?P<ends>quy))(?!\w)"
    r"|(?P<biannual>(?:dinh\s+ky\s+)?(?:0?6|sau)\s+thang\s*(?:,|va|hoac)\s*(?:hang\s+|mot\s+|ca\s+|"
    r"cuoi\s+)?nam)(?!\s*\d)(?!\w)"
    r"|(?P<half>nua\s+thang\s*(?:/\s*|(?:mot|0?1)\s+)lan)(?!\w)"
    r"|(?:hang|moi|tung)\s*(?P<period>ngay|tuan|thang|quy|nam|(?:gio|dem|(?:buoi\s+)?(?:sang|trua|chieu|toi))"
    r"(?!\s+(?:thu|chu)\s))(?!\s*\d++(?!\s*(?:lan|luot)))(?!\w)"
    r"|tuan\s+(?:dau|cuoi)(?:\s+(?:cung|tien))?\s+(?:cua\s+)?(?:(?:moi|hang|cac)\s+)?(?P<weeks>thang)"
    r"(?!\s*\d|\s+(?:nay|sau|toi|ke|tiep|mot|hai|ba|tu|nam|bay|tam|chin|muoi|chap|gieng|do|cuoi|dau))(?!\w)"
    r"|(?P<opening>thu\s+(?:hai|ba|tu|nam|sau)\s+(?:dau|cuoi)\s+tuan)(?!\s+(?:nay|sau|toi|ke|tiep|truoc))(?!\w)"
    rf"|(?:cu|moi)\s+(?P<each>{COUNT})\s*(?P<each_>phut|gio|tieng|ngay|tuan|thang)(?!\w)"
    rf"|dinh\s+ky\s+(?:theo\s+)?(?P<named>(?:{COUNT}\s+)?(?:ngay|tuan|thang|quy|nam))(?!\s*\d)(?!\w)"
    rf"|(?:(?:mot|0?1)\s+)?(?P<day>ngay|tuan|thang|nam)\s+{COUNT}\s+lan(?!\w)"
    r"|moi\s+(?:buoi\s+)?(?:(?:sang|chieu|toi)\s+)?(?P<weekly>thu\s+(?:hai|ba|tu|nam|sau|bay)|chu\s+nhat)(?!\w)"
    r"|(?P<last>ngay\s+(?P<working>lam\s+viec\s+)?cuoi(?:\s+cung)?\s+(?:cua\s+)?(?:moi\s+|"
    r"hang\s+)?thang)(?!\s*\d)(?!\s+nay)(?!\w)"
    r")"
)
REPORT = re.compile(
    r"(?<!\w)bao\s+cao\s+(?:nhanh\s+)?(?:(?:dinh\s+ky|hang)\s+)?(?:theo\s+)?(?P<period>ngay|tuan|thang|"
    r"quy)(?!\w)(?!\s*\d)"
)
_TWICE = re.compile(rf"\s+(?:it\s+nhat\s+)?{COUNT}\s+(?:lan|luot)(?!\w)")
_OFFICE = re.compile(
    r"\s+lam\s+viec(?!\w)|\s*,?\s*\(?\s*(?:tru|khong\s+(?:ke|tinh))\s+(?:cac\s+)?(?:ngay\s+nghi|(?:thu\s+bay\s*(?:,|"
    r"va)\s*)"
    r"?chu\s+nhat)(?!\w)(?:\s*,?\s*(?:va\s+)?(?:ngay\s+)?(?:le|tet))*"
)


def number(words: str) -> int:
    """A count in figures or words."""
    return int(words) if words.isdigit() else _NUMBERS[words]


def frequency(count: int, unit: str) -> list[str] | None:
    """The parts of a rule for every so many of a unit; None for an interval of nought."""
    if unit == "phut":
        return (
            ["FREQ=HOURLY", f"BYMINUTE={','.join(map(str, range(0, 60, count)))}"] if count and not 60 % count else None
        )
    count, unit = (count * 3, "thang") if unit == "quy" else (count, unit)
    return [f"FREQ={_FREQ[unit]}", *([f"INTERVAL={count}"] if count > 1 else [])] if count else None


def parts_of(match: re.Match[str]) -> tuple[str, list[str] | None]:
    """The period that a match of EVERY names and the first parts of its rule."""
    if match["interval"] or match["each"]:
        unit = match["unit"] or match["each_"]
        return unit, frequency(number(match["interval"] or match["each"]), unit)
    if match["biannual"]:
        return "thang", frequency(6, "thang")
    if match["half"]:
        return "thang", frequency(15, "ngay")
    if match["opening"]:
        return "tuan", ["FREQ=WEEKLY", f"BYDAY={CODES[match['opening'].split()[1]]}"]
    if match["weekly"]:
        return "tuan", ["FREQ=WEEKLY", f"BYDAY={CODES[match['weekly'].split()[-1]]}"]
    if match["last"]:
        working = ["BYDAY=MO,TU,WE,TH,FR", "BYSETPOS=-1"]
        return "thang", ["FREQ=MONTHLY", *(working if match["working"] else ["BYMONTHDAY=-1"])]
    if match["named"]:
        *count, unit = match["named"].split()
        return unit, frequency(number(count[0]) if count else 1, unit)
    unit = match["period"] or match["weeks"] or match["per"] or match["ends"] or match["day"]
    unit = unit.split()[-1]
    return ("ngay" if _FREQ.get(unit) == "DAILY" else unit), frequency(1, unit)


def tail_of(plain: str, match: re.Match[str], end: int) -> tuple[int, list[str]]:
    """Where the words of a match end, and the working days where they name them."""
    office = _OFFICE.match(plain, match.end(), end) if match["period"] == "ngay" else None
    if office:
        return office.end(), ["BYDAY=MO,TU,WE,TH,FR"]
    twice = _TWICE.match(plain, match.end(), end)
    return (twice.end() if twice else match.end()), []
