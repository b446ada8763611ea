"""The department pauses, resumes, halts or closes a campaign; whatever waits of a halted one is void."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import NotYet, for_department, locked, reasoned
from thongsuot.campaigns.actions.telling import tell_operator
from thongsuot.campaigns.actions.watching import await_pair
from thongsuot.campaigns.models import Campaign
from thongsuot.campaigns.states import ENDED, TO_SUBSCRIBERS, CampaignState, Cause, ShareState
from thongsuot.ledger.actions import move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

AT_ONCE = 1


@transaction.atomic
def pause(campaign: Campaign, *, reason: str, by: Person, at: datetime) -> Campaign:
    """Stop sending for now, at every operator."""
    for_department(campaign, by, at)
    reason = reasoned(reason)
    row = move(locked(campaign), CampaignState.PAUSED, by=by, at=at, note=reason, reason=reason)
    with _reaching(row):
        for share in queries.bound(row).filter(state__in=TO_SUBSCRIBERS):
            stopped = {"paused_from": share.state, "pause_cause": Cause.CAMPAIGN, "reason": reason}
            share = move(share, ShareState.PAUSED, by=by, at=at, note=reason, **stopped)
            tell_operator(share, "tạm dừng", f"Sở yêu cầu tạm dừng gửi: {reason}", by=by, at=at, priority=AT_ONCE)
    carrying.order(row, "pause", by=by, at=at)
    return row


@transaction.atomic
def resume(campaign: Campaign, *, by: Person, at: datetime) -> Campaign:
    """Go on; a share whose pair has gone meanwhile waits until two people confirm."""
    for_department(campaign, by, at)
    row = move(locked(campaign), CampaignState.SENDING, by=by, at=at, reason="")
    with _reaching(row):
        for share in queries.bound(row).filter(state=ShareState.PAUSED, pause_cause=Cause.CAMPAIGN):
            if queries.confirmed(share, at):
                cleared = {"paused_from": "", "pause_cause": "", "reason": ""}
                share = move(share, share.paused_from, by=by, at=at, **cleared)
                tell_operator(share, "tiếp tục", "Sở cho phép tiếp tục gửi.", by=by, at=at)
            else:
                await_pair(share, by=by, at=at)
    carrying.order(row, "resume", by=by, at=at)
    return row


@transaction.atomic
def halt(campaign: Campaign, *, reason: str, by: Person, at: datetime) -> Campaign:
    """Stop for good."""
    for_department(campaign, by, at)
    reason = reasoned(reason)
    return end(locked(campaign), CampaignState.HALTED, "dừng hẳn", reason, by=by, at=at)


def end(campaign: Campaign, to: CampaignState, what: str, reason: str, *, by: Person, at: datetime) -> Campaign:
    """End a locked campaign and every share that has not ended, and tell the operators at once.

    The generation grows, so that whatever still waits of the older one is void.
    """
    later = campaign.generation + 1
    row = move(campaign, to, by=by, at=at, note=reason, reason=reason, generation=later)
    with _reaching(row):
        for share in queries.bound(row).exclude(state__in=ENDED):
            share = move(share, ShareState.HALTED, by=by, at=at, note=reason, reason=reason, ended_at=at)
            said = f"Đợt nhắn tin {what}, không gửi thêm tin nào: {reason}"
            tell_operator(share, what, said, by=by, at=at, priority=AT_ONCE)
    carrying.order(row, str(to), by=by, at=at)
    return row


@transaction.atomic
def close(campaign: Campaign, *, by: Person, at: datetime) -> Campaign:
    """Note that every operator has come to its end."""
    for_department(campaign, by, at)
    campaign = locked(campaign)
    with _reaching(campaign):
        left = queries.bound(campaign).exclude(state__in=ENDED)
        if names := ", ".join(share.organisation.short_name for share in left):
            raise NotYet(_("Còn doanh nghiệp chưa kết thúc phần của mình: %(names)s.") % {"names": names})
    row = move(campaign, CampaignState.CLOSED, by=by, at=at)
    carrying.order(row, "close", by=by, at=at)
    return row


def _reaching(campaign: Campaign) -> AbstractContextManager[None]:
    """Reach every operator of the campaign, also one that the department does not supervise."""
    return access.reaching(*queries.bound(campaign).values_list("organisation_id", flat=True))
