"""An operator answers: what it would take, or why it does not take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import NotYet, Unsuitable, for_operator, in_hand, reasoned
from thongsuot.campaigns.actions.telling import tell_department
from thongsuot.campaigns.models import Share
from thongsuot.campaigns.states import CampaignState, ShareState
from thongsuot.engines.vietnamese import grouped
from thongsuot.ledger.actions import move
from thongsuot.organisations.models import Person

MOST_SUBSCRIBERS = 200_000_000
MOST_RATE = 1_000_000


@dataclass(frozen=True)
class Estimate:
    """What an operator expects; parts as its own platform counts them where that differs from ours."""

    subscribers: int
    rate: int
    brand_registered: bool
    parts: int = 0


@transaction.atomic
def estimate(share: Share, told: Estimate, *, by: Person, at: datetime) -> Share:
    """Answer with numbers; they may be put right until the campaign is approved."""
    for_operator(share, by, at)
    row = in_hand(share)
    if row.campaign.state != CampaignState.REQUESTED:
        raise NotYet(_("Đợt nhắn tin đã được phê duyệt hoặc đã kết thúc nên ước tính không đổi được nữa."))
    if not 0 < told.subscribers <= MOST_SUBSCRIBERS:
        said = _("Số thuê bao phải từ 1 đến %(most)s; chưa lưu gì.")
        raise Unsuitable("subscribers", said % {"most": grouped(MOST_SUBSCRIBERS)})
    if not 0 < told.rate <= MOST_RATE:
        said = _("Tốc độ theo hợp đồng phải từ 1 đến %(most)s tin nhắn/giây; chưa lưu gì.")
        raise Unsuitable("rate", said % {"most": grouped(MOST_RATE)})
    parts = told.parts or row.campaign.parts
    if not 0 < parts <= 2 * row.campaign.parts:
        raise Unsuitable("parts", _("Số phần của tin nhắn không khớp nội dung; chưa lưu gì."))
    row = move(
        row,
        ShareState.ESTIMATED,
        by=by,
        at=at,
        note=f"{grouped(told.subscribers)} thuê bao",
        subscribers=told.subscribers,
        parts=parts,
        converted=told.subscribers * parts * row.campaign.waves.count(),
        rate=told.rate,
        seconds=queries.seconds_of_wave(told.subscribers, parts, told.rate),
        brand_registered=told.brand_registered,
        estimated_name=str(by),
        estimated_at=at,
    )
    said = f"{row.organisation.name} ước tính {grouped(told.subscribers)} thuê bao."
    tell_department(share.campaign, "đã có ước tính", said, by=by, at=at, about=row)
    carrying.report(row, "estimate", by=by, at=at)
    return row


@transaction.atomic
def decline(share: Share, *, reason: str, by: Person, at: datetime) -> Share:
    """Do not take part, and say why; possible until test messages have gone out."""
    for_operator(share, by, at)
    reason = reasoned(reason)
    row = move(in_hand(share), ShareState.REFUSED, by=by, at=at, note=reason, reason=reason, ended_at=at)
    said = f"{row.organisation.name} không thực hiện: {reason}"
    tell_department(share.campaign, "không thực hiện", said, by=by, at=at, about=row)
    carrying.report(row, "decline", by=by, at=at)
    return row
