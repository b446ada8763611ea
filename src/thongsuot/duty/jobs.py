"""Time passed: who has not taken over is asked, then chased and reported; SMS are read, offers end, days count."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.utils.timezone import now
from procrastinate.contrib.django import app

from thongsuot.duty import actions, queries
from thongsuot.files import actions as files
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation, System

AUTONOMOUS = True  # each shift and each day is committed alone: one bad row holds up nobody else
CALLER = System("Trực ban")
MOST_STEPS = 4  # of one hand-over in one tick: asked, chased, escalated, missed


def run(at: datetime) -> int:
    """Do what is due; what was said by SMS counts before anybody is asked."""
    return _said(at) + _idle(at) + _steps(at) + _swaps(at) + _days(at)


def _said(at: datetime) -> int:
    with access.acting_as_system():
        said = queries.taken_by_sms(at)
    return sum(
        access.alone(partial(actions.take_by_sms, row, reply, at=at), f"taking over of shift {row.shift_id}")
        for row, reply in said
    )


def _idle(at: datetime) -> int:
    """Answer who wrote so where there is nothing to take over; what failed to be taken over is tried again instead."""
    with access.acting_as_system():
        failed = {reply.pk for _row, reply in queries.taken_by_sms(at)}
        idle = [reply for reply in queries.idle_words(at) if reply.pk not in failed]
    return sum(
        access.alone(partial(actions.explain, reply, by=CALLER, at=at), f"answer to {reply.pk}") for reply in idle
    )


def _steps(at: datetime) -> int:
    """Take every step that is due: after a tick that came late, several of one hand-over."""
    done, failed = 0, set[int]()
    for _step in range(MOST_STEPS):
        with access.acting_as_system():
            due = list(queries.due_handovers(at).exclude(pk__in=failed))
        for row in due:
            if access.alone(partial(actions.follow_up, row, by=CALLER, at=at), f"step of hand-over {row.pk}"):
                done += 1
            else:
                failed.add(row.pk)
        if not due:
            break
    return done


def _swaps(at: datetime) -> int:
    """End the offers that nobody decided before their shift began."""
    with access.acting_as_system():
        gone = list(queries.over_before_taken(at))
    return sum(access.alone(partial(actions.end_swap, swap, at=at), f"the end of swap {swap.pk}") for swap in gone)


def _days(at: datetime) -> int:
    with access.acting_as_system():
        days = queries.days_to_count(at)
        known = Organisation.objects.in_bulk({number for number, _day in days})
    return sum(
        access.alone(partial(actions.count_day, known[number], day, at=at), f"evidence of {number} for {day}")
        for number, day in days
    )


def next_due() -> datetime | None:
    """Return when the next step of a hand-over, the end of an offer or the next day's evidence is due."""
    with access.acting_as_system():
        moments = (queries.next_handover(), queries.next_swap_end(), queries.next_count())
        return min((moment for moment in moments if moment is not None), default=None)


@app.task(name=queries.SUGGEST, pass_context=False)
def suggest_roster(run: int) -> None:
    """Search for the fairest roster; what was cancelled meanwhile leaves nothing behind."""
    files.perform(run, actions.search, clock=now)
