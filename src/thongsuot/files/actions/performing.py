"""How a task carries out a run: take it, go step by step, write the result or the reason."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.files.actions import runs
from thongsuot.files.models import Run
from thongsuot.organisations import access

Step = Callable[[int, str], None]
Result = dict[str, Any] | None
Ending = Callable[[datetime], Result]
Work = Callable[[Run, Step], Ending]
Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


def perform(number: int, work: Work, *, clock: Clock) -> None:
    """Carry out a run as its task; the caller brings the clock.

    `work(run, step)` does what takes long, outside any transaction; `step(done, message)` commits how far it is and
    raises Superseded once the work was cancelled or taken over. `work` returns its ending: a function that is called
    with the time inside the closing transaction, after the fence, and writes what the work found. What it writes and
    the result it returns are committed together, or neither. The run's page shows the result's `text`, `url`, `link`.
    """
    try:
        with access.acting_as_system():
            epoch = runs.take(number, clock())
            row = Run.objects.get(pk=number)
    except runs.Superseded:
        logger.info("run %s needs no worker any more", number)
        return
    try:
        _carry_out(row, epoch, work, clock)
    except runs.Superseded:
        logger.info("run %s went on without this worker", number)
    except Exception as error:  # whatever went wrong, the person who waits is told
        logger.exception("run %s failed", number)
        _tell_failure(row, epoch, error, clock())


def _carry_out(row: Run, epoch: int, work: Work, clock: Clock) -> None:
    def step(done: int, message: str) -> None:
        with access.acting_as_system():
            runs.progress(row, epoch, done, message, clock())

    ending = work(row, step)
    at = clock()
    with access.acting_as_system():
        runs.check(row, epoch)
        runs.finish(row, epoch, ending(at), at)


def _tell_failure(row: Run, epoch: int, error: Exception, at: datetime) -> None:
    unforeseen = _("Có lỗi ngoài dự kiến; không có kết quả nào được ghi. Hãy thử lại, hoặc báo cho quản trị hệ thống.")
    try:
        with access.acting_as_system():
            runs.fail(row, epoch, str(getattr(error, "message", "")) or unforeseen, at)
    except runs.Superseded:
        logger.info("run %s went on without this worker", row.pk)
