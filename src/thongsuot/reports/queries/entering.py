"""What the department keys of a report that came on paper, and the duties on which its figures stand."""

from __future__ import annotations

from django.db.models import Q

from thongsuot.directives import queries as directives
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.reports.models import Report
from thongsuot.reports.queries.opening import paragraphs_of
from thongsuot.reports.queries.reporting import OWN_BOOKS


def bearing_duties(duty: Assignment) -> dict[str, Assignment]:
    """Return by kind the duty on which the organisation's figures of the letter stand, in the letter's order."""
    rows = Assignment.objects.filter(directive_id=duty.directive_id, organisation_id=duty.organisation_id)
    parent = Q(obligation__mode=Obligation.Mode.RECURRING, occurrence_at=None)
    live = rows.exclude(parent).exclude(state=Assignment.State.WITHDRAWN).exclude(obligation__kind__in=OWN_BOOKS)
    known = live.select_related("obligation", "organisation", "directive").order_by("occurrence_at")
    told: dict[str, Assignment] = {}
    for bearer in directives.bearers(known).values():  # of several occurrences, the last
        told[bearer.obligation.kind] = bearer
    return dict(sorted(told.items(), key=lambda pair: pair[1].obligation.start))


def paragraphs_to_enter(duty: Assignment) -> list[tuple[int, str]]:
    """Return the letter's paragraphs that bind the organisation; nothing that it has drafted itself."""
    return paragraphs_of(Report(directive=duty.directive, organisation=duty.organisation, assignment=duty))
