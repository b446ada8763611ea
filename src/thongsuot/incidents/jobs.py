"""Time passed: deliveries are applied, clocks run out, silence is noticed, and nobody is left alone with a failure."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic

from django.utils.timezone import now
from procrastinate.contrib.django import app

from thongsuot.engines import alerts
from thongsuot.incidents import actions, gateway, queries
from thongsuot.incidents.models import Alarm, Incident, Source
from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import queries as outbox

AUTONOMOUS = True  # each matter is committed alone: a bad one holds up nobody else
LANE = actions.LANE  # of the timer: a failure does not wait until a mail server answers
WATCH = System("Giám sát sự cố")
APPLYING = CALLING = 0.5  # seconds of applying, and of calling, before other clocks are looked at
FEW = 10  # that are always done, however slow the machine is
HELPING = 20.0  # seconds that the worker helps before it is asked again
REST = 4.0  # times what applying took that it rests while deliveries rush in: taking in comes first

Step = tuple[Callable[[], object], str]

logger = logging.getLogger(__name__)


@dataclass
class Rest:
    """Until when applying rests in a rush."""

    until: float = 0.0


_rest = Rest()


def run(at: datetime) -> int:
    """Do what is due; return how much was done."""
    with access.acting_as_system():
        rush = queries.rushing(at)
    done = 0 if rush and monotonic() < _rest.until else _apply(at, rush)
    return done + _reported(at) + _called(at) + _clocks(at) + _sources(at, rush) + _forsaken(at) + _forgotten(at, rush)


def _apply(at: datetime, rush: bool) -> int:
    """Apply for a while; where more waits, the worker is asked to help, for other clocks have to be looked at."""
    begun = monotonic()
    until = begun + APPLYING
    done = 0
    while applied := _applied(at, until):
        done += applied
        if done >= FEW and monotonic() >= until:
            break
    _rest.until = monotonic() + REST * (monotonic() - begun)
    with access.acting_as_system():
        left = done and not rush and queries.waiting_since() is not None
    if left:
        actions.plan_help()
    return done


def _applied(at: datetime, until: float) -> int:
    return actions.apply_deliveries(by=WATCH, at=at, going_on=lambda: monotonic() < until)


def _reported(at: datetime) -> int:
    """Open what was reported by SMS."""
    with access.acting_as_system():
        rows = list(outbox.to_be_opened().select_related("message__organisation__supervisor", "message__recipient"))
    return sum(_alone(partial(actions.hear_report, row, by=WATCH, at=at), f"report {row.pk}") for row in rows)


def _called(at: datetime) -> int:
    """Call who is on duty where alarms opened incidents, the most urgent first, for a while."""
    until, done, failed = monotonic() + CALLING, 0, set[int]()
    while done < FEW or monotonic() < until:
        with access.acting_as_system():
            row = queries.uncalled().exclude(pk__in=failed).first()
        if row is None:
            break
        act = partial(actions.call_first, row, by=WATCH, at=at)
        if _alone(act, f"calling for incident {row.pk}", row.organisation_id):
            done += 1
        else:
            failed.add(row.pk)
    return done


def _clocks(at: datetime) -> int:
    with access.acting_as_system():
        taken, due, held = list(queries.taken_up()), list(queries.due(at)), list(queries.held_till(at))
    steps: list[tuple[Callable[[], object], str, Incident | Alarm]] = [
        *((partial(actions.take_up, row, by=WATCH, at=at), f"taking up incident {row.pk}", row) for row in taken),
        *((partial(actions.tick, row, by=WATCH, at=at), f"the clock of incident {row.pk}", row) for row in due),
        *((partial(actions.let_go, row, by=WATCH, at=at), f"letting go alarm {row.pk}", row) for row in held),
    ]
    return sum(_alone(act, name, row.organisation_id) for act, name, row in steps)


def _sources(at: datetime, rush: bool) -> int:
    """Look after the sources; in a rush none is asked, for what has just been told an answer does not decide."""
    with access.acting_as_system():
        silent, asked = list(queries.fallen_silent(at)), [] if rush else list(queries.to_ask(at))
    steps: list[Step] = [
        (partial(actions.mark_silent, row, by=WATCH, at=at), f"the silence of source {row.pk}") for row in silent
    ]
    steps += [(partial(actions.plan_check, row, at=at), f"asking source {row.pk}") for row in asked]
    return sum(_alone(act, name) for act, name in steps)


def _forsaken(at: datetime) -> int:
    with access.acting_as_system():
        rows = list(queries.to_call_for(at))
    acts = [(partial(actions.call_leader, row, by=WATCH, at=at), row) for row in rows]
    return sum(_alone(act, f"incident {row.pk}", row.organisation_id) for act, row in acts)


def _forgotten(at: datetime, rush: bool) -> int:
    """Forget what was sent long ago, some of it at a time; in a rush that waits, too."""
    with access.acting_as_system():
        over = not rush and queries.deliveries_over(at).exists()
    return int(over and _alone(partial(actions.forget_deliveries, at), "forgetting deliveries"))


def _alone(act: Callable[[], object], name: str, organisation: int | None = None) -> bool:
    """Act in a transaction of its own; what fails stays due and is tried again.

    So does what concerns an enterprise whose alarms are being applied at this moment: nobody waits for each other.
    """
    try:
        with access.acting_as_system():
            if organisation is not None and not actions.hold_openings(organisation):
                return False
            act()
    except Exception:  # whatever it was, the others must be looked after
        logger.exception("%s failed", name)
        return False
    return True


def next_due() -> datetime | None:
    """Return when something is due next; what waits to be applied is due since it came."""
    with access.acting_as_system():
        moments = (queries.waiting_since(), queries.reported_since(), queries.next_due(), queries.next_source_due(),
                   queries.next_over())  # fmt: skip
        return min((moment for moment in moments if moment is not None), default=None)


@app.task(name=queries.APPLY, queue="timer", pass_context=False)
def apply() -> None:
    """Apply what waits, until nothing does or others want the worker, too; in a rush the timer does it alone."""
    until = monotonic() + HELPING
    while monotonic() < until:
        with access.acting_as_system():
            rush = queries.rushing(now())
        if rush or not _applied(now(), until):
            return
    actions.plan_help()


@app.task(name=queries.ASK, queue="timer", pass_context=False)
def ask(source: int) -> None:
    """Ask a source what lasts, and take its answer in; nothing is held while the line is waited for."""
    asked_at = now()
    with access.acting_as_system():
        row = Source.objects.filter(pk=source, valid_until=None).exclude(api_url="").first()
    if row is not None:
        reconcile(row, gateway.ask(row), asked_at=asked_at, at=now())


def reconcile(source: Source, answer: gateway.Answer, *, asked_at: datetime, at: datetime) -> int:
    """Take an answer in: first what came before it, then what it says; else the source is asked again soon."""
    if answer.trouble:
        with access.acting_as_system():
            actions.note_trouble(source, answer.trouble, at=at)
        return 0
    whole = actions.apply_of(source, by=WATCH, at=at)
    with access.acting_as_system():
        if not whole:
            actions.plan_check(source, at=at - queries.CHECK)
            return 0
    return actions.patiently(lambda: _taken_in(source, answer, asked_at, at))


def _taken_in(source: Source, answer: gateway.Answer, asked_at: datetime, at: datetime) -> int:
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
