"""A report is frozen: its submission, the code to check it by, and the duties that it closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.ledger.actions import move
from thongsuot.organisations.access import in_place_of
from thongsuot.organisations.models import Act, Deed, Person, Role
from thongsuot.reports import queries
from thongsuot.reports.models import Report, Submission, Verification


@dataclass(frozen=True)
class Arrival:
    """How a report came that the department entered on the organisation's behalf."""

    channel: str
    received_at: datetime
    sender: str
    files: Sequence[str] = ()  # SHA-256 of the scans


@transaction.atomic
def freeze(report: Report, *, by: Person, at: datetime, came: Arrival | None = None) -> Submission:
    """Keep what the report says at the moment for ever, and give it the code that paper carries."""
    arrival = {} if came is None else {**vars(came), "files": list(came.files)}
    submission = Submission.objects.create(
        organisation_id=report.organisation_id,
        reality=report.reality,
        report=report,
        sequence=report.submissions.count() + 1,
        figures=queries.figures_of(report, at),
        narrative=report.narrative,
        difficulties=report.difficulties,
        proposals=report.proposals,
        at=at,
        **arrival,
        **Act.fields_of(by),
    )
    digest = queries.digest_of(submission)
    Verification.objects.create(
        organisation_id=report.organisation_id,
        reality=report.reality,
        submission=submission,
        code=queries.code_of(digest),
        digest=digest,
        head=queries.head_of(report, None, None) if came else queries.head_of(report, by, _giver(report, by, at)),
        made_at=at,
    )
    settle(report, by=by, at=at)
    return submission


def _giver(report: Report, by: Person, at: datetime) -> Person | None:
    return in_place_of(by, Role.Name.LEADER, organisation=report.organisation_id, at=at, deed=Deed.SUBMIT)


@transaction.atomic
def settle(report: Report, *, by: Person, at: datetime) -> None:
    """Finish what the report closes, once the moment has come that keeps its deadline."""
    moment = queries.moment_of(report)
    if moment is None:
        return
    report.count_due_at = at
    report.save(update_fields=["count_due_at"])
    how = {"done_at": moment, "on_behalf": bool(report.channel)}
    for duty in queries.closed_by(report):
        _finish(duty, how, by=by, at=at)


def _finish(duty: Assignment, how: dict[str, Any], *, by: Person, at: datetime) -> None:
    if duty.state == Assignment.State.ARRIVED:
        duty = move(duty, Assignment.State.RECEIVED, by=by, at=at)
    if duty.state != Assignment.State.DONE:
        directives.finish(duty, by=by, at=at, **how)
