"""How an organisation has shared a letter out among its people, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.directives.queries.work import OPEN
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import in_force

PARENTS = {"obligation__mode": Obligation.Mode.RECURRING, "occurrence_at": None}  # carried out by their occurrences


@dataclass(frozen=True)
class Portion:
    """One paragraph of the letter as it binds the organisation, with its duties and who holds them."""

    number: int
    text: str
    duties: list[Assignment]

    @property
    def open(self) -> list[Assignment]:
        """Return what is still to be done."""
        return [duty for duty in self.duties if duty.state in OPEN]

    @property
    def holder(self) -> Person | None:
        """Return the one person who holds all that is open, if there is one."""
        people = {duty.holder_id: duty.holder for duty in self.open}
        return next(iter(people.values())) if len(people) == 1 else None


def portions(directive: Directive, organisation: Organisation | int) -> list[Portion]:
    """Return the paragraphs that bind the organisation, in the letter's order."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    rows = Assignment.objects.filter(directive=directive, organisation_id=number).exclude(**PARENTS)
    live = rows.exclude(state=Assignment.State.WITHDRAWN).select_related("obligation", "holder")
    texts = {p.number: directive.text[p.start : p.end].strip() for p in directive.paragraphs.all()}
    return [Portion(n, texts.get(n, ""), duties) for n, duties in _by_paragraph(live)]


def _by_paragraph(rows: Iterable[Assignment]) -> list[tuple[int, list[Assignment]]]:
    told: dict[int, list[Assignment]] = {}
    for row in sorted(rows, key=lambda row: (row.obligation.start, row.pk)):
        told.setdefault(row.obligation.paragraph, []).append(row)
    return sorted(told.items())


def people_at(organisation: Organisation | int, at: datetime) -> QuerySet[Person]:
    """Return whom the organisation may give work: its own people, and those with a role there."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    held = Role.objects.filter(in_force(at), organisation_id=number).values("person")
    return Person.objects.filter(Q(organisation_id=number) | Q(pk__in=held), is_active=True)
