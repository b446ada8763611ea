"""One round for each deadline of a letter: when its drafts, its snapshot and its count are due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import assignment
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER, asked, drafted, report_of, send

from thongsuot.directives import actions as directives
from thongsuot.directives import jobs as duties
from thongsuot.directives.models import Assignment
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def moments():
    """Return the deadlines and relations of all rounds."""
    return [(one.deadline_at, one.relation) for one in queries.rounds()]


def test_a_letter_without_reports_has_no_round_and_nothing_is_due(cast):
    from tests.directives.small import issue

    issue(cast, ROSTER)
    assert queries.rounds() == []
    assert jobs.next_due() is None
    assert jobs.run(DEADLINE) == 0


def test_one_deadline_is_one_round_however_many_report(cast):
    letter = asked(cast, ROSTER, to=("dd-1", "dd-2", "bc-1"))
    assert moments() == [(DEADLINE, "before")]
    assert [one.directive for one in queries.rounds(letter)] == [letter]
    assert queries.sets_deadline(letter)


def test_two_deadlines_are_two_rounds_the_earlier_first(cast):
    letter = asked(cast, ("Báo cáo bổ sung vào tuần sau.", "one_off", "all", "REPORT"))
    later = letter.assignments.filter(obligation__quote__startswith="Báo cáo bổ sung")
    later.update(deadline_at=DEADLINE + 7 * DAY, relation="until")
    assert moments() == [(DEADLINE, "before"), (DEADLINE + 7 * DAY, "until")]
    jobs.run(DAY_BEFORE)
    assert Report.objects.count() == 2
    jobs.run(DEADLINE)
    assert Snapshot.objects.count() == 1
    assert jobs.next_due() == DEADLINE + 6 * DAY
    jobs.run(DEADLINE + 7 * DAY)
    assert list(Snapshot.objects.order_by("taken_at").values_list("deadline_at", flat=True)) == [
        DEADLINE,
        DEADLINE + 7 * DAY,
    ]


@pytest.mark.parametrize(
    ("relation", "hour", "minute", "after"),
    [("before", 14, 0, 0), ("until", 14, 0, 0), ("until", 23, 59, 60), ("before", 23, 59, 0)],
)
def test_the_snapshot_waits_for_the_end_of_an_included_day(cast, relation, hour, minute, after):
    deadline = DEADLINE.replace(hour=hour, minute=minute)
    asked(cast, deadline=deadline, relation=relation)
    (one,) = queries.rounds()
    assert one.moment == deadline + timedelta(seconds=after)
    assert queries.to_snapshot(one.moment - timedelta(seconds=1)) == []
    assert queries.to_snapshot(one.moment) == [one]


def test_a_recurring_report_is_a_round_for_each_occurrence_and_none_for_its_parent(cast):
    letter = asked(cast, deadline=DEADLINE)
    duty = letter.obligations.get()
    duty.mode, duty.recurrence, duty.occur_due_at = "recurring", "FREQ=DAILY", MONDAY
    duty.save()
    letter.assignments.update(deadline_at=None)
    assert queries.rounds() == []
    duties.run(DEADLINE)
    assert moments() == [(DEADLINE, "before"), (DEADLINE + DAY, "before")]
    assert actions.draft_due(DEADLINE) == 4


def test_a_conditional_report_is_no_round_before_it_is_asked_for(cast):
    letter = asked(cast, deadline=None)
    letter.obligations.update(mode="conditional")
    assert actions.draft_due(DEADLINE) == 0
    duty = letter.obligations.get()
    directives.activate(duty, by=cast.binh, at=MONDAY, deadline_at=DEADLINE)
    assert moments() == [(DEADLINE, "before")]
    assert actions.draft_due(DAY_BEFORE) == 2


def test_a_report_without_a_deadline_is_drafted_at_once_and_consolidated_by_hand(cast):
    letter = asked(cast, deadline=None)
    assert queries.rounds() == []
    assert not queries.sets_deadline(letter)
    assert jobs.run(MONDAY) == 2
    assert jobs.next_due() is None


@pytest.mark.parametrize("end", [directives.close, directives.withdraw])
def test_an_ended_letter_asks_for_nothing_more(cast, end):
    letter = asked(cast)
    end(letter, by=cast.khanh, at=MONDAY)
    assert queries.rounds() == []
    assert jobs.run(DEADLINE) == 0
    assert not Report.objects.exists()


def test_a_withdrawn_duty_is_not_reported_on(cast):
    letter = asked(cast)
    Assignment.objects.filter(pk=assignment(letter, "bc-1").pk).update(state="withdrawn")
    jobs.run(DAY_BEFORE)
    assert [report.organisation.code for report in Report.objects.all()] == ["dd-1"]


def test_what_is_due_next_goes_from_draft_to_snapshot_to_count_to_nothing(cast):
    letter = asked(cast, to=("dd-1",))
    assert jobs.next_due() == DAY_BEFORE
    jobs.run(DAY_BEFORE)
    assert jobs.next_due() == DEADLINE
    send(cast, letter, at=DAY_BEFORE + MINUTE)
    assert jobs.next_due() == DAY_BEFORE + MINUTE
    assert jobs.run(DAY_BEFORE + MINUTE) == 1
    assert jobs.next_due() == DEADLINE
    jobs.run(DEADLINE)
    assert jobs.next_due() is None


def test_a_late_submission_is_due_at_once(cast):
    letter = drafted(cast, to=("dd-1",))
    jobs.run(DEADLINE)
    assert jobs.next_due() is None
    send(cast, letter, at=DEADLINE + MINUTE)
    assert jobs.next_due() == DEADLINE + MINUTE


def test_a_round_knows_who_had_to_report_in_order_of_code(cast):
    letter = asked(cast, to=("dd-2", "bc-1", "cd-1"))
    rows = queries.duties_of(letter, DEADLINE)
    assert [row.organisation.code for row in rows] == ["bc-1", "cd-1", "dd-2"]
    assert not queries.duties_of(letter, DEADLINE + DAY).exists()
    assert not queries.duties_of(letter, None).exists()


def test_two_letters_with_one_minute_are_two_rounds(cast):
    first, second = asked(cast), asked(cast, number="13/SKHCN", text_sha256="c" * 64)
    assert [one.directive for one in queries.rounds()] == [first, second]
    assert actions.draft_due(DAY_BEFORE) == 4
    assert actions.take_snapshots(DEADLINE) == 2
    assert {snapshot.content["due"] for snapshot in Snapshot.objects.all()} == {2}


def test_the_draft_stands_ready_once(cast):
    letter = drafted(cast, to=("dd-1",))
    before = report_of(letter)
    assert actions.draft(before.assignment, at=DEADLINE) == before
    assert actions.draft_due(DAY_BEFORE) == 0
