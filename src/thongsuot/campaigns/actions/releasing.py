"""At the operator one officer accepts, another releases: test telephones, 1 %, a pause, then everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.cutting import cut_phones, cut_rest, cut_trial
from thongsuot.campaigns.actions.refusing import (
    NotYet,
    Unsuitable,
    another,
    for_operator,
    in_hand,
    running,
)
from thongsuot.campaigns.actions.telling import tell_department
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.campaigns.states import CampaignState, ShareState
from thongsuot.engines.vietnamese import grouped
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

LONGEST_SHIFT = 24  # hours


@transaction.atomic
def accept(share: Share, *, by: Person, at: datetime, shift_hours: int = 12) -> Share:
    """Take the approved order on; whoever does so releases nothing of it."""
    for_operator(share, by, at)
    row = running(share)
    if not 1 <= shift_hours <= LONGEST_SHIFT:
        raise Unsuitable("shift_hours", _("Ca trực dài từ 1 đến 24 giờ; chưa lưu gì."))
    order = queries.order_in_force(row, at)
    row = move(
        row,
        ShareState.ACCEPTED,
        by=by,
        at=at,
        order_key=row.order_key or (order.key if order else ""),
        accepted_by=by,
        accepted_name=str(by),
        accepted_at=at,
        shift_hours=shift_hours,
    )
    said = f"{row.organisation.name} chấp nhận thực hiện."
    tell_department(share.campaign, "đã chấp nhận", said, by=by, at=at, about=row)
    carrying.report(row, "accept", by=by, at=at)
    return row


@transaction.atomic
def test(share: Share, *, by: Person, at: datetime) -> Share:
    """Release the text to the listed test telephones; a repeated test makes earlier readings count no more."""
    row = _released(share, ShareState.TESTING, by, at)
    if not queries.phones_of(row, at).exists():
        raise NotYet(_("Chưa có máy thử nào trong danh sách của doanh nghiệp."))
    row = move(row, ShareState.TESTING, by=by, at=at, released_by=by, released_name=str(by), testing_at=at)
    if queries.has_numbers(row):
        cut_phones(row, at)
    carrying.report(row, "test", by=by, at=at)
    return row


@transaction.atomic
def try_out(share: Share, *, by: Person, at: datetime) -> Share:
    """Release 1 % once every test telephone shows the approved text; from now on the campaign is being sent."""
    row = _released(share, ShareState.TRIAL, by, at)
    if row.campaign.corrects_id is not None:
        raise NotYet(_("Tin đính chính không qua gửi thử; sau máy thử hãy cho gửi đến tất cả."))
    _all_read(row, at)
    row = _sent(row, ShareState.TRIAL, by, at, trial_at=at)
    if queries.has_numbers(row):
        cut_trial(row, at)
    return row


@transaction.atomic
def send_all(share: Share, *, by: Person, at: datetime) -> Share:
    """Release to everybody, after the trial was counted and looked at; a correction needs no trial."""
    row = _released(share, ShareState.SENDING, by, at)
    if row.campaign.corrects_id is None:
        _tried(row, at)
    else:
        _all_read(row, at)
    row = _sent(row, ShareState.SENDING, by, at, sending_at=at)
    if queries.has_numbers(row):
        cut_rest(row, at)
    return row


@transaction.atomic
def finish(share: Share, *, by: Person, at: datetime) -> Share:
    """Note that every wave was sent: our own gateway saw it, or the operator has counted."""
    for_operator(share, by, at)
    row = in_hand(share)
    if row.state == ShareState.SENDING:
        if (last := max(wave.starts_at for wave in row.campaign.waves.all())) > at:
            moment = f"{localtime(last):%H:%M %d/%m/%Y}"
            raise NotYet(_("Còn lượt gửi lúc %(moment)s.") % {"moment": moment})
        _all_sent(row, at)
    row = move(row, ShareState.DONE, by=by, at=at, ended_at=at)
    tell_department(share.campaign, "đã gửi xong", f"{row.organisation.name} đã gửi xong.", by=by, at=at, about=row)
    carrying.report(row, "finish", by=by, at=at)
    return row


def _all_sent(row: Share, at: datetime) -> None:
    if queries.has_numbers(row):
        if left := queries.sendings_of([row], at)[row.pk].left:
            raise NotYet(_("Cổng gửi tin còn %(left)s tin nhắn chưa gửi xong.") % {"left": grouped(left)})
        return
    tally = queries.latest(row)
    if tally is None or row.sending_at is None or tally.at < row.sending_at or tally.phase == ShareState.TRIAL:
        raise NotYet(_("Chưa có số liệu của lần gửi cho tất cả thuê bao."))


def _released(share: Share, to: ShareState, by: Person, at: datetime) -> Share:
    """Return the share, locked, if this person may release it now; a paused one goes on by other ways."""
    for_operator(share, by, at)
    row = running(share)
    another(by, than=row.accepted_by, name=row.accepted_name)
    if row.state == ShareState.PAUSED:
        raise IllegalMove(row, to)
    return row


def _all_read(row: Share, at: datetime) -> None:
    if row.state != ShareState.TESTING:
        return  # the table of moves says what is wrong
    if queries.misread(row):
        raise NotYet(_("Có máy thử hiện khác nội dung; hãy gửi lại đến máy thử."))
    if not queries.readings_of(row):
        raise NotYet(_("Chưa ai xác nhận máy thử nào hiện đúng nội dung."))
    if names := ", ".join(phone.number for phone in queries.unread(row, at)):
        raise NotYet(_("Máy thử chưa được xác nhận hiện đúng nội dung: %(names)s.") % {"names": names})
    if queries.has_numbers(row):
        _went_by_the_gateway(row)


def _went_by_the_gateway(row: Share) -> None:
    """Refuse readings of what the operator's own platform sent: everybody is to get it by our gateway."""
    left = queries.phones_left(row)
    if left is None:
        raise NotYet(_("Danh sách số được nhận sau khi gửi đến máy thử; hãy gửi lại đến máy thử."))
    if left:
        raise NotYet(_("Cổng gửi tin còn %(left)s máy thử chưa gửi xong.") % {"left": grouped(left)})


def _tried(row: Share, at: datetime) -> None:
    if row.state in (ShareState.ACCEPTED, ShareState.TESTING):
        raise NotYet(_("Chưa gửi thử 1 % thuê bao."))
    if row.state != ShareState.TRIAL or row.trial_at is None:
        return  # the table of moves says what is wrong
    _trial_came_to_something(row)
    if at < (after := row.trial_at + queries.TRIAL_PAUSE):
        moment = f"{localtime(after):%H:%M}"
        raise NotYet(_("Cần dừng xem kết quả gửi thử; được gửi cho tất cả từ %(moment)s.") % {"moment": moment})
    if not queries.confirmed(row, at):
        raise NotYet(_("Ca trực đã hết; cần hai người của ca mới xác nhận."))


def _trial_came_to_something(row: Share) -> None:
    """Wait until our own gateway has an outcome for each of the 1 %, or the operator has counted."""
    if not queries.has_numbers(row):
        if queries.trial_tally(row) is None:
            raise NotYet(_("Chưa có số liệu gửi thử 1 % thuê bao."))
    elif left := queries.trial_left(row):
        raise NotYet(_("Cổng gửi tin còn %(left)s thuê bao của lần gửi thử 1 %%.") % {"left": grouped(left)})


def _sent(row: Share, to: str, by: Person, at: datetime, **changes: Any) -> Share:
    """Let the share go on under the eyes of its pair, and the campaign with it."""
    first_at = row.campaign.first_at
    if first_at is not None and at < first_at and to == ShareState.SENDING:
        moment = f"{localtime(first_at):%H:%M %d/%m/%Y}"
        raise NotYet(_("Lượt gửi đầu tiên bắt đầu lúc %(moment)s.") % {"moment": moment})
    if row.state == ShareState.TESTING:
        changes["confirmed_until"] = at + timedelta(hours=row.shift_hours)
    moved = move(row, to, by=by, at=at, released_by=by, released_name=str(by), **changes)
    _begun(row.campaign, by, at)
    carrying.report(moved, "release", by=by, at=at)
    return moved


def _begun(campaign: Campaign, by: Person, at: datetime) -> None:
    if campaign.state == CampaignState.APPROVED:
        with access.reaching(campaign.organisation_id):
            move(campaign, CampaignState.SENDING, by=by, at=at)
