"""What can happen to a message: every write, one verb a function."""

from thongsuot.outbox.actions.answering import NotYours, read, record_call, reply
from thongsuot.outbox.actions.queueing import Contact, Draft, Words, contact_of, queue, tell, withdraw
from thongsuot.outbox.actions.sending import (
    ClaimLost,
    claim,
    deliver,
    give_back,
    hold,
    let_go,
    pause,
    settle_failed,
    settle_sent,
    settle_uncertain,
    unseat,
)

__all__ = [
    "ClaimLost",
    "Contact",
    "Draft",
    "NotYours",
    "Words",
    "claim",
    "contact_of",
    "deliver",
    "give_back",
    "hold",
    "let_go",
    "pause",
    "queue",
    "read",
    "record_call",
    "reply",
    "settle_failed",
    "settle_sent",
    "settle_uncertain",
    "tell",
    "unseat",
    "withdraw",
]
