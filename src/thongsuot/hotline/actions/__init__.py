"""What can happen to a call: every write, one verb a function."""

from thongsuot.hotline.actions.answering import answer, put_back, take, void
from thongsuot.hotline.actions.correcting import correct
from thongsuot.hotline.actions.counting import count, rebuild
from thongsuot.hotline.actions.escalating import escalate, take_up
from thongsuot.hotline.actions.linking import link_incident, log_failure, open_incident
from thongsuot.hotline.actions.logging import Told, log_call, log_leader_call
from thongsuot.hotline.actions.refusing import Unsuitable
from thongsuot.hotline.actions.returning import note_unreached, promise

__all__ = [
    "Told",
    "Unsuitable",
    "answer",
    "correct",
    "count",
    "escalate",
    "link_incident",
    "log_call",
    "log_failure",
    "log_leader_call",
    "note_unreached",
    "open_incident",
    "promise",
    "put_back",
    "rebuild",
    "take",
    "take_up",
    "void",
]
