"""Which shares are ordered in one install and carried out in another, and what came of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.campaigns.queries.packages import KINDS
from thongsuot.links import queries as links
from thongsuot.links.models import Package
from thongsuot.organisations.models import Area, Organisation

LEVELS = 8  # of areas above each other; more are a ring


def carriage_of(share: Share) -> Carriage | None:
    """Return the way of a share to another install, where it has one."""
    return Carriage.objects.filter(share=share).first()


def carried_as(key: UUID) -> Carriage | None:
    """Return the carriage that both installs know by a key."""
    rows = Carriage.objects.select_related("share__organisation", "share__department", "share__campaign__organisation")
    return rows.filter(key=key).first()


def carriage_named(key: str, teller: Organisation) -> Carriage | None:
    """Return the carriage whose key a package names, if it is one that the teller's install has to do with."""
    try:
        carriage = carried_as(UUID(key))
    except ValueError:
        return None
    there = (carriage.share.department_id if carriage.mirrored else carriage.organisation_id) if carriage else None
    return carriage if there == teller.pk else None


def lies_within(area: Area, territory: Area | None) -> bool:
    """Tell whether an area is a territory or lies in it; whose territory nobody has entered may mean any area."""
    if territory is None:
        return True
    above: Area | None = area
    for _level in range(LEVELS):
        if above is None or above.code == territory.code:
            break
        above = above.parent
    return above is not None and above.code == territory.code


def led_elsewhere(campaign: Campaign) -> bool:
    """Tell whether the department leads the campaign in an install of its own, of which this is a copy."""
    return Carriage.objects.filter(share__campaign=campaign, mirrored=True).exists()


def carried_out_elsewhere(share: Share) -> bool:
    """Tell whether the operator carries the share out in an install of its own."""
    return Carriage.objects.filter(share=share, mirrored=False).exists()


def ordered_elsewhere(campaign: Campaign) -> QuerySet[Carriage]:
    """Return the ways to the operators' installs that carry out a campaign of ours."""
    rows = Carriage.objects.filter(share__campaign=campaign, mirrored=False)
    return rows.select_related("share").order_by("share_id")


def packages_waiting() -> QuerySet[Package]:
    """Return what came from other installs about campaigns and is not dealt with yet, first things first."""
    return links.waiting(*KINDS)


def next_package() -> datetime | None:
    """Return since when something that came waits; what came is due at once."""
    moment: datetime | None = packages_waiting().values_list("received_at", flat=True).first()
    return moment
