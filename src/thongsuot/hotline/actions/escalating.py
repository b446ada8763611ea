"""Nobody has answered a call in time: who is on duty is asked, again and again, until somebody sees to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.duty import queries as duty
from thongsuot.hotline import queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import UNANSWERED, CallState
from thongsuot.ledger.actions import IllegalMove, move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person
from thongsuot.outbox.actions import Words
from thongsuot.paging import actions as paging
from thongsuot.paging.models import Ladder, Page
from thongsuot.paging.states import PageState

SHOWN = 120  # signs of what was said that a page carries


@transaction.atomic
def escalate(call: HotlineCall, *, by: Actor, at: datetime) -> HotlineCall:
    """Ask whoever is on duty now, whoever promised or took it first; late comers change nothing."""
    rows = HotlineCall.objects.select_for_update(of=("self",)).select_related("organisation__supervisor", "holder")
    row = rows.get(pk=call.pk)
    if row.state not in UNANSWERED or row.due_at is None or row.due_at > at:
        return row
    with access.acting_as_system():  # who answers may not see the roster
        paging.stop(row, by=by, at=at)
        row.ladder = _asked(row, by=by, at=at)
    row.escalated_at, row.due_at = at, queries.held_till(row.urgency, at)
    row.save(update_fields=["ladder", "escalated_at", "due_at"])
    notify(topic(row), row.organisation_id)
    return row


def _asked(call: HotlineCall, *, by: Actor, at: datetime) -> Ladder | None:
    """Open a ladder; where nobody of the own house can be reached the department is asked, and told no word of it."""
    first = [call.holder] if call.holder is not None and duty.has_contact(call.holder) else []
    people = list(dict.fromkeys([*first, *duty.reached_first(call.organisation, at)]))
    above = call.organisation.supervisor
    words = words_of(call)
    if not people and above is not None:
        people, words = duty.reached_first(above, at), outer_words_of(call)
    return _ladder(call, people, words, by=by, at=at)


def _ladder(call: HotlineCall, people: Sequence[Person], words: Words, *, by: Actor, at: datetime) -> Ladder | None:
    try:
        return paging.open_ladder(call, people, words, organisation=call.organisation, by=by, at=at)
    except paging.EmptyLadder:
        return None  # the list says so, and it is tried again


@transaction.atomic
def take_up(call: HotlineCall, *, by: Actor, at: datetime) -> HotlineCall:
    """Somebody accepted to see to a call, by page, link or SMS: it is theirs from that moment."""
    ladder = call.ladder
    if ladder is None:
        raise IllegalMove(call, CallState.TAKEN)
    pages = Page.objects.filter(ladder=ladder, state=PageState.ACCEPTED).select_related("rung__person")
    page = pages.order_by("-pk").first()
    person = page.rung.person if page is not None else None
    taken_at = ladder.accepted_at or at
    to = CallState.CALL_BACK if call.state == CallState.CALL_BACK else CallState.TAKEN
    due_at = queries.held_till(call.urgency, taken_at)
    return move(call, to, by=person or by, at=taken_at, holder=person, ladder=None, due_at=due_at)


def words_of(call: HotlineCall) -> Words:
    """Return what is said to whoever is asked: who called when, about what, and how to call back."""
    back = call.state == CallState.CALL_BACK
    subject = f"Đến giờ gọi lại: {call.caller}" if back else f"Tin báo chưa được trả lời: {call.caller}"
    lines = [f"Gọi lúc {_clock(call.called_at)}"]
    lines += [where] if (where := call.where) else []
    lines += [call.what[:SHOWN]]
    lines += [f"Số gọi lại {call.phone}"] if call.phone else []
    return Words(subject[:200], ". ".join(lines), call.get_absolute_url(), call.urgency)


def outer_words_of(call: HotlineCall) -> Words:
    """Return what the department is told where nobody answers: whose hotline, and since when."""
    office = call.organisation.short_name or call.organisation.name
    body = f"Gọi lúc {_clock(call.called_at)}. Đơn vị không có ai liên lạc được"
    return Words(f"Đường dây nóng chưa được trả lời: {office}"[:200], body, "", call.urgency)


def _clock(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M ngày %d/%m/%Y}"
