"""The working calendar of this install: the official one, and the days set here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from thongsuot.engines.calendar import Calendar, vietnam
from thongsuot.engines.vietnamese import short_date
from thongsuot.organisations.models import WorkingDay
from thongsuot.organisations.queries.seeing import in_force


def days_set(at: datetime) -> QuerySet[WorkingDay]:
    """Return the days that somebody here has set, as they stood at the moment."""
    return WorkingDay.objects.filter(in_force(at))


def working_calendar(at: datetime) -> Calendar:
    """Return the calendar by which deadlines and reminders count."""
    days = list(days_set(at))
    off = {day.date: day.why for day in days if not day.working}
    return vietnam().with_days(off, frozenset(day.date for day in days if day.working))


@dataclass(frozen=True)
class KnownDay:
    """One day that is not as its weekday says, and who says so: a row of this install, or the official calendar."""

    date: date
    working: bool
    why: str
    row: WorkingDay | None = None


def days_of(year: int, at: datetime) -> list[KnownDay]:
    """Return every special day of a year as it stands at the moment, in order."""
    calendar, rows = working_calendar(at), {row.date: row for row in days_set(at).filter(date__year=year)}
    official = {day: KnownDay(day, False, why) for day, why in calendar.holidays.items()}
    official |= {day: KnownDay(day, False, _swapped(instead)) for day, instead in calendar.swapped.items()}
    official |= {instead: KnownDay(instead, True, _swapped(day)) for day, instead in calendar.swapped.items()}
    ours = {day: KnownDay(day, row.working, row.why, row) for day, row in rows.items()}
    return [told for day, told in sorted((official | ours).items()) if day.year == year]


def _swapped(other: date) -> str:
    return f"Hoán đổi với ngày {short_date(other)}"
