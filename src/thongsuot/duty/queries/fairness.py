"""How evenly duty lies on the people of an organisation, months before included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from thongsuot.duty.models import Position
from thongsuot.duty.queries.problems import stood
from thongsuot.engines.roster import Evenness, Load, fairness
from thongsuot.organisations.models import Organisation, Person


@dataclass(frozen=True)
class Carried:
    """What one person had in a time, and since the months before; `offered` is all that could have been theirs."""

    person: Person
    shifts: int
    load: Load
    whole: Load
    offered: Load


@dataclass(frozen=True)
class Balance:
    """What each person carried, and how even that is for each circle of people and each load."""

    people: tuple[Carried, ...]
    evenness: tuple[Evenness, ...]


def fairness_of(organisation: Organisation, since: datetime, until: datetime) -> Balance:
    """Return how evenly the shifts in force that begin in a time lie on the people; of a quarter at most."""
    drawn = stood(organisation, since, until)
    found = fairness(drawn.problem, drawn.seats)
    worked, ledger = dict(found.worked), {row.person: row for row in found.ledger}
    people = Person.objects.filter(pk__in=ledger).order_by("sort_key", "id")
    return Balance(
        tuple(
            Carried(
                person,
                sum(seat.person == person.pk for seat in drawn.seats),
                worked[person.pk],
                ledger[person.pk].worked,
                ledger[person.pk].offered,
            )
            for person in people
        ),
        found.evenness,
    )


CIRCLES = {"minutes": _("Giờ trực"), "nights": _("Ca đêm"), "weekends": _("Ca cuối tuần"), "holidays": _("Ca ngày lễ")}


def circles(balance: Balance) -> list[tuple[str, str, Evenness]]:
    """Return how even each load is among whoever may fill the same positions, in words beside the figures."""
    return [
        (", ".join(str(Position.Kind(kind).label) for kind in row.positions), str(CIRCLES[row.load]), row)
        for row in balance.evenness
    ]
