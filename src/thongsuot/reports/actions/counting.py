"""Reports that were due become evidence; entering all of them again changes nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.ledger import actions as ledger
from thongsuot.reports import evidence, queries
from thongsuot.reports.models import Report


@transaction.atomic
def count_reports(at: datetime) -> int:
    """Enter the reports whose punctuality became known."""
    due = list(queries.to_count(at).select_for_update(of=("self",), skip_locked=True))
    for report in due:
        ledger.record(**evidence.of_report(report))
        report.count_due_at = None
        report.save(update_fields=["count_due_at"])
    return len(due)


@transaction.atomic
def rebuild() -> int:
    """Enter all evidence of this app again from its rows."""
    rows = list(Report.objects.select_related("organisation", "assignment", "directive"))
    settled = [r for r in rows if queries.is_settled(r)]
    for report in settled:
        ledger.record(**evidence.of_report(report))
    return len(settled)
