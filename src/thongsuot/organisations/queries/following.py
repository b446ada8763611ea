"""Whom an enterprise asks at its department; the caller needs the sight of that department."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q

from thongsuot.organisations.models import Following, Organisation, Person, Role
from thongsuot.organisations.queries.seeing import holders, in_force


def follower_of(organisation: Organisation, at: datetime) -> Person | None:
    """Return the one person named to follow the enterprise, as long as that person is a follower of its department."""
    return named_followers([organisation], at).get(organisation.pk)


def followers_of(organisation: Organisation, at: datetime) -> list[Person]:
    """Return whom to tell what the enterprise asks: the one named, else every follower of its department."""
    if (named := follower_of(organisation, at)) is not None:
        return [named]
    if organisation.supervisor is None:
        return []
    return list(holders(Role.Name.FOLLOWER, organisation=organisation.supervisor, at=at))


def named_followers(organisations: Iterable[Organisation], at: datetime) -> dict[int, Person]:
    """Return by enterprise who is named to follow it."""
    held = Q(person__roles__name=Role.Name.FOLLOWER, person__roles__organisation=F("organisation__supervisor"))
    began = Q(person__roles__valid_from__lte=at)
    still = Q(person__roles__valid_until__isnull=True) | Q(person__roles__valid_until__gt=at)
    named = Following.objects.filter(in_force(at), organisation__in=[o.pk for o in organisations])
    rows = named.filter(held & began & still, person__is_active=True).select_related("person")
    return {row.organisation_id: row.person for row in rows}
