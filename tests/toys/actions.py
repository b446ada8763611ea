"""What can happen to a pump."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from tests.toys import evidence, queries
from tests.toys.models import Pump

from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.ledger.actions import move, record, wake_timer
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Person, Role
from thongsuot.outbox.actions import Words
from thongsuot.paging import actions as paging

LONGEST = timedelta(hours=2)


@transaction.atomic
def call_for(pump: Pump, *, rungs: list[Person], by: Person, at: datetime) -> Pump:
    """Ask the people on the ladder to start the pump."""
    require(by, Role.Name.CONTACT, organisation=pump.organisation_id, at=at)
    pump = move(pump, Pump.State.CALLED, by=by, at=at)
    words = Words(f"Khởi động {pump}", "Nước lên quá mức báo động.", "/", 1)
    paging.open_ladder(pump, rungs, words, organisation=pump.organisation, by=by, at=at)
    return pump


@transaction.atomic
def start(pump: Pump, *, by: Person, at: datetime) -> Pump:
    """Start the pump; it stops by itself when its time is over."""
    require(by, Role.Name.DUTY, organisation=pump.organisation_id, at=at)
    paging.stop(pump, by=by, at=at)
    pump = move(pump, Pump.State.RUNNING, by=by, at=at, started_at=at, stop_due_at=at + LONGEST)
    wake_timer()
    return pump


@transaction.atomic
def stop_due(at: datetime) -> int:
    """Stop the pumps whose time is over and enter what they did."""
    due = list(queries.to_stop(at).select_for_update(of=("self",)))
    for pump in due:
        record(**evidence.of_work(pump, pump.stop_due_at))
        move(pump, Pump.State.READY, by=evidence.GAUGE, at=at, stop_due_at=None, started_at=None)
    return len(due)


@transaction.atomic
def attach_manual(pump: Pump, data: bytes, *, by: Person, at: datetime) -> Run:
    """Keep the manual and begin the long work of drawing it."""
    kept = files.store(data, name="huong-dan.txt", organisation=pump.organisation, reality=pump.reality, by=by, at=at)
    pump.manual = kept
    pump.save(update_fields=["manual"])
    return files.begin_run(
        "toys.draw",
        organisation=pump.organisation,
        reality=pump.reality,
        by=by,
        at=at,
        about=f"pump:{pump.pk}",
        total=2,
    )
