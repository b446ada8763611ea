"""Names onto the empty seats of a draft; what cannot be taken is told with its place, and nothing is taken silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.duty.models import Hours, Roster, Shift
from thongsuot.duty.queries.names import Known
from thongsuot.duty.queries.rosters import shifts_of
from thongsuot.duty.queries.suiting import suiting
from thongsuot.organisations.models import Person


@dataclass(frozen=True)
class Doubt:
    """What is not taken: its line and column (a calendar has none), what it says, and why, in words."""

    line: int | None
    column: str
    text: str
    why: str

    def __str__(self) -> str:
        where = _("Dòng %(line)s, cột %(column)s") % {"line": self.line, "column": self.column} if self.line else ""
        return ": ".join(filter(None, (where, f"“{self.text}”", self.why)))


@dataclass(frozen=True)
class Placed:
    """One person for one seat."""

    shift: Shift
    person: Person


@dataclass(frozen=True)
class Reading:
    """What a sheet comes to before anything is written, and by how many weeks it was moved."""

    placed: tuple[Placed, ...]
    doubts: tuple[Doubt, ...]
    weeks: int


class Placing:
    """The seats of a draft while a sheet is laid onto them."""

    def __init__(self, roster: Roster, at: datetime) -> None:
        self.roster, self.shifts = roster, list(shifts_of(roster))
        people = Person.objects.filter(organisation=roster.organisation_id, is_active=True)
        self.known, self.suiting = Known(people), suiting(roster, at)
        self.hours = sorted({shift.hours for shift in self.shifts if shift.hours is not None}, key=lambda row: row.pk)
        self.doubts: list[Doubt] = []
        self._held = {shift.pk: shift.person for shift in self.shifts if shift.person is not None}
        self._placed: list[Placed] = []

    def only_hours(self, kind: str) -> Hours | None:
        """Return the shift of the day of a position that has one alone."""
        found = {shift.hours for shift in self.shifts if shift.position.kind == kind and shift.hours is not None}
        return found.pop() if len(found) == 1 else None

    def seats_of(self, day: date, hours: Hours, kind: str) -> list[Shift]:
        """Return the seats of a position in a shift of the day."""
        same = [shift for shift in self.shifts if shift.hours_id == hours.pk and shift.position.kind == kind]
        return [shift for shift in same if localtime(shift.starts_at).date() == day]

    def seats_at(self, starts_at: datetime, until: datetime, kind: str) -> list[Shift]:
        """Return the seats of a position that last from one moment to another."""
        same = [shift for shift in self.shifts if shift.position.kind == kind]
        return [shift for shift in same if (shift.starts_at, shift.until) == (starts_at, until)]

    def doubt(self, line: int | None, column: str, text: str, why: str) -> None:
        """Note what is not taken."""
        self.doubts.append(Doubt(line, column, text, why))

    def name(self, line: int | None, column: str, name: str, seats: list[Shift]) -> None:
        """Seat whoever has this name."""
        people = self.known.called(name)
        if len(people) == 1:
            self.person(line, column, people[0], seats, text=name)
        elif people:
            both = ", ".join(f"{person} ({person.username})" for person in people)
            self.doubt(line, column, name, _("có nhiều người cùng tên này: %(names)s") % {"names": both})
        else:
            self.doubt(line, column, name, _("không có ai trong đơn vị mang tên này"))

    def person(self, line: int | None, column: str, person: Person, seats: list[Shift], *, text: str) -> None:
        """Seat a person in the first empty one of these seats."""
        if any(self._held.get(shift.pk) == person for shift in seats):
            return  # stands there already
        seat = next((shift for shift in seats if shift.pk not in self._held), None)
        why = self._hindrance(person, seat, seats)
        if seat is None or why:
            self.doubt(line, column, text, why)
            return
        self._held[seat.pk] = person
        self._placed.append(Placed(seat, person))

    def _hindrance(self, person: Person, seat: Shift | None, seats: list[Shift]) -> str:
        if not seats:
            return _("lịch trực không có ca này")
        if seat is None:
            return _("vị trí này của ca đã đủ người")
        for each in self.shifts:
            if self._held.get(each.pk) == person and each.starts_at < seat.until and each.until > seat.starts_at:
                return _("%(who)s đã ở vị trí khác cùng lúc") % {"who": person}
        return self.suiting.hindrance(person, seat)

    def reading(self, weeks: int) -> Reading:
        """Return what came of it, doubts in the order of the sheet."""
        order = sorted(self.doubts, key=lambda doubt: (doubt.line or 0, len(doubt.column), doubt.column))
        return Reading(tuple(self._placed), tuple(order), weeks)


def reading_of(roster: Roster, placed: Iterable[Sequence[int]]) -> Reading:
    """Return what was shown of a sheet, by the numbers of shifts and people; who left meanwhile is left out."""
    shifts = {shift.pk: shift for shift in shifts_of(roster)}
    people = Person.objects.filter(organisation=roster.organisation_id, is_active=True).in_bulk()
    found = [Placed(shifts[seat], people[who]) for seat, who in placed if seat in shifts and who in people]
    return Reading(tuple(found), (), 0)
