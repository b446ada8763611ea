"""What can happen when somebody must be reached: every write, one verb a function."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from thongsuot.organisations.models import Actor
from thongsuot.paging.actions.accepting import accept, accept_by_link, decline, knock, stop_ladder, stop_ladders
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
    if isinstance(about, Ladder):
        return stop_ladder(about, by=by, at=at)
    return stop_ladders(about, by=by, at=at) + cancel(about, by=by, at=at)
