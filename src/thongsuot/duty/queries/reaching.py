"""Who is to be reached first at an organisation at a moment, and whether a person can be reached at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.duty.models import Position, Shift
from thongsuot.duty.queries.rosters import on_duty
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox.models import Channel, Message
from thongsuot.outbox.states import MessageState

# Whoever mends is asked first, then who directs, then who answers for it.
ORDER = {Position.Kind.RESPONDER: 0, Position.Kind.OPERATIONS: 1, Position.Kind.LEADER: 2}
BEHIND = (Role.Name.DUTY, Role.Name.CONTACT)  # asked before the leader where nobody on duty answers
LEFT = (Channel.SMS, Channel.EMAIL, Channel.CALL_SHEET)
ENDED = (MessageState.SENT, MessageState.FAILED, MessageState.UNCERTAIN)


def has_contact(person: Person) -> bool:
    """Tell whether there is a way to reach a person away from the screen."""
    return person.is_active and bool(person.phones or person.email)


def unreachable(people: Iterable[Person]) -> dict[int, str]:
    """Return who of them cannot be reached away from the screen, and why, in words.

    An address does not work if the last message to it failed; one that nobody has written to yet counts as working.
    """
    everybody = {person.pk: person for person in people}
    dead = _dead(everybody)
    found = {}
    for person in everybody.values():
        ways = [*person.phones, *filter(None, [person.email])] if person.is_active else []
        if not ways:
            found[person.pk] = _("%(who)s chưa có số điện thoại, thư điện tử") % {"who": person}
        elif all((person.pk, way) in dead for way in ways):
            found[person.pk] = _("tin gần nhất gửi đến mọi địa chỉ của %(who)s đều không đến nơi") % {"who": person}
    return found


def _dead(people: Iterable[int]) -> set[tuple[int | None, str]]:
    """Return the addresses of people to which the last message failed."""
    told = Message.objects.filter(recipient__in=people, channel__in=LEFT, state__in=ENDED)
    last = told.order_by("recipient_id", "address", "-at", "-id").distinct("recipient_id", "address")
    rows = last.values_list("recipient_id", "address", "state")
    return {(number, address) for number, address, state in rows if state == MessageState.FAILED}


def reached_first(organisation: Organisation, at: datetime) -> list[Person]:
    """Return the people to ask one after another: those on duty who took over, the others on duty, who stands behind.

    The leader is the last of them. Nobody is named twice, and nobody who has no address.
    """
    shifts = sorted(on_duty(organisation, at), key=_turn)
    people = {shift.person: shift.position.kind for shift in shifts if shift.person is not None}
    leading = [person for person, kind in people.items() if kind == Position.Kind.LEADER]
    leading += holders(Role.Name.LEADER, organisation=organisation, at=at)
    behind = [person for role in BEHIND for person in holders(role, organisation=organisation, at=at)]
    first = [person for person, kind in people.items() if kind != Position.Kind.LEADER]
    every = dict.fromkeys([*first, *(person for person in behind if person not in leading), *leading])
    return [person for person in every if has_contact(person)]


def _turn(shift: Shift) -> tuple[bool, int, int]:
    return shift.taken_at is None, ORDER[Position.Kind(shift.position.kind)], shift.seat
