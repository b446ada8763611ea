"""The sites for which a person speaks, and who mends their lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, QuerySet

from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import STANDING
from thongsuot.organisations.models import Organisation, Person, Site
from thongsuot.organisations.queries import in_force, worked_in

TELECOM = [Organisation.Service.FIXED, Organisation.Service.INTERNET, Organisation.Service.MOBILE]


@dataclass
class Carrier:
    """An enterprise that mends lines: its name, its duty line, and what stands at the site."""

    organisation: Organisation
    known: bool  # it has mended here before
    incidents: list[Incident] = field(default_factory=list)


def sites_of(person: Person, at: datetime) -> QuerySet[Site]:
    """Return the sites of the organisations in which the person works."""
    rows = Site.objects.filter(in_force(at), organisation__in=worked_in(person, at))
    return rows.select_related("organisation", "area").order_by("sort_key", "pk")


def menders_of(site: Site, at: datetime) -> QuerySet[Organisation]:
    """Return the enterprises that could mend a site's lines."""
    owner = site.organisation
    department = owner.pk if owner.kind == Organisation.Kind.DEPARTMENT else owner.supervisor_id
    rows = Organisation.objects.filter(in_force(at), kind=Organisation.Kind.ENTERPRISE, services__overlap=TELECOM)
    if department is not None:  # a hospital is under nobody here: any of them may be its carrier
        rows = rows.filter(supervisor=department)
    return rows.order_by("sort_key", "pk")


def carriers_of(site: Site, at: datetime) -> list[Carrier]:
    """Return who mends the site's lines: whoever has done so lately comes first, each with what stands here."""
    here = Incident.objects.filter(site=site)
    last = dict(here.values_list("organisation").annotate(last=Max("starts_at")))
    rows = sorted(menders_of(site, at), key=lambda row: -last[row.pk].timestamp() if row.pk in last else 0.0)
    found = {row.pk: Carrier(row, row.pk in last) for row in rows}
    for incident in here.filter(state__in=STANDING).select_related("organisation", "site").order_by("starts_at", "pk"):
        carrier = found.setdefault(incident.organisation_id, Carrier(incident.organisation, known=True))
        carrier.incidents.append(incident)
    return list(found.values())


def standing_at_sites(sites: Iterable[Site]) -> dict[int, list[Incident]]:
    """Return what stands at each of these sites."""
    found: dict[int, list[Incident]] = {site.pk: [] for site in sites}
    for row in Incident.objects.filter(site__in=found, state__in=STANDING).order_by("priority", "starts_at", "pk"):
        if row.site_id is not None:
            found[row.site_id].append(row)
    return found
