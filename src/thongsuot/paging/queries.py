"""Who was asked, who must be asked next, and which reminders are due."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Min, Q, QuerySet

from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Person
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Ladder, Page, Reminder, Rung
from thongsuot.paging.states import LadderState, PageState, ReminderState

UNANSWERED = (LadderState.OPEN, LadderState.EXHAUSTED)


def name_of(about: models.Model | str) -> str:
    """Return the name under which a matter is known: "topic:id"."""
    return about if isinstance(about, str) else topic(about)


def visible_to(person: Person) -> QuerySet[Page]:
    """Return the pages sent to the person or about a matter of the own organisation, newest first."""
    near = Q(rung__person=person) | Q(organisation=person.organisation_id)
    rows = Page.objects.filter(near).exclude(state=PageState.DUE)
    return rows.select_related("ladder", "rung").order_by("-sent_at", "-id")


def waiting_for(person: Person) -> QuerySet[Page]:
    """Return the pages that the person has not answered and still may."""
    asked = visible_to(person).filter(rung__person=person)
    return asked.filter(state__in=[PageState.SENT, PageState.EXPIRED], ladder__state__in=UNANSWERED)


def unanswered() -> QuerySet[Ladder]:
    """Return the ladders that nobody has accepted."""
    return Ladder.objects.filter(state__in=UNANSWERED).order_by("priority", "at", "id")


def ladders_about(about: models.Model | str) -> QuerySet[Ladder]:
    """Return the ladders of one matter, newest first."""
    return Ladder.objects.filter(about=name_of(about))


def still_asked(names: list[str]) -> set[str]:
    """Return which of these matters somebody is still being asked or is to be reminded of."""
    reminders = Reminder.objects.filter(about__in=names, state=ReminderState.PENDING)
    ladders = Ladder.objects.filter(about__in=names, state__in=UNANSWERED)
    return {*reminders.values_list("about", flat=True), *ladders.values_list("about", flat=True)}


def due_pages(at: datetime) -> QuerySet[Page]:
    """Return the pages to be sent now and those whose person has let the time pass."""
    rows = Page.objects.filter(state__in=[PageState.DUE, PageState.SENT], due_at__lte=at)
    return rows.filter(ladder__state=LadderState.OPEN).order_by("ladder__priority", "due_at", "id")


def next_rung(page: Page) -> tuple[Rung, int] | None:
    """Return whom to ask after a page, and in which round; None when the ladder is exhausted."""
    rungs = Rung.objects.filter(ladder_id=page.ladder_id).order_by("position")
    if above := rungs.filter(position__gt=page.rung.position).first():
        return above, page.round
    first = rungs.first()
    if first is None or page.round >= page.ladder.rounds:
        return None
    return first, page.round + 1


def messages_of(ladder: Ladder) -> QuerySet[Message]:
    """Return every message of a ladder: who was told, how, and what became of it."""
    return outbox.sent_about(topic(ladder))


def due_reminders(at: datetime) -> QuerySet[Reminder]:
    """Return the reminders whose moment has come."""
    rows = Reminder.objects.filter(state=ReminderState.PENDING, due_at__lte=at, person__is_active=True)
    return rows.select_related("person__organisation").order_by("due_at", "id")


def people_due(at: datetime) -> list[tuple[int, str]]:
    """Return who is to be reminded now, apart for the real thing and for an exercise."""
    rows = due_reminders(at).select_related(None).order_by("person_id", "reality")
    return list(rows.values_list("person_id", "reality").distinct())


def reminders_about(about: models.Model | str) -> QuerySet[Reminder]:
    """Return the reminders of one matter in the order of their moments."""
    return Reminder.objects.filter(about=name_of(about)).order_by("due_at", "id")


def bundles_only_about(about: models.Model | str) -> set[str]:
    """Return the bundles that were sent and speak of this matter alone."""
    sent = Reminder.objects.filter(state=ReminderState.SENT).order_by()
    mine = sent.filter(about=name_of(about)).values("bundle")
    shared = sent.filter(bundle__in=mine).exclude(about=name_of(about)).values("bundle")
    return set(sent.filter(bundle__in=mine).exclude(bundle__in=shared).values_list("bundle", flat=True))


def outcome_of(reminder: Reminder) -> QuerySet[Message]:
    """Return the messages that carried a reminder; their states are its outcome."""
    return outbox.sent_about(reminder.bundle) if reminder.bundle else Message.objects.none()


def next_due() -> datetime | None:
    """Return when the next page or reminder is due."""
    open_pages = Page.objects.filter(state__in=[PageState.DUE, PageState.SENT], ladder__state=LadderState.OPEN)
    pending = Reminder.objects.filter(state=ReminderState.PENDING, person__is_active=True)
    moments = [rows.aggregate(first=Min("due_at"))["first"] for rows in (open_pages, pending)]
    return min((moment for moment in moments if moment is not None), default=None)
