"""An incident becomes known: one stands for each failure at a site; more word of it joins what stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from thongsuot.incidents import queries
from thongsuot.incidents.actions.calling import call_duty, disclose, hush
from thongsuot.incidents.actions.noting import NotYet, system_note
from thongsuot.incidents.actions.permitting import require_reporter
from thongsuot.incidents.models import Incident, Source
from thongsuot.incidents.states import IncidentState
from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Site

LATE = timedelta(minutes=15)  # what a person enters longer after it happened is entered late: "ghi sau"
LOCK = 0x1C1D  # the first half of the lock under which incidents of one organisation are opened
Failure, Origin = Incident.Failure, Incident.Origin
BY_HAND = (Origin.HOTLINE, Origin.SITE, Origin.SMS, Origin.HAND)


@dataclass(frozen=True)
class Failed:
    """What failed, how that is known and since when; at a site of the register, or at a place in words."""

    failure: str
    origin: str
    starts_at: datetime
    site: Site | None = None
    place: str = ""
    words: str = ""  # as the person told it who reported it
    source: Source | None = None  # that fell silent


@transaction.atomic
def open_incident(
    failed: Failed, *, organisation: Organisation, by: Actor, at: datetime, reality: str = ""
) -> Incident:
    """Open an incident that somebody reports, or join the report to the one that stands for the failure."""
    site = failed.site
    owner = site.organisation_id if site is not None else None
    by_department = require_reporter(organisation, owner, by, at)
    if failed.starts_at > at:
        raise NotYet
    reality = reality or settings.REALITY
    with access.acting_as_system():  # what stands may not have been told to whoever reports it
        lock_openings(organisation.pk)
        if again := queries.opened_twice(_given(failed, organisation), failed.words, by=by, at=at):
            return again
        standing = queries.standing_at(organisation.pk, reality, site.pk if site else None, failed.failure)
        if standing is not None:
            incident = _joined(standing, failed, by=by, at=at)
        else:
            incident = enter(failed, queries.Scales(organisation, reality, at), by=by)
        if by_department and incident.told_at is None:
            incident.told_at, incident.told_why = at, "own"
            incident.save(update_fields=["told_at", "told_why"])
            disclose(incident)
        return incident


def _given(failed: Failed, organisation: Organisation) -> Incident:
    """Return what was told as a row, to be laid beside what the same person told before."""
    told = {"failure": failed.failure, "origin": failed.origin, "starts_at": failed.starts_at}
    return Incident(organisation=organisation, site=failed.site, place=failed.place[:200], **told)


def lock_openings(organisation: int) -> None:
    """Let one transaction at a time open incidents of an organisation, so that one stands for each failure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, organisation])


def hold_openings(organisation: int) -> bool:
    """Take the same lock if nobody holds it; whoever has other clocks to look at does not wait for a storm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, organisation])
        return bool(cursor.fetchone()[0])


def enter(failed: Failed, scales: queries.Scales, *, by: Actor) -> Incident:
    """Enter an incident with its priority and its clocks, tell whom it concerns, and call who is on duty."""
    at = scales.at
    incident = drafted(failed, scales, by=by)
    incident.due_at = queries.due_of(incident, scales.terms)
    incident.save()
    if failed.words:
        system_note(incident, failed.words, by=by, at=at, inside=False)
    notify(topic(incident), incident.organisation_id)
    wake_timer()
    return call_duty(incident, by=by, at=at)


def drafted(failed: Failed, scales: queries.Scales, *, by: Actor, state: str = IncidentState.OPEN) -> Incident:
    """Draw an incident up as the register, the targets and what was agreed stand now."""
    silent, at = failed.failure == Failure.SILENT, scales.at
    weight = queries.Weight(2, None, [{"code": "silent"}]) if silent else scales.weigh(failed.site)
    why = _told_why(failed, weight, scales.terms)
    return Incident(
        organisation=scales.organisation,
        reality=scales.reality,
        title=title_of(failed),
        failure=failed.failure,
        origin=failed.origin,
        site=failed.site,
        site_organisation=failed.site.organisation if failed.site else None,
        place=failed.place[:200],
        source=failed.source,
        state=state,
        opened_at=at,
        starts_at=failed.starts_at,
        late=failed.origin in BY_HAND and at - failed.starts_at > LATE,
        priority=weight.priority,
        reasons=weight.reasons,
        target_at=failed.starts_at + timedelta(minutes=weight.minutes) if weight.minutes is not None else None,
        told_at=at if why else None,
        told_why=why,
        at=at,
        **Act.fields_of(by),
    )


def title_of(failed: Failed) -> str:
    """Return the title: what failed and where, never the words of a machine, for the department reads it too."""
    where = failed.site.name if failed.site else failed.place
    name = str(Failure(failed.failure).label)
    return f"{name}: {where}"[:200] if where else name


def _told_why(failed: Failed, weight: queries.Weight, terms: queries.Terms) -> str:
    """Tell why the department sees it at once, or nothing; what is wrong with the own monitoring stays inside."""
    if failed.failure == Failure.SILENT:
        return ""
    if failed.site is not None and weight.priority <= queries.CALLED:
        return "priority"
    return "cause" if failed.failure in terms.causes else ""


def _joined(incident: Incident, failed: Failed, *, by: Actor, at: datetime) -> Incident:
    """Join a report to what stands: it may say that it failed earlier, or that it is not mended at all."""
    said = failed.words or f"Báo thêm: {Origin(failed.origin).label}."
    system_note(incident, said, by=by, at=at, inside=False)
    incident = earlier(incident, failed.starts_at, at)
    if incident.state == IncidentState.MENDED:
        incident = open_anew(incident, by=by, at=at, note=said)
    return incident


def earlier(incident: Incident, starts_at: datetime, at: datetime, terms: queries.Terms | None = None) -> Incident:
    """Let an incident begin earlier than we knew; its clock runs from there. A draft is not saved."""
    if starts_at >= incident.starts_at:
        return incident
    if incident.target_at is not None:
        incident.target_at -= incident.starts_at - starts_at
    incident.starts_at = starts_at
    if incident.pk is None:
        return incident
    incident.save(update_fields=["starts_at", "target_at"])
    return rearm(incident, at, terms)


def stand_again(incident: Incident, *, by: Actor, at: datetime, note: str, terms: queries.Terms) -> Incident:
    """Open again what many alarms at once tell of; the calls follow when all of it is written."""
    again = _opened(incident, by=by, at=at, note=note, ladder=None, unreached_at=None)
    return rearm(again, at, terms)


def open_anew(incident: Incident, *, by: Actor, at: datetime, note: str = "") -> Incident:
    """Open again what was accepted, mended, closed or folded; somebody must take it up anew."""
    return call_duty(rearm(_opened(incident, by=by, at=at, note=note), at), by=by, at=at)


def _opened(incident: Incident, *, by: Actor, at: datetime, note: str, **more: Any) -> Incident:
    hush(incident, by=by, at=at)
    gone = {"accepted_by": None, "accepted_name": "", "accepted_at": None, "accept_expires_at": None}
    over = {"mended_at": None, "closed_at": None, "closing": "", "closed_name": "", "folded_into": None}
    return move(incident, IncidentState.OPEN, by=by, at=at, note=note, opened_at=at, **gone, **over, **more)


def rearm(incident: Incident, at: datetime, terms: queries.Terms | None = None) -> Incident:
    """Set when time has something to do with the incident next."""
    terms = terms or queries.terms_of(incident.organisation_id, incident.reality, at)
    due_at = queries.due_of(incident, terms)
    if due_at != incident.due_at:
        incident.due_at = due_at
        incident.save(update_fields=["due_at"])
        wake_timer()
    return incident
