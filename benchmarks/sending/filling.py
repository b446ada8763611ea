"""A campaign that is approved, accepted and tested, with recipients in blocks; its release starts the clock."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np

OCTETS = 100
TEXT = "Tin thu tai, khong can lam gi: chi gui den thue bao tuong tuong cua bai do toc do".ljust(OCTETS, "x")
FIRST = 84_900_000_000
PER_BLOCK = 10_000
AREAS = 100  # that the subscribers are in; what comes of them is counted by area
HOUR = timedelta(hours=1)


def now() -> datetime:
    """Return the time; a benchmark stands at the edge."""
    return datetime.now().astimezone()


def shares(codes: list[str], recipients: int, rate: int = 1_000_000) -> list[Any]:
    """Return the tested shares of one campaign, each operator's with so many made-up subscribers."""
    from django.conf import settings

    from thongsuot.campaigns import actions
    from thongsuot.campaigns.models import Share
    from thongsuot.campaigns.states import ShareState
    from thongsuot.ledger.actions import move
    from thongsuot.organisations import access

    asked_at = now() - HOUR
    with access.acting_as_system():
        follower, leader = _person("so.chuyenvien"), _person("so.lanhdao")
        addressees = [actions.Addressee(_person(f"{code}.daumoi").organisation) for code in codes]
        campaign = actions.request(
            _wanted(asked_at),
            addressees,
            organisation=follower.organisation,
            reality=settings.REALITY,
            by=follower,
            at=asked_at,
        )
        told = actions.Estimate(subscribers=recipients, rate=rate, brand_registered=True)
        for code in codes:
            actions.estimate(_share(campaign, code), told, by=_person(f"{code}.daumoi"), at=asked_at)
        total = str(recipients * len(codes))
        actions.approve(campaign, area=campaign.area.name, subscribers=total, by=leader, at=asked_at)
        for code in codes:
            share = actions.accept(_share(campaign, code), by=_person(f"{code}.daumoi"), at=asked_at)
            _fill(share, recipients, asked_at)
            by = _person(f"{code}.lanhdao")
            changes = {"released_by": by, "released_name": str(by), "testing_at": asked_at}
            move(share, ShareState.TESTING, by=by, at=asked_at, **changes)
        return list(Share.objects.select_related("campaign").filter(campaign=campaign).order_by("id"))


def release(rows: list[Any]) -> None:
    """Release the shares to everybody and cut their batches, in one commit."""
    from thongsuot.campaigns.actions.cutting import cut_rest
    from thongsuot.campaigns.states import ShareState
    from thongsuot.ledger.actions import move
    from thongsuot.organisations import access

    at = now()
    with access.acting_as_system():
        for share in rows:
            by = share.released_by
            changes = {"sending_at": at, "confirmed_until": at + 12 * HOUR}
            cut_rest(move(share, ShareState.SENDING, by=by, at=at, **changes), at)


def _wanted(at: datetime) -> Any:
    from thongsuot.campaigns import actions
    from thongsuot.organisations.models import Area

    return actions.Wanted(
        issuer_name="Ủy ban nhân dân tỉnh (bài đo)",
        number="1/TT-UBND",
        dated_on=at.date(),
        legal_ground="Bài đo tốc độ",
        area=Area.objects.get(kind="province"),
        rule="registered",
        audience="thuê bao tưởng tượng",
        brand="SO KHCN",
        text=TEXT,
        correction="Dinh chinh: tin truoc la tin thu tai.",
        waves=(at + HOUR / 2,),
    )


def _fill(share: Any, recipients: int, at: datetime) -> None:
    """Write the subscribers down, as they are read from an operator's source, in an order of no order."""
    from thongsuot.campaigns.actions.numbering import sizes
    from thongsuot.campaigns.models import Block, Numbers
    from thongsuot.organisations.models import Act

    numbers = FIRST + np.random.default_rng(share.pk).permutation(recipients).astype("<i8")
    root = {"share": share, "organisation_id": share.organisation_id, "reality": share.reality}
    counted = {"rows": recipients, "kept": recipients, "repeated": 0, "elsewhere": 0, "bad": 0}
    digest = hashlib.sha256(numbers.tobytes()).hexdigest()
    source = {"source": "benchmark", "sha256": digest, "purge_at": at + 24 * HOUR, "at": at}
    Numbers.objects.create(**root, **counted, **source, **Act.fields_of(_person(f"{share.organisation.code}.daumoi")))
    areas = (numbers % AREAS).astype("<u2")
    pieces, start = [], 0
    for size in sizes(recipients):
        pieces.append(slice(start, start + size))
        start += size
    rows = (
        Block(
            **root,
            kind=Block.Kind.REST,
            number=number,
            count=numbers[piece].size,
            recipients=numbers[piece].tobytes(),
            areas=areas[piece].tobytes(),
        )
        for number, piece in enumerate(pieces)
    )
    Block.objects.bulk_create(rows, batch_size=50)


def _share(campaign: Any, code: str) -> Any:
    from thongsuot.campaigns.models import Share

    return Share.objects.select_related("campaign", "organisation").get(campaign=campaign, organisation__code=code)


@cache
def _person(username: str) -> Any:
    from thongsuot.organisations.models import Person

    return Person.objects.select_related("organisation").get(username=username)
