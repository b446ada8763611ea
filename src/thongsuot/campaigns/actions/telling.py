"""Everybody whom a step concerns is told of it."""

from __future__ import annotations

from datetime import datetime

from thongsuot.campaigns.actions.refusing import DEPARTMENT, OPERATOR
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.ledger.queries import moves_of, topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

SUBJECT = "Nhắn tin tuyên truyền"


def tell_operator(share: Share, what: str, body: str, *, by: Actor, at: datetime, priority: int = 2) -> None:
    """Tell the operator's people, and the branch that is in copy."""
    words = Words(f"{SUBJECT} {share.campaign.number}: {what}", body, share.get_absolute_url(), priority)
    places = [share.organisation, *([share.branch] if share.branch else [])]
    with access.reaching(*places):
        for place in places:
            for person in holders(*OPERATOR, organisation=place, at=at):
                key = f"{topic(share)}:{what}:{moves_of(share).count()}:{person.pk}"
                outbox.tell(
                    Draft(key[:120], "", outbox.contact_of(person), words, share.reality, topic(share)), by=by, at=at
                )


def tell_department(campaign: Campaign, what: str, body: str, *, by: Actor, at: datetime, about: Share) -> None:
    """Tell the department's people what an operator did."""
    words = Words(f"{SUBJECT} {campaign.number}: {what}", body, campaign.get_absolute_url())
    with access.reaching(campaign.organisation_id):
        for person in holders(*DEPARTMENT, organisation=campaign.organisation, at=at):
            key = f"{topic(about)}:{what}:{moves_of(about).count()}:{person.pk}"
            outbox.tell(
                Draft(key[:120], "", outbox.contact_of(person), words, campaign.reality, topic(campaign)), by=by, at=at
            )
