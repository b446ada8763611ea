"""Somebody's sheet fills the empty seats of a draft, as it was shown before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import drafted
from thongsuot.duty.models import Roster
from thongsuot.duty.queries import Reading
from thongsuot.ledger.actions import keep_edit, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor

ORIGIN = "imported"


@transaction.atomic
def fill_from(reading: Reading, roster: Roster, *, by: Actor, at: datetime) -> int:
    """Seat the people of a sheet in the seats that are still empty; its doubts seat nobody. Returns how many."""
    access.require(by, *queries.KEEPERS, organisation=roster.organisation_id, at=at)
    roster = drafted(roster)
    empty = {shift.pk: shift for shift in queries.shifts_of(roster).filter(person=None)}
    filled = 0
    for placed in reading.placed:
        shift = empty.pop(placed.shift.pk, None)
        if shift is not None:
            shift.person = placed.person
            shift.save(update_fields=["person"])
            filled += 1
    keep_edit(roster, before={"origin": roster.origin}, after={"origin": ORIGIN, "filled": filled}, by=by, at=at)
    roster.origin = ORIGIN
    roster.save(update_fields=["origin"])
    notify(topic(roster), roster.organisation_id)
    return filled
