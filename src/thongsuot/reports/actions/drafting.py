"""A day before the deadline every report lies ready as a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives import queries as directives
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.reports import queries
from thongsuot.reports.evidence import REGISTER
from thongsuot.reports.models import Report


@transaction.atomic
def draft_due(at: datetime) -> int:
    """Draft the report of every organisation whose deadline is within a day."""
    due = list(queries.to_draft(at))
    for duty in due:
        draft(duty, at=at)
    return len(due)


@transaction.atomic
def draft(duty: Assignment, *, at: datetime, told: bool = True) -> Report:
    """Make the draft of one reporting duty from what the organisation has said; twice changes nothing.

    Its contacts are told, unless one of them is typing it at this moment.
    """
    answered = directives.answers_for_report(duty.directive, duty.organisation, at)
    report, new = Report.objects.get_or_create(
        assignment=duty,
        defaults={
            "organisation": duty.organisation,
            "reality": duty.reality,
            "directive": duty.directive,
            "state": Report.State.DRAFT,
            "drafted_at": at,
            "narrative": _words(duty),
            "difficulties": "\n".join(answered.difficulties),
            "proposals": "\n".join(answered.proposals),
        },
    )
    if new and told:
        _tell(report, at)
    if new:
        ledger.notify(topic(report), report.organisation_id)
    return report


def _words(duty: Assignment) -> dict[str, str]:
    """Return the newest words of each duty, gathered by the letter's paragraphs."""
    said = Declaration.objects.filter(
        assignment__directive=duty.directive, organisation=duty.organisation, reality=duty.reality
    ).exclude(words="")
    newest = said.order_by("assignment__obligation__start", "assignment_id", "-id").distinct(
        "assignment__obligation__start", "assignment_id"
    )
    told: dict[str, list[str]] = {}
    for declaration in newest.select_related("assignment__obligation"):
        told.setdefault(str(declaration.assignment.obligation.paragraph), []).append(declaration.words)
    return {number: "\n".join(dict.fromkeys(words)) for number, words in told.items()}


def _tell(report: Report, at: datetime) -> None:
    words = Words(
        "Dự thảo báo cáo đã sẵn sàng",
        f"Hệ thống đã lập dự thảo báo cáo thực hiện {report.directive.title}. Đề nghị bổ sung nội dung và trình ký.",
        report.get_absolute_url(),
    )
    for person in holders(Role.Name.CONTACT, organisation=report.organisation, at=at):
        told = Draft(f"drafted:{report.pk}:{person.pk}", "", outbox.contact_of(person), words, report.reality)
        outbox.tell(told, by=REGISTER, at=at)
