"""A watch to be kept: positions, shifts in force, people who come or do not, and a clock that is turned by hand."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tests.cast import BEFORE, MONDAY

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Fit, Handover, Hours, Position, Roster, Shift
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Person, System
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Rung

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SIX = MONDAY.replace(hour=6)
SETTER = System("Thử")
REQUIRED = {"leader": 1, "operations": 1, "responder": 2}
NAMES = {"hai": "Vũ Minh Hải", "dung": "Đặng Tiến Dũng", "thu": "Cao Thị Thu", "son": "Mai Hồng Sơn"}


class Watch:
    """An operator, the first mobile one unless another is named, and its duty; people by the names they are called."""

    def __init__(self, cast, reality="live", code="dd-1") -> None:
        self.cast, self.at, self.reality, self.code = cast, MONDAY - DAY, reality, code
        self.office, self.lan = cast.organisation(code), cast.person(f"{code}.trucban")
        self.hang, self.long = cast.person(f"{code}.daumoi"), cast.person(f"{code}.lanhdao")
        self.stranger = cast.person(f"{code}.kiemsoat")
        for number, (short, name) in enumerate(NAMES.items()):
            setattr(self, short, self.hire(short, name, phone=f"0900 {code[-1]:0>3} 09{number}"))
        root = self._root()
        self.positions = {
            kind: Position.objects.create(kind=kind, required=number, valid_from=BEFORE, **root)
            for kind, number in REQUIRED.items()
        }
        daily = {"minutes": 720, "weekdays": list(range(7)), "valid_from": BEFORE, **root}
        self.hours = {
            name: Hours.objects.create(name=name, begins=time(begins), night=night, **daily)
            for name, begins, night in (("Ca ngày", 6, False), ("Ca đêm", 18, True))
        }
        self.roster = self.new_roster()

    def _root(self):
        told = {"organisation": self.office, "reality": self.reality, "at": BEFORE}
        return {**told, **Act.fields_of(SETTER)}

    def hire(self, username, name, **ways):
        """Return a new person of the operator."""
        told = {"email": f"{username}@{self.code}.example", **ways}
        return Person.objects.create(username=f"{self.code}.{username}", name=name, organisation=self.office, **told)

    def new_roster(self, starts_at=None, days=7, state="published"):
        """Return a roster of some days, published without further ado, or a draft."""
        begin = starts_at or SIX.replace(hour=0)
        published = {"published_at": BEFORE, "published_name": "Phan Văn Long"} if state == "published" else {}
        return Roster.objects.create(
            title="Lịch trực tuần", starts_at=begin, until=begin + days * DAY, state=state, **published, **self._root()
        )

    def fit(self, person, *kinds):
        """Let a person stand in positions, or in all."""
        for kind in kinds or REQUIRED:
            Fit.objects.create(position=self.positions[kind], person=person, valid_from=BEFORE, **self._root())

    def shift(self, person, starts_at=SIX, hours=12, *, kind="operations", seat=1, roster=None, **other):
        """Return a shift in force; the names of the shifts of the day go by the hour."""
        roster = roster or self.roster
        named = {6: "Ca ngày", 18: "Ca đêm"}.get(starts_at.hour)
        told = {"in_force": roster.state == "published", "hours": self.hours.get(named), **other}
        return Shift.objects.create(
            roster=roster,
            organisation=self.office,
            reality=self.reality,
            position=self.positions[kind],
            seat=seat,
            starts_at=starts_at,
            until=starts_at + hours * HOUR,
            person=person,
            **told,
        )

    def plan(self, roster=None):
        """Expect whoever is on the roster."""
        return actions.plan_handovers(roster or self.roster, by=self.long, at=self.at)

    def expect(self, person, former=None, **where) -> Handover:
        """Return who is expected in a new shift, behind whoever stands there before."""
        begin = where.pop("starts_at", SIX)
        before = former and self.shift(former, begin - 12 * HOUR, 12, kind=where.get("kind", "operations"))
        shift = self.shift(person, begin, **where)
        self.plan()
        if before is not None:  # how that one was taken over is another story
            Handover.objects.filter(shift=before).delete()
            Shift.objects.filter(pk=before.pk).update(counts_at=None)
        return self.of(shift)

    def of(self, shift) -> Handover:
        """Return how a shift is taken over, as it stands."""
        return queries.handover_of(Shift.objects.get(pk=shift.pk))

    def again(self, handover) -> Handover:
        """Return a hand-over as it stands."""
        return queries.handovers().get(pk=handover.pk)

    def tick(self, at: datetime) -> int:
        """Let time pass."""
        self.at = at
        return jobs.run(at)

    def take(self, handover, *, by=None, at=SIX, way="page", **told) -> Handover:
        """Take a shift over with the sight of the person alone."""
        by = by or handover.person
        with access.acting_as(by, at):
            return actions.take(handover, way=way, by=by, at=at, **told)

    def hand(self, handover, *, by, at=SIX, notes="Đang chờ đối tác thay thẻ") -> Handover:
        """Hand a shift over with the sight of the person alone."""
        with access.acting_as(by, at):
            return actions.hand(handover, notes=notes, by=by, at=at)

    def told(self, handover) -> list[tuple[str, str]]:
        """Return who was told of a hand-over on the screen, in order."""
        rows = Message.objects.filter(about=f"handover:{handover.pk}", channel="in_app").order_by("id")
        return [(row.name, row.subject) for row in rows]

    def ladder(self, handover) -> list[str]:
        """Return whom the ladder asks, in order."""
        rungs = Rung.objects.filter(ladder__about=f"handover:{handover.pk}").order_by("ladder_id", "position")
        return [rung.name for rung in rungs]
