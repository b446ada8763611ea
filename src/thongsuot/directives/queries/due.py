"""What time has to do."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min, QuerySet

from thongsuot.directives.models import Assignment, Chase, Directive, Obligation, Receipt


def reminders_due(at: datetime) -> QuerySet[Assignment]:
    """Return the assignments whose next reminder stage is reached."""
    due = Assignment.objects.filter(remind_due_at__lte=at).order_by("remind_due_at", "id")
    rows = due.select_related("organisation", "obligation", "holder", "directive")
    return rows.defer("directive__text", "directive__reading")


def occurring(at: datetime) -> QuerySet[Obligation]:
    """Return the recurring duties whose next occurrence has to be made."""
    due = Obligation.objects.filter(occur_due_at__lte=at, directive__state=Directive.State.ISSUED)
    return due.select_related("directive")


def receipts_to_count(at: datetime) -> QuerySet[Receipt]:
    """Return the receipts that changed since they were counted."""
    return Receipt.objects.filter(count_due_at__lte=at).select_related("organisation", "directive").order_by("id")


def briefings_to_count(at: datetime) -> QuerySet[Receipt]:
    """Return the receipts whose staff acknowledged since they were counted."""
    return Receipt.objects.filter(briefing_due_at__lte=at).select_related("organisation", "directive").order_by("id")


def next_due() -> datetime | None:
    """Return the earliest moment at which something is to be done."""
    receipts = Receipt.objects.aggregate(count=Min("count_due_at"), briefing=Min("briefing_due_at"))
    moments = [
        Assignment.objects.aggregate(due=Min("remind_due_at"))["due"],
        Obligation.objects.aggregate(due=Min("occur_due_at"))["due"],
        receipts["count"],
        receipts["briefing"],
        Chase.objects.aggregate(due=Min("check_due_at"))["due"],
    ]
    return min((moment for moment in moments if moment is not None), default=None)
