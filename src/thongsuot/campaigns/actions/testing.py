"""Test telephones are listed by the operator; a person says what each of them shows."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions.refusing import OPERATOR, NotYet, Unsuitable, for_operator, in_hand
from thongsuot.campaigns.models import Share, TestPhone, TestReading
from thongsuot.campaigns.states import ShareState
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Organisation, Person

NUMBER = re.compile(r"(?:\+84|0)[1-9][0-9]{8,9}")


@transaction.atomic
def list_phone(
    organisation: Organisation, *, number: str, holder: str, reality: str, by: Person, at: datetime
) -> TestPhone:
    """Put a telephone on the operator's list; the same number a second time changes nothing."""
    require(by, *OPERATOR, organisation=organisation, at=at)
    number = re.sub(r"[\s.()-]", "", number)
    if not NUMBER.fullmatch(number):
        raise Unsuitable("number", _("Số điện thoại chưa đúng; chưa lưu gì."))
    if not holder.strip():
        raise Unsuitable("holder", _("Cần ghi người giữ máy; chưa lưu gì."))
    row, _new = TestPhone.objects.get_or_create(
        organisation=organisation,
        reality=reality,
        number=number,
        valid_until=None,
        defaults={"holder": holder.strip()[:80], "valid_from": at, "at": at, **Act.fields_of(by)},
    )
    return row


@transaction.atomic
def strike_phone(phone: TestPhone, *, by: Person, at: datetime) -> TestPhone:
    """Take a telephone off the list; what was read on it stays."""
    require(by, *OPERATOR, organisation=phone.organisation_id, at=at)
    phone.valid_until = max(at, phone.valid_from)
    phone.save(update_fields=["valid_until"])
    return phone


@transaction.atomic
def read_phone(
    share: Share, phone: TestPhone, *, as_approved: bool, by: Person, at: datetime, words: str = ""
) -> TestReading:
    """Say what a test telephone shows: the approved text under the right name, or something else."""
    for_operator(share, by, at)
    row = in_hand(share)
    if row.state != ShareState.TESTING:
        raise NotYet(_("Chưa gửi tin thử, hoặc đã qua bước thử."))
    if not queries.phones_of(row, at).filter(pk=phone.pk).exists():
        raise NotYet(_("Máy này không có trong danh sách máy thử của doanh nghiệp."))
    if not as_approved and not words.strip():
        raise Unsuitable("words", _("Hãy ghi máy hiện nội dung gì khác; chưa lưu gì."))
    reading = TestReading.objects.create(
        organisation_id=row.organisation_id,
        reality=row.reality,
        share=row,
        phone=phone,
        as_approved=as_approved,
        words=words.strip(),
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(row), row.organisation_id)
    return reading
