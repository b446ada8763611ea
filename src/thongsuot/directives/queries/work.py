"""Assignments: whose they are, what was said of them, and what is still missing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.directives import openings
from thongsuot.directives.models import Acknowledgement, Assignment, Directive, Obligation, Receipt
from thongsuot.directives.queries.bearing import bearer_of, counting, told_of
from thongsuot.directives.states import AssignmentState, Outcome, outcome
from thongsuot.ledger import kinds
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.models import Organisation, Person, SignedLink, Staff
from thongsuot.organisations.queries import in_force, seen_by

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = (AssignmentState.ARRIVED, AssignmentState.RECEIVED, AssignmentState.ASSIGNED, AssignmentState.IN_PROGRESS)
ENDLESS = {
    Obligation.Mode.STANDING: gettext_lazy(
        "Đây là nhiệm vụ thường xuyên, kéo dài đến khi văn bản kết thúc; hãy cập nhật số liệu."
    ),
    Obligation.Mode.PROHIBITION: gettext_lazy(
        "Đây là nội dung tạm dừng, có hiệu lực đến khi có văn bản mới; hãy cập nhật số liệu."
    ),
}


def assignments_visible_to(person: Person, at: datetime) -> QuerySet[Assignment]:
    """Return the assignments of the organisations that the person may see."""
    rows = Assignment.objects.filter(organisation__in=seen_by(person, at))
    return rows.select_related("organisation", "obligation", "directive", "holder")


def mine(person: Person, at: datetime) -> QuerySet[Assignment]:
    """Return the open assignments of the person's own organisation, the nearest deadline first."""
    rows = assignments_visible_to(person, at).filter(organisation_id=person.organisation_id, state__in=OPEN)
    armed = Q(obligation__mode=Obligation.Mode.CONDITIONAL, activated_at=None)
    return rows.exclude(armed).order_by("deadline_at", "obligation__start", "id")


def is_open(assignment: Assignment) -> bool:
    """Tell whether the duty is still to be done and its letter in force."""
    return assignment.state in OPEN and assignment.directive.state == Directive.State.ISSUED


def can_end(assignment: Assignment) -> bool:
    """Tell whether the duty may be called done and is not yet: none that lasts, none that waits."""
    obligation = assignment.obligation
    waits = obligation.mode == Obligation.Mode.CONDITIONAL and assignment.activated_at is None
    lasts = obligation.mode in ENDLESS or openings.opening(obligation.kind).way == "report"
    return is_open(assignment) and assignment.state != AssignmentState.ARRIVED and not waits and not lasts


def outcome_of(assignment: Assignment, at: datetime) -> Outcome:
    """Return the one word that says how the assignment stands."""
    if assignment.released_at is not None:
        return Outcome.OUT_OF_SCOPE
    waiting = assignment.obligation.mode == Obligation.Mode.CONDITIONAL and assignment.activated_at is None
    if waiting and assignment.state in OPEN:
        return Outcome.ARMED
    return outcome(assignment.state, assignment.deadline_at, assignment.relation, assignment.done_at, at)


def receipt_of(directive: Directive, organisation: Organisation | int) -> Receipt | None:
    """Return an organisation's receipt of a letter."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    return directive.receipts.filter(organisation_id=number).select_related("organisation", "directive").first()


def receipt_behind(link: SignedLink) -> Receipt:
    """Return the receipt that a briefing link opens."""
    return Receipt.objects.select_related("organisation", "directive").get(pk=int(link.row.partition(":")[2]))


def staff_at(organisation: Organisation, at: datetime) -> QuerySet[Staff]:
    """Return the workers on the organisation's list at the moment."""
    return organisation.staff.filter(in_force(at))


def briefed(receipt: Receipt) -> tuple[datetime | None, int]:
    """Return when the last worker acknowledged the letter's present version, and how many did."""
    rows = Acknowledgement.objects.filter(
        directive_id=receipt.directive_id,
        directive_version=receipt.directive.version,
        organisation_id=receipt.organisation_id,
    )
    return rows.aggregate(last=Max("at"))["last"], rows.count()


def was_briefed(receipt: Receipt) -> bool:
    """Tell whether the organisation ever opened a briefing."""
    links = SignedLink.objects.filter(organisation_id=receipt.organisation_id, purpose="briefing")
    return links.filter(row=ledger.topic(receipt)).exists()


def measured_for(assignment: Assignment, until: datetime) -> QuerySet[Evidence]:
    """Return what tools saw of the duty's kind since it began."""
    obligation = assignment.obligation
    begins = assignment.starts_at if assignment.occurrence_at is None else assignment.directive.issued_at
    since = min(begins or assignment.starts_at, assignment.directive.issued_at or assignment.starts_at)
    end = assignment.directive.closed_at or until
    return ledger.counted(
        obligation.kind, assignment.organisation_id, reality=assignment.reality, since=since, until=min(end, until)
    )


def figures_of(rows: Sequence[Evidence] | QuerySet[Evidence]) -> dict[str, int]:
    """Add the figures of some evidence."""
    return kinds.added(*(row.figures for row in rows))


def cases(assignment: Assignment, until: datetime) -> QuerySet[Evidence]:
    """Return what happened since a prohibition's effective date, case by case."""
    return measured_for(assignment, until).order_by("happened_at")


def why_not_done(assignment: Assignment, at: datetime) -> str:
    """Return why the duty cannot be called done yet, or nothing."""
    obligation = assignment.obligation
    if obligation.mode in ENDLESS:
        return str(ENDLESS[Obligation.Mode(obligation.mode)])
    if openings.opening(obligation.kind).way == "report":
        return str(openings.opening(obligation.kind).step)
    if obligation.mode == Obligation.Mode.CONDITIONAL and assignment.activated_at is None:
        return _("Nhiệm vụ này đang ở mức sẵn sàng, chưa có đề nghị thực hiện.")
    bearer = bearer_of(assignment)
    given = figures_of(counting(told_of(bearer))) | figures_of(measured_for(assignment, at))
    if missing := kinds.missing(obligation.kind, given):
        return _("Chưa thể ghi hoàn thành vì còn thiếu số liệu: %(labels)s.") % {
            "labels": ", ".join(_(label) for label in missing)
        }
    if bearer.pk != assignment.pk and not told_of(assignment):
        return _("Số liệu của loại này đã có; chưa thể ghi hoàn thành vì còn thiếu kết quả của riêng nhiệm vụ này.")
    return ""
