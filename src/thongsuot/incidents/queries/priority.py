"""How urgent an incident is, why, and until when it must be mended: from the register, as it stands at the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thongsuot.incidents.models import Target
from thongsuot.organisations.models import Area, Organisation, Site, SiteClass
from thongsuot.organisations.queries import classes_of, in_force

LAST = 3  # of what no class of a site puts first
Kind = SiteClass.Kind

# Where the department has laid nothing down: the priority of each class, and the minutes until it must be mended.
USUAL: dict[str, tuple[int, int | None]] = {
    Kind.HEALTH: (1, 120),
    Kind.PARTY_STATE: (1, 120),
    Kind.CONFERENCE: (1, 30),  # a class holds for as long as the conference lasts
    Kind.OUTBREAK_AREA: (1, 240),
    Kind.PORTAL: (2, 240),
    Kind.OTHER: (LAST, None),
}


@dataclass(frozen=True)
class Weight:
    """A priority, the minutes until it must be mended (None: no time is laid down), and the reasons."""

    priority: int
    minutes: int | None
    reasons: list[dict[str, Any]]


def weigh(site: Site | None, organisation: Organisation, at: datetime) -> Weight:
    """Weigh a failure at a site: its own classes, and those of an outbreak area around it; the strictest counts."""
    if site is None:
        return Weight(LAST, None, [])
    laid_down = targets_of(organisation.supervisor_id, at)
    reasons = [_reason(kind, where, laid_down) for kind, where in _classes(site, at)]
    times = [reason["minutes"] for reason in reasons if reason["minutes"] is not None]
    priority = min([reason["priority"] for reason in reasons], default=LAST)
    return Weight(priority, min(times, default=None), sorted(reasons, key=lambda reason: reason["priority"]))


def targets_of(department: int | None, at: datetime) -> dict[str, Target]:
    """Return what the department has laid down, by class of site."""
    rows = Target.objects.filter(in_force(at), organisation=department)
    return {row.kind: row for row in rows}


def _classes(site: Site, at: datetime) -> list[tuple[str, str]]:
    """Return each class that holds, and where it comes from where that is not the site itself."""
    own = [(row.kind, "") for row in classes_of(site.pk, at)]
    around = _areas_around(site.area_id)
    if not around:
        return own
    rows = SiteClass.objects.filter(in_force(at), kind=Kind.OUTBREAK_AREA, site__area__in=around).exclude(site=site)
    return own + [(row.kind, row.site.name) for row in rows.select_related("site")[:1]]


def _areas_around(area: int | None) -> list[int]:
    """Return an area and those above it, the smallest first; a province is too large to be an outbreak area."""
    found: list[int] = []
    while area is not None and area not in found:
        row = Area.objects.get(pk=area)
        if row.kind == Area.Kind.PROVINCE:
            break
        found.append(row.pk)
        area = row.parent_id
    return found


def _reason(kind: str, where: str, laid_down: dict[str, Target]) -> dict[str, Any]:
    target = laid_down.get(kind)
    priority, minutes = (target.priority, target.minutes) if target else USUAL[kind]
    told = {"code": kind, "priority": priority, "minutes": minutes}
    if where:
        told["where"] = where
    if target is not None and target.ground:
        told["ground"] = target.ground
    return told
