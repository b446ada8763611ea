"""The hour, the week day or the day of the month at which a duty that comes back is due."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from thongsuot.engines.letter._rules import CODES

LEAD = (
    r"(?:truoc(?:\s+luc)?|(?:cham|muon|tre)\s+nhat(?:\s+(?:la|vao|luc|den|trong|truoc))*|khong\s+(?:muon|cham|"
    r"qua)\s+(?:hon\s+)?|"
    r"(?:vao\s+)?luc|vao(?:\s+luc)?|xong\s+truoc)"
)
_CLOCK = r"(?<!\d)\d{1,2}\s*(?:gio|g|h|:)(?!\w*[a-z]{2})\s*(?:\d{2})?\s*(?:phut(?!\w)|'{1,2}|\"|p(?!\w))?"
_PART = r"(?:(?:buoi\s+)?(?P<part>sang|trua|chieu|toi)\s+)?"
_WEEKDAY = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)(?!\w)"
_WHEN = (
    rf"(?:(?P<lead>{LEAD})\s*)?(?:(?P<clocks>{_CLOCK}(?:\s*(?:,|va|;)\s*(?:(?:truoc|luc|"
    rf"vao)\s+)?{_CLOCK})*)\s*,?\s*(?:(?:cac|vao|cua|"
    rf"trong)\s+)*)?"
    rf"{_PART}(?:(?:cac\s+)?(?:ngay\s+)?(?P<weekdays>{_WEEKDAY}(?:\s*(?:,|va)\s*(?:ngay\s+)?(?:(?:sang|chieu|"
    rf"toi)\s+)?{_WEEKDAY})*)"
    r"|(?:cac\s+)?ngay\s*(?P<yearday>\d{1,2}\s*(?:/|thang\s?)\s*\d{1,2})(?![\d/])"
    r"|(?:cac\s+)?ngay\s*(?P<days>(?:\d{1,2}|cuoi(?:\s+cung)?|dau\s+tien)(?:\s*(?:,|va)\s*(?:ngay\s*)?\d{1,2})*)"
    r"(?!\d|\s*[/.-]\s*\d|\s*thang\s*\d)(?:\s+(?:cua\s+)?(?:thang(?:\s+(?:sau|ke\s+tiep|tiep\s+theo|do|cuoi\s+quy|"
    r"dau\s+quy(?:\s+(?:sau|ke\s+tiep|tiep\s+theo))?))?)(?!\w))?)?"
)
BEFORE = re.compile(rf"(?<!\w){_WHEN}\s*,?\s*(?:(?:cua|trong|vao)\s+)?\Z")
AFTER = re.compile(rf"\s*[,(:-]?\s*{_WHEN}")
ALONE = re.compile(rf"(?<!\w)(?={LEAD}){_WHEN}")
_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class When:
    """What a match tells, between two offsets."""

    start: int
    end: int
    lead: str
    clocks: tuple[tuple[int, int], ...]
    weekdays: tuple[str, ...]
    days: tuple[int, ...]
    month: int | None

    def fits(self, unit: str) -> bool:
        """Whether what it names can be said of such a period."""
        return bool(
            (self.clocks and not (self.days or self.month or self.weekdays))
            or (self.weekdays and unit == "tuan")
            or (self.days and not self.month and unit in ("thang", "quy", "nam"))
            or (self.month and unit == "nam")
        )

    def days_in_rule(self) -> list[str]:
        """The parts of a rule that say on which days."""
        found = [f"BYDAY={','.join(self.weekdays)}"] if self.weekdays else []
        found += [f"BYMONTH={self.month}"] if self.month else []
        return found + ([f"BYMONTHDAY={','.join(map(str, self.days))}"] if self.days else [])


def when_of(match: re.Match[str] | None) -> When | None:
    """What a match tells; None where it tells nothing or what cannot be."""
    if match is None or not any(match[name] for name in ("clocks", "weekdays", "days", "yearday")):
        return None
    clocks = tuple(_clocks(match["clocks"] or "", match["part"] or ""))
    if any(hour > 23 or minute > 59 for hour, minute in clocks):
        return None
    numbers = tuple(int(day) for day in _NUMBER.findall(match["yearday"] or match["days"] or ""))
    month = numbers[-1] if match["yearday"] else None
    days = numbers[:-1] if match["yearday"] else numbers or _edge(match["days"] or "")
    if not all(-1 <= day <= 31 and day for day in days) or (month is not None and not 1 <= month <= 12):
        return None
    weekdays = tuple(_code(day) for day in re.findall(_WEEKDAY, match["weekdays"] or ""))
    start = match.start() + len(match.group()) - len(match.group().lstrip(" \t\n,(:-"))
    return When(start, match.end(), match["lead"] or "", clocks, weekdays, days, month)


def _clocks(words: str, part: str) -> Iterable[tuple[int, int]]:
    for clock in re.finditer(r"(\d{1,2})\s*(?:gio|g|h|:)\s*(\d{2})?", words):
        hour = int(clock[1])
        yield hour + 12 if part in ("chieu", "toi") and hour < 12 else hour, int(clock[2] or 0)


def _edge(words: str) -> tuple[int, ...]:
    return (-1,) if words.startswith("cuoi") else (1,) if words else ()


def _code(day: str) -> str:
    last = day.split()[-1]
    return ["MO", "TU", "WE", "TH", "FR", "SA"][int(last) - 2] if last.isdigit() else CODES[last]
