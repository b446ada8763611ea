"""The clocks of an incident: who is told what when, if nothing is done until then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.incidents.models import Disclosure, Incident
from thongsuot.incidents.states import UNMENDED, IncidentState
from thongsuot.organisations.queries import in_force

MINUTE = timedelta(minutes=1)
HELD = {1: 15 * MINUTE, 2: 30 * MINUTE, 3: 60 * MINUTE}  # by priority: how long an acceptance holds without a word
GRACE = 15 * MINUTE  # how long it holds after the moment for which mending was told
DOUBT = 10 * MINUTE  # after the carrier's word: if the alarm still lasts then, the word is not believed


@dataclass(frozen=True)
class Terms:
    """What an enterprise has agreed that the department sees, and how long before it the own leader is told."""

    minutes: int = 30
    causes: tuple[str, ...] = ()
    notice: int = 10


def terms_of(organisation: int, reality: str, at: datetime) -> Terms:
    """Return what is agreed at the moment; the usual terms where nobody has said otherwise."""
    row = disclosure_of(organisation, reality, at)
    return Terms() if row is None else Terms(row.minutes, tuple(row.causes), row.notice)


def disclosure_of(organisation: int, reality: str, at: datetime) -> Disclosure | None:
    """Return what the enterprise has agreed to, if it has."""
    rows = Disclosure.objects.filter(in_force(at), organisation=organisation, reality=reality)
    return rows.order_by("-valid_from", "-pk").first()


def tells_at(incident: Incident, terms: Terms) -> datetime | None:
    """Return when an incident that lasts is told to the department; None where it is told, or stays inside."""
    if incident.told_at is not None or incident.failure == Incident.Failure.SILENT:
        return None
    return _after_notice(incident, incident.starts_at + terms.minutes * MINUTE, terms)


def breaches_at(incident: Incident, terms: Terms) -> datetime | None:
    """Return when the time to mend has run out and the department is told so; never before the leader had notice."""
    if incident.target_at is None or incident.breached_at is not None:
        return None
    return _after_notice(incident, incident.target_at, terms)


def warns_at(incident: Incident, terms: Terms) -> datetime | None:
    """Return when the own leader is told of what goes to the department next; None where that is done."""
    first = _earliest([tells_at(incident, terms), breaches_at(incident, terms)])
    if first is None or incident.warned_at is not None:
        return None
    return first - terms.notice * MINUTE


def due_of(incident: Incident, terms: Terms) -> datetime | None:
    """Return when time has something to do here; nothing once it is mended."""
    if incident.state not in UNMENDED:
        return None
    expires = incident.accept_expires_at if incident.state == IncidentState.ACCEPTED else None
    warns = warns_at(incident, terms)
    if warns is not None:
        return _earliest([expires, warns])
    return _earliest([expires, tells_at(incident, terms), breaches_at(incident, terms)])


def _after_notice(incident: Incident, moment: datetime, terms: Terms) -> datetime:
    if incident.warned_at is None:
        return moment
    return max(moment, incident.warned_at + terms.notice * MINUTE)


def _earliest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
