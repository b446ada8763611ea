"""Which duty bears the figures where a letter gives an organisation several duties of one kind (decision 0005)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from thongsuot.directives.models import Assignment, Declaration
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence

Group = tuple[int, int, str, datetime | None]  # letter, organisation, kind, occurrence


def bearers(rows: Iterable[Assignment]) -> dict[int, Assignment]:
    """Return by assignment which one bears its figures: the first of its kind in the letter; obligations are loaded."""
    told: dict[int, Assignment] = {}
    first: dict[Group, Assignment] = {}
    for row in sorted(rows, key=lambda row: (row.obligation.start, row.obligation_id)):
        group = (row.directive_id, row.organisation_id, row.obligation.kind, row.occurrence_at)
        told[row.pk] = first.setdefault(group, row)
    return told


def bearer_of(assignment: Assignment) -> Assignment:
    """Return the duty on which the figures of the assignment's kind stand; most bear their own."""
    sisters = Assignment.objects.filter(
        directive_id=assignment.directive_id,
        organisation_id=assignment.organisation_id,
        obligation__kind=assignment.obligation.kind,
        occurrence_at=assignment.occurrence_at,
    )
    live = sisters.exclude(state=Assignment.State.WITHDRAWN).order_by("obligation__start", "obligation_id")
    first = live.select_related("obligation", "organisation", "directive").first()
    return first if first is not None and first.pk != assignment.pk else assignment


def told_of(assignment: Assignment) -> list[Evidence]:
    """Return what the organisation declares of the duty: typed on its page, or in the tool that carries it out."""
    names = [f"assignment:{assignment.pk}", f"obligation:{assignment.obligation_id}"]
    return list(ledger.declared(names, assignment.organisation_id, reality=assignment.reality))


def counting(told: list[Evidence]) -> list[Evidence]:
    """Return the declarations whose figures count: the tool's where it has any, so that nothing is added twice."""
    return [row for row in told if row.about.startswith("obligation:")] or told


def newest_declaration(assignment: Assignment) -> Declaration | None:
    """Return what was said last of the assignment."""
    return assignment.declarations.order_by("-id").first()
