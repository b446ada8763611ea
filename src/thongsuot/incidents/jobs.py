"""Time passed: deliveries are applied, clocks run out, silence is noticed, and nobody is left alone with a failure."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.timezone import now
from procrastinate.contrib.django import app

from thongsuot.engines import alerts
from thongsuot.incidents import actions, gateway, queries
from thongsuot.incidents.models import Source
from thongsuot.organisations import access
from thongsuot.organisations.models import System

AUTONOMOUS = True  # each matter is committed alone: a bad one holds up nobody else
WATCH = System("Giám sát sự cố")
ROUNDS = 4  # chunks of each source before the clocks are looked at again

Step = tuple[Callable[[], object], str]

logger = logging.getLogger(__name__)


def run(at: datetime) -> int:
    """Do what is due; return how much was done."""
    return _apply(at) + _clocks(at) + _sources(at) + _forsaken(at)


def _apply(at: datetime) -> int:
    done = 0
    for _round in range(ROUNDS):
        with access.acting_as_system():
            applied = actions.apply_deliveries(by=WATCH, at=at)
        done += applied
        if not applied:
            break
    return done


def _clocks(at: datetime) -> int:
    with access.acting_as_system():
        taken, due, held = list(queries.taken_up()), list(queries.due(at)), list(queries.held_till(at))
    steps: list[Step] = [
        (partial(actions.take_up, row, by=WATCH, at=at), f"taking up incident {row.pk}") for row in taken
    ]
    steps += [(partial(actions.tick, row, by=WATCH, at=at), f"the clock of incident {row.pk}") for row in due]
    steps += [(partial(actions.let_go, row, by=WATCH, at=at), f"letting go alarm {row.pk}") for row in held]
    return sum(_alone(act, name) for act, name in steps)


def _sources(at: datetime) -> int:
    with access.acting_as_system():
        silent, asked = list(queries.fallen_silent(at)), list(queries.to_ask(at))
    steps: list[Step] = [
        (partial(actions.mark_silent, row, by=WATCH, at=at), f"the silence of source {row.pk}") for row in silent
    ]
    steps += [(partial(actions.plan_check, row, at=at), f"asking source {row.pk}") for row in asked]
    return sum(_alone(act, name) for act, name in steps)


def _forsaken(at: datetime) -> int:
    with access.acting_as_system():
        rows = list(queries.to_call_for(at))
    return sum(_alone(partial(actions.call_leader, row, by=WATCH, at=at), f"incident {row.pk}") for row in rows)


def _alone(act: Callable[[], object], name: str) -> bool:
    """Act in a transaction of its own; what fails stays due and is tried again."""
    try:
        with access.acting_as_system():
            act()
    except Exception:  # whatever it was, the others must be looked after
        logger.exception("%s failed", name)
        return False
    return True


def next_due() -> datetime | None:
    """Return when something is due next; what waits to be applied is due since it came."""
    with access.acting_as_system():
        moments = (queries.waiting_since(), queries.next_due(), queries.next_source_due())
        return min((moment for moment in moments if moment is not None), default=None)


@app.task(name=queries.ASK, pass_context=False)
def ask(source: int) -> None:
    """Ask a source what lasts, and take its answer in; nothing is held while the line is waited for."""
    asked_at = now()
    with access.acting_as_system():
        row = Source.objects.filter(pk=source, valid_until=None).exclude(api_url="").first()
    if row is not None:
        reconcile(row, gateway.ask(row), asked_at=asked_at, at=now())


def reconcile(source: Source, answer: gateway.Answer, *, asked_at: datetime, at: datetime) -> int:
    """Take an answer in: first what came before it, then what it says."""
    _apply(at)
    with access.acting_as_system():
        if answer.trouble:
            actions.note_trouble(source, answer.trouble, at=at)
            return 0
        try:
            active = queries.read_active(source, answer.body)
        except alerts.Unreadable as error:
            actions.note_trouble(source, error.message, at=at)
            return 0
        up_for = None if (began := _began(answer.status)) is None else asked_at - began
        return actions.reconcile_source(source, active, asked_at=asked_at, by=WATCH, at=at, up_for=up_for)


def _began(status: bytes) -> datetime | None:
    try:
        return alerts.read_started_at(status) if status else None
    except alerts.Unreadable:
        return None
