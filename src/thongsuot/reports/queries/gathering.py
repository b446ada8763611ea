"""What an organisation answered other than done, as far as its report does not say it yet."""

from __future__ import annotations

from datetime import datetime

from thongsuot.directives import queries as directives
from thongsuot.directives.queries import ForReport
from thongsuot.reports.models import Report


def answers_untold(report: Report, at: datetime) -> ForReport:
    """Return the lines that stand neither under difficulties nor under proposals of the report."""
    lines = directives.answers_for_report(report.directive, report.organisation_id, at)
    return ForReport(
        tuple(line for line in lines.difficulties if line not in report.difficulties),
        tuple(line for line in lines.proposals if line not in report.proposals),
    )
