"""The states of a message and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class MessageState(StrEnum):
    """From the queue to its end; uncertain means that nobody knows whether the peer took it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"


LANE = "outbox"  # of the timer

# By these nothing falls due but with who sends: no other lane of the timer is woken.
MESSAGE_LANES = {MessageState.SENDING: LANE, MessageState.SENT: LANE}

# A call that nobody answered goes back to the queue; an uncertain message may still be told apart by the sender
# that sent it, or be sent again when it is a page of the first priority.
MESSAGE_MOVES = {
    MessageState.QUEUED: {
        MessageState.QUEUED,
        MessageState.SENDING,
        MessageState.SENT,
        MessageState.FAILED,
        MessageState.WITHDRAWN,
    },
    MessageState.SENDING: {
        MessageState.SENT,
        MessageState.FAILED,
        MessageState.QUEUED,
        MessageState.UNCERTAIN,
    },
    MessageState.UNCERTAIN: {MessageState.SENT, MessageState.FAILED, MessageState.QUEUED},
}
