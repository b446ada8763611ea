"""A sent message is put right: the approved correction goes to everybody who was to have the wrong one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import NotYet, for_department, locked, reasoned
from thongsuot.campaigns.actions.requesting import list_waves
from thongsuot.campaigns.actions.stopping import end
from thongsuot.campaigns.actions.telling import tell_operator
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.campaigns.states import BINDING, CampaignState, ShareState
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Person


@transaction.atomic
def correct(campaign: Campaign, *, reason: str, by: Person, at: datetime) -> Campaign:
    """Stop the wrong text at once, and order the correction that was approved with it: no second approval is needed."""
    for_department(campaign, by, at)
    reason = reasoned(reason)
    wrong = locked(campaign)
    if wrong.corrects_id is not None:
        raise NotYet(_("Đây đã là tin đính chính; hãy dừng đợt này và lập đề nghị mới."))
    if Campaign.objects.filter(corrects=wrong).exists():
        raise NotYet(_("Đợt nhắn tin này đã có đính chính."))
    with access.reaching(*queries.bound(wrong).values_list("organisation_id", flat=True)):
        reached = [share for share in queries.bound(wrong) if queries.reached(share)]
        if not reached or wrong.approved_by is None:
            raise NotYet(_("Chưa có tin nhắn nào được gửi đi nên không có gì để đính chính; hãy dừng đợt nhắn tin."))
        if wrong.state in BINDING:
            wrong = end(wrong, CampaignState.HALTED, "dừng để đính chính", reason, by=by, at=at)
        return _ordered(wrong, reached, reason, by, at)


def _ordered(wrong: Campaign, reached: list[Share], reason: str, by: Person, at: datetime) -> Campaign:
    """Make the correcting campaign with the words, the people and the numbers of the approval that covers it."""
    told = {
        name: getattr(wrong, name)
        for name in (
            "organisation", "reality", "scan", "issuer_name", "number", "dated_on", "legal_ground", "area", "rule",
            "audience", "brand", "correction", "report_due_at", "requested_by", "requested_name",
        )
    }  # fmt: skip
    look = queries.look_at(wrong.correction)
    row = Campaign.objects.create(**told, text=wrong.correction, parts=look.parts, requested_at=at, corrects=wrong)
    list_waves(row, [at])
    shares = [_again(row, wrong, share, by, at) for share in reached]
    approval = {name: getattr(wrong, name) for name in ("approved_by", "approved_name", "approved_at")}
    total = queries.sum_of_estimates(row)
    row = move(row, CampaignState.APPROVED, by=by, at=at, note=reason, approved_subscribers=total, **approval)
    for share in shares:
        said = f"Đề nghị gửi ngay nội dung đính chính đã được phê duyệt: {reason}"
        tell_operator(share, "đính chính", said, by=by, at=at, priority=1)
    carrying.order(row, "correct", by=by, at=at)
    ledger.notify(topic(row), row.organisation_id)
    return row


def _again(row: Campaign, wrong: Campaign, share: Share, by: Person, at: datetime) -> Share:
    """Ask the same operator for the correction, with the numbers that it gave and that were approved."""
    subscribers, rate = share.subscribers or 0, share.rate or 1
    parts = max(row.parts, -(-row.parts * (share.parts or 0) // wrong.parts))  # as its own platform counts them
    asked = Share.objects.create(
        organisation=share.organisation,
        reality=row.reality,
        campaign=row,
        department=row.organisation,
        branch=share.branch,
        order_key=share.order_key,
        subscribers=subscribers,
        parts=parts,
        converted=subscribers * parts,
        rate=rate,
        seconds=queries.seconds_of_wave(subscribers, parts, rate),
        brand_registered=share.brand_registered,
        estimated_name=share.estimated_name,
        estimated_at=share.estimated_at,
    )
    if queries.carried_out_elsewhere(share):
        carrying.begin(asked)
    return move(asked, ShareState.ESTIMATED, by=by, at=at)
