"""The enterprise adds its words and submits in two acts; the department accepts or sends back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Assignment, Receipt
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed, require
from thongsuot.organisations.models import Act, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.reports import queries
from thongsuot.reports.models import Report, Submission

WRITABLE = (Report.State.DRAFT, Report.State.RETURNED)


class AlreadyFrozen(Exception):
    """The report was submitted and does not change any more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Báo cáo đã gửi nên số liệu và nội dung đã chốt, không sửa được; bản đã gửi được giữ nguyên. "
                "Nếu cần bổ sung, hãy đề nghị Sở mở lại."
            )
        )


class NothingAsked(ValueError):
    """A report is sent back only with what is to be amended."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa ghi nội dung đề nghị bổ sung nên báo cáo chưa được trả lại; hãy ghi rõ mục cần bổ sung.")
        )


@transaction.atomic
def write(report: Report, *, version: int, by: Person, at: datetime, **words: Any) -> Report:
    """Change the report's words; the figures come from evidence alone."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation_id, at=at)
    if unknown := set(words) - {"narrative", "difficulties", "proposals"}:
        raise TypeError(f"cannot write {', '.join(sorted(unknown))}")
    if Report.objects.select_for_update(of=("self",)).get(pk=report.pk).state not in WRITABLE:
        raise AlreadyFrozen
    return ledger.amend(report, version=version, by=by, at=at, **words)


@transaction.atomic
def prepare(report: Report, *, by: Person, at: datetime) -> Report:
    """Lay the report before the organisation's leader."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation_id, at=at)
    report = move(report, Report.State.PREPARED, by=by, at=at, prepared_by=by, prepared_at=at, submitted_by=None)
    for leader in holders(Role.Name.LEADER, organisation=report.organisation, at=at):
        _tell(report, leader, f"prepared:{report.pk}:{int(at.timestamp())}", "Báo cáo chờ lãnh đạo duyệt, gửi", by, at)
    return report


@transaction.atomic
def write_and_prepare(report: Report, *, version: int, by: Person, at: datetime, **words: Any) -> Report:
    """Save the words and lay the report before the leader in one act, so that nothing typed is left behind."""
    return prepare(write(report, version=version, by=by, at=at, **words), by=by, at=at)


@transaction.atomic
def take_back(report: Report, *, by: Person, at: datetime, note: str = "") -> Report:
    """Give the report back to its drafter inside the organisation."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation_id, at=at)
    return move(report, Report.State.DRAFT, by=by, at=at, note=note, prepared_by=None, prepared_at=None)


@transaction.atomic
def submit(report: Report, *, by: Person, at: datetime) -> Submission:
    """Send the report up: from now on its figures and words are frozen."""
    require(by, Role.Name.LEADER, organisation=report.organisation_id, at=at)
    current = Report.objects.select_related("organisation", "directive", "assignment").get(pk=report.pk)
    if current.prepared_by_id == by.pk:
        raise NotAllowed(_("Người soạn và người duyệt gửi phải là hai người khác nhau; báo cáo chưa được gửi."))
    report = move(
        current,
        Report.State.SUBMITTED,
        by=by,
        at=at,
        submitted_by=by,
        submitted_at=current.submitted_at or at,
        count_due_at=at,
        remarks={},
    )
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
        **Act.fields_of(by),
    )
    _finish_duties(report, by, at)
    return submission


def _finish_duties(report: Report, by: Person, at: datetime) -> None:
    receipt = duties.receipt_of(report.directive, report.organisation_id)
    if receipt is not None and receipt.state == Receipt.State.SENT:
        directives.acknowledge(receipt, by=by, at=at)
    for duty in queries.closed_by(report):
        if duty.state == Assignment.State.ARRIVED:
            duty = move(duty, Assignment.State.RECEIVED, by=by, at=at)
        if duty.state != Assignment.State.DONE:
            directives.finish(duty, by=by, at=at)


@transaction.atomic
def accept(report: Report, *, by: Person, at: datetime) -> Report:
    """Take the report as it is."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=report.directive.organisation_id, at=at)
    return move(report, Report.State.ACCEPTED, by=by, at=at)


@transaction.atomic
def send_back(report: Report, remarks: dict[str, str], *, by: Person, at: datetime) -> Report:
    """Ask for amendments, field by field; what was submitted stays as it was."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=report.directive.organisation_id, at=at)
    asked = {field: words.strip() for field, words in remarks.items() if words.strip()}
    if not asked:
        raise NothingAsked
    report = move(report, Report.State.RETURNED, by=by, at=at, remarks=asked)
    for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation, at=at):
        _tell(report, person, f"returned:{report.pk}:{int(at.timestamp())}", "Sở đề nghị bổ sung báo cáo", by, at)
    return report


def _tell(report: Report, person: Person, key: str, subject: str, by: Person, at: datetime) -> None:
    words = Words(subject, f"{subject}: {report.directive.title}.", report.get_absolute_url())
    draft = Draft(f"{key}:{person.pk}", "", outbox.contact_of(person), words, report.reality, topic(report))
    outbox.tell(draft, by=by, at=at)
