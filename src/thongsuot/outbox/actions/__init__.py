"""What can happen to a message: every write, one verb a function."""

from thongsuot.outbox.actions.answering import NotYours, read, record_call, reply, take_up
from thongsuot.outbox.actions.hearing import end_waiting, hear
from thongsuot.outbox.actions.linking import NoOperator, count_stranger, see_link
from thongsuot.outbox.actions.queueing import Contact, Draft, Words, contact_of, queue, queue_all, tell, withdraw
from thongsuot.outbox.actions.sending import (
    ClaimLost,
    claim,
    deliver,
    give_back,
    hold,
    let_go,
    pause,
    settle_failed,
    settle_orphans,
    settle_sent,
    settle_uncertain,
    unseat,
)
from thongsuot.outbox.actions.trying import NoAddress, try_out

__all__ = [
    "ClaimLost",
    "Contact",
    "Draft",
    "NoAddress",
    "NoOperator",
    "NotYours",
    "Words",
    "claim",
    "contact_of",
    "count_stranger",
    "deliver",
    "end_waiting",
    "give_back",
    "hear",
    "hold",
    "let_go",
    "pause",
    "queue",
    "queue_all",
    "read",
    "record_call",
    "reply",
    "see_link",
    "settle_failed",
    "settle_orphans",
    "settle_sent",
    "settle_uncertain",
    "take_up",
    "tell",
    "try_out",
    "unseat",
    "withdraw",
]
