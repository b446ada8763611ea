"""A leader approves on a telephone: the one-time code is bound to what will be frozen, and dies when that changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import actions as directives
from thongsuot.directives.actions import Matter, UnknownAddress
from thongsuot.directives.models import Code
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Deed, Person, Role
from thongsuot.reports import queries
from thongsuot.reports.actions import submitting
from thongsuot.reports.models import Report, Submission

APPROVAL = "approval"


class ContentChanged(Exception):
    """What the code was made for is not what would be sent now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung hoặc số liệu đã thay đổi sau khi mã được gửi nên mã không còn hiệu lực; báo cáo chưa được "
                "gửi. Hãy xem lại nội dung mới và nhận mã mới."
            )
        )


class NothingToApprove(Exception):
    """No report of the organisation under this letter lies before its leader."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa có báo cáo nào được trình lãnh đạo duyệt; chưa có gì thay đổi. "
                "Hãy đề nghị cán bộ đầu mối trình báo cáo."
            )
        )


def send_approval_code(report: Report, to: str, *, by: Person, at: datetime) -> Code:
    """Send a leader the code for exactly this content, to one of the leader's own registered addresses."""
    require(by, Role.Name.LEADER, organisation=report.organisation_id, at=at, deed=Deed.SUBMIT)
    if report.state != Report.State.PREPARED:
        raise IllegalMove(report, Report.State.SUBMITTED)
    known = {address.key: address for address in queries.own_addresses(by, report.organisation, at)}
    if to not in known:
        raise UnknownAddress
    return directives.send_code(_matter(report, at), by, known[to], at=at)


def approve(report: Report, typed: str, *, by: Person, at: datetime) -> Submission:
    """Send the report in the leader's name, if the code is right and the content is still what it was made for."""
    matter = _matter(report, at)
    if (last := queries.last_code(report, by, APPROVAL, at)) is not None and last.digest != matter.digest:
        raise ContentChanged
    directives.check_code(matter, typed, person=by, at=at)
    with transaction.atomic():
        submission = submitting.submit(report, by=by, at=at)
        if queries.digest_sent(submission) != matter.digest:
            raise ContentChanged
    return submission


def _matter(report: Report, at: datetime) -> Matter:
    digest = queries.digest_to_send(report, at)
    return Matter(report.organisation, report.reality, APPROVAL, topic(report), digest)


def send_code_to_guest(secret: str, proof: str, to: str, *, at: datetime) -> Code:
    """Send the code to a leader who came in by an invitation."""
    report, leader = _laid_before(secret, proof, at)
    return send_approval_code(report, to, by=leader, at=at)


def approve_as_guest(secret: str, proof: str, typed: str, *, at: datetime) -> Submission:
    """Let a leader who came in by an invitation send the report."""
    report, leader = _laid_before(secret, proof, at)
    return approve(report, typed, by=leader, at=at)


def _laid_before(secret: str, proof: str, at: datetime) -> tuple[Report, Person]:
    guest = directives.enter(secret, proof, at=at)
    leader = guest.require_proven()
    report = queries.to_approve(guest.invitation.directive, guest.invitation.organisation)
    if report is None:
        raise NothingToApprove
    return report, leader
