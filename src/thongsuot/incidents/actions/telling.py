"""Time passed in an incident: the own leader is told first, then the department; what was accepted expires."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.incidents import queries
from thongsuot.incidents.actions.accepting import expire
from thongsuot.incidents.actions.calling import disclose
from thongsuot.incidents.actions.noting import system_note
from thongsuot.incidents.actions.opening import open_anew, rearm
from thongsuot.incidents.models import Alarm, Incident
from thongsuot.incidents.states import UNMENDED, IncidentState
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

LEADERS = (Role.Name.LEADER,)
DEPARTMENT = (Role.Name.DUTY, Role.Name.FOLLOWER)


@transaction.atomic
def tick(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Do what is due: an acceptance expires, a word is doubted, the leader is warned, the department is told."""
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if incident.due_at is None or incident.due_at > at:
        return incident
    if incident.state not in UNMENDED:
        return _doubt(incident, by=by, at=at)
    expires = incident.accept_expires_at
    if incident.state == IncidentState.ACCEPTED and expires is not None and expires <= at:
        incident = expire(incident, by=by, at=at)
    terms = queries.terms_of(incident.organisation_id, incident.reality, at)
    if _reached(queries.warns_at(incident, terms), at):
        incident = warn(incident, by=by, at=at)
    if incident.warned_at is not None:
        if _reached(queries.breaches_at(incident, terms), at):
            incident = tell_breach(incident, by=by, at=at)
        if _reached(queries.tells_at(incident, terms), at):
            incident = tell_department(incident, "minutes", by=by, at=at)
    return rearm(incident, at)


def _reached(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at


def _doubt(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """The carrier said that it is mended, and the alarm still lasts: the word is not believed."""
    if incident.state == IncidentState.MENDED and Alarm.objects.filter(incident=incident, ends_at=None).exists():
        said = "Đã báo khắc phục nhưng hệ thống giám sát vẫn ghi nhận mất; mở lại sự cố."
        return open_anew(incident, by=by, at=at, note=said)
    return rearm(incident, at)


def warn(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Tell the own leader what goes to the department next, before it does."""
    terms = queries.terms_of(incident.organisation_id, incident.reality, at)
    incident.warned_at = at
    moments = [moment for moment in (queries.breaches_at(incident, terms), queries.tells_at(incident, terms)) if moment]
    until = f"{localtime(min(moments)):%H:%M}" if moments else ""
    said = f"{incident.title}: lúc {until} hệ thống sẽ báo Sở nếu chưa khắc phục."
    people = holders(*LEADERS, organisation=incident.organisation, at=at)
    _tell(incident, people, f"Sắp quá thời gian khắc phục: {incident.title}", said, "warned", by=by, at=at)
    incident.save(update_fields=["warned_at"])
    return incident


def tell_breach(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Tell the department that the time to mend has run out."""
    incident.breached_at = at
    incident.save(update_fields=["breached_at"])
    system_note(incident, "Quá thời gian khắc phục quy định.", by=by, at=at, inside=False)
    if incident.told_at is None:
        return tell_department(incident, "breach", by=by, at=at)
    return _to_department(incident, f"Quá thời gian khắc phục: {incident.title}", "breach", by=by, at=at)


def tell_department(incident: Incident, why: str, *, by: Actor, at: datetime) -> Incident:
    """Show an incident to the department from now on, and say so."""
    incident.told_at, incident.told_why = at, why
    incident.save(update_fields=["told_at", "told_why"])
    disclose(incident)
    notify(topic(incident), incident.organisation.supervisor_id)
    return _to_department(incident, f"Sự cố kéo dài: {incident.title}", why, by=by, at=at)


def _to_department(incident: Incident, subject: str, stage: str, *, by: Actor, at: datetime) -> Incident:
    department = incident.organisation.supervisor
    if department is not None:
        people = holders(*DEPARTMENT, organisation=department, at=at)
        said = f"{incident.organisation.short_name}: {incident.title}, từ {localtime(incident.starts_at):%H:%M %d/%m}."
        _tell(incident, people, subject, said, stage, by=by, at=at)
    return incident


def _tell(  # whom, what, and once for which stage
    incident: Incident, people: Iterable[Person], subject: str, body: str, stage: str, *, by: Actor, at: datetime
) -> None:
    words = Words(subject, body, incident.get_absolute_url(), max(2, incident.priority))
    inside = incident.told_at is None  # the own leader is told first
    with access.acting_as_system():
        for person in people:
            key, to = f"{topic(incident)}:{stage}:{person.pk}", outbox.contact_of(person)
            draft = Draft(key, "", to, words, incident.reality, topic(incident), inside=inside)
            outbox.tell(draft, by=by, at=at)
