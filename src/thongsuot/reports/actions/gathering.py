"""What was answered other than done goes into the report's part on difficulties and proposals."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.organisations.models import Person
from thongsuot.reports import queries
from thongsuot.reports.actions.submitting import write
from thongsuot.reports.models import Report


@transaction.atomic
def gather_answers(report: Report, *, version: int, by: Person, at: datetime) -> Report:
    """Add what the report does not say yet below what stands there; nothing written is taken away."""
    lines = queries.answers_untold(report, at)
    words = {
        "difficulties": "\n".join(filter(None, [report.difficulties, *lines.difficulties])),
        "proposals": "\n".join(filter(None, [report.proposals, *lines.proposals])),
    }
    return write(report, version=version, by=by, at=at, **words)
