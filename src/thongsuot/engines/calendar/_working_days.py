"""Which days are worked, and how far apart in working days two dates lie."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

_DAY = timedelta(days=1)
_SATURDAY = 5
_STATUTORY = 11  # days off a year by law (BLLĐ 2019, Điều 112)


class OutsideCalendar(ValueError):
    """The official days off of that year are not known, so nothing is said about its working days."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(
            f"Lịch nghỉ chính thức mới có từ năm {first.year} đến năm {last.year}; "
            f"chưa tính được ngày làm việc của năm {day.year}. Hãy bổ sung lịch nghỉ của năm đó."
        )


@dataclass(frozen=True)
class Calendar:
    """Saturdays, Sundays and `holidays` (day to name) are off; `swapped` gives a day off the day worked in its place.

    Only days from `first` to `last` can be asked about: beyond them `OutsideCalendar` is raised, never a guess.
    """

    holidays: Mapping[date, str]
    swapped: Mapping[date, date]
    first: date
    last: date
    worked: frozenset[date] = frozenset()

    def with_days(self, off: Mapping[date, str], worked: frozenset[date]) -> Calendar:
        """Give the calendar with days set by hand; they win over what was known.

        The years after `last` become known one by one, each when as many of its days off are set as the law gives.
        """
        last = self.last
        while sum(day.year == last.year + 1 for day in off) >= _STATUTORY:
            last = last.replace(year=last.year + 1)
        known = {day: name for day, name in self.holidays.items() if day not in worked}
        swapped = {day: instead for day, instead in self.swapped.items() if day not in worked and instead not in off}
        given = {day: "" for day in self.swapped if day not in worked and day not in swapped}
        return replace(self, holidays={**known, **given, **off}, swapped=swapped, last=last, worked=worked)

    def covers(self, day: date) -> bool:
        """Tell whether the days off around that day are known."""
        return self.first <= day <= self.last

    def is_working(self, day: date) -> bool:
        """Tell whether offices work that day."""
        if not self.covers(day):
            raise OutsideCalendar(day, self.first, self.last)
        if day in self.worked or day in self.swapped.values():
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays and day not in self.swapped

    def add_working_days(self, day: date, count: int) -> date:
        """Give the working day that lies `count` of them after the day (before it where negative), itself not counted.

        Zero gives the day itself if it is worked, else the next one that is.
        """
        step = -_DAY if count < 0 else _DAY
        left = abs(count)
        if not left:
            day, left = day - _DAY, 1
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; negative where `end` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + _DAY * (n + 1)) for n in range((end - start).days))


@cache
def vietnam() -> Calendar:
    """Give the calendar of Vietnam's public offices, from the data beside this file; what is not sure is left out."""
    data = tomllib.loads((files(__package__) / "vietnam.toml").read_text("utf-8"))
    runs = [run for run in data["off"] if run.get("sure", True)]
    swaps = [swap for swap in data["swap"] if swap.get("sure", True)]
    first, last = data["years"]
    return Calendar(
        holidays={day: run["name"] for run in runs for day in _days(run["from"], run["until"])},
        swapped={swap["off"]: swap["work"] for swap in swaps},
        first=date(first, 1, 1),
        last=date(last, 12, 31),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * n for n in range((last - first).days + 1)]
