"""How urgent an incident is, why, and until when it must be mended: from the register, as it stands at the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thongsuot.incidents.models import Target
from thongsuot.organisations.models import Area, Organisation, Site, SiteClass
from thongsuot.organisations.queries import in_force

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
    return Register([site], at).weigh(site, targets_of(organisation.supervisor_id, at))


def targets_of(department: int | None, at: datetime) -> dict[str, Target]:
    """Return what the department has laid down, by class of site."""
    rows = Target.objects.filter(in_force(at), organisation=department)
    return {row.kind: row for row in rows}


class Register:
    """What the register says of some sites at a moment, looked up together."""

    def __init__(self, sites: Iterable[Site], at: datetime) -> None:
        self._sites = {site.pk: site for site in sites}
        self._above: dict[int, Area] = {}
        self._know_areas({site.area_id for site in self._sites.values() if site.area_id is not None})
        self._own: dict[int, list[str]] = defaultdict(list)
        self._outbreaks: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
        if self._sites:
            rows = SiteClass.objects.filter(in_force(at), site__in=self._sites)
            for number, kind in rows.values_list("site_id", "kind"):
                self._own[number].append(kind)
        if self._above:
            rows = SiteClass.objects.filter(in_force(at), kind=Kind.OUTBREAK_AREA, site__area__in=self._above)
            for number, area, name in rows.values_list("site_id", "site__area_id", "site__name"):
                self._outbreaks[area].append((number, name))

    def __contains__(self, site: int) -> bool:
        return site in self._sites

    def weigh(self, site: Site, laid_down: dict[str, Target]) -> Weight:
        """Weigh a failure at one of them."""
        reasons = [_reason(kind, where, laid_down) for kind, where in self._classes(site)]
        times = [reason["minutes"] for reason in reasons if reason["minutes"] is not None]
        priority = min([reason["priority"] for reason in reasons], default=LAST)
        return Weight(priority, min(times, default=None), sorted(reasons, key=lambda reason: reason["priority"]))

    def _know_areas(self, numbers: set[int]) -> None:
        """Find the areas and those above them; a province is too large to be an outbreak area."""
        while missing := numbers - self._above.keys():
            rows = Area.objects.filter(pk__in=missing).exclude(kind=Area.Kind.PROVINCE)
            found = {row.pk: row for row in rows}
            self._above |= found
            numbers = {row.parent_id for row in found.values() if row.parent_id is not None}

    def _classes(self, site: Site) -> list[tuple[str, str]]:
        """Return each class that holds, and where it comes from where that is not the site itself."""
        own = [(kind, "") for kind in self._own[site.pk]]
        for area in self._around(site.area_id):
            for number, name in self._outbreaks[area]:
                if number != site.pk:
                    return [*own, (Kind.OUTBREAK_AREA, name)]
        return own

    def _around(self, area: int | None) -> list[int]:
        """Return an area and those above it, the smallest first."""
        found: list[int] = []
        while area is not None and area in self._above and area not in found:
            found.append(area)
            area = self._above[area].parent_id
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
