"""Deliveries that wait are applied, source by source, in the order in which they came; a bad one holds up nobody."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from thongsuot.engines import alerts
from thongsuot.incidents import queries
from thongsuot.incidents.actions.listening import heard
from thongsuot.incidents.actions.sensing import Sensed, Senses
from thongsuot.incidents.models import Delivery, Source
from thongsuot.organisations.models import Actor

MOST = 1_000  # deliveries of one source in one transaction
FAULT = "failed"  # our own: it could be read, and not be applied

logger = logging.getLogger(__name__)


def apply_deliveries(*, by: Actor, at: datetime, most: int = MOST) -> int:
    """Apply what waits, a chunk of each source in a transaction of its own; return how many deliveries that were.

    A source that another process is applying is left to it. Applying twice changes nothing, and what a transaction
    that was broken off had done is done again.
    """
    return sum(_source(source, by=by, at=at, most=most) for source in queries.waiting())


def _source(source: Source, *, by: Actor, at: datetime, most: int) -> int:
    try:
        return _chunk(source.pk, by=by, at=at, most=most)
    except (OperationalError, InterfaceError):  # the database's trouble is not the delivery's
        raise
    except Exception:
        logger.exception("deliveries of source %s failed together; each is tried alone", source.pk)
    return _one_by_one(source, by=by, at=at, most=most)


def _one_by_one(source: Source, *, by: Actor, at: datetime, most: int) -> int:
    done = 0
    while done < most:
        try:
            taken = _chunk(source.pk, by=by, at=at, most=1)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            logger.exception("a delivery of source %s cannot be applied", source.pk)
            taken = _refuse_first(source, f"{type(error).__name__}", at=at)
        if not taken:
            break
        done += taken
    return done


@transaction.atomic
def _refuse_first(source: Source, words: str, *, at: datetime) -> int:
    """Put the delivery that waits first aside: it stays as it came, for whoever keeps the source to look at."""
    row = queries.deliveries_waiting(source, 1).first()
    if row is None:
        return 0
    _mark([row], at=at, fault=FAULT, troubles=[{"code": FAULT, "place": words[:200], "count": 1}])
    return 1


@transaction.atomic
def _chunk(number: int, *, by: Actor, at: datetime, most: int) -> int:
    """Apply the first deliveries of a source that nobody else holds."""
    sources = Source.objects.select_for_update(of=("self",), skip_locked=True).select_related("organisation")
    source = sources.filter(pk=number).first()
    if source is None:
        return 0
    rows = list(queries.deliveries_waiting(source, most))
    if not rows:
        return 0
    senses = Senses(source)
    truncated = _read(source, rows, senses, at)
    senses.settle(by=by, at=at)
    heard(source, max(row.received_at for row in rows), ask=truncated, by=by, at=at)
    return len(rows)


def _read(source: Source, rows: list[Delivery], senses: Senses, at: datetime) -> bool:
    """Read every delivery once, however often it came, and mark what became of it; tell if a source left some out."""
    known: dict[bytes, alerts.Delivery | alerts.Unreadable] = {}
    well: dict[int, list[Delivery]] = defaultdict(list)
    truncated = False
    for row in rows:
        digest = bytes(row.sha256)
        again = digest in known
        told = known[digest] if again else _told(source, bytes(row.body))
        known[digest] = told
        if isinstance(told, alerts.Unreadable):
            _mark([row], at=at, fault=str(told.code), troubles=[{"code": str(told.code), "place": told.place}])
            continue
        truncated = truncated or told.truncated > 0
        (senses.hear if again else senses.take)(Sensed(told.alerts, row.received_at))
        if told.problems:
            _mark([row], at=at, alerts=len(told.alerts), troubles=_troubles(told))
        else:
            well[len(told.alerts)].append(row)
    for count, same in well.items():
        _mark(same, at=at, alerts=count)
    return truncated


def _told(source: Source, body: bytes) -> alerts.Delivery | alerts.Unreadable:
    try:
        return queries.read(source, body)
    except alerts.Unreadable as error:
        return error


def _troubles(told: alerts.Delivery) -> list[dict[str, Any]]:
    return [{**asdict(problem), "code": str(problem.code)} for problem in told.problems]


def _mark(rows: Iterable[Delivery], *, at: datetime, **told: Any) -> None:
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(applied_at=at, **told)
