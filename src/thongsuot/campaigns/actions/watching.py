"""A running share is watched by two people: they pause it, and over a change of shifts a new pair takes it on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import NotYet, another, for_operator, in_hand, reasoned, running
from thongsuot.campaigns.actions.telling import tell_department, tell_operator
from thongsuot.campaigns.models import Share
from thongsuot.campaigns.states import RUNNING, TO_SUBSCRIBERS, Cause, ShareState
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person, System

WATCH = System("Nhắn tin tuyên truyền")
WATCHING = ("first_confirmed_by", "first_confirmed_at", "confirmed_until", "pause_cause", "reason")
SHIFT_OVER = "Hết ca trực, chưa có hai người của ca mới xác nhận."


@transaction.atomic
def pause_share(share: Share, *, reason: str, by: Person, at: datetime) -> Share:
    """Stop sending at this operator for now."""
    for_operator(share, by, at)
    reason = reasoned(reason)
    row = in_hand(share)
    told = {"paused_from": row.state, "pause_cause": Cause.OPERATOR, "reason": reason}
    row = move(row, ShareState.PAUSED, by=by, at=at, note=reason, **told)
    said = f"{row.organisation.name} tạm dừng gửi: {reason}"
    tell_department(share.campaign, "doanh nghiệp tạm dừng", said, by=by, at=at, about=row)
    carrying.report(row, "pause", by=by, at=at)
    return row


@transaction.atomic
def resume_share(share: Share, *, by: Person, at: datetime) -> Share:
    """Go on with what this operator itself has paused; not by whom accepted it."""
    for_operator(share, by, at)
    row = running(share)
    another(by, than=row.accepted_by, name=row.accepted_name)
    if row.state != ShareState.PAUSED:
        raise IllegalMove(row, ShareState.SENDING)  # a trial goes on to everybody by send_all alone
    if row.pause_cause != Cause.OPERATOR:
        raise NotYet(_("Phần này tạm dừng vì hết ca trực; cần hai người của ca mới xác nhận."))
    if not queries.confirmed(row, at):
        raise NotYet(_("Ca trực đã hết; cần hai người của ca mới xác nhận."))
    row = _resumed(row, by, at)
    carrying.report(row, "resume", by=by, at=at)
    return row


@transaction.atomic
def confirm_shift(share: Share, *, by: Person, at: datetime) -> Share:
    """Take the running share over; it holds once a second person has confirmed within the hour."""
    for_operator(share, by, at)
    row = _confirmed(in_hand(share), by, at)
    carrying.report(row, "shift", by=by, at=at)
    return row


def _confirmed(row: Share, by: Person, at: datetime) -> Share:
    if row.state not in (*TO_SUBSCRIBERS, ShareState.PAUSED):
        raise IllegalMove(row, ShareState.SENDING)
    fresh = row.first_confirmed_at is not None and at - row.first_confirmed_at <= queries.CONFIRMING
    before = _watch(row)
    if not fresh:
        row.first_confirmed_by, row.first_confirmed_at = by, at
        return _kept(row, before, by, at)
    another(by, than=row.first_confirmed_by, name=str(by))
    row.first_confirmed_by, row.first_confirmed_at = None, None
    row.confirmed_until = at + timedelta(hours=row.shift_hours)
    row = _kept(row, before, by, at)
    if row.state == ShareState.PAUSED and row.pause_cause == Cause.SHIFT:
        return _taken_over(row, by, at)
    return row


def _taken_over(row: Share, by: Person, at: datetime) -> Share:
    """Go on under the new pair; where the department has paused the campaign, go on with it."""
    if row.campaign.state in RUNNING:
        return _resumed(row, by, at)
    before = _watch(row)
    row.pause_cause, row.reason = Cause.CAMPAIGN, row.campaign.reason
    return _kept(row, before, by, at)


def await_pair(row: Share, *, by: Person, at: datetime) -> Share:
    """Let a share that the department lets go on wait for two people, since its pair has gone meanwhile."""
    before = _watch(row)
    row.pause_cause, row.reason = Cause.SHIFT, SHIFT_OVER
    row = _kept(row, before, by, at)
    said = f"Sở cho phép tiếp tục gửi. {SHIFT_OVER}"
    tell_operator(row, "chờ ca mới", said, by=by, at=at, priority=1)
    return row


@transaction.atomic
def end_watch(share: Share, *, at: datetime) -> Share:
    """The pair has gone and no new one has confirmed: nothing more is sent until two people do."""
    row = in_hand(share)
    if row.state not in TO_SUBSCRIBERS or queries.confirmed(row, at):
        return row
    told = {"paused_from": row.state, "pause_cause": Cause.SHIFT, "reason": SHIFT_OVER}
    row = move(row, ShareState.PAUSED, by=WATCH, at=at, note=SHIFT_OVER, **told)
    tell_operator(row, "hết ca trực", SHIFT_OVER, by=WATCH, at=at, priority=1)
    said = f"{row.organisation.name}: {SHIFT_OVER}"
    tell_department(share.campaign, "tạm dừng vì hết ca", said, by=WATCH, at=at, about=row)
    carrying.report(row, "pause", by=WATCH, at=at)
    return row


def _resumed(row: Share, by: Person, at: datetime) -> Share:
    return move(row, row.paused_from, by=by, at=at, paused_from="", pause_cause="", reason="")


def _kept(row: Share, before: tuple[object, ...], by: Person, at: datetime) -> Share:
    """Save who watches and until when; the ledger keeps what stood before."""
    row.save(update_fields=WATCHING)
    after = _watch(row)
    with access.reaching(row.organisation_id):
        ledger.keep_edit(
            row,
            before=dict(zip(WATCHING, before, strict=True)),
            after=dict(zip(WATCHING, after, strict=True)),
            by=by,
            at=at,
        )
    ledger.wake_timer()
    return row


def _watch(row: Share) -> tuple[object, ...]:
    first = str(row.first_confirmed_by) if row.first_confirmed_by else None
    return first, row.first_confirmed_at, row.confirmed_until, row.pause_cause, row.reason
