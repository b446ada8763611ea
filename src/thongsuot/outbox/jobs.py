"""Time passed: messages appear on screen, and leave one at a time."""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial

from thongsuot.organisations import access
from thongsuot.outbox import actions, gateway, queries, states
from thongsuot.outbox.models import Mailbox, Message

AUTONOMOUS = True  # the claim must be committed before a byte leaves, so the timer opens no transaction around this
LANE = states.LANE  # of the timer: a peer that does not answer keeps nobody but its own messages waiting
BUDGET = 2.0  # seconds of sending before other work that is due gets its turn
SENDER = gateway.SENDER


def run(at: datetime) -> int:
    """Show and send what is due; returns how many messages were settled."""
    with access.acting_as_system():
        actions.end_waiting(by=SENDER, at=at)
        shown = [actions.deliver(message, by=SENDER, at=at) for message in queries.due_in_app(at)]
        mailboxes = list(queries.at_work(at))
    return len(shown) + sum(_work(mailbox, at) for mailbox in mailboxes)


def next_due() -> datetime | None:
    """Return when there is something to show or send."""
    with access.acting_as_system():
        return queries.next_due()


def _work(mailbox: Mailbox, at: datetime) -> int:
    """Send from one mailbox while nobody else does."""
    if not actions.hold(mailbox):
        with access.acting_as_system():
            if queries.stuck(mailbox, at):
                actions.unseat(mailbox)
        return 0
    try:
        return _clear_up(mailbox, at) + _send(mailbox, at)
    finally:
        actions.let_go(mailbox)


def _clear_up(mailbox: Mailbox, at: datetime) -> int:
    """Whoever holds the mailbox knows that a message still in flight has lost its sender."""
    with access.acting_as_system():
        return actions.settle_orphans(mailbox, by=SENDER, at=at)


def _send(mailbox: Mailbox, at: datetime) -> int:
    with access.acting_as_system():
        if not queries.at_work(at).filter(pk=mailbox.pk).exists():
            return 0
    settled, until = 0, time.monotonic() + BUDGET
    try:
        with gateway.opened(mailbox) as send:
            while settled == 0 or time.monotonic() < until:
                message = _claim(mailbox, at)
                if message is None:
                    break
                answer = send(message, partial(_mine, message))
                _settle(message, answer, at)
                settled += 1
                if answer.outcome is gateway.Outcome.UNREACHABLE:
                    raise gateway.Unreachable(answer.words)
                if answer.outcome is gateway.Outcome.UNCERTAIN:
                    break  # the connection is of no use any more
    except actions.ClaimLost:
        return settled  # others have taken over; what they write down holds
    except gateway.Unreachable as error:
        with access.acting_as_system():
            actions.pause(mailbox, trouble=str(error), at=at)
    return settled


def _claim(mailbox: Mailbox, at: datetime) -> Message | None:
    with access.acting_as_system():
        return actions.claim(mailbox, by=SENDER, at=at)


def _mine(message: Message) -> bool:
    with access.acting_as_system():
        return queries.holds(message)


def _settle(message: Message, answer: gateway.Answer, at: datetime) -> None:
    with access.acting_as_system():
        gateway.settle(message, answer, at)
