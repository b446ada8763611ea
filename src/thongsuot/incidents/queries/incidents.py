"""Which incidents stand, which a person may see, and which wait for time or for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from thongsuot.incidents.models import Affected, Alarm, Incident, Note, Task
from thongsuot.incidents.states import STANDING, IncidentState
from thongsuot.organisations.models import Person
from thongsuot.organisations.queries import seen_by, worked_in
from thongsuot.paging.models import Page
from thongsuot.paging.states import LadderState, PageState

FIRST = 1  # the priority at which nobody may be left alone
CALLED = 2  # up to this priority the people on duty are called
WITHIN = timedelta(seconds=60)  # until then a reachable named person was asked, or the leader is called
ANEW = timedelta(minutes=10)  # what fails again so soon is the same incident


def visible_to(person: Person, at: datetime) -> QuerySet[Incident]:
    """Return the incidents the person may read: those of the own organisation and at its sites, and those told."""
    own = worked_in(person, at)
    near = Q(organisation__in=own) | Q(site_organisation__in=own)
    told = Q(told_at__isnull=False, organisation__in=seen_by(person, at))
    return Incident.objects.filter(near | told).select_related("organisation", "site", "site_organisation")


def standing() -> QuerySet[Incident]:
    """Return the incidents on the board, by what is to be done first."""
    return Incident.objects.filter(state__in=STANDING)


def standing_at(organisation: int, reality: str, site: int | None, failure: str) -> Incident | None:
    """Return the one incident that stands for a failure at a site: its own, or one that it was folded into."""
    if site is None:
        return None
    rows = standing().filter(organisation=organisation, reality=reality)
    own = rows.filter(site=site, failure=failure).first()
    if own is not None:
        return own
    folded = Incident.objects.filter(folded_into=OuterRef("pk"), site=site, failure=failure, state=IncidentState.FOLDED)
    return rows.filter(Exists(folded)).order_by("pk").first()


def closed_lately(organisation: int, reality: str, since: datetime) -> QuerySet[Incident]:
    """Return what was measured to be over since a moment: it may be on again."""
    rows = Incident.objects.filter(organisation=organisation, reality=reality, state=IncidentState.CLOSED)
    return rows.filter(closing=Incident.Closing.MEASURED, mended_at__gte=since).order_by("mended_at", "pk")


def lasting(alarms: QuerySet[Alarm], at: datetime) -> QuerySet[Alarm]:
    """Return the alarms that last, and those that flap and are shown as lasting."""
    return alarms.filter(Q(ends_at__isnull=True) | Q(held_until__gt=at))


def due(at: datetime) -> QuerySet[Incident]:
    """Return the incidents whose clock has run to something."""
    return Incident.objects.filter(due_at__lte=at).order_by("priority", "due_at", "pk")


def taken_up() -> QuerySet[Incident]:
    """Return the incidents that nobody has accepted here, while somebody has accepted the call."""
    rows = Incident.objects.filter(state=IncidentState.OPEN, ladder__state=LadderState.ACCEPTED)
    return rows.select_related("ladder").order_by("pk")


def uncalled() -> QuerySet[Incident]:
    """Return the open incidents that alarms opened and for which nobody was called as yet, the most urgent first."""
    rows = Incident.objects.filter(state=IncidentState.OPEN, priority__lte=CALLED, ladder=None, unreached_at=None)
    return rows.order_by("priority", "opened_at", "pk")


def unattended() -> QuerySet[Incident]:
    """Return the open incidents of the first priority of which nobody reachable is being asked."""
    asked = Page.objects.filter(ladder=OuterRef("ladder"), state=PageState.SENT)
    rows = Incident.objects.filter(state=IncidentState.OPEN, priority=FIRST)
    return rows.exclude(Exists(asked), ladder__state=LadderState.OPEN)


def forsaken(at: datetime) -> QuerySet[Incident]:
    """Return those that have been so for longer than may be: the invariant of the whole is that there are none."""
    return unattended().filter(opened_at__lte=at - WITHIN).order_by("opened_at", "pk")


def to_call_for(at: datetime) -> QuerySet[Incident]:
    """Return the forsaken for whom the leader is to be called now; where there was nobody, that is a minute later."""
    return forsaken(at).exclude(unreached_at__gt=at - WITHIN)


def forsaken_from() -> datetime | None:
    """Return when the next open incident will be forsaken, or nobody's number is to be tried again."""
    tried = Greatest("opened_at", "unreached_at")  # in PostgreSQL what is unknown does not count
    first: datetime | None = unattended().aggregate(first=Min(tried))["first"]
    return None if first is None else first + WITHIN


def next_due() -> datetime | None:
    """Return when an incident's clock or a flapping alarm wants time's attention; a call to be made wants it now."""
    moments = [
        Incident.objects.filter(due_at__isnull=False).aggregate(first=Min("due_at"))["first"],
        Alarm.objects.filter(held_until__isnull=False).aggregate(first=Min("held_until"))["first"],
        taken_up().aggregate(first=Min("ladder__accepted_at"))["first"],
        uncalled().aggregate(first=Min("opened_at"))["first"],
        forsaken_from(),
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def held_till(at: datetime) -> QuerySet[Alarm]:
    """Return the alarms that were held as flapping and are to be looked at again."""
    return Alarm.objects.filter(held_until__lte=at).select_related("source").order_by("pk")


def timeline(incident: Incident) -> QuerySet[Note]:
    """Return the notes of an incident, by the time they speak of."""
    return incident.notes.select_related("file")


def open_tasks(incident: Incident) -> QuerySet[Task]:
    """Return what is still to be done in an incident."""
    return incident.tasks.filter(state="open")


def affected(incidents: Iterable[Incident]) -> QuerySet[Affected]:
    """Return the further sites of incidents."""
    return Affected.objects.filter(incident__in=list(incidents)).select_related("site")
