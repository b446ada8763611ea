"""An operator with people for every position, rosters of it step by step, and a clock that is turned by hand."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tests.cast import MONDAY, VIETNAM

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.engines.vietnamese import name_sort_key
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGIN = datetime(2020, 2, 4, 6, 0, tzinfo=VIETNAM)  # of the first shift, the day after the cast's Monday
TEAM = {
    "leader": ("Phan Văn Long", "Cao Thị Mai", "Lý Văn Nam"),
    "operations": ("Hồ Thị Lan", "Mai Văn Oanh", "Tạ Thị Phúc"),
    "responder": ("Vũ Văn Quân", "Đỗ Thị Sen", "Bùi Văn Tín", "Ngô Thị Uyên", "Trịnh Văn Vinh", "Đinh Thị Xuân"),
}
ACCOUNTS = {"Phan Văn Long": "dd-1.lanhdao", "Hồ Thị Lan": "dd-1.trucban"}


class Running:
    """Duty at one operator: twelve people, two shifts of twelve hours a day."""

    def __init__(self, cast) -> None:
        self.cast, self.at = cast, MONDAY
        self.office, self.hang, self.long = cast.organisation("dd-1"), cast.hang, cast.long
        self.lan = cast.person("dd-1.trucban")
        self.team = {kind: [self._person(name) for name in names] for kind, names in TEAM.items()}
        self.required(leader=1, operations=1, responder=2)
        for kind, people in self.team.items():
            self.do("allow", self.position(kind), people)
        self.hours("Ca ngày", time(6), 720)
        self.hours("Ca đêm", time(18), 720, night=True)

    def _person(self, name) -> Person:
        if name in ACCOUNTS:
            return self.cast.person(ACCOUNTS[name])
        number = Person.objects.count()
        return self.person(name, phone=f"0900 100 {number:03d}", email=f"truc{number}@doanhnghiep.example")

    def person(self, name, organisation=None, **ways) -> Person:
        """Return somebody new with an account."""
        told = {"username": f"truc{Person.objects.count()}", "name": name, "sort_key": name_sort_key(name)}
        return Person.objects.create(organisation=organisation or self.office, **told, **ways)

    def later(self, span: timedelta) -> Running:
        """Turn the clock on."""
        self.at += span
        return self

    def until(self, moment: datetime) -> Running:
        """Turn the clock to a moment."""
        self.at = moment
        return self

    def do(self, verb, *args, by=None, **told):
        """Take one step with the sight of one person alone: the operator's contact, unless somebody else is named."""
        by = by or self.hang
        with access.acting_as(by, self.at):
            return getattr(actions, verb)(*args, by=by, at=self.at, **told)

    def required(self, **numbers):
        """Say how many each position needs."""
        return self.do("require_positions", numbers, organisation=self.office)

    def position(self, kind) -> Position:
        """Return a position in force."""
        return queries.positions_of(self.office, self.at).get(kind=kind)

    def hours(self, name, begins, minutes, *, weekdays=range(7), night=False, kinds=()):
        """Add a shift of the day."""
        daily = actions.Daily(name, begins, minutes, weekdays, night, kinds)
        return self.do("set_hours", daily, organisation=self.office)

    def draft(self, days=3, begin=BEGIN, title="Lịch trực tuần 6", until=None) -> Roster:
        """Lay out the empty seats of some days."""
        told = {"title": title, "starts_at": begin, "until": until or begin + days * DAY}
        return self.do("draft", organisation=self.office, **told)

    def filled(self, days=3, begin=BEGIN, first=0, **told) -> Roster:
        """Lay out a roster in which one half has the days and the other half the nights."""
        roster = self.draft(days, begin, **told)
        self.fill(roster, first)
        return roster

    def fill(self, roster, first=0) -> None:
        """Seat the team: whoever is the `first` of each position has the first seat of the day."""
        self.do("seat_all", roster, {shift.pk: self.usual(shift, first).pk for shift in queries.shifts_of(roster)}, {})

    def usual(self, shift, first=0) -> Person:
        """Return who stands in a seat as the team is set up."""
        people, night = self.team[shift.position.kind], shift.hours.night
        size = shift.position.required
        return people[(first + shift.seat - 1 + night * size) % len(people)]

    def publish(self, roster, **told) -> Roster:
        """Put it in force."""
        return self.do("publish", roster, **told)

    def published(self, days=3, begin=BEGIN, first=0, **told) -> Roster:
        """Return a roster in force."""
        return self.publish(self.filled(days, begin, first, **told), even_so=True)

    def shift(self, roster, day=0, kind="responder", *, night=False, seat=1) -> Shift:
        """Return one seat of a roster as it stands."""
        begin = roster.starts_at.astimezone(VIETNAM).replace(hour=18 if night else 6) + day * DAY
        rows = queries.shifts_of(roster).filter(position__kind=kind, seat=seat)
        return rows.get(starts_at__lte=begin, until__gt=begin)

    def seat(self, roster, person, **where):
        """Put somebody by hand into a seat of a draft."""
        return self.do("seat_person", self.shift(roster, **where), person)

    def standing(self, at=None) -> dict[tuple[str, int], str]:
        """Return who is on duty, by position and seat."""
        return {
            (shift.position.kind, shift.seat): str(shift.person)
            for shift in queries.on_duty(self.office, at or self.at)
        }
