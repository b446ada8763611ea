"""Somebody must take an incident up: who is on duty is called, then the leader, and a call that was taken up counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.duty import queries as duty
from thongsuot.incidents import queries
from thongsuot.incidents.actions.noting import system_note
from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox.actions import Words
from thongsuot.paging import actions as paging

BEHIND = (Role.Name.DUTY, Role.Name.LEADER)  # at the department, where the enterprise has nobody to be reached


@transaction.atomic
def call_duty(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Freeze who is on duty now into a ladder and ask the first; less urgent incidents wait on the board."""
    if incident.priority > queries.CALLED:
        return incident
    with access.acting_as_system():  # who reports an incident does not see the roster of those who mend
        return _call(incident, duty.reached_first(incident.organisation, at), by=by, at=at)


@transaction.atomic
def call_first(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Call who is on duty for an incident that alarms opened, unless it is over or was taken up meanwhile."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("organisation__supervisor", "site")
    incident = rows.get(pk=incident.pk)
    if incident.state != IncidentState.OPEN or incident.ladder_id is not None:
        return incident
    return call_duty(incident, by=by, at=at)


@transaction.atomic
def call_leader(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Nobody reachable was asked in time: call the enterprise's leader, and behind the leader the department."""
    with access.acting_as_system():
        leaders = holders(Role.Name.LEADER, organisation=incident.organisation, at=at)
        return _call(incident, [person for person in leaders if duty.has_contact(person)], by=by, at=at)


def disclose(incident: Incident) -> None:
    """Show the department, which now knows of an incident, also who was asked."""
    if incident.ladder_id is not None:
        paging.disclose(incident)


def hush(incident: Incident, *, by: Actor, at: datetime) -> None:
    """Ask nobody any more."""
    if incident.ladder_id is not None:
        with access.acting_as_system():
            paging.stop(incident, by=by, at=at)


def _call(incident: Incident, people: Sequence[Person], *, by: Actor, at: datetime) -> Incident:
    paging.stop(incident, by=by, at=at)
    known = incident.told_at is not None or not people  # the department is called where it knows, or nobody else is
    behind = _behind(incident.organisation, at) if incident.priority == queries.FIRST and known else []
    asked = list(dict.fromkeys([*people, *behind]))
    try:
        ladder = paging.open_ladder(
            incident, asked, words_of(incident), organisation=incident.organisation, by=by, at=at, inside=not known
        )
    except paging.EmptyLadder:
        return _nobody(incident, by=by, at=at)
    incident.ladder, incident.unreached_at = ladder, None
    incident.save(update_fields=["ladder", "unreached_at"])
    if not people and incident.told_at is None:  # the department is called, so it is told
        _told_so(incident, at)
    return incident


def _behind(organisation: Organisation, at: datetime) -> list[Person]:
    """Return whom the department can send, duty before leader."""
    if organisation.supervisor is None:
        return []
    found = [person for role in BEHIND for person in holders(role, organisation=organisation.supervisor, at=at)]
    return [person for person in found if duty.has_contact(person)]


def _told_so(incident: Incident, at: datetime) -> None:
    incident.told_at, incident.told_why = at, "forsaken"
    incident.save(update_fields=["told_at", "told_why"])


def _nobody(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Say once in the timeline that there is nobody; the attempt is made again each minute."""
    if incident.unreached_at is None:
        said = "Không có ai trực, lãnh đạo hay cán bộ nào liên lạc được; hãy gọi theo danh bạ và bổ sung số điện thoại."
        system_note(incident, said, by=by, at=at)
    incident.unreached_at = at
    incident.save(update_fields=["unreached_at"])
    return incident


def words_of(incident: Incident) -> Words:
    """Return what is said to whoever is called: what, where, since when, until when."""
    lines = [f"{incident.title}.", f"Từ {_clock(incident.starts_at)}."]
    if incident.target_at is not None:
        lines.append(f"Phải khắc phục trước {_clock(incident.target_at)}.")
    subject = f"Sự cố ưu tiên {incident.priority}: {incident.title}"
    return Words(subject[:200], " ".join(lines), incident.get_absolute_url(), incident.priority)


def _clock(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M ngày %d/%m/%Y}"
