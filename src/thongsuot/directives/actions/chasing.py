"""Đôn đốc: what came of a call is written down, and a promise comes back when its time has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.keying import told_at
from thongsuot.directives.actions.receipts import CHASERS
from thongsuot.directives.actions.reminding import CLOCK
from thongsuot.directives.actions.staging import by_day
from thongsuot.directives.models import Chase, Directive
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Organisation, Person
from thongsuot.organisations.queries import followers_of
from thongsuot.paging import actions as paging

PROMISE = "promise"


class NothingToChase(Exception):
    """The letter does not ask this organisation for anything any more."""

    def __init__(self) -> None:
        super().__init__(
            _("Văn bản không còn hiệu lực hoặc không gửi đến đơn vị này; chưa ghi gì. Hãy tải lại trang đôn đốc.")
        )


class PromiseInThePast(ValueError):  # named for what happened (STYLE 10)
    """The time that was promised lies before the call."""

    def __init__(self) -> None:
        super().__init__(_("Giờ hẹn phải sau lúc gọi; chưa ghi gì. Hãy chọn lại giờ hẹn."))


@dataclass(frozen=True)
class Call:
    """What came of one attempt, as the officer says."""

    outcome: str
    promised_at: datetime | None = None
    person: Person | None = None
    note: str = ""
    happened_at: datetime | None = None  # where it was written by hand and is keyed later


@transaction.atomic
def chase(directive: Directive, callee: Organisation, call: Call, *, by: Person, at: datetime) -> Chase:
    """Write down an attempt to move an organisation; a newer one replaces what was promised before."""
    require(by, *CHASERS, organisation=directive.organisation_id, at=at)
    if directive.state != Directive.State.ISSUED or not directive.receipts.filter(organisation=callee).exists():
        raise NothingToChase
    happened_at = told_at(call.happened_at, since=directive.issued_at, at=at) or at
    if call.promised_at is not None and call.promised_at <= happened_at:
        raise PromiseInThePast
    directive.chases.filter(callee=callee, check_due_at__isnull=False).update(check_due_at=None)
    row = Chase.objects.create(
        organisation_id=directive.organisation_id,
        reality=directive.reality,
        directive=directive,
        callee=callee,
        person=call.person,
        outcome=call.outcome,
        promised_at=call.promised_at,
        note=call.note.strip(),
        happened_at=happened_at,
        check_due_at=call.promised_at,
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(row), directive.organisation_id)
    ledger.wake_timer()
    return row


@transaction.atomic
def check_promises(at: datetime) -> int:
    """Put before the follower every promise whose time has passed and that was not kept."""
    due = list(queries.promises_due(at).select_for_update(of=("self",), skip_locked=True))
    for row in due:
        row.check_due_at = None
        row.save(update_fields=["check_due_at"])
        if queries.lack_of(row.directive, row.callee) is None:
            continue
        caller = [row.by_person] if row.by_person is not None else []
        for person in followers_of(row.callee, at) or caller:
            _come_back(row, person, at)
        ledger.notify(topic(row), row.organisation_id)
    return len(due)


def _come_back(row: Chase, person: Person, at: datetime) -> None:
    promised = localtime(row.promised_at)
    urgent = row.directive.urgency == Directive.Urgency.FLASH
    paging.remind(
        row,
        person,
        text=f"{row.callee.short_name} hẹn {promised:%H:%M} ngày {promised:%d/%m/%Y} nhưng chưa thấy: {row.directive}",
        url=reverse("directives:chasing", args=[row.directive_id]),
        due_at=at if urgent else by_day(at),
        stage=PROMISE,
        by=CLOCK,
        at=at,
    )
