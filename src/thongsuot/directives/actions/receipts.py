"""Each organisation acknowledges the letter; each worker acknowledges the briefing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.keying import told_at
from thongsuot.directives.models import Acknowledgement, Assignment, Receipt
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Deed, Person, Role, SignedLink
from thongsuot.paging import actions as paging

BRIEFING = "briefing"
LINK_LASTS = timedelta(days=30)
AT_THE_DESK = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY, Role.Name.REGISTRY)
CHASERS = (Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.DUTY)  # who of the department moves others to act


class UnknownStaff(Exception):
    """No worker on the list has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _(
                "Không có mã nhân viên “%(code)s” trong danh sách của đơn vị; chưa ghi nhận gì. "
                "Hãy kiểm tra lại mã hoặc liên hệ cán bộ đầu mối của đơn vị."
            )
            % {"code": code}
        )


@transaction.atomic
def acknowledge(receipt: Receipt, *, by: Actor, at: datetime, deed: str = Deed.ACKNOWLEDGE) -> Receipt:
    """Confirm that the letter reached the organisation; its duties are received with it."""
    behind = require(by, *AT_THE_DESK, organisation=receipt.organisation_id, at=at, deed=deed)
    return _received(receipt, by=by, at=at, note=behind)


@transaction.atomic
def acknowledge_for(receipt: Receipt, *, by: Person, at: datetime, happened_at: datetime | None = None) -> Receipt:
    """Write down for an organisation that it has the letter, as it said by telephone or on paper."""
    require(by, *CHASERS, organisation=receipt.directive.organisation_id, at=at)
    moment = told_at(happened_at, since=receipt.sent_at, at=at)
    note = f"Nhập thay, ghi sau: {localtime(moment):%H:%M %d/%m/%Y}" if moment else "Nhập thay"
    with access.reaching(receipt.organisation_id):
        return _received(receipt, by=by, at=at, note=note, on_behalf=True, acknowledged_at=moment)


def _received(
    receipt: Receipt,
    *,
    by: Actor,
    at: datetime,
    note: str,
    on_behalf: bool = False,
    acknowledged_at: datetime | None = None,
) -> Receipt:
    """Note the receipt and that its duties are received with it; a time of its own means that it is keyed later."""
    moment = acknowledged_at or at
    receipt = move(
        receipt,
        Receipt.State.ACKNOWLEDGED,
        by=by,
        at=at,
        note=note,
        acknowledged_at=moment,
        acknowledged_by=queries.person_or_none(by),
        on_behalf=on_behalf,
        keyed_at=None if acknowledged_at is None else at,
        count_due_at=at,
    )
    arrived = Assignment.objects.filter(
        directive_id=receipt.directive_id, organisation_id=receipt.organisation_id, state=Assignment.State.ARRIVED
    ).select_related("obligation")
    for assignment in arrived:
        move(assignment, Assignment.State.RECEIVED, by=by, at=at)
        if assignment.obligation.kind == "RECEIPT":
            paging.stop(assignment, by=by, at=at)
            move(assignment, Assignment.State.DONE, by=by, at=at, done_at=moment, remind_due_at=None)
    return receipt


@transaction.atomic
def open_briefing(receipt: Receipt, *, by: Actor, at: datetime) -> str:
    """Make the link by which the organisation's staff acknowledge this version of the letter; it is shown once."""
    require(by, Role.Name.CONTACT, Role.Name.LEADER, organisation=receipt.organisation_id, at=at)
    _, secret = organisations.make_link(
        organisation=receipt.organisation,
        purpose=BRIEFING,
        row=topic(receipt),
        row_version=receipt.directive.version,
        until=at + LINK_LASTS,
        at=at,
    )
    receipt.briefing_due_at = at
    receipt.save(update_fields=["briefing_due_at"])
    ledger.wake_timer()
    return secret


@transaction.atomic
def acknowledge_briefing(link: SignedLink, code: str, *, at: datetime) -> Acknowledgement:
    """Count a worker who has read the letter; a second time changes nothing."""
    receipt = queries.receipt_behind(link)
    staff = queries.staff_at(receipt.organisation, at).filter(code__iexact=code.strip()).first()
    if staff is None:
        raise UnknownStaff(code)
    row, new = Acknowledgement.objects.get_or_create(
        directive_id=receipt.directive_id,
        directive_version=link.row_version,
        staff=staff,
        defaults={"organisation": receipt.organisation, "reality": receipt.reality, "at": at},
    )
    if new:
        receipt.briefing_due_at = at
        receipt.save(update_fields=["briefing_due_at"])
        ledger.notify(topic(receipt), receipt.organisation_id)
        ledger.wake_timer()
    return row


@transaction.atomic
def acknowledge_by_secret(secret: str, code: str, *, at: datetime) -> Acknowledgement:
    """Count the worker who opened a briefing's link and gave the staff code."""
    link = organisations.open_link(secret, purpose=BRIEFING, at=at)
    with access.acting_for(link.organisation_id):
        return acknowledge_briefing(link, code, at=at)
