"""Reminders: what is due to whom, and what became of it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Ladder, Reminder
from thongsuot.paging.queries.ladders import UNANSWERED, name_of
from thongsuot.paging.states import ReminderState


def still_asked(names: list[str]) -> set[str]:
    """Return which of these matters somebody is still being asked or is to be reminded of."""
    reminders = Reminder.objects.filter(about__in=names, state=ReminderState.PENDING)
    ladders = Ladder.objects.filter(about__in=names, state__in=UNANSWERED)
    return {*reminders.values_list("about", flat=True), *ladders.values_list("about", flat=True)}


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
