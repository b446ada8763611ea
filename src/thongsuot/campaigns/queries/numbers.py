"""Whose numbers are meant by a share, what was taken of them, and how long they stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min, Q, QuerySet

from thongsuot.campaigns.models import Campaign, Numbers, Share, StrayLot
from thongsuot.campaigns.queries.shares import reached
from thongsuot.campaigns.states import ShareState
from thongsuot.engines.tables import Wanted
from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Area
from thongsuot.organisations.queries import in_force

READ_NUMBERS = "thongsuot.campaigns.jobs.read_numbers"
BEFORE_SUBSCRIBERS = (ShareState.ESTIMATED, ShareState.ACCEPTED, ShareState.TESTING)
TENTH = 10  # a difference beyond one part in ten of the estimate is said


def takes_numbers(share: Share) -> bool:
    """Tell whether numbers may come: from the operator's estimate until the first subscriber is written to."""
    return share.state in BEFORE_SUBSCRIBERS and not reached(share)


def source_of(share: Share) -> tuple[str, str] | None:
    """Return address and query of this operator's own database; another operator's is nobody's business."""
    code, _sign, url = settings.NUMBERS["database"].partition("=")
    query = settings.NUMBERS["query"].strip().rstrip(";")
    return (url, query) if url and query and code == share.organisation.code else None


def areas_within(share: Share, at: datetime) -> set[int]:
    """Return the campaign's area and everything below it."""
    children: dict[int | None, list[int]] = {}
    for number, parent in Area.objects.filter(in_force(at)).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(number)
    within, below = set[int](), [share.campaign.area_id]
    while below:
        within.update(below)
        below = [child for parent in below for child in children.get(parent, []) if child not in within]
    return within


def codes_within(share: Share, at: datetime) -> list[str]:
    """Return the codes of these areas, in order."""
    return sorted(Area.objects.filter(pk__in=areas_within(share, at)).values_list("code", flat=True))


def wanted(share: Share, at: datetime) -> Wanted:
    """Return the areas inside and outside, by code and name, and which column decides by the campaign's rule."""
    within, rule = areas_within(share, at), share.campaign.rule
    rows = Area.objects.filter(in_force(at) | Q(pk=share.campaign.area_id)).values_list("pk", "code", "name")
    places: dict[str, int] = {}
    doubted = set[str]()
    for number, *names in rows:
        told = number if number in within else 0
        for name in set(names):
            before = places.setdefault(name, told)
            if before and told and before != told:
                places[name] = -1  # two areas of one name, both inside
            elif before != told:
                doubted.add(name)  # one of them outside
    return Wanted(
        {name: inside for name, inside in places.items() if name not in doubted},
        registered=rule != Campaign.Rule.PRESENT,
        present=rule != Campaign.Rule.REGISTERED,
    )


def numbers_of(share: Share) -> Numbers | None:
    """Return what was taken for a share."""
    return Numbers.objects.filter(share=share).first()


def numbers_before(share: Share) -> Numbers | None:
    """Return what the share was sent to that this one corrects, as long as it is kept."""
    if share.campaign.corrects_id is None:
        return None
    same = Q(share__campaign=share.campaign.corrects_id, share__organisation=share.organisation_id)
    return Numbers.objects.filter(same, purged_at__isnull=True).select_related("share").first()


def differs(share: Share, kept: int) -> bool:
    """Tell whether far more or far fewer numbers were taken than the operator had estimated."""
    return share.subscribers is not None and abs(kept - share.subscribers) * TENTH > share.subscribers


def reading_of(share: Share) -> Run | None:
    """Return how far the last reading of the configured source is."""
    return files.about(topic(share)).filter(kind=READ_NUMBERS).first()


def kept_for() -> timedelta:
    """Return how long numbers stay after their share has ended."""
    return timedelta(days=settings.NUMBERS_KEPT_DAYS)


def purgeable(at: datetime) -> QuerySet[Numbers]:
    """Return the numbers whose time is over."""
    rows = Numbers.objects.filter(purged_at__isnull=True, share__ended_at__lte=at - kept_for())
    return rows.select_related("share").order_by("share__ended_at", "pk")


def strays_over(at: datetime) -> QuerySet[StrayLot]:
    """Return the receipts that nobody's message was found for in that time."""
    return StrayLot.objects.filter(noticed_at__lte=at - kept_for())


def next_purge() -> datetime | None:
    """Return when the next numbers, or receipts without a message, are to go."""
    ended = Numbers.objects.filter(purged_at__isnull=True).aggregate(first=Min("share__ended_at"))["first"]
    noticed = StrayLot.objects.aggregate(first=Min("noticed_at"))["first"]
    first = min((moment for moment in (ended, noticed) if moment is not None), default=None)
    return first + kept_for() if first else None
