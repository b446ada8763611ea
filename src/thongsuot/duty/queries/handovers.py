"""Who is to take over from whom, who has not yet, and who said so by SMS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Min, QuerySet
from django.utils.timezone import get_default_timezone, localtime

from thongsuot.duty.models import Handover, Position, Shift
from thongsuot.duty.queries.reaching import reached_first
from thongsuot.duty.queries.rosters import LONGEST_SHIFT, on_duty
from thongsuot.duty.states import WAITING, HandoverState
from thongsuot.organisations.models import Organisation, Person
from thongsuot.outbox.models import Channel, Reply
from thongsuot.paging import queries as paging

EARLY = timedelta(minutes=30)  # how long before its begin a shift may be taken over


def handovers() -> QuerySet[Handover]:
    """Return the hand-overs with all that their pages and steps read."""
    return Handover.objects.select_related(
        "shift__position", "shift__roster", "person__organisation", "former__person", "organisation"
    )


def handover_of(shift: Shift) -> Handover | None:
    """Return how a shift is taken over; none for a gap, and for what is over before it was published."""
    return handovers().filter(shift=shift).exclude(state=HandoverState.VOID).first()


def handovers_visible_to(person: Person) -> QuerySet[Handover]:
    """Return the hand-overs of the person's own organisation; what one hands on to the next stays inside."""
    return handovers().filter(organisation=person.organisation_id).exclude(state=HandoverState.VOID)


def to_take(person: Person, at: datetime) -> QuerySet[Handover]:
    """Return what the person may take over now, by time."""
    rows = handovers().filter(person=person, state__in=WAITING)
    return rows.filter(starts_at__lte=at + EARLY, shift__until__gt=at)


def to_hand(person: Person, at: datetime) -> list[Handover]:
    """Return what the person has not handed on yet, of the shifts that end about now and of those taken since."""
    rows = handovers().filter(organisation=person.organisation_id, state__in=[*WAITING, HandoverState.TAKEN])
    near = rows.filter(handed_at=None, starts_at__lte=at + EARLY, shift__until__gt=at)
    return [row for row in near if row.outgoing == person]


def due_handovers(at: datetime) -> QuerySet[Handover]:
    """Return the hand-overs whose next step is due."""
    return handovers().filter(state__in=WAITING, due_at__lte=at).order_by("due_at", "id")


def next_handover() -> datetime | None:
    """Return when the next step of a hand-over is due."""
    first: datetime | None = Handover.objects.filter(state__in=WAITING).aggregate(first=Min("due_at"))["first"]
    return first


def formers_of(shifts: Iterable[Shift]) -> dict[int, Shift]:
    """Return from which shift each one takes over, of the shifts of one organisation, in one query."""
    asked = list(shifts)
    if not asked:
        return {}
    begins = [shift.starts_at for shift in asked]
    near = Shift.objects.filter(organisation=asked[0].organisation_id, in_force=True, person__isnull=False)
    rows = near.filter(starts_at__gte=min(begins) - 2 * LONGEST_SHIFT, starts_at__lt=max(begins)).select_related(
        "person"
    )
    by_position: dict[int, list[Shift]] = defaultdict(list)
    for row in rows.order_by("id"):
        by_position[row.position_id].append(row)
    found = {shift.pk: _former(shift, by_position[shift.position_id]) for shift in asked}
    return {number: former for number, former in found.items() if former is not None}


def _former(shift: Shift, rows: list[Shift]) -> Shift | None:
    """Choose the same seat before another one, and of several the one that ends last."""
    before = [row for row in rows if row.pk != shift.pk and row.starts_at < shift.starts_at <= row.until]
    return max(before, key=lambda row: (row.seat == shift.seat, row.until, -row.pk), default=None)


def out_of_force(organisation: Organisation | int) -> QuerySet[Handover]:
    """Return what nobody needs to take over any more, because its roster was replaced or its shift taken out."""
    return handovers().filter(organisation=organisation, state__in=WAITING, shift__in_force=False)


def told_of_absence(handover: Handover, at: datetime) -> list[Person]:
    """Return whom to tell that nobody has taken over: operations on duty, who stands behind, the leader last.

    Whoever did not come is not asked, nor whoever cannot leave and was asked before. Where nobody of the organisation
    can be reached, its supervisor's people are.
    """
    organisation = handover.organisation
    mend = {
        shift.person_id
        for shift in on_duty(organisation, at)
        if shift.position.kind == Position.Kind.RESPONDER and shift.person_id is not None
    }
    known = [person for person in reached_first(organisation, at) if person.pk != handover.person_id]
    people = [person for person in known if person.pk not in mend and person != handover.outgoing] or known
    if not people and organisation.supervisor is not None:
        return reached_first(organisation.supervisor, at)
    return people


def taken_by_sms(at: datetime) -> list[tuple[Handover, Reply]]:
    """Return who said by SMS that a shift is taken over: each shift once, and each SMS for one shift.

    It may answer any message that went to the person: the number tells who it is, and the time for which shift.
    """
    waiting = handovers().filter(state__in=WAITING, starts_at__lte=at + EARLY, shift__until__gt=at - LONGEST_SHIFT)
    rows = list(waiting.order_by("starts_at", "id"))
    if not rows:
        return []
    since = min(row.shift.starts_at for row in rows) - EARLY
    replies = Reply.objects.filter(channel=Channel.SMS, received_at__gte=since, received_at__lte=at, handover=None)
    mine = replies.filter(message__recipient__in={row.person_id for row in rows}).select_related("message")
    left = [
        reply for reply in mine.order_by("received_at", "id") if paging.words_of(reply).word == paging.Word.TAKE_OVER
    ]
    found = []
    for row in rows:
        reply = next((each for each in left if _answers(each, row)), None)
        if reply is not None:
            left.remove(reply)
            found.append((row, reply))
    return found


def _answers(reply: Reply, handover: Handover) -> bool:
    begin = max(handover.starts_at, handover.shift.starts_at) - EARLY
    return reply.message.recipient_id == handover.person_id and begin <= reply.received_at < handover.shift.until


def day_of(moment: datetime) -> date:
    """Return the day to which a shift belongs: the one on which it begins."""
    return localtime(moment).date()


def span_of(day: date) -> tuple[datetime, datetime]:
    """Return the begin of a day and of the next."""
    begin = datetime.combine(day, time(), tzinfo=get_default_timezone())
    return begin, datetime.combine(day + timedelta(days=1), time(), tzinfo=get_default_timezone())


def shifts_of_day(organisation: Organisation | int, day: date) -> QuerySet[Shift]:
    """Return the shifts that begin on a day, those that were taken out among them."""
    begin, end = span_of(day)
    rows = Shift.objects.filter(organisation=organisation, starts_at__gte=begin, starts_at__lt=end)
    return rows.select_related("position", "person", "organisation", "hours")


def days_to_count(at: datetime) -> list[tuple[int, date]]:
    """Return the days of which evidence is to be entered: their last shift has ended, or something came late."""
    rows = Shift.objects.filter(counts_at__lte=at).values_list("organisation_id", "starts_at")
    return sorted({(organisation, day_of(begin)) for organisation, begin in rows})


def days_counted() -> list[tuple[int, date]]:
    """Return the days whose evidence has been entered."""
    rows = Shift.objects.filter(in_force=True).values_list("organisation_id", "starts_at", "counts_at")
    waiting = {(organisation, day_of(begin)) for organisation, begin, counts_at in rows if counts_at is not None}
    return sorted({(organisation, day_of(begin)) for organisation, begin, _counts_at in rows} - waiting)


def next_count() -> datetime | None:
    """Return when the next day is to be counted."""
    first: datetime | None = Shift.objects.filter(counts_at__isnull=False).aggregate(first=Min("counts_at"))["first"]
    return first
