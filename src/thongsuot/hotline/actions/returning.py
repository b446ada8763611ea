"""Somebody is to be called back: promised for a time, and promised anew where nobody answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.hotline.actions.answering import hush
from thongsuot.hotline.actions.refusing import Unsuitable, ahead, require_operator, said
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations.models import Actor, Person


@transaction.atomic
def promise(call: HotlineCall, call_back_at: datetime, *, by: Actor, at: datetime, note: str = "") -> HotlineCall:
    """Promise to call back at a time; whoever promised is asked first when it has come."""
    require_operator(call.organisation_id, by, at)
    if not call.phone:
        raise Unsuitable("call_back_at", _("Tin báo chưa có số điện thoại để gọi lại; chưa lưu gì. Hãy bổ sung số."))
    moment = ahead(call_back_at, "call_back_at", at=at)
    row = move(
        call,
        CallState.CALL_BACK,
        by=by,
        at=at,
        note=note.strip(),
        call_back_at=moment,
        due_at=moment,
        holder=by if isinstance(by, Person) else call.holder,
        ladder=None,
    )
    hush(row, by=by, at=at)
    return row


@transaction.atomic
def note_unreached(call: HotlineCall, reason: str, call_back_at: datetime, *, by: Actor, at: datetime) -> HotlineCall:
    """Say that calling back reached nobody, and when it will be tried again."""
    if HotlineCall.objects.filter(pk=call.pk).exclude(state=CallState.CALL_BACK).exists():
        raise IllegalMove(call, CallState.CALL_BACK)
    return promise(call, call_back_at, by=by, at=at, note=said(reason, "reason"))
