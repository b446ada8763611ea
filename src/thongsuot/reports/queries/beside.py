"""What stands beside a sent report: copies that followed, scans it was keyed from, requests to look again, its code."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.files.models import File
from thongsuot.reports.models import Copy, Objection, OnTime, Report, Submission, Verification
from thongsuot.reports.queries.punctuality import moment_of, rule_of, was_in_time
from thongsuot.reports.queries.reporting import frozen
from thongsuot.reports.queries.verifying import spelled


@dataclass(frozen=True)
class Beside:
    """The rows, newest first where there are several; `shown` is the submission that the page speaks of."""

    rule: OnTime.Moment
    in_time: bool | None  # none while the moment that counts has not come
    shown: Submission | None
    verification: Verification | None
    copies: list[Copy]
    scans: list[File]
    objections: list[Objection]

    @property
    def code(self) -> str:
        """Return the code as paper prints it."""
        return spelled(self.verification.code) if self.verification is not None else ""

    @property
    def waits(self) -> bool:
        """Tell whether the report was sent and the moment that counts is still to come."""
        return self.shown is not None and self.in_time is None


def beside(report: Report, submission: Submission | None = None) -> Beside:
    """Return what stands beside a report, and beside one of its submissions (the last, where none is named)."""
    shown = submission or frozen(report)
    rule = rule_of(report.directive)
    counted = moment_of(report, rule) is not None
    place = {"organisation_id": report.organisation_id, "reality": report.reality}
    files = list(shown.files) if shown is not None else []
    return Beside(
        rule,
        was_in_time(report, rule) if counted else None,
        shown,
        Verification.objects.filter(submission=shown).first() if shown is not None else None,
        list(report.copies.select_related("file").order_by("-id")),
        list(File.objects.filter(**place, sha256__in=files)) if files else [],
        list(Objection.objects.filter(submission__report=report).order_by("-id")),
    )
