"""What can happen to a letter and its duties: every write, one verb a function."""

from thongsuot.directives.actions.counting import count_briefings, count_receipts, rebuild
from thongsuot.directives.actions.issuing import StillProposed, close, issue, withdraw
from thongsuot.directives.actions.receipts import UnknownStaff, acknowledge, acknowledge_briefing, open_briefing
from thongsuot.directives.actions.receiving import AlreadyReceived, receive
from thongsuot.directives.actions.recurring import make_occurrences
from thongsuot.directives.actions.reminding import remind_due
from thongsuot.directives.actions.reviewing import (
    NothingSelected,
    ReviewClosed,
    add,
    confirm,
    edit,
    merge,
    reject,
    restore,
    split,
    undo,
)
from thongsuot.directives.actions.working import (
    NothingToActivate,
    NotYetDone,
    Statement,
    activate,
    activate_own,
    complete,
    declare,
    finish,
    hand_to,
    reopen,
    start,
)

__all__ = [
    "AlreadyReceived",
    "NotYetDone",
    "NothingSelected",
    "NothingToActivate",
    "ReviewClosed",
    "Statement",
    "StillProposed",
    "UnknownStaff",
    "acknowledge",
    "acknowledge_briefing",
    "activate",
    "activate_own",
    "add",
    "close",
    "complete",
    "confirm",
    "count_briefings",
    "count_receipts",
    "declare",
    "edit",
    "finish",
    "hand_to",
    "issue",
    "make_occurrences",
    "merge",
    "open_briefing",
    "rebuild",
    "receive",
    "reject",
    "remind_due",
    "reopen",
    "restore",
    "split",
    "start",
    "undo",
    "withdraw",
]
