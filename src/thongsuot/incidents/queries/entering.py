"""What a person has just told: the same told again within a minute is one press of a button too many."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from thongsuot.incidents.models import Incident, Note, Task
from thongsuot.incidents.states import UNMENDED, IncidentState
from thongsuot.ledger.queries import moves_of
from thongsuot.organisations.models import Actor, Person

TWICE = timedelta(seconds=60)
ON_PAGES = (Incident.Origin.HAND, Incident.Origin.SITE)


def opened_twice(  # what, where, since when and by whom
    given: Incident, words: str, *, by: Actor, at: datetime
) -> Incident | None:
    """Return the incident that the same person has just opened on a page by the same words."""
    if not isinstance(by, Person) or given.origin not in ON_PAGES:
        return None
    rows = Incident.objects.filter(
        organisation=given.organisation_id, failure=given.failure, site=given.site_id, place=given.place
    )
    rows = rows.filter(by_person=by, origin=given.origin, state__in=UNMENDED, at__gt=at - TWICE, at__lte=at)
    rows = rows.filter(starts_at__range=(given.starts_at - TWICE, given.starts_at + TWICE))
    if words.strip():
        rows = rows.filter(Exists(Note.objects.filter(incident=OuterRef("pk"), text=words.strip(), by_person=by)))
    return rows.order_by("-pk").first()


def noted_twice(incident: Incident, text: str, *, inside: bool, by: Actor, at: datetime) -> Note | None:
    """Return the note that the same person has just written with these words."""
    if not isinstance(by, Person):
        return None
    rows = Note.objects.filter(incident=incident, by_person=by, text=text.strip(), inside=inside)
    return rows.filter(at__gt=at - TWICE, at__lte=at).order_by("-pk").first()


def set_twice(incident: Incident, title: str, *, by: Actor, at: datetime) -> Task | None:
    """Return the task that the same person has just set with this title."""
    if not isinstance(by, Person):
        return None
    rows = Task.objects.filter(incident=incident, by_person=by, title=title.strip()[:200])
    return rows.filter(at__gt=at - TWICE, at__lte=at).order_by("-pk").first()


def done_twice(incident: Incident, target: str, *, by: Person, at: datetime) -> bool:
    """Tell whether the same person has just brought the incident where the step leads: it is no mistake to press twice.

    A step is the enterprise's, so whoever speaks for the site is shown by the row alone.
    """
    if not target:
        return False
    rows = Incident.objects.filter(pk=incident.pk)
    if by.organisation_id == incident.site_organisation_id and target == IncidentState.OPEN:
        return rows.filter(state=target, opened_at__gt=at - TWICE, opened_at__lte=at).exists()
    if by.organisation_id == incident.site_organisation_id:
        return rows.filter(state=target, closed_name=str(by)[:80], closed_at__gt=at - TWICE).exists()
    return moves_of(incident).filter(target=target, by_person=by, at__gt=at - TWICE, at__lte=at).exists()
