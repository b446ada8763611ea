"""The mass message of a crisis: asked for, estimated, approved by two, tried and sent by two others at an operator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localtime

from thongsuot.campaigns import actions as campaigns
from thongsuot.campaigns import queries as sendings
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.directives.models import Assignment, Directive
from thongsuot.engines.tables import read_subscribers
from thongsuot.exercise import queries
from thongsuot.exercise.actions.scripting import Plan
from thongsuot.ledger.models import Reality
from thongsuot.organisations.models import Area, Organisation, Person

MINUTE = timedelta(minutes=1)
FIRST_WAVE = 20 * MINUTE  # after the request


def plan(put: Plan, directive: Directive, *, silent: str | None, at: datetime) -> None:
    """Plan a campaign where the letter asks mobile operators for messages and one of them speaks; all in half an hour.

    What is released is sent by the gateways in the moment of its release, before the next step.
    """
    if not [code for code in _asked(directive) if code != silent]:
        return
    put(at, partial(request, directive.pk))
    put(at + 3 * MINUTE, partial(estimate, silent))
    put(at + 6 * MINUTE, partial(approve, silent))
    steps: tuple[tuple[int, Callable[[Share, datetime], object]], ...] = (
        (8, accept),
        (9, test),
        (12, read),
        (13, try_out),
        (24, send_all),
        (26, finish),
    )
    for minutes, step in steps:
        put(at + minutes * MINUTE, partial(each, step))
    put(at + 28 * MINUTE, close)


def _asked(directive: Directive) -> list[str]:
    bound = Assignment.objects.filter(directive=directive, obligation__kind=sendings.KIND)
    mobile = bound.filter(organisation__services__contains=[Organisation.Service.MOBILE])
    return sorted(set(mobile.values_list("organisation__code", flat=True)))


def _person(username: str) -> Person:
    return Person.objects.select_related("organisation").get(username=username)


def _campaign() -> Campaign:
    return Campaign.objects.select_related("organisation", "area").latest("pk")


def request(directive: int, at: datetime) -> None:
    """Ask all mobile operators that the letter binds, on the committee's word."""
    told, row = queries.cast(), Directive.objects.select_related("organisation").get(pk=directive)
    same = ("number", "legal_ground", "audience", "brand", "text", "correction")
    wanted = campaigns.Wanted(
        issuer_name=told["committee"]["name"],
        dated_on=localtime(at).date(),
        area=Area.objects.get(code=told["province"]["code"]),
        rule=Campaign.Rule.REGISTERED,
        waves=(at + FIRST_WAVE,),
        **{name: told["campaign"][name] for name in same},
    )
    operators = Organisation.objects.filter(code__in=_asked(row)).order_by("code")
    asked = [campaigns.Addressee(operator) for operator in operators]
    by = _person("so.chuyenvien")
    campaigns.request(wanted, asked, organisation=row.organisation, reality=Reality.EXERCISE, by=by, at=at)


def estimate(silent: str | None, at: datetime) -> None:
    """Let every operator but the silent one answer."""
    told = queries.cast()["campaign"]
    for share in _campaign().shares.select_related("organisation").order_by("organisation__code"):
        code = share.organisation.code
        if code != silent:
            answer = campaigns.Estimate(told["subscribers"][code], told["rate"], brand_registered=True)
            campaigns.estimate(share, answer, by=_person(f"{code}.daumoi"), at=at)


def approve(silent: str | None, at: datetime) -> None:
    """Go on without the silent one; the leader types the area and the sum."""
    campaign = _campaign()
    for share in campaign.shares.filter(organisation__code=silent):
        campaigns.leave_out(share, reason="Chưa trả lời", by=_person("so.chuyenvien"), at=at)
    total = str(sendings.sum_of_estimates(campaign))
    campaigns.approve(campaign, area=campaign.area.name, subscribers=total, by=_person("so.lanhdao"), at=at)


def each(step: Callable[[Share, datetime], object], at: datetime) -> None:
    """Let every operator that takes part take a step."""
    shares = _campaign().shares.filter(subscribers__isnull=False).order_by("organisation__code")
    for share in shares.select_related("organisation", "campaign__area"):
        step(share, at)


def accept(share: Share, at: datetime) -> None:
    """Accept, list a test telephone, and bring the subscribers."""
    by = _person(f"{share.organisation.code}.daumoi")
    campaigns.accept(share, by=by, at=at)
    phone = queries.cast()["campaign"]["phone"]
    campaigns.list_phone(share.organisation, number=phone, holder="Trực ban", reality=share.reality, by=by, at=at)
    octets = queries.subscriber_list(share.organisation.code).encode()
    found = read_subscribers([octets], sendings.wanted(share, at))
    read_of = campaigns.Reading("thue-bao.csv", hashlib.sha256(octets).hexdigest(), found)
    campaigns.take_numbers(share, read_of, by=by, at=at)


def test(share: Share, at: datetime) -> None:
    """Release to the test telephone."""
    campaigns.test(share, by=_person(f"{share.organisation.code}.lanhdao"), at=at)


def read(share: Share, at: datetime) -> None:
    """Say that the telephone shows what was approved."""
    by = _person(f"{share.organisation.code}.daumoi")
    for phone in sendings.phones_of(share, at):
        campaigns.read_phone(share, phone, as_approved=True, by=by, at=at)


def try_out(share: Share, at: datetime) -> None:
    """Release to one in a hundred."""
    campaigns.try_out(share, by=_person(f"{share.organisation.code}.lanhdao"), at=at)


def send_all(share: Share, at: datetime) -> None:
    """Release to everybody."""
    campaigns.send_all(share, by=_person(f"{share.organisation.code}.lanhdao"), at=at)


def finish(share: Share, at: datetime) -> None:
    """Note that everybody was sent to."""
    campaigns.finish(share, by=_person(f"{share.organisation.code}.daumoi"), at=at)


def close(at: datetime) -> None:
    """End the campaign."""
    campaigns.close(_campaign(), by=_person("so.lanhdao"), at=at)
