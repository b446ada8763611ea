"""Whether a report was due and kept its deadline, in figures."""

from __future__ import annotations

from typing import Any

from thongsuot.organisations.models import System
from thongsuot.reports import queries
from thongsuot.reports.models import Report

REGISTER = System("Sổ báo cáo")


def of_report(report: Report) -> dict[str, Any]:
    """Return one report that was due, and whether it came in time."""
    duty = report.assignment
    moment = queries.moment_of(report) or duty.deadline_at or report.drafted_at
    return {
        "key": f"report:{report.pk}",
        "organisation": report.organisation,
        "reality": report.reality,
        "kind": "REPORT",
        "happened_at": moment,
        "known_at": moment,
        "figures": {"reports_due": 1, "reports_on_time": int(queries.was_in_time(report))},
        "url": report.get_absolute_url(),
        "measured": True,
        "by": REGISTER,
    }
