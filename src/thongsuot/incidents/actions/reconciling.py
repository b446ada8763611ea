"""Resolves get lost: what we hold open is laid beside what the source itself says lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thongsuot.engines import alerts
from thongsuot.engines.alerts import Active, Opening
from thongsuot.incidents import queries
from thongsuot.incidents.actions.listening import heard
from thongsuot.incidents.actions.sensing import Senses
from thongsuot.incidents.models import Alarm, Source
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor

LONGEST = 500  # characters of a trouble that are kept


@transaction.atomic
def plan_check(source: Source, *, at: datetime) -> None:
    """Queue that a source is asked, and when again; one that still waits to be asked is enough."""
    Source.objects.filter(pk=source.pk).update(next_check_at=at + queries.CHECK)
    try:
        with transaction.atomic():
            app.configure_task(queries.ASK, queueing_lock=topic(source)).defer(source=source.pk)
    except AlreadyEnqueued:
        return


@transaction.atomic
def reconcile_source(
    source: Source, active: Active, *, asked_at: datetime, by: Actor, at: datetime, up_for: timedelta | None = None
) -> int:
    """Take in what a source said lasts when it was asked: end what does not, take up what we did not know of.

    Returns how many alarms that changed. What waits to be applied came before the answer, so it is applied first.
    """
    source = (
        Source.objects.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=source.pk)
    )
    rows = Alarm.objects.filter(source=source, ends_at=None).order_by("starts_at", "pk")
    openings = [Opening(row.fingerprint, row.starts_at, row.heard_at) for row in rows]
    found = alerts.reconcile(openings, active, asked_at=asked_at, settled_after=queries.SETTLED, up_for=up_for)
    senses = Senses(source, settled_by="api")
    again = {alert.fingerprint for alert in found.missing}
    for opening in found.over:
        if opening.fingerprint not in again:
            senses.end(opening.fingerprint, asked_at)
    for alert in found.missing:
        senses.see(alert, asked_at)
    changed = senses.settle(by=by, at=at)
    heard(source, asked_at, by=by, at=at)
    source.api_checked_at, source.api_trouble = at, ""
    source.save(update_fields=["api_checked_at", "api_trouble"])
    return len(changed)


@transaction.atomic
def note_trouble(source: Source, words: str, *, at: datetime) -> None:
    """The source could not be asked: what is open stays open until it is known otherwise."""
    Source.objects.filter(pk=source.pk).update(api_checked_at=at, api_trouble=" ".join(words.split())[:LONGEST])
