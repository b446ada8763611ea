"""Who is to be reached first at an organisation at a moment, and whether a person can be reached at all."""

from __future__ import annotations

from datetime import datetime

from thongsuot.duty.models import Position, Shift
from thongsuot.duty.queries.rosters import on_duty
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import holders

# Whoever mends is asked first, then who directs, then who answers for it.
ORDER = {Position.Kind.RESPONDER: 0, Position.Kind.OPERATIONS: 1, Position.Kind.LEADER: 2}
BEHIND = (Role.Name.DUTY, Role.Name.CONTACT, Role.Name.LEADER)  # asked where no roster says who


def has_contact(person: Person) -> bool:
    """Tell whether there is a way to reach a person away from the screen."""
    return person.is_active and bool(person.phones or person.email)


def reached_first(organisation: Organisation, at: datetime) -> list[Person]:
    """Return the people to ask one after another: those on duty, those who took over first; then who stands behind.

    The leader is the last of them. Nobody is named twice, and nobody who cannot be reached.
    """
    shifts = [shift for shift in on_duty(organisation, at) if shift.person is not None]
    people = [shift.person for shift in sorted(shifts, key=_turn) if shift.person is not None]
    last = [person for person in people if _leads(person, shifts)]
    asked = [person for person in people if person not in last]
    for role in BEHIND:
        more = [person for person in holders(role, organisation=organisation, at=at) if person not in people]
        (last if role == Role.Name.LEADER else asked).extend(more)
    every = dict.fromkeys([*asked, *last])
    return [person for person in every if has_contact(person)]


def _turn(shift: Shift) -> tuple[int, bool, int]:
    return ORDER[Position.Kind(shift.position.kind)], shift.taken_at is None, shift.seat


def _leads(person: Person, shifts: list[Shift]) -> bool:
    return any(shift.person == person and shift.position.kind == Position.Kind.LEADER for shift in shifts)
