"""The duty log of a day: who was on duty, who took over when, what happened, what was handed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, QuerySet

from thongsuot.duty.models import Entry, Handover, Shift
from thongsuot.duty.queries.handovers import handovers, shifts_of_day, span_of
from thongsuot.duty.states import HandoverState
from thongsuot.ledger.models import Edit
from thongsuot.organisations.models import Organisation, Person

LATE = timedelta(minutes=15)  # what is written down later than this says so ("ghi sau")


@dataclass(frozen=True)
class Line:
    """A shift of the day and how it was taken over; a gap has nobody to take it over."""

    shift: Shift
    handover: Handover | None


@dataclass(frozen=True)
class DayLog:
    """What the log of an organisation says of one day."""

    organisation: Organisation
    day: date
    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]

    @property
    def notes(self) -> list[Handover]:
        """Return the hand-overs in which something was said or left open."""
        known = [line.handover for line in self.lines if line.handover is not None]
        return [row for row in known if row.notes or row.matters]


def entries_visible_to(person: Person) -> QuerySet[Entry]:
    """Return the log of the person's own organisation: it stays inside."""
    return Entry.objects.filter(organisation=person.organisation_id)


def entries_of(organisation: Organisation, since: datetime, until: datetime) -> QuerySet[Entry]:
    """Return what the log says of a time, in the order in which it happened."""
    return Entry.objects.filter(organisation=organisation, happened_at__gte=since, happened_at__lt=until)


def day_log(organisation: Organisation, day: date) -> DayLog:
    """Return the log of one day: the shifts that begin on it, and what happened on it."""
    shifts = list(shifts_of_day(organisation, day).filter(in_force=True).order_by("starts_at", "position_id", "seat"))
    rows = handovers().filter(shift__in=shifts).exclude(state=HandoverState.VOID)
    taken = {row.shift_id: row for row in rows}
    lines = tuple(Line(shift, taken.get(shift.pk)) for shift in shifts)
    return DayLog(organisation, day, lines, tuple(entries_of(organisation, *span_of(day))))


@dataclass(frozen=True)
class Change:
    """How often a shift was changed, and when last: first when its roster was published or drawn up."""

    count: int
    at: datetime


def changes_of(shifts: Sequence[Shift]) -> dict[int, Change]:
    """Return what became of shifts since their rosters were drawn up, in one query."""
    numbers = [shift.pk for shift in shifts]
    rows = Edit.objects.filter(topic="shift", row__in=numbers).order_by().values("row")
    edits = {row["row"]: row for row in rows.annotate(count=Count("pk"), last=Max("at"))}
    found = {}
    for shift in shifts:
        roster, edit = shift.roster, edits.get(shift.pk, {})
        known = [roster.at, roster.published_at, edit.get("last")]
        found[shift.pk] = Change(edit.get("count", 0), max(moment for moment in known if moment is not None))
    return found
