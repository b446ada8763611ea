"""The states of a ladder, of a page on it and of a reminder, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class LadderState(StrEnum):
    """Open until somebody accepts; exhausted when all were asked and nobody did."""

    OPEN = "open"
    ACCEPTED = "accepted"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"


LADDER_MOVES = {
    LadderState.OPEN: {LadderState.ACCEPTED, LadderState.STOPPED, LadderState.EXHAUSTED},
    LadderState.EXHAUSTED: {LadderState.ACCEPTED, LadderState.STOPPED},
}


class PageState(StrEnum):
    """One attempt to reach one person; skipped is who has no way of being reached, or none that works any more."""

    DUE = "due"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    SKIPPED = "skipped"
    STOPPED = "stopped"


PAGE_MOVES = {
    PageState.DUE: {PageState.SENT, PageState.SKIPPED, PageState.STOPPED, PageState.ACCEPTED},
    PageState.SENT: {
        PageState.ACCEPTED,
        PageState.DECLINED,
        PageState.EXPIRED,
        PageState.SKIPPED,
        PageState.STOPPED,
    },
    # late, or after second thoughts, and welcome all the same
    PageState.EXPIRED: {PageState.ACCEPTED, PageState.DECLINED},
    PageState.SKIPPED: {PageState.ACCEPTED, PageState.DECLINED},
    PageState.DECLINED: {PageState.ACCEPTED},
}


LANE = "paging"  # of the timer

# By these nothing falls due but the next page: no other lane of the timer is woken.
PAGE_LANES = {PageState.SENT: LANE, PageState.EXPIRED: LANE}


class ReminderState(StrEnum):
    """Pending until its moment; folded when a later stage says the same; cancelled when the matter is done."""

    PENDING = "pending"
    SENT = "sent"
    FOLDED = "folded"
    CANCELLED = "cancelled"


# A deadline that moves to a later time arms its stages anew.
REMINDER_MOVES = {
    ReminderState.PENDING: {ReminderState.SENT, ReminderState.FOLDED, ReminderState.CANCELLED},
    ReminderState.SENT: {ReminderState.PENDING},
    ReminderState.FOLDED: {ReminderState.PENDING},
    ReminderState.CANCELLED: {ReminderState.PENDING},
}
