"""What can happen to incidents, their sources and the work on them: every write, one verb a function."""

from thongsuot.incidents.actions.accepting import (
    AlreadyPast,
    NobodyComes,
    accept,
    expire,
    release,
    take_up,
    tell_expected,
)
from thongsuot.incidents.actions.applying import apply_deliveries, apply_of, patiently, plan_help
from thongsuot.incidents.actions.calling import call_duty, call_first, call_leader
from thongsuot.incidents.actions.connecting import (
    SETTERS,
    NameTaken,
    NotAgreed,
    Wiring,
    WrongSource,
    agree,
    connect_source,
    end_source,
    set_target,
)
from thongsuot.incidents.actions.counting import rebuild
from thongsuot.incidents.actions.folding import CannotFold, NoReason, fold, override_priority, void
from thongsuot.incidents.actions.forgetting import forget_deliveries
from thongsuot.incidents.actions.hearing import hear_report
from thongsuot.incidents.actions.listening import mark_silent
from thongsuot.incidents.actions.mending import BeforeItFailed, StandsAlready, confirm, deny, mend, reopen
from thongsuot.incidents.actions.noting import NotYet, StillOpen, attach, note, review
from thongsuot.incidents.actions.opening import Failed, hold_openings, open_incident
from thongsuot.incidents.actions.permitting import AGREERS, KEEPERS, MENDERS, WATCHERS
from thongsuot.incidents.actions.receiving import LANE, note_clock, receive, receive_many
from thongsuot.incidents.actions.reconciling import note_trouble, plan_check, reconcile_source
from thongsuot.incidents.actions.renewing import Ended, renew_key
from thongsuot.incidents.actions.sensing import let_go
from thongsuot.incidents.actions.telling import tick
from thongsuot.incidents.actions.working import add_task, drop_task, finish_task, resume_task

__all__ = [
    "AGREERS",
    "KEEPERS",
    "LANE",
    "MENDERS",
    "SETTERS",
    "WATCHERS",
    "AlreadyPast",
    "BeforeItFailed",
    "CannotFold",
    "Ended",
    "Failed",
    "NameTaken",
    "NoReason",
    "NobodyComes",
    "NotAgreed",
    "NotYet",
    "StandsAlready",
    "StillOpen",
    "Wiring",
    "WrongSource",
    "accept",
    "add_task",
    "agree",
    "apply_deliveries",
    "apply_of",
    "attach",
    "call_duty",
    "call_first",
    "call_leader",
    "confirm",
    "connect_source",
    "deny",
    "drop_task",
    "end_source",
    "expire",
    "finish_task",
    "fold",
    "forget_deliveries",
    "hear_report",
    "hold_openings",
    "let_go",
    "mark_silent",
    "mend",
    "note",
    "note_clock",
    "note_trouble",
    "open_incident",
    "override_priority",
    "patiently",
    "plan_check",
    "plan_help",
    "rebuild",
    "receive",
    "receive_many",
    "reconcile_source",
    "release",
    "renew_key",
    "reopen",
    "resume_task",
    "review",
    "set_target",
    "take_up",
    "tell_expected",
    "tick",
    "void",
]
