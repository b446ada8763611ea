"""What was written down wrongly, or in haste, is put right; what stood before is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.hotline import queries
from thongsuot.hotline.actions.counting import count
from thongsuot.hotline.actions.logging import Told, columns
from thongsuot.hotline.actions.refusing import past, require_operator
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.ledger.actions import keep_edit, wake_timer
from thongsuot.organisations.models import Actor


@transaction.atomic
def correct(call: HotlineCall, told: Told, *, by: Actor, at: datetime) -> HotlineCall:
    """Put a call right; its figures follow, in a further version."""
    require_operator(call.organisation_id, by, at)
    rows = HotlineCall.objects.select_for_update(of=("self",)).select_related("organisation", "caller_organisation")
    row = rows.get(pk=call.pk)
    named_before = row.caller_organisation
    wanted = {**columns(told, by), "called_at": past(told.called_at or row.called_at, "called_at", at=row.at)}
    wanted["receiver"] = told.receiver.strip()[:80] or row.receiver
    if row.answered_at is not None:
        moment = told.answered_at or row.answered_at
        wanted["answered_at"] = past(moment, "answered_at", at=at, since=wanted["called_at"])
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    moved = {"late": row.at - wanted["called_at"] > queries.LATE, "due_at": _due_at(row, wanted)}
    HotlineCall.objects.filter(pk=row.pk).update(**changed, **moved)
    row.refresh_from_db()
    keep_edit(row, before=_plain(before), after=_plain(changed), by=by, at=at)
    count(row, by=by, at=at, instead_of=named_before)
    wake_timer()
    return row


def _due_at(row: HotlineCall, wanted: dict[str, Any]) -> datetime | None:
    """Return when it escalates; a call for which somebody was asked already, or that was taken up, keeps its time."""
    if row.state == CallState.WAITING and row.escalated_at is None and row.due_at is not None:
        return queries.due_of(wanted["urgency"], wanted["called_at"])
    return row.due_at


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return rows by their names, as whoever reads the history wants them."""
    return {name: str(value) if hasattr(value, "pk") else value for name, value in values.items()}
