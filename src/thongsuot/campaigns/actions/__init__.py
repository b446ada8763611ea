"""What can happen to a campaign and to an operator's share of it: every write, one verb a function."""

from thongsuot.campaigns.actions.approving import approve
from thongsuot.campaigns.actions.carrying import say_again
from thongsuot.campaigns.actions.correcting import correct
from thongsuot.campaigns.actions.counting import Count, Uploaded, rebuild, tally
from thongsuot.campaigns.actions.cutting import cut_phones, cut_rest, cut_trial, cut_wave
from thongsuot.campaigns.actions.estimating import Estimate, decline, estimate
from thongsuot.campaigns.actions.measuring import measure
from thongsuot.campaigns.actions.numbering import (
    NobodyInside,
    Reading,
    ask_numbers,
    check_numbers,
    take_again,
    take_numbers,
)
from thongsuot.campaigns.actions.purging import purge_numbers, purge_strays
from thongsuot.campaigns.actions.refusing import (
    DEPARTMENT,
    OPERATOR,
    Elsewhere,
    Mistyped,
    NoReason,
    NotYet,
    SamePerson,
    Unsuitable,
    Void,
)
from thongsuot.campaigns.actions.releasing import accept, finish, send_all, test, try_out
from thongsuot.campaigns.actions.requesting import Addressee, Wanted, leave_out, refuse, request, withdraw
from thongsuot.campaigns.actions.stopping import close, halt, pause, resume
from thongsuot.campaigns.actions.taking import take_in
from thongsuot.campaigns.actions.testing import list_phone, read_phone, strike_phone
from thongsuot.campaigns.actions.watching import confirm_shift, end_watch, pause_share, resume_share

__all__ = [
    "DEPARTMENT",
    "OPERATOR",
    "Addressee",
    "Count",
    "Elsewhere",
    "Estimate",
    "Mistyped",
    "NoReason",
    "NobodyInside",
    "NotYet",
    "Reading",
    "SamePerson",
    "Unsuitable",
    "Uploaded",
    "Void",
    "Wanted",
    "accept",
    "approve",
    "ask_numbers",
    "check_numbers",
    "close",
    "confirm_shift",
    "correct",
    "cut_phones",
    "cut_rest",
    "cut_trial",
    "cut_wave",
    "decline",
    "end_watch",
    "estimate",
    "finish",
    "halt",
    "leave_out",
    "list_phone",
    "measure",
    "pause",
    "pause_share",
    "purge_numbers",
    "purge_strays",
    "read_phone",
    "rebuild",
    "refuse",
    "request",
    "resume",
    "resume_share",
    "say_again",
    "send_all",
    "strike_phone",
    "take_again",
    "take_in",
    "take_numbers",
    "tally",
    "test",
    "try_out",
    "withdraw",
]
