"""At the cut-off minute the figures are frozen, the missing are named, and both papers are ordered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.directives.models import Assignment, Directive
from thongsuot.directives.states import in_time
from thongsuot.files import actions as files
from thongsuot.files.models import File, Run
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Role
from thongsuot.reports import compile as adding
from thongsuot.reports import queries
from thongsuot.reports.evidence import REGISTER
from thongsuot.reports.models import OnTime, Report, Snapshot, Submission, Upward
from thongsuot.reports.queries import Round

RENDER = "thongsuot.reports.jobs.render"


@transaction.atomic
def take_snapshots(at: datetime) -> int:
    """Take the snapshot of every deadline that has passed."""
    due = queries.to_snapshot(at)
    for one in due:
        take_snapshot(one, by=REGISTER, at=at)
    return len(due)


@transaction.atomic
def consolidate(directive: Directive, *, by: Actor, at: datetime) -> Snapshot:
    """Take the snapshot of a letter that sets no deadline for reports."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    return take_snapshot(Round(directive, None, ""), by=by, at=at)


@transaction.atomic
def take_snapshot(one: Round, *, by: Actor, at: datetime) -> Snapshot:
    """Freeze one deadline; what came after the minute is left to the supplement."""
    snapshot, new = Snapshot.objects.get_or_create(
        directive=one.directive,
        deadline_at=one.deadline_at,
        sequence=0,
        defaults={
            "organisation": one.directive.organisation,
            "reality": one.directive.reality,
            "relation": one.relation,
            "taken_at": one.moment or at,
            "content": content_at(one, one.moment or at),
        },
    )
    if new:
        inside = queries.in_round(one.deadline_at, "assignment__")
        for report in Report.objects.filter(inside, directive=one.directive):
            report.count_due_at = at
            report.save(update_fields=["count_due_at"])
        _order_papers(snapshot, by, at)
    return snapshot


@transaction.atomic
def supplement(at: datetime) -> int:
    """Make a supplement, with its difference, wherever something was submitted after the last snapshot."""
    due = queries.to_supplement(at)
    for before in due:
        one = Round(before.directive, before.deadline_at, before.relation)
        content = content_at(one, at)
        snapshot = Snapshot.objects.create(
            organisation=before.organisation,
            reality=before.reality,
            directive=before.directive,
            sequence=before.sequence + 1,
            deadline_at=before.deadline_at,
            relation=before.relation,
            taken_at=at,
            content=content,
            delta=adding.delta(content["figures"], before.content["figures"]),
        )
        _order_papers(snapshot, REGISTER, at)
    return len(due)


def draw_again(snapshot: Snapshot, by: Actor, at: datetime) -> Run:
    """Let both papers be set once more, in an edition that no other run sets; the snapshot stays what it is."""
    Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)
    return _order_papers(snapshot, by, at, edition=queries.last_edition(snapshot) + 1)


def _order_papers(snapshot: Snapshot, by: Actor, at: datetime, *, edition: int = 0) -> Run:
    run = files.begin_run(
        RENDER,
        organisation=snapshot.organisation,
        reality=snapshot.reality,
        by=by,
        at=at,
        about=topic(snapshot),
        total=4,
        argument={"snapshot": snapshot.pk, "edition": edition},
    )
    ledger.notify(topic(snapshot), snapshot.organisation_id)
    return run


def content_at(one: Round, at: datetime) -> dict[str, Any]:
    """Return everything that both papers say, as it stands at the moment."""
    duties = list(queries.duties_of(one.directive, one.deadline_at))
    submissions = queries.submissions_until(one.directive, one.deadline_at, at)
    counted = {
        organisation: submission
        for organisation, submission in submissions.items()
        if at != one.moment or in_time(submission.at, one.deadline_at, one.relation)
    }
    words = queries.statistics(one.directive, at)
    rule = queries.rule_of(one.directive)
    rows = [_row(duty, counted.get(duty.organisation_id), words, rule) for duty in duties]
    on_time = [row["code"] for row in rows if row["status"] == "on_time"]
    own = {
        "RECEIPT": {"measured": queries.receipts_of(one.directive), "declared": {}},
        "REPORT": {"measured": {"reports_due": len(rows), "reports_on_time": len(on_time)}, "declared": {}},
    }
    return {
        "organisations": rows,
        "due": len(rows),
        "on_time": len(on_time),
        "late": [row["code"] for row in rows if row["status"] == "late"],
        "missing": [row["code"] for row in rows if row["status"] == "missing"],
        "on_time_by": rule,
        "figures": adding.total(row["figures"] for row in rows) | own,
        "words": adding.add(*words.values()),
        "paragraphs": [
            {"number": p.number, "text": one.directive.text[p.start : p.end]} for p in one.directive.paragraphs.all()
        ],
    }


def _row(
    duty: Assignment, submission: Submission | None, words: dict[int, dict[str, int]], rule: OnTime.Moment
) -> dict[str, Any]:
    organisation: Organisation = duty.organisation
    first = queries.moment_of(submission.report, rule) if submission is not None else None
    status = "missing" if submission is None else "unsealed"
    if first is not None:
        status = "on_time" if in_time(first, duty.deadline_at, duty.relation) else "late"
    return {
        "code": organisation.code,
        "name": organisation.name,
        "status": status,
        "submitted_at": first.isoformat() if first else None,
        "submission": submission.pk if submission else None,
        "channel": submission.channel if submission else "",
        "words": words.get(organisation.pk, {}),
        "figures": submission.figures if submission else {},
        "narrative": submission.narrative if submission else {},
        "difficulties": submission.difficulties if submission else "",
        "proposals": submission.proposals if submission else "",
    }


@transaction.atomic
def file_paper(
    snapshot: Snapshot, recipient: str, *, papers: tuple[bytes, bytes], name: str, edition: int = 0, at: datetime
) -> Upward:
    """Keep one paper as PDF and DOCX, ready to be signed; nothing leaves by itself."""
    kept: dict[str, File] = {
        form: files.store(
            data,
            name=f"{name}.{form}",
            organisation=snapshot.organisation,
            reality=snapshot.reality,
            by=REGISTER,
            at=at,
        )
        for form, data in zip(("pdf", "docx"), papers, strict=True)
    }
    row, _ = Upward.objects.get_or_create(
        snapshot=snapshot,
        recipient=recipient,
        edition=edition,
        defaults={
            "organisation": snapshot.organisation,
            "reality": snapshot.reality,
            "ready_at": at,
            "pdf": kept["pdf"],
            "docx": kept["docx"],
        },
    )
    ledger.notify(topic(snapshot), snapshot.organisation_id)
    return row
