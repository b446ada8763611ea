"""What happens on duty is written into the log; what was written by hand is keyed later, with its own time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.refusing import Unsuitable
from thongsuot.duty.models import Entry
from thongsuot.ledger.actions import notify
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person

LONGEST = 4000  # characters of one entry


@transaction.atomic
def enter(
    text: str, *, organisation: Organisation, by: Actor, at: datetime, happened_at: datetime | None = None
) -> Entry:
    """Write a line into the log of the organisation; whoever is on duty there may, and who keeps the roster.

    It is never changed: what was wrong is said in another line. What happened a while ago says "ghi sau".
    """
    if not _on_duty(by, organisation, at):
        access.require(by, *queries.KEEPERS, organisation=organisation, at=at)
    text, moment = text.strip(), at if happened_at is None else happened_at
    if not 0 < len(text) <= LONGEST:
        raise Unsuitable("text", _("Nội dung ghi sổ có từ 1 đến 4.000 ký tự; chưa lưu gì."))
    if moment > at:
        raise Unsuitable("happened_at", _("Thời điểm xảy ra không được ở tương lai; chưa lưu gì."))
    entry = Entry.objects.create(
        organisation=organisation,
        reality=settings.REALITY,
        happened_at=moment,
        text=text,
        late=at - moment > queries.LATE,
        at=at,
        **Act.fields_of(by),
    )
    notify(f"log:{organisation.pk}", organisation.pk)
    return entry


def _on_duty(by: Actor, organisation: Organisation, at: datetime) -> bool:
    shift = queries.shift_of(by, at) if isinstance(by, Person) else None
    return shift is not None and shift.organisation_id == organisation.pk
