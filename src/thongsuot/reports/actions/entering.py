"""A report came on paper, by mail, as a photograph or by telephone: the department enters it on behalf (nhập thay)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Assignment, Receipt
from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.reports import queries
from thongsuot.reports.actions import drafting, freezing
from thongsuot.reports.actions.freezing import Arrival
from thongsuot.reports.actions.submitting import AlreadyFrozen
from thongsuot.reports.models import Channel, Report, Submission

ON_PAPER = (Channel.PAPER, Channel.POST)
WITHOUT_SCAN = (Channel.PHONE,)


class WrongMoment(ValueError):
    """A report cannot have been received then."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Thời điểm nhận phải sau khi văn bản được phát hành và không muộn hơn lúc này; chưa có gì được ghi. "
                "Hãy kiểm tra lại ngày, giờ nhận."
            )
        )


class ScanMissing(ValueError):
    """What came on paper or as a file is kept beside what was keyed from it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa có tệp quét hoặc ảnh chụp dùng được của báo cáo nên chưa có gì được ghi. "
                "Hãy đính kèm bản quét PDF hoặc ảnh rõ nét rồi nhập lại."
            )
        )


class NothingEntered(ValueError):
    """An empty report is no report."""

    def __init__(self) -> None:
        super().__init__(_("Chưa nhập nội dung hoặc số liệu nào nên chưa có gì được ghi; hãy nhập đúng như bản nhận."))


@dataclass(frozen=True)
class Entry:
    """What was keyed: how and when it came, from whom, and what it says."""

    channel: str
    received_at: datetime
    sender: str = ""
    sealed: bool = True
    narrative: Mapping[str, str] = field(default_factory=dict)
    difficulties: str = ""
    proposals: str = ""
    figures: Mapping[str, dict[str, int]] = field(default_factory=dict)  # kind -> figures

    @property
    def says_something(self) -> bool:
        """Tell whether anything was keyed."""
        return any([*self.narrative.values(), self.difficulties, self.proposals, *self.figures.values()])


@transaction.atomic
def enter(
    duty: Assignment, entry: Entry, uploads: Sequence[tuple[str, bytes]], *, by: Person, at: datetime
) -> tuple[Submission, list[File]]:
    """Send the report on the organisation's behalf, counted by when it came; return also the files kept apart."""
    require(by, Role.Name.FOLLOWER, organisation=duty.directive.organisation_id, at=at)
    issued = duty.directive.issued_at
    if entry.received_at > at or (issued is not None and entry.received_at < issued):
        raise WrongMoment
    if not entry.says_something:
        raise NothingEntered
    sound, apart = _keep(duty, uploads, by, at)
    if not sound and entry.channel not in WITHOUT_SCAN:
        raise ScanMissing
    drafting.draft(duty, at=at, told=False)
    report = Report.objects.select_for_update(of=("self",)).get(assignment=duty)
    if report.state in queries.ENDED:
        raise AlreadyFrozen
    _acknowledge(duty, entry, by, at)
    _declare(duty, entry, sound, by, at)
    report = _send(_write(report, entry, by, at), entry, by, at)
    came = Arrival(entry.channel, entry.received_at, entry.sender, [file.sha256 for file in sound])
    submission = freezing.freeze(report, by=by, at=at, came=came)
    _tell(report, entry, by, at)
    return submission, apart


def _keep(
    duty: Assignment, uploads: Sequence[tuple[str, bytes]], by: Person, at: datetime
) -> tuple[list[File], list[File]]:
    place: dict[str, Any] = {"organisation": duty.organisation, "reality": duty.reality, "by": by, "at": at}
    kept = [files.store(data, name=name, **place) for name, data in uploads]
    return [f for f in kept if f.quarantined_at is None], [f for f in kept if f.quarantined_at is not None]


def _acknowledge(duty: Assignment, entry: Entry, by: Person, at: datetime) -> None:
    """Note that the letter had been received, since it was reported on."""
    receipt = duties.receipt_of(duty.directive, duty.organisation_id)
    if receipt is not None and receipt.state == Receipt.State.SENT:
        directives.acknowledge_for(receipt, by=by, at=at, happened_at=entry.received_at)


def _declare(duty: Assignment, entry: Entry, sound: Sequence[File], by: Person, at: datetime) -> None:
    """Let the figures count as the organisation's own, each kind on the duty that bears it."""
    bearing = queries.bearing_duties(duty)
    for kind, figures in entry.figures.items():
        if figures:
            directives.declare(bearing[kind], directives.Statement(dict(figures), "", sound), by=by, at=at)


def _write(report: Report, entry: Entry, by: Person, at: datetime) -> Report:
    """Replace what the draft says; what stood there before is kept among the edits."""
    words = {"narrative": dict(entry.narrative), "difficulties": entry.difficulties, "proposals": entry.proposals}
    return ledger.amend(report, version=report.version, by=by, at=at, **words)


def _send(report: Report, entry: Entry, by: Person, at: datetime) -> Report:
    note = f"Nhập thay: {Channel(entry.channel).label}, nhận lúc {localtime(entry.received_at):%H:%M %d/%m/%Y}"
    if report.state != Report.State.PREPARED:
        report = move(report, Report.State.PREPARED, by=by, at=at, note=note)
    came = entry.received_at
    signed = {"sealed_at": report.sealed_at or came} if entry.sealed and entry.channel not in WITHOUT_SCAN else {}
    paper = {"paper_at": report.paper_at or came} if entry.channel in ON_PAPER else {}
    return move(
        report,
        Report.State.SUBMITTED,
        by=by,
        at=at,
        note=note,
        prepared_by=None,
        submitted_by=None,
        channel=entry.channel,
        submitted_at=report.submitted_at or came,
        remarks={},
        **signed,
        **paper,
    )


def _tell(report: Report, entry: Entry, by: Person, at: datetime) -> None:
    words = Words(
        "Sở đã nhập thay báo cáo của đơn vị",
        f"Báo cáo thực hiện {report.directive.title} nhận lúc {localtime(entry.received_at):%H:%M %d/%m/%Y} "
        f"đã được {by} nhập thay. Nếu có điểm chưa đúng, đề nghị đơn vị gửi đề nghị xem lại.",
        report.get_absolute_url(),
    )
    for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=report.organisation, at=at):
        key = f"entered:{report.pk}:{int(at.timestamp())}:{person.pk}"
        told = Draft(key, "", outbox.contact_of(person), words, report.reality, topic(report))
        outbox.tell(told, by=by, at=at)
