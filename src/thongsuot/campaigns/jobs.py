"""Time passed: a watch ends, a wave begins, what the gateway counted is entered, packages are taken in."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import now
from procrastinate.contrib.django import app

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.gateway import sources
from thongsuot.files import actions as files
from thongsuot.organisations import access


def run(at: datetime) -> int:
    """Pause what nobody watches, begin waves that are due, enter what was counted, take in what came: how many."""
    with access.acting_as_system():
        gone = list(queries.unattended(at))
        for share in gone:
            actions.end_watch(share, at=at)
        begun = sum(actions.cut_wave(share, wave, at) > 0 for share, wave in queries.waves_due(at))
        purged = actions.purge_numbers(at) + actions.purge_strays(at)
        return len(gone) + begun + purged + actions.measure(at) + actions.take_in(at=at)


def next_due() -> datetime | None:
    """Return when the next watch ends, the next wave begins, or the next counts are to be entered."""
    with access.acting_as_system():
        moments = (queries.next_due(), queries.next_wave_at(), queries.next_measure(), queries.next_package(),
                   queries.next_purge())  # fmt: skip
        return min((moment for moment in moments if moment is not None), default=None)


@app.task(name=queries.READ_NUMBERS, pass_context=False)
def read_numbers(run: int) -> None:
    """Read the operator's own source of numbers; what was cancelled meanwhile leaves nothing behind."""
    files.perform(run, sources.work, clock=now)
