"""Who could have a seat: who can, by how little they have had in this roster, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thongsuot.duty.models import Shift
from thongsuot.duty.queries.positions import fits_of
from thongsuot.duty.queries.suiting import suiting
from thongsuot.organisations.models import Person


@dataclass(frozen=True)
class Candidate:
    """A person who may stand in the position, what keeps them from the shift, and how many they have here."""

    person: Person
    why: str
    shifts: int


def candidates(shift: Shift, beside: Sequence[Shift], at: datetime) -> list[Candidate]:
    """Return who may stand in the position of a shift of a roster with the shifts `beside` it.

    Who can have it comes first, and of those whoever has fewest.
    """
    known, had = suiting(shift.roster, at), Counter(row.person_id for row in beside)
    fits = fits_of(shift.roster.organisation, at).filter(position=shift.position_id)
    found = [Candidate(fit.person, known.hindrance(fit.person, shift), had[fit.person_id]) for fit in fits]
    return sorted(found, key=lambda one: (bool(one.why), one.shifts, one.person.sort_key, one.person.pk))
