"""What an alarm means for incidents: which site it names, what failed, and whether anybody is to be troubled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from thongsuot.engines.alerts import (
    Alert,
    Bond,
    Damping,
    Episode,
    Failure,
    Flicker,
    Outcome,
    Severity,
    flicker,
    related,
)
from thongsuot.engines.vietnamese import fold
from thongsuot.incidents.models import Alarm, Incident
from thongsuot.incidents.states import STANDING
from thongsuot.organisations.models import Site
from thongsuot.organisations.queries import in_force

DAMPING = Damping()
BLIP = timedelta(seconds=60)  # what was over before we heard of it and lasted no longer stays an alarm alone
MOST = 2_000  # lasting alarms that are laid beside each other
TOGETHER = timedelta(minutes=10)  # failures of one cause that began so close to each other belong together
LABELS = ("failure", "su_co")  # a source may say itself what failed
WORDS = (  # else the alarm's words tell, folded; the first that fits
    (Incident.Failure.CABLE, ("dut cap", "cable", "fiber", "fibre", "cap quang")),
    (Incident.Failure.POWER, ("mat dien", "power", "nguon dien", "battery", "ac quy")),
    (Incident.Failure.QUALITY, ("latency", "packet loss", "mat goi", "cham", "quality", "chat luong")),
    (Incident.Failure.DEVICE, ("device", "thiet bi", "router", "switch", "hardware", "temperature", "nhiet do")),
    (Incident.Failure.SERVICE, ("http", "service", "dich vu", "website", "cong thong tin")),
)


def sites_named(names: Iterable[str], at: datetime) -> dict[str, Site]:
    """Return the sites of the register by the codes that alarms give, whatever their case."""
    codes = {name: name.strip().lower()[:40] for name in names if name}
    rows = Site.objects.filter(in_force(at), code__in=set(codes.values())).select_related("organisation")
    known = {site.code: site for site in rows}
    return {name: known[code] for name, code in codes.items() if code in known}


def failure_of(alert: Alert) -> str:
    """Tell what failed: as the source says it, by its words, or a line."""
    for label in LABELS:
        if (said := alert.labels.get(label, "")) in Incident.Failure.values and said != Incident.Failure.SILENT:
            return said
    words = fold(f"{alert.labels.get('alertname', '')[:200]} {alert.title}")
    for failure, signs in WORDS:
        if any(sign in words for sign in signs):
            return str(failure)
    return str(Incident.Failure.LINE)


def troubles(alarm: Alarm) -> bool:
    """Tell whether people are to be troubled: at a site of the register by all but mere news, elsewhere by failures."""
    if alarm.site_id is not None:
        return alarm.severity != Severity.INFO
    return alarm.severity not in (Severity.INFO, Severity.WARNING)


def flickering(rows: Iterable[Alarm], at: datetime) -> Flicker:
    """Judge whether the alarms of one series come and go too often to be told each time."""
    return flicker([_episode(row) for row in rows], at, DAMPING)


def _episode(row: Alarm) -> Episode:
    outcome = Outcome.OPEN if row.ends_at is None else Outcome.TOLD
    return Episode((row.starts_at,), row.ends_at, outcome, True, row.heard_at, row.heard_at)


def bound_together(organisation: int) -> list[tuple[list[Incident], tuple[Bond, ...]]]:
    """Return the standing incidents of an enterprise that share a cause or a site, and what they share."""
    return _bound(Alarm.objects.filter(organisation=organisation, ends_at=None, incident__state__in=STANDING))


def beside(incident: Incident) -> list[Incident]:
    """Return the standing incidents that share a cause or the site with this one, of those that began near it."""
    near = Q(starts_at__gte=incident.starts_at - TOGETHER, starts_at__lte=incident.starts_at + TOGETHER)
    if incident.site_id is not None:
        near |= Q(site=incident.site_id)
    rows = Alarm.objects.filter(near, organisation=incident.organisation_id, ends_at=None, incident__state__in=STANDING)
    mine = [members for members, _bonds in _bound(rows) if any(one.pk == incident.pk for one in members)]
    return [one for members in mine for one in members if one.pk != incident.pk]


def _bound(rows: QuerySet[Alarm]) -> list[tuple[list[Incident], tuple[Bond, ...]]]:
    known: dict[str, Incident] = {}
    failures = []
    for row in rows.select_related("incident", "site").order_by("starts_at", "pk")[:MOST]:
        incident = row.incident
        if incident is not None:
            known[str(row.pk)] = incident
            place = row.site.code if row.site else row.site_name
            causes = tuple(row.cause.split("; ")) if row.cause else ()
            failures.append(Failure(str(row.pk), place, row.starts_at, causes))
    found = []
    for group in related(failures, {}, TOGETHER):
        members = list({known[key].pk: known[key] for key in group.keys}.values())
        if len(members) > 1:
            found.append((members, group.bonds))
    return found
