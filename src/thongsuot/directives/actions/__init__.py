"""What can happen to a letter and its duties: every write, one verb a function."""

from thongsuot.directives.actions.counting import count_briefings, count_receipts, rebuild
from thongsuot.directives.actions.declaring import Statement, declare, declare_upload
from thongsuot.directives.actions.ending import close, withdraw
from thongsuot.directives.actions.issuing import StillProposed, issue
from thongsuot.directives.actions.receipts import (
    AT_THE_DESK,
    BRIEFING,
    LINK_LASTS,
    UnknownStaff,
    acknowledge,
    acknowledge_briefing,
    acknowledge_by_secret,
    open_briefing,
)
from thongsuot.directives.actions.receiving import AlreadyReceived, receive, receive_upload
from thongsuot.directives.actions.recurring import make_occurrences
from thongsuot.directives.actions.reminding import remind_due
from thongsuot.directives.actions.requesting import NothingToActivate, activate, activate_own
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
    AT_WORK,
    NotYetDone,
    complete,
    finish,
    hand_to,
    reopen,
    start,
)

__all__ = [
    "AT_THE_DESK",
    "AT_WORK",
    "BRIEFING",
    "LINK_LASTS",
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
    "acknowledge_by_secret",
    "activate",
    "activate_own",
    "add",
    "close",
    "complete",
    "confirm",
    "count_briefings",
    "count_receipts",
    "declare",
    "declare_upload",
    "edit",
    "finish",
    "hand_to",
    "issue",
    "make_occurrences",
    "merge",
    "open_briefing",
    "rebuild",
    "receive",
    "receive_upload",
    "reject",
    "remind_due",
    "reopen",
    "restore",
    "split",
    "start",
    "undo",
    "withdraw",
]
