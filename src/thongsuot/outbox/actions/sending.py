"""Claim, commit, send, settle: what a sender may do with a message, and what happens when the sender dies."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import connection, transaction

from thongsuot.ledger.actions import move, wake_timer
from thongsuot.organisations.models import Actor
from thongsuot.outbox import queries
from thongsuot.outbox.actions.queueing import FIRST, appear
from thongsuot.outbox.models import Mailbox, Message
from thongsuot.outbox.states import MessageState

LOCK = 0x6F7574  # the first number of the advisory lock; the second is the mailbox
TRIES = 8  # refusals "for now" by the peer before a message fails
WAITS = (15, 30, 60, 120, 300, 600, 1800, 3600)  # seconds
URGENT_WAIT = 30  # seconds, the longest wait while a message of the first priority is there


class ClaimLost(Exception):  # named for what happened (STYLE 10)
    """Somebody else has taken the message since this sender claimed it."""

    def __init__(self, message: Message) -> None:
        super().__init__(f"Tin {message.pk} đã được tiến trình khác xử lý; kết quả của lần gửi này không được ghi.")


def hold(mailbox: Mailbox) -> bool:
    """Take the mailbox for this session; False while another sender has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, mailbox.pk])
        return bool(cursor.fetchone()[0])


def let_go(mailbox: Mailbox) -> None:
    """Give the mailbox to the next sender."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, mailbox.pk])


def unseat(mailbox: Mailbox) -> int:
    """End the database session of a sender that holds the mailbox and does nothing; returns how many ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks "
            "WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2 AND granted "
            "AND pid <> pg_backend_pid() "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [LOCK, mailbox.pk],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def deliver(message: Message, *, by: Actor, at: datetime) -> Message:
    """Show a message whose time has come in its recipient's inbox."""
    return appear(message, by=by, at=at)


@transaction.atomic
def claim(mailbox: Mailbox, *, by: Actor, at: datetime) -> Message | None:
    """Claim the one message to be sent next; it is committed as being sent before a byte leaves."""
    message = queries.due(mailbox, at).select_for_update(skip_locked=True).first()
    if message is None:
        return None
    return move(
        message,
        MessageState.SENDING,
        by=by,
        at=at,
        claimed_at=at,
        epoch=message.epoch + 1,
        attempts=message.attempts + 1,
    )


def _held(message: Message) -> Message:
    """Return the row, locked, if the claim is the sender's; the truth may come after doubt was noted."""
    states = [MessageState.SENDING, MessageState.UNCERTAIN]
    rows = Message.objects.select_for_update(of=("self",)).filter(epoch=message.epoch, state__in=states)
    row = rows.filter(pk=message.pk).first()
    if row is None:
        raise ClaimLost(message)
    return row


@transaction.atomic
def settle_sent(message: Message, *, outcome: str, by: Actor, at: datetime) -> Message:
    """Note that the peer took the message; the mailbox works."""
    row = _held(message)
    Mailbox.objects.filter(messages=row, failures__gt=0).update(failures=0, paused_until=None, trouble="")
    return move(row, MessageState.SENT, by=by, at=at, sent_at=at, outcome=outcome)


@transaction.atomic
def settle_failed(message: Message, *, outcome: str, final: bool, by: Actor, at: datetime) -> Message:
    """Note that the peer refused: for good, or for now, and then it is tried again later a limited number of times."""
    row = _held(message)
    if final or row.attempts >= TRIES:
        return move(row, MessageState.FAILED, by=by, at=at, outcome=outcome, note=outcome)
    again = at + _wait(row.attempts, urgent=row.priority == FIRST)
    return move(row, MessageState.QUEUED, by=by, at=at, due_at=again, outcome=outcome, note=outcome)


@transaction.atomic
def settle_uncertain(message: Message, *, outcome: str, by: Actor, at: datetime) -> Message:
    """Note that nobody knows whether the peer took it; only a message of the first priority is sent again."""
    row = _held(message)
    row = move(row, MessageState.UNCERTAIN, by=by, at=at, doubts=row.doubts + 1, outcome=outcome, note=outcome)
    if row.priority == FIRST and row.attempts < TRIES:
        row = move(row, MessageState.QUEUED, by=by, at=at, due_at=at)
    return row


def settle_orphans(mailbox: Mailbox, *, by: Actor, at: datetime) -> int:
    """Whoever holds the mailbox knows that a message still in flight has lost its sender; return how many had."""
    orphans = list(queries.in_flight(mailbox))
    for message in orphans:
        said = "Tiến trình gửi dừng đột ngột; không xác định được bên nhận đã nhận tin hay chưa."
        with suppress(ClaimLost):  # it had lost the mailbox alone, and has just said what became of the message
            settle_uncertain(message, outcome=said, by=by, at=at)
    return len(orphans)


@transaction.atomic
def give_back(message: Message, *, outcome: str, by: Actor, at: datetime) -> Message:
    """Put a message back that certainly did not leave, because the peer could not be reached."""
    row = _held(message)
    return move(row, MessageState.QUEUED, by=by, at=at, attempts=row.attempts - 1, outcome=outcome)


@transaction.atomic
def pause(mailbox: Mailbox, *, trouble: str, at: datetime) -> Mailbox:
    """Leave an unreachable peer alone for a while; nothing that waits is lost."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    urgent = queries.due(row, at).filter(priority=FIRST).exists()
    row.failures += 1
    row.paused_until = at + _wait(row.failures, urgent=urgent)
    row.trouble = trouble
    row.save(update_fields=["failures", "paused_until", "trouble"])
    wake_timer()
    return row


def _wait(times: int, *, urgent: bool) -> timedelta:
    seconds = WAITS[min(times, len(WAITS)) - 1]
    return timedelta(seconds=min(seconds, URGENT_WAIT) if urgent else seconds)
