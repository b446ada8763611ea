"""Claim, commit, send: one package in flight an install, in the order in which they were queued."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.links import queries
from thongsuot.links.actions.sealing import sealed
from thongsuot.links.models import Install, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations.models import Actor

SEND = "links.send"  # the task that sends to one install
LOCK = 0x6C696E  # the first number of the advisory lock; the second is the install
WAITS = (5, 15, 30, 60, 120, 300, 600)  # seconds, before what `spread` adds or takes away
JITTER = 0.25  # of the wait, to either side, so that many installs do not knock together


def hold(install: Install) -> bool:
    """Take the way to an install for this session; False while another sender has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, install.pk])
        return bool(cursor.fetchone()[0])


def let_go(install: Install) -> None:
    """Give the way to the next sender."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, install.pk])


@transaction.atomic
def call(install: Install, *, at: datetime) -> None:
    """Call a worker to send to an install, and look again after the lease in case none comes."""
    Install.objects.filter(pk=install.pk).update(due_at=at + queries.LEASE)
    try:
        with transaction.atomic():
            name = topic(install)
            app.configure_task(SEND, queueing_lock=name, lock=name).defer(install=install.pk)
    except AlreadyEnqueued:
        return


@transaction.atomic
def claim(install: Install, *, by: Actor, at: datetime) -> Package | None:
    """Claim the package that is next in order; it is committed, signed, as being sent before a byte leaves."""
    package = queries.queued(install).select_for_update(of=("self",)).first()
    if package is None:
        return None
    package = sealed(package)
    return move(
        package,
        PackageState.SENDING,
        by=by,
        at=at,
        sent_at=at,
        epoch=package.epoch + 1,
        attempts=package.attempts + 1,
    )


@transaction.atomic
def pause(install: Install, *, trouble: str, spread: float, at: datetime) -> Install:
    """Leave an install alone for a while; `spread`, from 0 to 1, places the wait within its jitter."""
    row = Install.objects.select_for_update(of=("self",), no_key=True).get(pk=install.pk)
    row.failures += 1
    seconds = WAITS[min(row.failures, len(WAITS)) - 1] * (1 + JITTER * (2 * spread - 1))
    row.due_at, row.trouble = at + timedelta(seconds=seconds), trouble
    row.save(update_fields=["failures", "due_at", "trouble"])
    notify(topic(row), row.organisation_id)
    wake_timer()
    return row


@transaction.atomic
def rest(install: Install) -> None:
    """Say that nothing waits for an install any more; whatever comes later is sent at once."""
    Install.objects.filter(pk=install.pk).update(due_at=None)
    wake_timer()
