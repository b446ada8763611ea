"""The rosters of an organisation, their shifts, and who is on duty at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from thongsuot.duty.models import Roster, Shift, Swap
from thongsuot.duty.states import OPEN_SWAPS, RosterState
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import seen_by

LONGEST_SHIFT = timedelta(days=2)


def visible_to(person: Person, at: datetime) -> QuerySet[Roster]:
    """Return the rosters the person may read: one's own whole, another's once it is published."""
    mine = Q(organisation=person.organisation_id)
    published = Q(organisation__in=seen_by(person, at), state__in=[RosterState.PUBLISHED, RosterState.REPLACED])
    return Roster.objects.filter(mine | published).select_related("organisation")


def shifts_of(roster: Roster) -> QuerySet[Shift]:
    """Return the shifts of a roster by time and position, with their people."""
    return roster.shifts.select_related("position", "hours", "person").order_by("starts_at", "position_id", "seat")


def standing_between(organisation: Organisation, since: datetime, until: datetime) -> QuerySet[Shift]:
    """Return the shifts in force that touch a time."""
    rows = Shift.objects.filter(organisation=organisation, in_force=True, starts_at__lt=until, until__gt=since)
    return rows.select_related("position", "person", "hours").order_by("starts_at", "position_id", "seat")


def replaced_by(roster: Roster, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in force that end with the publication of another roster; who stands in one now stays."""
    rows = Shift.objects.filter(organisation=roster.organisation_id, in_force=True).exclude(roster=roster)
    rows = rows.filter(starts_at__gte=roster.starts_at, starts_at__lt=roster.until, starts_at__gt=at)
    return rows.select_related("position", "person", "hours").order_by("starts_at", "position_id", "seat")


def kept_beside(roster: Roster, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in force that touch the time of a roster and stay when it is published."""
    near = standing_between(roster.organisation, roster.starts_at, roster.until + LONGEST_SHIFT)
    return near.exclude(roster=roster).exclude(pk__in=replaced_by(roster, at).order_by().values("pk"))


def on_duty(organisation: Organisation, at: datetime) -> list[Shift]:
    """Return the shifts of the moment; one without a person is a gap that everybody should see."""
    rows = Shift.objects.filter(organisation=organisation, in_force=True, starts_at__lte=at, until__gt=at)
    return list(rows.select_related("position", "person").order_by("position_id", "seat"))


def everybody_on_duty(organisations: Iterable[Organisation], at: datetime) -> dict[int, list[Shift]]:
    """Return the shifts of the moment of many organisations, in one query."""
    found: dict[int, list[Shift]] = {organisation.pk: [] for organisation in organisations}
    rows = Shift.objects.filter(organisation__in=found, in_force=True, starts_at__lte=at, until__gt=at)
    for shift in rows.select_related("position", "person").order_by("position_id", "seat"):
        found[shift.organisation_id].append(shift)
    return found


def shift_of(person: Person, at: datetime) -> Shift | None:
    """Return the shift in which a person stands at the moment."""
    rows = Shift.objects.filter(person=person, in_force=True, starts_at__lte=at, until__gt=at)
    return rows.select_related("position", "organisation").first()


def coming_of(person: Person, at: datetime) -> QuerySet[Shift]:
    """Return the person's own shifts that are not over, by time."""
    return Shift.objects.filter(person=person, in_force=True, until__gt=at).select_related("position", "organisation")


def former_of(shift: Shift) -> Shift | None:
    """Return the shift from which this one takes over: the same seat before it, or the position's last."""
    before = Shift.objects.filter(
        organisation=shift.organisation_id, position__kind=shift.position.kind, in_force=True, person__isnull=False
    ).filter(starts_at__lt=shift.starts_at, until__gte=shift.starts_at)
    rows = list(before.exclude(pk=shift.pk).select_related("person").order_by("-until", "id"))
    return min(rows, key=lambda row: row.seat != shift.seat, default=None)


def open_swaps(organisation: Organisation) -> QuerySet[Swap]:
    """Return the swaps that somebody must still take or decide."""
    rows = Swap.objects.filter(organisation=organisation, state__in=OPEN_SWAPS)
    return rows.select_related(
        "shift__position", "shift__hours", "shift__roster", "exchange__position", "giver", "taker"
    ).order_by("shift__starts_at", "id")


def over_before_taken(at: datetime) -> QuerySet[Swap]:
    """Return the swaps that nobody decided before their shift began."""
    return Swap.objects.filter(state__in=OPEN_SWAPS, shift__starts_at__lte=at).order_by("id")


def next_swap_end() -> datetime | None:
    """Return when the next offer ends because its shift begins."""
    rows = Swap.objects.filter(state__in=OPEN_SWAPS)
    first: datetime | None = rows.aggregate(first=Min("shift__starts_at"))["first"]
    return first
