"""What can happen to a letter and its duties: every write, one verb a function."""

from thongsuot.directives.actions.admitting import enter
from thongsuot.directives.actions.amending import CannotAmend, amend_by
from thongsuot.directives.actions.answering import CannotAnswer, Said, answer, take_back_answer
from thongsuot.directives.actions.calling import admit_by_call, call_back
from thongsuot.directives.actions.chasing import Call, NothingToChase, PromiseInThePast, chase, check_promises
from thongsuot.directives.actions.committing import fulfil
from thongsuot.directives.actions.correcting import WINDOW, AlreadyReleased, TooLateToCorrect, add_addressees, correct
from thongsuot.directives.actions.counting import count_briefings, count_receipts, rebuild
from thongsuot.directives.actions.declaring import Statement, declare, declare_upload
from thongsuot.directives.actions.ending import close, withdraw
from thongsuot.directives.actions.handing import NothingToHand, NotYetReceived, hand_paragraphs
from thongsuot.directives.actions.inviting import invite, renew_invitation
from thongsuot.directives.actions.issuing import StillProposed, issue
from thongsuot.directives.actions.keying import WrongTime
from thongsuot.directives.actions.liking import as_last_time
from thongsuot.directives.actions.minuting import Minutes, NothingToBrief, record_minutes
from thongsuot.directives.actions.noting import Instruction, NothingToTie, NotYetSaid, Signed, note_order, tie
from thongsuot.directives.actions.pacing import TooSoon
from thongsuot.directives.actions.proving import Matter, WrongCode, check_code, read_out_code, send_code
from thongsuot.directives.actions.publishing import AlreadyPublished, NamesAsker, Published, publish
from thongsuot.directives.actions.receipts import (
    AT_THE_DESK,
    BRIEFING,
    CHASERS,
    LINK_LASTS,
    UnknownStaff,
    acknowledge,
    acknowledge_briefing,
    acknowledge_by_secret,
    acknowledge_for,
    open_briefing,
)
from thongsuot.directives.actions.receiving import AlreadyReceived, NumberKnown, receive, receive_upload
from thongsuot.directives.actions.recurring import make_occurrences
from thongsuot.directives.actions.reminding import remind_due
from thongsuot.directives.actions.replying import REPLIERS, Reply, reply
from thongsuot.directives.actions.requesting import NothingToActivate, activate, activate_own
from thongsuot.directives.actions.reserving import PACKERS, keep_pack
from thongsuot.directives.actions.reviewing import (
    NothingSelected,
    ReviewClosed,
    add,
    confirm,
    correct_head,
    edit,
    mark_urgency,
    merge,
    reject,
    restore,
    split,
    undo,
)
from thongsuot.directives.actions.scanning import READ_SCAN, NothingRecognised, Sheet, begin_scan, receive_scan
from thongsuot.directives.actions.succeeding import succeed
from thongsuot.directives.actions.visiting import (
    PROOF_LASTS,
    UnknownAddress,
    UnknownShortCode,
    acknowledge_as_guest,
    ask_code,
    find_by_short_code,
    look_in,
    matter_of,
    prove,
)
from thongsuot.directives.actions.working import (
    AT_THE_HEAD,
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
    "AT_THE_HEAD",
    "AT_WORK",
    "BRIEFING",
    "CHASERS",
    "LINK_LASTS",
    "PACKERS",
    "PROOF_LASTS",
    "READ_SCAN",
    "REPLIERS",
    "WINDOW",
    "AlreadyPublished",
    "AlreadyReceived",
    "AlreadyReleased",
    "Call",
    "CannotAmend",
    "CannotAnswer",
    "Instruction",
    "Matter",
    "Minutes",
    "NamesAsker",
    "NotYetDone",
    "NotYetReceived",
    "NotYetSaid",
    "NothingRecognised",
    "NothingSelected",
    "NothingToActivate",
    "NothingToBrief",
    "NothingToChase",
    "NothingToHand",
    "NothingToTie",
    "NumberKnown",
    "PromiseInThePast",
    "Published",
    "Reply",
    "ReviewClosed",
    "Said",
    "Sheet",
    "Signed",
    "Statement",
    "StillProposed",
    "TooLateToCorrect",
    "TooSoon",
    "UnknownAddress",
    "UnknownShortCode",
    "UnknownStaff",
    "WrongCode",
    "WrongTime",
    "acknowledge",
    "acknowledge_as_guest",
    "acknowledge_briefing",
    "acknowledge_by_secret",
    "acknowledge_for",
    "activate",
    "activate_own",
    "add",
    "add_addressees",
    "admit_by_call",
    "amend_by",
    "answer",
    "as_last_time",
    "ask_code",
    "begin_scan",
    "call_back",
    "chase",
    "check_code",
    "check_promises",
    "close",
    "complete",
    "confirm",
    "correct",
    "correct_head",
    "count_briefings",
    "count_receipts",
    "declare",
    "declare_upload",
    "edit",
    "enter",
    "find_by_short_code",
    "finish",
    "fulfil",
    "hand_paragraphs",
    "hand_to",
    "invite",
    "issue",
    "keep_pack",
    "look_in",
    "make_occurrences",
    "mark_urgency",
    "matter_of",
    "merge",
    "note_order",
    "open_briefing",
    "prove",
    "publish",
    "read_out_code",
    "rebuild",
    "receive",
    "receive_scan",
    "receive_upload",
    "record_minutes",
    "reject",
    "remind_due",
    "renew_invitation",
    "reopen",
    "reply",
    "restore",
    "send_code",
    "split",
    "start",
    "succeed",
    "take_back_answer",
    "tie",
    "undo",
    "withdraw",
]
