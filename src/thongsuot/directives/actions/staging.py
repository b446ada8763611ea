"""When a deadline reminds: at its stages, once more on the last working day before it, and at night only if it must."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from thongsuot.directives.models import Directive
from thongsuot.directives.states import VIETNAM
from thongsuot.engines.calendar import Calendar, OutsideCalendar

# stage -> distance to the deadline
STAGES = {
    "T-24h": timedelta(hours=-24),
    "T-4h": timedelta(hours=-4),
    "T-1h": timedelta(hours=-1),
    "T-15m": timedelta(minutes=-15),
    "T": timedelta(0),
    "T+15m": timedelta(minutes=15),
}
WORKDAY = "T-workday"
TO_THE_HEAD = ("T-1h", "T-15m", "T", "T+15m")  # the head of the organisation is told from the hour before
DAY = timedelta(days=1)
DUSK, NIGHT, MINUTE = time(22), timedelta(hours=8), timedelta(minutes=1)
OPEN, SHUT = time(8), time(16)  # between these hours a reminder of the last working day still finds somebody


def schedule(deadline: datetime, *, urgency: str, calendar: Calendar) -> list[tuple[datetime, str]]:
    """Return the moments of a deadline's stages in their order."""
    stages = [*_before_days_off(deadline, calendar), *((deadline + d, stage) for stage, d in STAGES.items())]
    if urgency != Directive.Urgency.FLASH:
        stages = [(awake(moment, deadline), stage) for moment, stage in stages]
    return sorted(stages, key=lambda told: told[0])


def _before_days_off(deadline: datetime, calendar: Calendar) -> list[tuple[datetime, str]]:
    """Return one stage more where nobody works on the day before: on the last day on which somebody does."""
    local = deadline.astimezone(VIETNAM)
    eve = local.date() - DAY
    try:
        if calendar.is_working(eve):
            return []
        last = calendar.add_working_days(eve, -1)
    except OutsideCalendar:
        return []
    return [(datetime.combine(last, min(max(local.time(), OPEN), SHUT), VIETNAM), WORKDAY)]


def awake(moment: datetime, deadline: datetime) -> datetime:
    """Move a moment out of the night: to its end, or before it where the deadline itself lies in it."""
    night = _night_of(moment)
    if night is None:
        return moment
    dusk, dawn = night
    return dusk - MINUTE if moment < deadline <= dawn else dawn


def by_day(moment: datetime) -> datetime:
    """Move a moment that lies in the night to the morning after."""
    night = _night_of(moment)
    return moment if night is None else night[1]


def _night_of(moment: datetime) -> tuple[datetime, datetime] | None:
    """Return from when until when the night lasts in which the moment lies; none by day."""
    local = moment.astimezone(VIETNAM)
    for day in (local.date() - DAY, local.date()):
        dusk = datetime.combine(day, DUSK, VIETNAM)
        if dusk <= local < dusk + NIGHT:
            return dusk, dusk + NIGHT
    return None
