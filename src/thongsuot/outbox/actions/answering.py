"""What comes back: a message is opened, answered, or spoken on the telephone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person
from thongsuot.outbox import queries
from thongsuot.outbox.actions.queueing import Draft, Words, contact_of, queue
from thongsuot.outbox.models import CallOutcome, Channel, Message, Reply
from thongsuot.outbox.states import MessageState


class NotYours(PermissionError):  # named for what happened (STYLE 10)
    """The message was written to somebody else."""

    def __init__(self) -> None:
        super().__init__(_("Tin này gửi cho người khác; chưa có gì thay đổi."))


@transaction.atomic
def read(message: Message, *, by: Person, at: datetime) -> Message:
    """Note when the recipient first opened the message."""
    if message.recipient_id != by.pk:
        raise NotYours
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
        notify(f"inbox:{by.pk}", message.organisation_id)
    return message


@transaction.atomic
def reply(message: Message, *, body: str, channel: str, by: Actor, at: datetime, name: str = "") -> Reply:
    """Keep an answer, and put it before the writer of the message; `name` is whose, where a machine brings it."""
    if channel == Channel.IN_APP and isinstance(by, Person) and message.recipient_id != by.pk:
        raise NotYours
    answer = Reply.objects.create(
        message=message,
        organisation_id=message.organisation_id,
        reality=message.reality,
        channel=channel,
        body=body,
        by_name=name or str(by),
        received_at=at,
        waiting=channel == Channel.SMS and not queries.reports(body),
        reporting=channel == Channel.SMS and queries.reports(body),
        inside=message.inside,
    )
    notify(topic(message), message.organisation_id)
    if answer.waiting or answer.reporting:
        wake_timer()
    if message.by_person_id is not None and message.by_person_id != message.recipient_id:
        _pass_on(answer, message.by_person_id, by=by, at=at)
    return answer


def take_up(reply: Reply) -> bool:
    """Say that what an SMS asks is being done in this transaction; False where another did it before."""
    unread = Reply.objects.filter(Q(waiting=True) | Q(reporting=True), pk=reply.pk)
    return unread.update(waiting=False, reporting=False) == 1


def _pass_on(answer: Reply, writer_id: int, *, by: Actor, at: datetime) -> None:
    message = answer.message
    with access.acting_as_system():  # the writer may sit in an organisation that the answering person does not see
        writer = Person.objects.select_related("organisation").get(pk=writer_id)
        words = Words(f"Trả lời: {message.subject}", answer.body, message.url)
        key, to = f"reply:{answer.pk}", contact_of(writer)
        draft = Draft(key, Channel.IN_APP, to, words, answer.reality, topic(message), inside=answer.inside)
        queue(draft, by=by, at=at)


@transaction.atomic
def record_call(
    message: Message, *, outcome: str, note: str = "", again_at: datetime | None = None, by: Person, at: datetime
) -> Message:
    """Write down what a telephone call came to; unanswered it stays on the sheet, to an agreed hour it comes back."""
    if not queries.call_sheet(by, at).filter(pk=message.pk).exists():
        raise access.NotAllowed(_("Cuộc gọi này không còn trong danh sách của bạn; chưa có gì thay đổi."))
    hour = f" {localtime(again_at):%H:%M %d/%m/%Y}" if again_at is not None else ""
    said = f"{CallOutcome(outcome).label}{hour}. {note}".strip().removesuffix(".")
    changes: dict[str, Any] = {"outcome": said, "note": said, "attempts": message.attempts + 1, "claimed_at": at}
    match CallOutcome(outcome):
        case CallOutcome.REACHED:
            return move(message, MessageState.SENT, by=by, at=at, sent_at=at, **changes)
        case CallOutcome.AGAIN if again_at is not None:
            return move(message, MessageState.QUEUED, by=by, at=at, due_at=again_at, **changes)
        case CallOutcome.REFUSED | CallOutcome.WRONG_NUMBER:
            return move(message, MessageState.FAILED, by=by, at=at, **changes)
        case _:
            return move(message, MessageState.QUEUED, by=by, at=at, **changes)
