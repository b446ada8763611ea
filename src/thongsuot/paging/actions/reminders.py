"""Reminders wait as rows; what is due to one person at one moment leaves as one message."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.ledger.actions import move, wake_timer
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Person
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.outbox.queries import full_address
from thongsuot.paging import queries
from thongsuot.paging.actions.ladders import reality_of
from thongsuot.paging.models import Reminder
from thongsuot.paging.states import ReminderState

MINUTE = timedelta(minutes=1)


@transaction.atomic
def remind(
    about: models.Model | str,
    person: Person,
    *,
    text: str,
    url: str,
    due_at: datetime,
    stage: str,
    by: Actor,
    at: datetime,
) -> Reminder:
    """Plan one stage of a matter for one person, once; a deadline that moves later arms the stage anew."""
    wanted: dict[str, Any] = {"text": text[:250], "url": url, "due_at": _whole_minute(due_at)}
    with access.reaching(person.organisation_id):
        reminder, new = Reminder.objects.select_for_update(of=("self",)).get_or_create(
            reality=reality_of(about),
            about=queries.name_of(about),
            person=person,
            stage=stage,
            defaults={"organisation_id": person.organisation_id, "at": at, **wanted, **Act.fields_of(by)},
        )
        if not new:
            reminder = _rearm(reminder, by=by, at=at, **wanted)
        wake_timer()
    return reminder


def _whole_minute(moment: datetime) -> datetime:
    """Round up, so that all that falls in one minute is due at one moment and nothing is said too early."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE


def _rearm(reminder: Reminder, *, by: Actor, at: datetime, **wanted: Any) -> Reminder:
    due_at: datetime = wanted["due_at"]
    if reminder.state == ReminderState.PENDING:
        reminder.text, reminder.url, reminder.due_at = wanted["text"], wanted["url"], due_at
        reminder.save(update_fields=[*wanted])
        return reminder
    later = due_at > at or due_at > reminder.due_at  # the matter's deadline was put off, and this stage is reached anew
    moved = due_at != reminder.due_at or reminder.state == ReminderState.CANCELLED
    return move(reminder, ReminderState.PENDING, by=by, at=at, **wanted) if later and moved else reminder


def cancel(about: models.Model | str, *, by: Actor, at: datetime) -> int:
    """Cancel the reminders of a matter that wait; what was sent stays on record."""
    with access.acting_as_system():  # the persons reminded may sit in organisations that the actor does not see
        waiting = Reminder.objects.select_for_update(of=("self",)).filter(state=ReminderState.PENDING)
        rows = list(waiting.filter(about=queries.name_of(about)).order_by("id"))
        for reminder in rows:
            move(reminder, ReminderState.CANCELLED, by=by, at=at)
        outbox.withdraw(*queries.bundles_only_about(about), by=by, at=at)  # what is still on its way out
    return len(rows)


@transaction.atomic
def send_reminders(person_id: int, reality: str, *, by: Actor, at: datetime) -> int:
    """Send one person all that is due as one message; of one matter only the newest stage. Returns the reminders."""
    due = list(queries.due_reminders(at).filter(person_id=person_id, reality=reality).select_for_update(of=("self",)))
    if not due:
        return 0
    newest = {reminder.about: reminder for reminder in due}  # later stages replace earlier ones
    kept = sorted(newest.values(), key=lambda row: (row.due_at, row.pk))
    name = f"reminders:{kept[0].pk}:{int(at.timestamp())}"
    for reminder in due:
        if newest[reminder.about] is reminder:
            move(reminder, ReminderState.SENT, by=by, at=at, sent_at=at, bundle=name)
        else:
            move(reminder, ReminderState.FOLDED, by=by, at=at, bundle=name)
    to = outbox.contact_of(kept[0].person)
    outbox.tell(Draft(name, "", to, _words(kept), reality, name), by=by, at=at)
    return len(due)


def _words(kept: list[Reminder]) -> Words:
    """Say one thing plainly, or list several, each once with its own address."""
    first = kept[0]
    if len(kept) == 1:
        return Words(_("Nhắc: %(text)s") % {"text": first.text}, first.text, first.url)
    count = len(kept)
    subject = ngettext("Nhắc: %(count)d việc đến hạn", "Nhắc: %(count)d việc đến hạn", count) % {"count": count}
    lines = [f"{number}. {row.text}\n   {full_address(row.url)}".rstrip() for number, row in enumerate(kept, start=1)]
    return Words(subject, "\n".join(lines), "/")
