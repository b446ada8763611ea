"""What counts of a call, in figures; returned, never written."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Organisation

KIND = "HOTLINE"
MINUTE = timedelta(minutes=1)


def key_of(call: HotlineCall) -> str:
    """Return the key of a call's evidence."""
    return f"call:{call.pk}"


def of_call(call: HotlineCall, *, by: Actor, known_at: datetime) -> list[dict[str, Any]]:
    """Return what a call counts for the hotline that rang, and for the other organisation that reported by it.

    Declared: a person wrote that somebody called. Who called, and what was said, stays with the hotline.
    """
    told = [_of(call, call.organisation, by=by, known_at=known_at)]
    reporter = call.caller_organisation
    if reporter is not None and reporter.pk != call.organisation_id:
        told.append(_of(call, reporter, by=by, known_at=known_at))
    return told


def withdrawn(call: HotlineCall, organisation: Organisation, *, by: Actor, known_at: datetime) -> dict[str, Any]:
    """Return that a call counts nothing any more for an organisation that did not call after all."""
    return {**_of(call, organisation, by=by, known_at=known_at), "figures": _figures(call, counts=False)}


def _of(call: HotlineCall, organisation: Organisation, *, by: Actor, known_at: datetime) -> dict[str, Any]:
    own = organisation.pk == call.organisation_id
    return {
        "key": key_of(call),
        "organisation": organisation,
        "reality": call.reality,
        "kind": KIND,
        "happened_at": call.called_at,
        "known_at": known_at,
        "summary": f"Tin báo qua đường dây nóng của {call.organisation.short_name or call.organisation.name}",
        "figures": _figures(call, counts=call.state != CallState.VOID),
        "url": call.get_absolute_url() if own else "",
        "measured": False,
        "about": _order_key(call, organisation) or topic(call),
        "by": by,
    }


def _figures(call: HotlineCall, *, counts: bool) -> dict[str, int]:
    """Count a call once, as answered from its first answer on; a minute that was begun was waited for."""
    answered_at = call.answered_at if counts else None
    waited = timedelta(0) if answered_at is None else answered_at - call.called_at
    return {
        "calls": int(counts),
        "answered": int(answered_at is not None),
        "minutes_to_answer": max(0, -(-waited // MINUTE)),
    }


def _order_key(call: HotlineCall, organisation: Organisation) -> str:
    """Return the order that the call serves: the newest that bound the organisation when it came."""
    order = ledger.in_force(KIND, organisation, call.called_at).filter(reality=call.reality).last()
    return order.key if order is not None else ""
