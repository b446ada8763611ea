"""Long work for the tests of runs."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from tests.cast import MONDAY

from thongsuot.files import actions
from thongsuot.files.models import Run

MINUTE = timedelta(minutes=1)


def begin(cast, **changes) -> Run:
    """Begin work as the first mobile operator's contact."""
    given = {"organisation": cast.organisation("dd-1"), "reality": "live", "by": cast.hang, "at": MONDAY, **changes}
    return actions.begin_run(given.pop("kind", "tests.import"), **given)


def jobs() -> list[tuple[str, dict, str]]:
    """Return what waits in the queue: task, arguments, lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args, queueing_lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return cursor.fetchall()


def fresh(run: Run) -> Run:
    """Return the row as it stands in the database."""
    return Run.objects.get(pk=run.pk)
