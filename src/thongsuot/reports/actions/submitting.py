"""The enterprise adds its words and submits in two acts; the department accepts or sends back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Receipt
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed, in_place_of, require
from thongsuot.organisations.models import Deed, Person, Role
from thongsuot.organisations.queries import acting, holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.reports import queries
from thongsuot.reports.actions import freezing
from thongsuot.reports.models import Report, Submission

WRITABLE = (Report.State.DRAFT, Report.State.RETURNED)
WRITERS = (Role.Name.CONTACT, Role.Name.LEADER)


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
    require(by, *WRITERS, organisation=report.organisation_id, at=at, deed=Deed.PREPARE)
    if unknown := set(words) - {"narrative", "difficulties", "proposals"}:
        raise TypeError(f"cannot write {', '.join(sorted(unknown))}")
    if Report.objects.select_for_update(of=("self",)).get(pk=report.pk).state not in WRITABLE:
        raise AlreadyFrozen
    return ledger.amend(report, version=version, by=by, at=at, **words)


@transaction.atomic
def prepare(report: Report, *, by: Person, at: datetime) -> Report:
    """Lay the report before the organisation's leader."""
    behind = require(by, *WRITERS, organisation=report.organisation_id, at=at, deed=Deed.PREPARE)
    author = {"prepared_by": by, "prepared_at": at, "submitted_by": None}
    report = move(report, Report.State.PREPARED, by=by, at=at, note=behind, **author)
    for leader in acting(Role.Name.LEADER, organisation=report.organisation, at=at, deed=Deed.SUBMIT):
        key, door = f"prepared:{report.pk}:{int(at.timestamp())}", queries.door_to_approve(report, leader)
        _tell(report, leader, key, "Báo cáo chờ lãnh đạo duyệt, gửi", by, at, door)
    return report


@transaction.atomic
def write_and_prepare(report: Report, *, version: int, by: Person, at: datetime, **words: Any) -> Report:
    """Save the words and lay the report before the leader in one act, so that nothing typed is left behind."""
    return prepare(write(report, version=version, by=by, at=at, **words), by=by, at=at)


@transaction.atomic
def take_back(report: Report, *, by: Person, at: datetime, note: str = "") -> Report:
    """Give the report back to its drafter inside the organisation."""
    require(by, *WRITERS, organisation=report.organisation_id, at=at, deed=Deed.PREPARE)
    return move(report, Report.State.DRAFT, by=by, at=at, note=note, prepared_by=None, prepared_at=None)


@transaction.atomic
def submit(report: Report, *, by: Person, at: datetime) -> Submission:
    """Send the report up: from now on its figures and words are frozen."""
    behind = require(by, Role.Name.LEADER, organisation=report.organisation_id, at=at, deed=Deed.SUBMIT)
    current = Report.objects.select_related("organisation", "directive", "assignment").get(pk=report.pk)
    _refuse_both_halves(current, by, at)
    report = move(
        current,
        Report.State.SUBMITTED,
        by=by,
        at=at,
        note=behind,
        submitted_by=by,
        submitted_at=current.submitted_at or at,
        remarks={},
        channel="",
    )
    _acknowledge(report, by, at)
    return freezing.freeze(report, by=by, at=at)


def _refuse_both_halves(report: Report, by: Person, at: datetime) -> None:
    """Ask for two people behind the two acts, whoever acts for whom: nobody's own right carries both."""
    author, office = report.prepared_by, report.organisation_id
    if author is None or report.prepared_at is None:
        return
    drafted = in_place_of(author, *WRITERS, organisation=office, at=report.prepared_at, deed=Deed.PREPARE)
    sent = in_place_of(by, Role.Name.LEADER, organisation=office, at=at, deed=Deed.SUBMIT)
    if {author, drafted or author} & {by, sent or by}:
        raise NotAllowed(
            _(
                "Người soạn và người duyệt gửi phải là hai người khác nhau, kể cả khi làm theo ủy quyền; "
                "báo cáo chưa được gửi."
            )
        )


def _acknowledge(report: Report, by: Person, at: datetime) -> None:
    """Note that the letter was received, where sending the report is the first that the organisation does."""
    receipt = duties.receipt_of(report.directive, report.organisation_id)
    if receipt is not None and receipt.state == Receipt.State.SENT:
        directives.acknowledge(receipt, by=by, at=at, deed=Deed.SUBMIT)


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


def _tell(report: Report, person: Person, key: str, subject: str, by: Person, at: datetime, door: str = "") -> None:
    words = Words(subject, f"{subject}: {report.directive.title}.", door or report.get_absolute_url())
    draft = Draft(f"{key}:{person.pk}", "", outbox.contact_of(person), words, report.reality, topic(report))
    outbox.tell(draft, by=by, at=at)
