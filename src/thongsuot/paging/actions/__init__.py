"""What can happen when somebody must be reached: every write, one verb a function."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from thongsuot.organisations import access
from thongsuot.organisations.models import Actor
from thongsuot.paging.actions.accepting import (
    accept,
    accept_by_link,
    decline,
    decline_by_link,
    knock,
    stop_ladder,
    stop_ladders,
)
from thongsuot.paging.actions.disclosing import disclose
from thongsuot.paging.actions.heeding import heed
from thongsuot.paging.actions.ladders import AlreadyOpen, EmptyLadder, Step, advance, open_ladder
from thongsuot.paging.actions.reminders import cancel, remind, send_reminders
from thongsuot.paging.models import Ladder

__all__ = [
    "AlreadyOpen",
    "EmptyLadder",
    "Step",
    "accept",
    "accept_by_link",
    "advance",
    "cancel",
    "decline",
    "decline_by_link",
    "disclose",
    "heed",
    "knock",
    "open_ladder",
    "remind",
    "send_reminders",
    "stop",
]


@transaction.atomic
def stop(about: models.Model | str, *, by: Actor, at: datetime) -> int:
    """The matter is done: ask nobody any more and cancel the reminders that wait; returns how many rows ended."""
    with access.acting_as_system():  # what is over is over, also for those whom the actor does not see
        if isinstance(about, Ladder):
            return stop_ladder(about, by=by, at=at)
        return stop_ladders(about, by=by, at=at) + cancel(about, by=by, at=at)
