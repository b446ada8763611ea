"""Which letter changed which, and what binds now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from thongsuot.directives import openings
from thongsuot.directives.models import Amendment, Assignment, Directive, Obligation
from thongsuot.directives.queries.citing import Citation, cited

BY_LETTER = [kind for kind, first in openings.OPENINGS.items() if first.way != "declared"]


@dataclass(frozen=True)
class Links:
    """What a letter does to earlier ones, and what later ones did to it."""

    amends: list[Amendment]
    amended_by: list[Amendment]


def amendments_of(directive: Directive) -> Links:
    """Return both directions, as far as the reader was reached by both letters."""
    rows = Amendment.objects.filter(Q(later=directive) | Q(earlier=directive)).select_related("earlier", "later")
    told = list(rows.defer("earlier__text", "earlier__reading", "later__text", "later__reading"))
    return Links(
        [row for row in told if row.later_id == directive.pk], [row for row in told if row.earlier_id == directive.pk]
    )


def to_confirm(directive: Directive) -> list[Citation]:
    """Return what a letter cites of which nobody has said yet what it does to it."""
    found = cited(directive)
    if not found:
        return []
    settled = set(Amendment.objects.filter(later=directive).values_list("earlier", flat=True))
    return [row for row in found if row.letter is None or row.letter.pk not in settled]


def is_amended(earlier: Directive, later: Directive) -> bool:
    """Tell whether either of two letters has changed the other."""
    return Amendment.objects.filter(earlier__in=[earlier, later], later__in=[earlier, later]).exists()


def amended_words(duty: Obligation) -> list[tuple[Amendment, Obligation]]:
    """Return what later letters say in place of a duty, the oldest first."""
    rows = list(Amendment.objects.filter(earlier=duty.directive_id).select_related("later"))
    stands = {row.pk: other for row in rows for one, other in row.pairs if one == duty.pk}
    known = Obligation.objects.in_bulk(stands.values())
    return [(row, known[stands[row.pk]]) for row in rows if stands.get(row.pk) in known]


def taken_over_from(directive: Directive) -> list[Obligation]:
    """Return the duties of replaced letters, however far back, that a letter's own duties carry on.

    Receipts, briefings and reports are each letter's own.
    """
    carried: set[int] = set()
    duties: set[int] | None = None
    letters, seen = {directive.pk}, {directive.pk}
    while rows := list(Amendment.objects.filter(later__in=letters, act=Amendment.Kind.REPLACES)):
        if duties is None:
            duties = set(directive.obligations.values_list("pk", flat=True))
        duties = {one for row in rows for one, other in row.pairs if other in duties}
        carried |= duties
        letters = {row.earlier_id for row in rows} - seen
        seen |= letters
    return list(Obligation.objects.filter(pk__in=carried).exclude(kind__in=BY_LETTER)) if carried else []


def counterparts(old: Obligation, new: Obligation) -> list[tuple[Assignment, Assignment]]:
    """Return each organisation's assignment of an earlier duty beside that of the later, where both run."""
    there = {(row.organisation_id, row.occurrence_at): row for row in _running(new)}
    both = [(row, there.get((row.organisation_id, row.occurrence_at))) for row in _running(old)]
    return [(one, other) for one, other in both if other is not None]


def _running(duty: Obligation) -> QuerySet[Assignment]:
    rows = duty.assignments.exclude(state=Assignment.State.WITHDRAWN)
    return rows.select_related("organisation", "directive", "obligation").order_by("organisation_id", "id")
