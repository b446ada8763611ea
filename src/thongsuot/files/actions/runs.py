"""Long work is a row first and a task second; whoever took it last may write, everyone before is superseded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from thongsuot.files import queries
from thongsuot.files.models import Run
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, Role

CANCELLERS = tuple(name for name in Role.Name.values if name != Role.Name.AUDITOR)


class Superseded(Exception):
    """The work has ended or was taken over by another process; what this one still holds must not be written."""

    def __init__(self, run: Run | int) -> None:
        super().__init__(
            _("Công việc này đã kết thúc hoặc đã được tiến trình khác tiếp nhận; kết quả đã ghi được giữ nguyên.")
        )
        self.run = run


def _tell(run: Run) -> None:
    """Tell live pages, when the transaction commits, that the work has come further."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('changes', %s)", [f"{queries.topic(run)}:{run.organisation_id}"])


def _wake_timer() -> None:
    """Tell the timer that there is work to look after."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('timer', '')")


def _defer(run: Run) -> None:
    """Queue the task inside this transaction; a task of this run that already waits is enough."""
    try:
        with transaction.atomic():
            app.configure_task(run.kind, queueing_lock=queries.topic(run)).defer(run=run.pk)
    except AlreadyEnqueued:
        return


@transaction.atomic
def begin_run(
    kind: str,
    *,
    organisation: Organisation,
    reality: str,
    by: Actor,
    at: datetime,
    about: str = "",
    total: int = 0,
    argument: dict[str, Any] | None = None,
) -> Run:
    """Enter work that the procrastinate task named `kind` carries out with `run=<pk>`; pages show argument["title"]."""
    run = Run.objects.create(
        kind=kind,
        organisation=organisation,
        reality=reality,
        by_name=str(by),
        queued_at=at,
        heard_at=at,
        about=about,
        total=total,
        argument=argument or {},
    )
    _defer(run)
    _tell(run)
    _wake_timer()
    return run


def _lock(run: Run | int, epoch: int | None = None) -> Run:
    """Lock the row and refuse whoever no longer holds the work."""
    number = run if isinstance(run, int) else run.pk
    locked = Run.objects.select_for_update().get(pk=number)
    if locked.ended or (epoch is not None and locked.epoch != epoch):
        raise Superseded(run)
    return locked


def check(run: Run | int, epoch: int) -> None:
    """Hold the row until the transaction ends, for whoever still holds the work; refuse everyone else."""
    _lock(run, epoch)


def _save(run: Run, *fields: str) -> Run:
    run.save(update_fields=[*fields, "heard_at"])
    _tell(run)
    return run


@transaction.atomic
def take(run: Run | int, at: datetime) -> int:
    """Take the work over and return the epoch that every later write must show."""
    row = _lock(run)
    row.epoch += 1
    row.attempts += 1
    row.started_at = row.started_at or at
    row.heard_at, row.done, row.message = at, 0, ""
    return _save(row, "epoch", "attempts", "started_at", "done", "message").epoch


@transaction.atomic
def progress(run: Run | int, epoch: int, done: int, message: str, at: datetime) -> Run:
    """Say how far the work is; it also shows that the worker is alive."""
    row = _lock(run, epoch)
    row.done, row.message, row.heard_at = done, message[:300], at
    row.total = max(row.total, done) if row.total else 0
    return _save(row, "done", "message", "total")


@transaction.atomic
def finish(run: Run | int, epoch: int, result: dict[str, Any] | None, at: datetime) -> Run:
    """End the work with its result."""
    row = _lock(run, epoch)
    row.result, row.finished_at, row.heard_at = result, at, at
    row.done = row.total or row.done
    return _save(row, "result", "finished_at", "done")


@transaction.atomic
def fail(run: Run | int, epoch: int, message: str, at: datetime) -> Run:
    """End the work with the reason why it could not be done."""
    row = _lock(run, epoch)
    row.message, row.failed_at, row.heard_at = message[:300], at, at
    return _save(row, "message", "failed_at")


@transaction.atomic
def cancel(run: Run | int, *, by: Actor, at: datetime) -> Run:
    """Stop the work; a worker that is in the middle of it is told at its next step, by its lost epoch."""
    row = _lock(run)
    access.require(by, *CANCELLERS, organisation=row.organisation_id, at=at)
    row.cancelled_at, row.cancelled_by, row.heard_at = at, str(by), at
    row.epoch += 1
    return _save(row, "cancelled_at", "cancelled_by", "epoch")


@transaction.atomic
def requeue(run: Run | int, *, at: datetime) -> Run:
    """Give work whose worker vanished to the next one; the old one, should it wake, is superseded."""
    row = _lock(run)
    if row.started_at:
        row.epoch += 1
        row.message = _("Tiến trình trước đã dừng đột ngột; công việc đang chờ được thực hiện lại.")
    row.heard_at = at
    _defer(row)
    return _save(row, "epoch", "message")


@transaction.atomic
def give_up(run: Run | int, *, at: datetime) -> Run:
    """End work that has lost one worker after another."""
    row = _lock(run)
    row.epoch += 1
    row.failed_at = row.heard_at = at
    row.message = _(
        "Đã thử %(attempts)s lần nhưng tiến trình đều dừng đột ngột; không có kết quả nào được ghi. "
        "Hãy kiểm tra lại tệp đầu vào rồi gửi lại, hoặc báo cho quản trị hệ thống."
    ) % {"attempts": row.attempts}
    return _save(row, "epoch", "failed_at", "message")
