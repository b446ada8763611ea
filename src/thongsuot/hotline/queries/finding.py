"""Sites found as one types; the register is public to whoever signs in, and is kept folded between two questions."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import connection

from thongsuot.hotline.queries.matching import Place, place_of, typed, weigh
from thongsuot.organisations.models import Site
from thongsuot.organisations.queries import in_force, sites

MOST = 7  # suggestions: what an eye takes in at once
FEWEST = 2  # letters before anything is suggested
STAMP = """SELECT count(*), coalesce(sum(s.version), 0),
 coalesce(sum(hashtext(s.id || s.code || s.name || s.address || coalesce(s.valid_until::text, '')
   || o.name || o.short_name || coalesce(a.name, ''))::bigint), 0)
 FROM organisations_site AS s JOIN organisations_organisation AS o ON o.id = s.organisation_id
 LEFT JOIN organisations_area AS a ON a.id = s.area_id"""


@dataclass(frozen=True)
class Found:
    """What fits what was typed, best first, and whether more does."""

    sites: tuple[Site, ...]
    more: bool = False

    @property
    def only(self) -> str:
        """Return the key of the site where no other one fits."""
        return str(self.sites[0].pk) if len(self.sites) == 1 and not self.more else ""


def find_sites(text: str, at: datetime, *, most: int = MOST) -> Found:
    """Return the sites in force whose name, code or address fit all the words, begun or by their initials."""
    wanted = typed(text)
    if sum(map(len, wanted)) < FEWEST:
        return Found(())
    weighed = ((weigh(place, wanted), place) for place in _index(_stamp()))
    fitting = [(weight, place) for weight, place in weighed if weight]
    best = heapq.nsmallest(most + 8, fitting, key=lambda told: (-told[0], len(told[1].words), told[1].order))
    rows = sites(at).in_bulk([place.site for _weight, place in best])
    found = [rows[place.site] for _weight, place in best if place.site in rows]  # others hold no longer, or not yet
    return Found(tuple(found[:most]), more=len(fitting) > most)


def named_site(text: str, at: datetime) -> Site | None:
    """Return the one site of which the whole name, or the code, was typed."""
    wanted = typed(text)
    if not wanted:
        return None
    plain = place_of(0, "", text, "", "").words
    same = [p.site for p in _index(_stamp()) if p.words == plain or p.code in ("-".join(wanted), text.strip().lower())]
    return Site.objects.filter(in_force(at), pk__in=same).first() if len(same) == 1 else None


def _stamp() -> tuple[str, ...]:
    """Return what changes whenever the register does, without reading it."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return (str(connection.settings_dict["NAME"]), settings.REALITY, *map(str, cursor.fetchone()))


@lru_cache(maxsize=2)
def _index(stamp: tuple[str, ...]) -> tuple[Place, ...]:
    """Return the register as it is searched; `stamp` tells one register from another."""
    names = ("pk", "code", "name", "address", "area__name", "organisation__name", "organisation__short_name")
    rows = Site.objects.order_by().values_list(*names, "sort_key")
    return tuple(
        place_of(pk, code, name, " ".join(filter(None, further)), order) for pk, code, name, *further, order in rows
    )
