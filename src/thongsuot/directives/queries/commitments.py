"""What the department promised in its own letters."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.directives.queries.work import OPEN
from thongsuot.engines.vietnamese import fold
from thongsuot.organisations.models import Organisation

UPWARD = ("bao cao", "tong hop", "trinh")  # words by which a promise speaks of the report to those above


def commitments_of(directive: Directive) -> QuerySet[Assignment]:
    """Return the promises of a letter, the nearest deadline first."""
    rows = Assignment.objects.filter(directive=directive, obligation__obliged=Obligation.Obliged.ISSUER)
    return rows.select_related("obligation", "directive").order_by("deadline_at", "id")


def promises(department: Organisation) -> QuerySet[Assignment]:
    """Return what the department has still to keep of its letters in force, the nearest deadline first."""
    rows = Assignment.objects.filter(
        organisation=department,
        obligation__obliged=Obligation.Obliged.ISSUER,
        state__in=OPEN,
        directive__state=Directive.State.ISSUED,
    )
    return rows.select_related("obligation", "directive").defer("directive__text").order_by("deadline_at", "id")


def upward_duty(directive: Directive, after: datetime | None) -> Assignment | None:
    """Return the promise to report upwards that follows a cut-off, or none where the letter makes none."""
    rows = commitments_of(directive).filter(deadline_at__isnull=False)
    if after is not None:
        rows = rows.filter(deadline_at__gte=after)
    return next((row for row in rows if any(word in fold(row.obligation.quote) for word in UPWARD)), None)
