"""Areas, organisations and sites enter the directory and leave it; nothing is deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.engines.vietnamese import sort_key
from thongsuot.organisations.models import Area, Organisation, Site, SiteClass


def add_area(*, code: str, kind: str, name: str, source: str, at: datetime, **rest: Any) -> Area:
    """Enter an area as its source describes it."""
    return Area.objects.create(
        code=code, kind=kind, name=name, sort_key=sort_key(name), source=source, valid_from=at, **rest
    )


def end_area(area: Area, *, at: datetime) -> Area:
    """End an area that was merged or renamed."""
    area.valid_until = at
    area.save(update_fields=["valid_until"])
    return area


def add_organisation(*, code: str, kind: str, name: str, short_name: str, at: datetime, **rest: Any) -> Organisation:
    """Enter an organisation under its official name."""
    return Organisation.objects.create(
        code=code, kind=kind, name=name, short_name=short_name, sort_key=sort_key(short_name), valid_from=at, **rest
    )


def end_organisation(organisation: Organisation, *, at: datetime) -> Organisation:
    """End an organisation; what it did stays under its name."""
    organisation.valid_until = at
    organisation.save(update_fields=["valid_until"])
    return organisation


def add_site(*, code: str, name: str, organisation: Organisation, at: datetime, **rest: Any) -> Site:
    """Enter a place whose lines may have to come first."""
    return Site.objects.create(
        code=code, name=name, sort_key=sort_key(name), organisation=organisation, valid_from=at, **rest
    )


def classify(site: Site, kind: str, *, at: datetime) -> SiteClass:
    """Put a site first for a reason, from now on."""
    return SiteClass.objects.create(site=site, kind=kind, valid_from=at)


def declassify(site_class: SiteClass, *, at: datetime) -> SiteClass:
    """End the reason why a site comes first."""
    site_class.valid_until = at
    site_class.save(update_fields=["valid_until"])
    return site_class
