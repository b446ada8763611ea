"""Which calls wait for an answer, which are to be returned, and when each one escalates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Min, QuerySet
from django.utils.timezone import get_default_timezone

from thongsuot.duty import queries as duty
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import UNANSWERED, CallState
from thongsuot.incidents import queries as incidents
from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import in_force, worked_in
from thongsuot.paging.states import LadderState

OPERATORS = (Role.Name.DUTY, Role.Name.CONTACT, Role.Name.FOLLOWER, Role.Name.LEADER)
READERS = (*OPERATORS, Role.Name.AUDITOR, Role.Name.ADMINISTRATOR)
LATE = timedelta(minutes=15)  # what is written down longer after the call says so: "ghi sau"
UNSAID = "Lãnh đạo nhận điện; nội dung ghi bổ sung sau."  # kept as it is until somebody writes what was said
UNKNOWN = "Chưa rõ người gọi"
Urgency = HotlineCall.Urgency

# How long a call waits before somebody is asked to see to it, and how long whoever took it up has before it is again.
WAITS = {Urgency.NOW: timedelta(minutes=5), Urgency.TODAY: timedelta(hours=4), Urgency.LATER: timedelta(hours=24)}
HELD = {Urgency.NOW: timedelta(minutes=15), Urgency.TODAY: timedelta(hours=2), Urgency.LATER: timedelta(hours=12)}


def due_of(urgency: int, called_at: datetime) -> datetime:
    """Return when somebody is asked to see to a call that nobody answers."""
    return called_at + WAITS[Urgency(urgency)]


def held_till(urgency: int, at: datetime) -> datetime:
    """Return until when whoever took a call up, or was asked to, is left in peace."""
    return at + HELD[Urgency(urgency)]


def calls() -> QuerySet[HotlineCall]:
    """Return the calls with all that their lists show."""
    return HotlineCall.objects.select_related("organisation", "caller_organisation", "site", "holder", "incident")


def visible_to(person: Person, at: datetime) -> QuerySet[HotlineCall]:
    """Return the calls to the hotlines at which the person has something to do; nobody else reads who called."""
    held = person.roles.filter(in_force(at), name__in=READERS, organisation__in=worked_in(person, at))
    own = set(held.values_list("organisation_id", flat=True))
    shift = duty.shift_of(person, at)
    return calls().filter(organisation__in=own if shift is None else own | {shift.organisation_id})


def answers_here(person: Person, at: datetime) -> bool:
    """Tell whether the person answers the hotline of the own organisation."""
    return _has(person, OPERATORS, at)


def reads(person: Person, at: datetime) -> bool:
    """Tell whether the person reads the book of the own organisation's hotline."""
    return _has(person, READERS, at)


def _has(person: Person, roles: tuple[str, ...], at: datetime) -> bool:
    held = person.roles.filter(in_force(at), name__in=roles, organisation=person.organisation_id)
    if held.exists():
        return True
    shift = duty.shift_of(person, at)
    return shift is not None and shift.organisation_id == person.organisation_id


def unanswered(organisation: Organisation | int) -> QuerySet[HotlineCall]:
    """Return what nobody has answered yet."""
    return calls().filter(organisation=organisation, state__in=UNANSWERED)


def waiting(organisation: Organisation | int) -> QuerySet[HotlineCall]:
    """Return the calls that wait for an answer, the most urgent and then the oldest first."""
    rows = unanswered(organisation).exclude(state=CallState.CALL_BACK)
    return rows.order_by("urgency", "called_at", "id")


def to_return(organisation: Organisation | int) -> QuerySet[HotlineCall]:
    """Return whom somebody promised to call back, by the time that was promised."""
    return unanswered(organisation).filter(state=CallState.CALL_BACK).order_by("call_back_at", "id")


def received_by(person: Person) -> list[HotlineCall]:
    """Return the last calls that the person wrote down: what has become of them."""
    return list(calls().filter(by_person=person).order_by("-id")[:5])


def of_day(day: date) -> tuple[datetime, datetime]:
    """Return the begin of a day and of the next."""
    zone = get_default_timezone()
    return datetime.combine(day, time(), tzinfo=zone), datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)


def day_calls(organisation: Organisation | int, day: date) -> QuerySet[HotlineCall]:
    """Return the calls of a day in the order in which they came."""
    begin, end = of_day(day)
    rows = calls().filter(organisation=organisation, called_at__gte=begin, called_at__lt=end)
    return rows.order_by("called_at", "id")


def due(at: datetime) -> QuerySet[HotlineCall]:
    """Return the calls for which somebody is to be asked now."""
    return HotlineCall.objects.filter(state__in=UNANSWERED, due_at__lte=at).order_by("urgency", "due_at", "id")


def taken_up() -> QuerySet[HotlineCall]:
    """Return the calls of which somebody has accepted to see to, by page, link or SMS."""
    rows = HotlineCall.objects.filter(state__in=UNANSWERED, ladder__state=LadderState.ACCEPTED)
    return rows.select_related("ladder").order_by("id")


def next_due() -> datetime | None:
    """Return when the next call escalates; what was accepted wants to be taken up since then."""
    moments = [
        HotlineCall.objects.filter(state__in=UNANSWERED, due_at__isnull=False).aggregate(first=Min("due_at"))["first"],
        taken_up().order_by().aggregate(first=Min("ladder__accepted_at"))["first"],
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def incidents_to_link(person: Person, call: HotlineCall, at: datetime) -> list[Incident]:
    """Return the standing incidents that a call may be about, those at its site first."""
    rows = incidents.visible_to(person, at).filter(pk__in=incidents.standing().values("pk"), reality=call.reality)
    near = list(rows.order_by("priority", "target_at", "pk")[:50])
    return sorted(near, key=lambda row: call.site_id is None or row.site_id != call.site_id)
