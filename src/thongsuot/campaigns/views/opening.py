"""A person opens a campaign, or an operator's share of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.campaigns import queries
from thongsuot.campaigns.forms import AcceptForm, ApproveForm, EstimateForm, PhoneForm, TallyForm
from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.campaigns.states import (
    CAMPAIGN_MOVES,
    RUNNING,
    SHARE_MOVES,
    TO_SUBSCRIBERS,
    CampaignState,
    Cause,
    ShareState,
)
from thongsuot.campaigns.views.asking import Desk, SignedIn, campaign_of, share_of
from thongsuot.campaigns.views.guiding import Part, Whole, next_of_campaign, next_of_share
from thongsuot.campaigns.views.numbers_panel import numbers_panel
from thongsuot.engines.package import spoken


@require_safe
@never_cache
@login_required
def campaign(request: SignedIn, pk: int) -> HttpResponse:
    """Show a campaign with the shares that the person may see."""
    at = now()
    return campaign_page(request, campaign_of(request, pk, at), at)


def campaign_page(
    request: SignedIn, row: Campaign, at: datetime, *, form: ApproveForm | None = None, status: int = 200
) -> HttpResponse:
    """Show a campaign as it stands, with what was typed."""
    desk = Desk.of(request.user, at)
    shares: QuerySet[Share] = queries.shares_visible_to(request.user, at).filter(campaign=row)
    inside = desk.at_department
    overview = queries.overview(row, list(shares.order_by("organisation__sort_key")), at)
    reached = any(queries.reached(line.share) for line in overview.lines)
    may = _may(desk, row, reached)
    whole = Whole(row, overview, may, at)
    told = {
        "row": row,
        "inside": inside,
        "look": queries.look_at(row.text),
        "correction": queries.look_at(row.correction),
        "waves": list(row.waves.all()),
        "overview": overview,
        "reached": reached,
        "whole": whole,
        "next": next_of_campaign(whole) if inside else "",
        "may": {
            **may,
            "approve": may["approve"] and whole.approvable,
            "close": may["close"] and whole.ended,
        },
        "approve_form": form or ApproveForm(row),
        "corrected_by": Campaign.objects.filter(corrects=row).first(),
        "moves": queries.history(row)[::-1] if inside else [],
    }
    return render(request, "campaigns/campaign.html", told, status=status)


def _may(desk: Desk, row: Campaign, reached: bool) -> dict[str, bool]:
    """Tell which buttons the page has; each action asks again."""
    ours, ways = desk.orders(row.organisation_id), CAMPAIGN_MOVES.get(CampaignState(row.state), set())
    second = desk.person.pk != row.requested_by_id
    return {
        "approve": ours and second and CampaignState.APPROVED in ways,
        "wait": ours and not second and CampaignState.APPROVED in ways,
        "refuse": ours and second and CampaignState.REFUSED in ways,
        "withdraw": ours and CampaignState.WITHDRAWN in ways,
        "pause": ours and CampaignState.PAUSED in ways,
        "resume": ours and row.state == CampaignState.PAUSED,
        "halt": ours and CampaignState.HALTED in ways,
        "close": ours and CampaignState.CLOSED in ways,
        "correct": ours and reached and row.approved_by_id is not None and row.corrects_id is None,
        "leave_out": ours and row.state == CampaignState.REQUESTED,
    }


@require_safe
@never_cache
@login_required
def share(request: SignedIn, pk: int) -> HttpResponse:
    """Show an operator's share."""
    at = now()
    return share_page(request, share_of(request, pk, at), at)


def share_page(
    request: SignedIn, row: Share, at: datetime, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Show a share as it stands, with what was typed."""
    desk = Desk.of(request.user, at)
    readings = queries.readings_of(row)
    overview = queries.overview(row.campaign, [row], at)
    sending = overview.lines[0].sending
    phones = [(phone, readings.get(phone.pk)) for phone in queries.phones_of(row, at)]
    tallies = list(row.tallies.order_by("-version"))
    may = _may_here(desk, row, by_gateway=sending is not None, here=not overview.lines[0].elsewhere)
    counted = any(tally.phase == ShareState.TRIAL for tally in tallies)
    orderable = queries.orderable(row)
    way = overview.lines[0].carriage
    ordered_there = way is not None and way.mirrored
    given = {name: getattr(row, name) for name in ("subscribers", "rate", "parts", "brand_registered")}
    told = {
        "row": row,
        "campaign": row.campaign,
        "inside": desk.at_department,
        "look": queries.look_at(row.campaign.text),
        "waves": list(row.campaign.waves.all()),
        "overview": overview,
        "sending": sending,
        "numbers": numbers_panel(desk, row),
        "tallies": tallies,
        "phones": phones,
        "trial_size": -(-(row.subscribers or 0) // 100),
        "digest": queries.digest(row) if orderable else "",
        "key_digits": spoken(queries.signing_key().fingerprint) if orderable and not ordered_there else "",
        "may": may,
        "again": _may_say_again(desk, row, way),
        "next": next_of_share(Part(row, may, phones, sending, counted, at)),
        "estimate_form": EstimateForm(initial=given),
        "accept_form": AcceptForm(),
        "phone_form": PhoneForm(),
        "tally_form": TallyForm(),
        "moves": queries.history(row)[::-1],
        **(forms or {}),
    }
    return render(request, "campaigns/share.html", told, status=status)


def _may_say_again(desk: Desk, row: Share, way: Carriage | None) -> bool:
    """Tell whether what the other install refused may be sent anew."""
    if way is None or not way.objected:
        return False
    return desk.carries_out(row.organisation_id) if way.mirrored else desk.orders(row.department_id)


def _may_here(desk: Desk, row: Share, *, by_gateway: bool, here: bool) -> dict[str, bool]:
    """Tell which buttons the page has; each action asks again, and refuses what another install carries out."""
    ours, ways = here and desk.carries_out(row.organisation_id), SHARE_MOVES.get(ShareState(row.state), set())
    runs = ours and row.campaign.state in RUNNING and row.generation == row.campaign.generation
    other = runs and desk.person.pk != row.accepted_by_id
    accepted = row.accepted_by_id is not None
    return {
        "ours": ours,
        "estimate": ours and row.campaign.state == CampaignState.REQUESTED and ShareState.ESTIMATED in ways,
        "accept": runs and ShareState.ACCEPTED in ways,
        "decline": ours and ShareState.REFUSED in ways,
        "second": runs and accepted and not other and ShareState.TESTING in ways,
        "test": other and accepted and ShareState.TESTING in ways,
        "read": ours and row.state == ShareState.TESTING,
        "try_out": other and row.state == ShareState.TESTING and row.campaign.corrects_id is None,
        "send_all": other and row.state == (ShareState.TESTING if row.campaign.corrects_id else ShareState.TRIAL),
        "finish": ours and ShareState.DONE in ways,
        "pause": ours and row.state in TO_SUBSCRIBERS,
        "resume": other and row.state == ShareState.PAUSED and row.pause_cause == Cause.OPERATOR,
        "confirm": ours and row.state in (*TO_SUBSCRIBERS, ShareState.PAUSED),
        "tally": ours and not by_gateway and queries.countable(row),
        "phones": ours,
    }
