"""What concerns one person: shifts to come, what may be offered, who is away, and what became of a hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from thongsuot.duty.models import HANDOVER_WORDS, Entry, Fit, Handover, Leave, Shift, Swap
from thongsuot.duty.queries.handovers import EARLY
from thongsuot.duty.queries.log import entries_of
from thongsuot.duty.queries.rosters import coming_of, former_of
from thongsuot.duty.states import OPEN_SWAPS, HandoverState
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Move
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force
from thongsuot.paging import queries as paging
from thongsuot.paging.models import Ladder

AHEAD = timedelta(days=62)  # how far a list of shifts to come reaches
HALF_A_DAY = timedelta(hours=12)
MOST_READ = 20  # entries of the log on the page where one takes over
DECIDED = timedelta(days=30)  # how long a decided swap is shown


def leaves_to_come(person: Person, at: datetime) -> QuerySet[Leave]:
    """Return when the person is or will be away."""
    return Leave.objects.filter(person=person, cancelled_at=None, valid_until__gt=at).order_by("valid_from", "id")


def offerable(person: Person, at: datetime) -> QuerySet[Shift]:
    """Return the person's own shifts that have not begun and that nobody is asked to take."""
    asked = Swap.objects.filter(state__in=OPEN_SWAPS).values("shift")
    rows = coming_of(person, at).filter(starts_at__gt=at, starts_at__lt=at + AHEAD)
    return rows.exclude(pk__in=asked).order_by("starts_at", "id")


def to_come(organisation: Organisation, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in force that have not begun and that somebody stands in."""
    rows = Shift.objects.filter(organisation=organisation, in_force=True, person__isnull=False)
    rows = rows.filter(starts_at__gt=at, starts_at__lt=at + AHEAD)
    return rows.select_related("position", "person").order_by("starts_at", "position_id", "seat")


def swaps_visible_to(person: Person) -> QuerySet[Swap]:
    """Return the swaps of the person's own organisation: who is relieved by whom stays inside."""
    rows = Swap.objects.filter(organisation=person.organisation_id)
    return rows.select_related(
        "shift__position", "shift__roster", "exchange__position", "giver", "taker", "approver", "organisation"
    )


def swaps_decided(person: Person, at: datetime) -> QuerySet[Swap]:
    """Return the swaps of the person's organisation that were decided lately."""
    return swaps_visible_to(person).exclude(state__in=OPEN_SWAPS).filter(at__gt=at - DECIDED)


def takes_from(handover: Handover) -> datetime:
    """Return from when on a shift may be taken over."""
    return handover.shift.starts_at - EARLY


def hands_from(handover: Handover) -> datetime:
    """Return from when on a shift may be handed over."""
    return handover.starts_at - EARLY


def takeable(handover: Handover, at: datetime) -> bool:
    """Tell whether the shift may be taken over at the moment."""
    return handover.waits and takes_from(handover) <= at < handover.shift.until


def recordable(handover: Handover, at: datetime) -> bool:
    """Tell whether somebody may still write down that the shift was taken over."""
    return (handover.waits or handover.state == HandoverState.MISSED) and takes_from(handover) <= at


def now_outgoing(handover: Handover) -> Person | None:
    """Return who hands over as things stand: the shift before may have changed hands."""
    if handover.waits:
        handover.former = former_of(handover.shift)
    return handover.outgoing


def course_of(handover: Handover) -> list[tuple[Move, str]]:
    """Return how a hand-over came to its state, each step with its name for people."""
    return [(move, str(HANDOVER_WORDS[move.target])) for move in ledger.moves_of(handover)]


def entries_before(handover: Handover) -> list[Entry]:
    """Return what the log says since the shift before began, newest first."""
    former = handover.former
    since = handover.shift.starts_at - HALF_A_DAY if former is None else former.starts_at
    rows = entries_of(handover.organisation, since, handover.shift.until)
    return list(rows.order_by("-happened_at", "-id")[:MOST_READ])


def beside(handover: Handover) -> QuerySet[Handover]:
    """Return what was said at the same change of shift by those who left the other positions."""
    rows = Handover.objects.filter(organisation=handover.organisation_id, starts_at=handover.starts_at)
    rows = rows.exclude(pk=handover.pk).exclude(state=HandoverState.VOID).exclude(Q(notes=""))
    return rows.select_related("shift__position", "person").order_by("shift__position_id", "shift__seat")


def swap_line(shift: Shift) -> str:
    """Return a shift in a list to choose from: when, where, and whose."""
    begin, end = localtime(shift.starts_at), localtime(shift.until)
    times = f"{begin:%H:%M}-{end:%H:%M} {begin:%d/%m/%Y}"
    return " · ".join(map(str, filter(None, (times, shift.position, shift.person))))


def able(organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the people who may stand in some position of the organisation."""
    fits = Fit.objects.filter(in_force(at), organisation=organisation).values("person")
    return Person.objects.filter(pk__in=fits, is_active=True).order_by("sort_key", "pk")


def shifts_in_leave(leave: Leave, at: datetime) -> QuerySet[Shift]:
    """Return the shifts of whoever will be away that somebody else must still take."""
    rows = coming_of(leave.person, max(leave.valid_from, at))
    return rows if leave.valid_until is None else rows.filter(starts_at__lt=leave.valid_until)


def standing_of(shifts: Sequence[Shift]) -> dict[int, tuple[Handover | None, Swap | None]]:
    """Return how each shift is taken over and whether somebody is asked to take it, in two queries."""
    taken = {row.shift_id: row for row in Handover.objects.filter(shift__in=shifts).exclude(state=HandoverState.VOID)}
    asked = {row.shift_id: row for row in Swap.objects.filter(shift__in=shifts, state__in=OPEN_SWAPS)}
    return {shift.pk: (taken.get(shift.pk), asked.get(shift.pk)) for shift in shifts}


def ladder_of(handover: Handover) -> Ladder | None:
    """Return by which ladder whoever answers for a hand-over was called last."""
    return paging.ladders_about(handover).first()


def called_by(ladder: Ladder) -> list[tuple[str, list[str], str]]:
    """Return who stands on a ladder, with the numbers that one may see, and what became of the newest page to each."""
    rungs = paging.rungs_of(ladder)
    people = Person.objects.in_bulk([rung.person_id for rung, _state in rungs if rung.person_id is not None])
    known = {number: person.phones for number, person in people.items()}
    return [(rung.name, known.get(rung.person_id or 0, []), state) for rung, state in rungs]
