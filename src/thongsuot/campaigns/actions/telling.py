"""Everybody whom a step concerns is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thongsuot.campaigns.actions.refusing import DEPARTMENT, OPERATOR
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.ledger.queries import moves_of, topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

SUBJECT = "Nhắn tin tuyên truyền"


def tell_operator(share: Share, what: str, body: str, *, by: Actor, at: datetime, priority: int = 2) -> None:
    """Tell the operator's people, and the branch that is in copy."""
    words = Words(f"{SUBJECT} {share.campaign.number}: {what}", body, share.get_absolute_url(), priority)
    places = [share.organisation, *([share.branch] if share.branch else [])]
    _tell(places, OPERATOR, words, share, what, about=share, by=by, at=at)


def tell_department(campaign: Campaign, what: str, body: str, *, by: Actor, at: datetime, about: Share) -> None:
    """Tell the department's people what an operator did."""
    words = Words(f"{SUBJECT} {campaign.number}: {what}", body, campaign.get_absolute_url())
    with access.reaching(campaign.organisation_id):
        _tell([campaign.organisation], DEPARTMENT, words, about, what, about=campaign, by=by, at=at)


def _tell(
    places: Sequence[Organisation],
    roles: Sequence[str],
    words: Words,
    share: Share,
    what: str,
    *,
    about: Campaign | Share,
    by: Actor,
    at: datetime,
) -> None:
    """Tell each holder of a role once of what the share came to."""
    step = f"{topic(share)}:{what}:{moves_of(share).count()}:{at:%Y%m%d%H%M%S}"
    with access.reaching(*places):
        for place in places:
            for person in holders(*roles, organisation=place, at=at):
                key = f"{step}:{person.pk}"[:120]
                outbox.tell(Draft(key, "", outbox.contact_of(person), words, share.reality, topic(about)), by=by, at=at)
