"""The attendance sheet of a month (bảng chấm trực): a person a row, a day a column, hours in the cells, sums behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.timezone import localtime

from thongsuot.duty.models import Shift
from thongsuot.duty.queries import burdens_of
from thongsuot.engines.calendar import Calendar
from thongsuot.engines.roster import Burden
from thongsuot.engines.tables import Cell, write_xlsx
from thongsuot.organisations.models import Person

ABSENT = "V"  # vắng: on the roster, and nobody took over
SUMS = ("Số ca", "Giờ trực", "Ca đêm", "Ca cuối tuần", "Ca ngày lễ", "Ca không nhận")


@dataclass
class _Worked:
    """What one person did in a month."""

    minutes: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    absent: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    burdens: dict[Burden, int] = field(default_factory=lambda: defaultdict(int))
    shifts: int = 0


def attendance(shifts: Sequence[Shift], first: date, last: date, calendar: Calendar) -> bytes:
    """Return the sheet of the days from first to last, as XLSX; a shift counts on the day it begins, if it was taken.

    A night that goes over midnight stands whole on its first day. A shift that nobody took over is a "V" and no hours.
    """
    people: dict[Person, _Worked] = defaultdict(_Worked)
    for shift in shifts:
        if shift.person is not None:
            _add(people[shift.person], shift, calendar)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    header = ["STT", "Họ và tên", "Chức vụ", *(f"{day:%d/%m}" for day in days), *SUMS]
    ranked = sorted(people.items(), key=lambda item: (item[0].sort_key, item[0].pk))
    rows = [
        [number, person.name, person.title, *(_cell(worked, day) for day in days), *_sums(worked)]
        for number, (person, worked) in enumerate(ranked, start=1)
    ]
    return write_xlsx(header, rows, title=f"Chấm trực {first:%m-%Y}")


def _add(worked: _Worked, shift: Shift, calendar: Calendar) -> None:
    day = localtime(shift.starts_at).date()
    if shift.taken_at is None:
        worked.absent[day] += 1
        return
    worked.shifts += 1
    worked.minutes[day] += (shift.until - shift.starts_at) // timedelta(minutes=1)
    for burden in burdens_of(shift.starts_at, calendar, night=shift.hours is not None and shift.hours.night):
        worked.burdens[burden] += 1


def _hours(minutes: int) -> Cell:
    return minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 2)


def _cell(worked: _Worked, day: date) -> Cell:
    minutes, absent = worked.minutes.get(day, 0), worked.absent.get(day, 0)
    if minutes and absent:
        return f"{_hours(minutes)}+{ABSENT}"
    return ABSENT if absent else _hours(minutes) if minutes else None


def _sums(worked: _Worked) -> list[Cell]:
    burdens = (worked.burdens.get(each, 0) for each in (Burden.NIGHT, Burden.WEEKEND, Burden.HOLIDAY))
    return [worked.shifts, _hours(sum(worked.minutes.values())), *burdens, sum(worked.absent.values())]
