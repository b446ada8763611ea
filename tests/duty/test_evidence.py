"""DUTY_ROSTER: what a day of duty came to, when its last shift has ended, and anew when something comes late."""

from __future__ import annotations

import pytest
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Shift
from thongsuot.ledger.models import Evidence

pytestmark = pytest.mark.django_db
ENDED = SIX + 24 * HOUR


@world
def watch(cast):
    return Watch(cast)


@world
def day(watch):
    """Return the shifts of a day: one taken over, one missed, a gap, and a night."""
    shifts = [
        watch.shift(watch.lan),
        watch.shift(watch.hai, kind="responder"),
        watch.shift(None, kind="leader"),
        watch.shift(watch.dung, SIX + 12 * HOUR),
    ]
    watch.plan()
    watch.take(watch.of(shifts[0]))
    watch.take(watch.of(shifts[3]), at=SIX + 12 * HOUR)
    return shifts


def entered(watch):
    rows = Evidence.objects.filter(organisation=watch.office, kind="DUTY_ROSTER").order_by("id")
    return [(row.key.rpartition(":")[2], row.version, row.figures) for row in rows]


def figures(shifts, filled, taken):
    return {"shifts": shifts, "shifts_filled": filled, "check_ins": taken}


def test_a_day_counts_when_its_last_shift_has_ended(watch, day):
    watch.tick(ENDED - MINUTE)
    assert entered(watch) == []
    assert jobs.next_due() == ENDED
    watch.tick(ENDED)
    assert entered(watch) == [("2020-02-03", 1, figures(4, 3, 2))]
    row = Evidence.objects.get(kind="DUTY_ROSTER")
    assert (row.measured, row.about, row.happened_at, row.known_at) == (True, "", ENDED, ENDED)
    assert row.key == f"duty:{watch.office.pk}:2020-02-03"


def test_a_day_is_counted_once(watch, day):
    for hour in range(5):
        watch.tick(ENDED + hour * HOUR)
    assert len(entered(watch)) == 1
    assert jobs.next_due() is None


def test_a_night_belongs_to_the_day_on_which_it_begins(watch):
    watch.shift(watch.lan, SIX + 12 * HOUR)
    watch.shift(watch.hai, SIX + DAY)
    watch.plan()
    watch.tick(SIX + DAY + 12 * HOUR)
    assert entered(watch) == [("2020-02-03", 1, figures(1, 1, 0)), ("2020-02-04", 1, figures(1, 1, 0))]


def test_who_was_there_and_is_written_down_late_counts_in_a_new_version(watch, day):
    watch.tick(ENDED)
    missed = watch.of(day[1])
    assert missed.state == "missed"
    watch.take(missed, by=watch.lan, way="word", said_at=SIX + MINUTE, at=ENDED + HOUR)
    assert jobs.next_due() == ENDED + HOUR
    watch.tick(ENDED + HOUR)
    assert entered(watch)[-1] == ("2020-02-03", 2, figures(4, 3, 3))
    watch.tick(ENDED + 2 * HOUR)
    assert len(entered(watch)) == 2


def test_a_shift_that_runs_longer_is_waited_for(watch, day):
    Shift.objects.filter(pk=day[3].pk).update(until=ENDED + 2 * HOUR)
    watch.tick(ENDED)
    assert entered(watch) == []
    assert jobs.next_due() == ENDED + 2 * HOUR
    watch.tick(ENDED + 2 * HOUR)
    assert len(entered(watch)) == 1


def test_what_was_taken_out_counts_no_more(watch, day):
    Shift.objects.filter(pk=day[1].pk).update(in_force=False)
    actions.rehand(Shift.objects.get(pk=day[1].pk), by=watch.long, at=SIX + HOUR)
    watch.tick(ENDED)
    assert entered(watch) == [("2020-02-03", 1, figures(3, 2, 2))]
    assert not Shift.objects.exclude(counts_at=None).exists()


def test_a_day_that_was_counted_and_lost_all_its_shifts_counts_nothing(watch, day):
    watch.tick(ENDED)
    Shift.objects.update(in_force=False, counts_at=ENDED)
    watch.tick(ENDED + HOUR)
    assert entered(watch)[-1] == ("2020-02-03", 2, figures(0, 0, 0))


def test_a_day_nobody_was_on_duty_for_enters_nothing(watch):
    watch.shift(watch.lan, in_force=False, counts_at=ENDED)
    watch.tick(ENDED)
    assert entered(watch) == []


def test_a_draft_counts_nothing(watch):
    watch.shift(watch.lan, SIX + 14 * DAY, roster=watch.new_roster(SIX + 14 * DAY, state="draft"))
    watch.plan()
    watch.tick(SIX + 30 * DAY)
    assert entered(watch) == []


def test_each_organisation_counts_its_own(watch, cast):
    watch.shift(watch.lan)
    watch.plan()
    watch.tick(ENDED)
    assert set(Evidence.objects.filter(kind="DUTY_ROSTER").values_list("organisation__code", flat=True)) == {"dd-1"}


def test_rebuilding_enters_all_again_and_changes_nothing(watch, day):
    watch.tick(ENDED)
    watch.take(watch.of(day[1]), by=watch.lan, way="word", said_at=SIX, at=ENDED + HOUR)
    watch.tick(ENDED + HOUR)
    before = entered(watch)
    assert actions.rebuild() == 1
    assert entered(watch) == before


def test_rebuilding_leaves_days_that_are_not_over_alone(watch, day):
    watch.tick(SIX + 13 * HOUR)
    assert actions.rebuild() == 0
    assert queries.days_counted() == []
    assert entered(watch) == []
