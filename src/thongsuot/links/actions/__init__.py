"""What can happen between installs: every write, one verb a function."""

from thongsuot.links.actions.carrying import take_by_hand
from thongsuot.links.actions.comparing import Unusable
from thongsuot.links.actions.counting import count_refusal
from thongsuot.links.actions.handling import handled, objected, refuse
from thongsuot.links.actions.pinning import add_key, end_key
from thongsuot.links.actions.queueing import (
    AlreadyLeft,
    Draft,
    NoInstall,
    OtherContent,
    UnusableFile,
    abandon,
    queue,
    withdraw,
)
from thongsuot.links.actions.receiving import LINE, Answered, receive
from thongsuot.links.actions.registering import Registration, StillWaiting, end_install, redirect, register
from thongsuot.links.actions.sealing import NoKey, NotCarried, export
from thongsuot.links.actions.sending import SEND, call, claim, hold, let_go, pause, rest
from thongsuot.links.actions.settling import ClaimLost, give_back, give_up, settle
from thongsuot.links.actions.signing import signatory

__all__ = [
    "AlreadyLeft",
    "Answered",
    "ClaimLost",
    "Draft",
    "LINE",
    "NoInstall",
    "NoKey",
    "NotCarried",
    "OtherContent",
    "Registration",
    "SEND",
    "StillWaiting",
    "Unusable",
    "UnusableFile",
    "abandon",
    "add_key",
    "call",
    "claim",
    "count_refusal",
    "end_install",
    "end_key",
    "export",
    "give_back",
    "give_up",
    "handled",
    "hold",
    "let_go",
    "objected",
    "pause",
    "queue",
    "receive",
    "redirect",
    "refuse",
    "register",
    "rest",
    "settle",
    "signatory",
    "take_by_hand",
    "withdraw",
]
