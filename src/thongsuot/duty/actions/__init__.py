"""What can happen to a roster, its shifts and hand-overs: every write, one verb a function."""

from thongsuot.duty.actions.answering import explain, take_by_sms
from thongsuot.duty.actions.changing import change_shift, move_shift
from thongsuot.duty.actions.chasing import CHASED_AFTER, ESCALATED_AFTER, follow_up
from thongsuot.duty.actions.counting import count_day, rebuild
from thongsuot.duty.actions.drawing import copy_week, discard, draft, keep_suggestion, seat_all, seat_person
from thongsuot.duty.actions.entering import enter
from thongsuot.duty.actions.feeding import end_feed, open_feed, renew_feed
from thongsuot.duty.actions.handing import NotNow, hand, plan_handovers, rehand, take, void
from thongsuot.duty.actions.importing import fill_from
from thongsuot.duty.actions.publishing import publish
from thongsuot.duty.actions.refusing import Begun, Breaks, Doubtful, NotPublishable, NotYours, Taken, Unsuitable
from thongsuot.duty.actions.repeating import draft_again
from thongsuot.duty.actions.settings import (
    Daily,
    allow,
    cancel_leave,
    end_hours,
    require_positions,
    set_hours,
    take_leave,
)
from thongsuot.duty.actions.suggesting import TooLarge, ask_suggestion, search, take_fullest
from thongsuot.duty.actions.swapping import (
    approve_swap,
    end_swap,
    offer_swap,
    refuse_swap,
    swap_now,
    take_swap,
    withdraw_swap,
)

__all__ = [
    "Begun",
    "Breaks",
    "CHASED_AFTER",
    "Daily",
    "Doubtful",
    "ESCALATED_AFTER",
    "NotNow",
    "NotPublishable",
    "NotYours",
    "Taken",
    "TooLarge",
    "Unsuitable",
    "allow",
    "approve_swap",
    "ask_suggestion",
    "cancel_leave",
    "change_shift",
    "copy_week",
    "count_day",
    "discard",
    "draft",
    "draft_again",
    "end_feed",
    "end_hours",
    "end_swap",
    "enter",
    "explain",
    "fill_from",
    "follow_up",
    "hand",
    "keep_suggestion",
    "move_shift",
    "offer_swap",
    "open_feed",
    "plan_handovers",
    "publish",
    "rebuild",
    "refuse_swap",
    "rehand",
    "renew_feed",
    "require_positions",
    "search",
    "seat_all",
    "seat_person",
    "set_hours",
    "swap_now",
    "take",
    "take_by_sms",
    "take_fullest",
    "take_leave",
    "take_swap",
    "void",
    "withdraw_swap",
]
