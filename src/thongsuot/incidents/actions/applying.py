"""Deliveries that wait are applied, source by source, in the order in which they came; a bad one holds up nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import InterfaceError, OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thongsuot.engines import alerts
from thongsuot.incidents import queries
from thongsuot.incidents.actions.listening import heard
from thongsuot.incidents.actions.receiving import note_clock
from thongsuot.incidents.actions.sensing import Sensed, Senses
from thongsuot.incidents.models import Delivery, Source
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor

MOST = 400  # deliveries of one source in one transaction: what it holds locked, others wait for
TIMES, DEADLOCK = 4, "40P01"  # alarms and people change the same incidents: PostgreSQL lets one of the two go on
FAULT = "failed"  # our own: it could be read, and not be applied

Told = TypeVar("Told")

logger = logging.getLogger(__name__)


def apply_deliveries(*, by: Actor, at: datetime, most: int = MOST, going_on: Callable[[], bool] = lambda: True) -> int:
    """Apply what waits, a chunk of each source in a transaction of its own; return how many deliveries that were.

    Before each source but the first it is asked whether to go on: whoever calls may have other things to do.

    A source that another process is applying is left to it. Applying twice changes nothing, and what a transaction
    that was broken off had done is done again.
    """
    done = 0
    with access.acting_as_system():
        sources = list(queries.waiting())
    for source in sources:
        if done and not going_on():
            break
        done += _source(source, by=by, at=at, most=most)
    return done


def apply_of(source: Source, *, by: Actor, at: datetime) -> bool:
    """Apply all that one source has told; return False where another process is at it."""
    while _source(source, by=by, at=at, most=MOST):
        continue
    with access.acting_as_system():
        return not queries.deliveries_waiting(source, 1).exists()


def plan_help() -> None:
    """Let the worker apply beside the timer, which has other clocks to look at; one that waits is enough."""
    try:
        with transaction.atomic():
            app.configure_task(queries.APPLY, queueing_lock=queries.APPLY, lock=queries.APPLY).defer()
    except AlreadyEnqueued:
        return


def patiently(act: Callable[[], Told]) -> Told:
    """Act with the sight of everybody in a transaction of its own; tried anew where two waited for each other."""
    for _time in range(TIMES):
        try:
            with access.acting_as_system():
                return act()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
                raise
    with access.acting_as_system():
        return act()


def _source(source: Source, *, by: Actor, at: datetime, most: int) -> int:
    try:
        return patiently(lambda: _chunk(source.pk, by=by, at=at, most=most))
    except (OperationalError, InterfaceError):  # the database's trouble is not the delivery's
        raise
    except Exception:
        logger.exception("deliveries of source %s failed together; each is tried alone", source.pk)
    return _one_by_one(source, by=by, at=at, most=most)


def _one_by_one(source: Source, *, by: Actor, at: datetime, most: int) -> int:
    done = 0
    while done < most:
        try:
            with access.acting_as_system():
                taken = _chunk(source.pk, by=by, at=at, most=1)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("a delivery of source %s cannot be applied", source.pk)
            with access.acting_as_system():
                taken = _refuse_first(source, f"{type(error).__name__}", at=at)
        if not taken:
            break
        done += taken
    return done


def _refuse_first(source: Source, words: str, *, at: datetime) -> int:
    """Put the delivery that waits first aside: it stays as it came, for whoever keeps the source to look at."""
    row = queries.deliveries_waiting(source, 1).first()
    if row is None:
        return 0
    _mark([row], at=at, fault=FAULT, troubles=[{"code": FAULT, "place": words[:200], "count": 1}])
    return 1


def _chunk(number: int, *, by: Actor, at: datetime, most: int) -> int:
    """Apply the first deliveries of a source that nobody else holds; what comes in meanwhile needs its key alone."""
    sources = Source.objects.select_for_update(of=("self",), skip_locked=True, no_key=True).select_related(
        "organisation"
    )
    source = sources.filter(pk=number).first()
    if source is None:
        return 0
    rows = list(queries.deliveries_waiting(source, most))
    if not rows:
        return 0
    senses = Senses(source)
    truncated, skew = _read(source, rows, senses, at)
    if queries.off_clock(skew):
        note_clock(source, skew)
    senses.settle(by=by, at=at)
    heard(source, max(row.received_at for row in rows), ask=truncated, by=by, at=at)
    return len(rows)


def _read(source: Source, rows: list[Delivery], senses: Senses, at: datetime) -> tuple[bool, timedelta]:
    """Read every delivery once, however often it came, and mark what became of it.

    Returns whether the source left some out, and how far its clock is ahead as far as that is proven.
    """
    known = {digest: _told(source, body) for digest, body in {bytes(row.sha256): row.body for row in rows}.items()}
    read = [told for told in known.values() if isinstance(told, alerts.Delivery)]
    senses.know({alert.fingerprint for told in read for alert in told.alerts})
    taken: set[bytes] = set()
    well: dict[int, int] = {}
    truncated, skew = False, timedelta(0)
    for row in rows:
        digest = bytes(row.sha256)
        told = known[digest]
        if isinstance(told, alerts.Unreadable):
            _mark([row], at=at, fault=str(told.code), troubles=[{"code": str(told.code), "place": told.place}])
            continue
        truncated = truncated or told.truncated > 0
        skew = max(skew, alerts.ahead(told, row.received_at))
        (senses.hear if digest in taken else senses.take)(Sensed(told.alerts, row.received_at))
        taken.add(digest)
        if told.problems:
            _mark([row], at=at, alerts=len(told.alerts), troubles=_troubles(told))
        else:
            well[row.pk] = len(told.alerts)
    _mark_well(well, at=at)
    return truncated, skew


def _told(source: Source, body: bytes | memoryview) -> alerts.Delivery | alerts.Unreadable:
    try:
        return queries.read(source, bytes(body))
    except alerts.Unreadable as error:
        return error


def _troubles(told: alerts.Delivery) -> list[dict[str, Any]]:
    return [{**asdict(problem), "code": str(problem.code)} for problem in told.problems]


def _mark(rows: Iterable[Delivery], *, at: datetime, **told: Any) -> None:
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(applied_at=at, **told)


def _mark_well(counts: dict[int, int], *, at: datetime) -> None:
    """Mark all that was applied without trouble, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE incidents_delivery AS row SET applied_at = %s, alerts = told.count "
            "FROM unnest(%s::bigint[], %s::int[]) AS told (id, count) WHERE row.id = told.id",
            [at, list(counts), list(counts.values())],
        )
