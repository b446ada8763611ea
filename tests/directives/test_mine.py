"""Việc của tôi: the open duties of one's own organisation, by the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import assignment, issue
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment
from thongsuot.directives.states import Outcome

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PARTS = (
    ("Bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER"),
    ("Kiểm tra thiết bị dự phòng.", "one_off", "all", "SPARE_EQUIPMENT"),
    ("Tăng dung lượng tại các trạm.", "one_off", "all", "CAPACITY_UPGRADE"),
    ("Nhắn tin khi có đề nghị.", "conditional", "all", "MASS_SMS"),
    ("Hoàn thành phương án bảo đảm.", "one_off", "all", "NETWORK_SAFETY"),
)


@world
def letter(cast):
    """Return a letter to one organisation whose duties fall due at different times."""
    issued = issue(cast, *PARTS)
    for kind, deadline in (
        ("SPARE_EQUIPMENT", MONDAY + 3 * DAY),
        ("CAPACITY_UPGRADE", MONDAY - HOUR),
        ("NETWORK_SAFETY", MONDAY + HOUR),
    ):
        rows = Assignment.objects.filter(directive=issued, obligation__kind=kind)
        rows.update(deadline_at=deadline, relation="before")
    return issued


def kinds(rows):
    """Return the kinds of the duties, in their order."""
    return [row.obligation.kind for row in rows]


def test_the_nearest_deadline_stands_first_and_what_has_none_last(cast, letter):
    assert kinds(queries.mine(cast.hang, MONDAY)) == [
        "CAPACITY_UPGRADE",
        "NETWORK_SAFETY",
        "SPARE_EQUIPMENT",
        "DUTY_ROSTER",
    ]


def test_the_clock_sorts_late_today_later_and_endless(cast, letter):
    groups = queries.by_clock(cast.hang, MONDAY)
    told = {name: [(row.obligation.kind, word) for row, word in rows] for name, rows in groups.items()}
    assert told == {
        "late": [("CAPACITY_UPGRADE", Outcome.OPEN_LATE)],
        "today": [("NETWORK_SAFETY", Outcome.ARRIVED)],
        "later": [("SPARE_EQUIPMENT", Outcome.ARRIVED)],
        "endless": [("DUTY_ROSTER", Outcome.ARRIVED)],
    }


def test_as_time_passes_the_same_duties_move_up(cast, letter):
    groups = queries.by_clock(cast.hang, MONDAY + 3 * DAY - HOUR)
    assert {name: len(rows) for name, rows in groups.items()} == {"late": 2, "today": 1, "later": 0, "endless": 1}


def test_a_day_ends_at_midnight_in_vietnam_and_not_in_greenwich(cast, letter):
    evening = MONDAY.replace(hour=23, minute=30)
    rows = Assignment.objects.filter(obligation__kind="SPARE_EQUIPMENT")
    rows.update(deadline_at=evening + HOUR)
    assert kinds([row for row, _ in queries.by_clock(cast.hang, evening)["later"]]) == ["SPARE_EQUIPMENT"]
    rows.update(deadline_at=evening + timedelta(minutes=20))
    assert kinds([row for row, _ in queries.by_clock(cast.hang, evening)["today"]]) == ["SPARE_EQUIPMENT"]


def test_a_duty_that_waits_for_a_request_is_nobodys_work_yet(cast, letter):
    waiting = assignment(letter, obligation__kind="MASS_SMS")
    assert queries.outcome_of(waiting, MONDAY) is Outcome.ARMED
    actions.activate_own(waiting, by=cast.hang, at=MONDAY)
    assert "MASS_SMS" in kinds(queries.mine(cast.hang, MONDAY))


def test_what_is_done_leaves_the_desk_and_comes_back_when_reopened(cast, letter):
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    row = assignment(letter, obligation__kind="NETWORK_SAFETY")
    done = actions.finish(row, by=cast.hang, at=MONDAY)
    assert "NETWORK_SAFETY" not in kinds(queries.mine(cast.hang, MONDAY))
    assert not queries.is_open(done)
    actions.reopen(done, by=cast.hang, at=MONDAY, note="Còn thiếu một trạm.")
    assert "NETWORK_SAFETY" in kinds(queries.mine(cast.hang, MONDAY))


def test_a_closed_letter_puts_nothing_on_the_desk(cast, letter):
    actions.close(letter, by=cast.khanh, at=MONDAY)
    assert not any(queries.by_clock(cast.hang, MONDAY).values())
    assert not queries.is_open(assignment(letter, obligation__kind="NETWORK_SAFETY"))


def test_nobody_finds_the_work_of_others_on_the_desk(cast, letter):
    for username in ("dd-2.daumoi", "so.chuyenvien", "bc-1.lanhdao"):
        assert not queries.mine(cast.person(username), MONDAY).exists(), username


def test_the_department_is_told_what_is_overdue_the_oldest_first(cast, letter):
    assert kinds(queries.overdue(cast.department, MONDAY)) == ["CAPACITY_UPGRADE"]
    assert kinds(queries.overdue(cast.department, MONDAY + HOUR)) == ["CAPACITY_UPGRADE", "NETWORK_SAFETY"]
    actions.close(letter, by=cast.khanh, at=MONDAY)
    assert not queries.overdue(cast.department, MONDAY + HOUR).exists()


@pytest.mark.parametrize(
    ("relation", "late", "gone"),
    [("before", -1, False), ("before", 0, True), ("until", 0, False), ("until", 59, False), ("until", 60, True)],
)
def test_overdue_and_the_word_of_the_cell_agree_on_whole_days(cast, letter, relation, late, gone):
    deadline = MONDAY.replace(hour=23, minute=59)
    Assignment.objects.filter(obligation__kind="NETWORK_SAFETY").update(deadline_at=deadline, relation=relation)
    at = deadline + timedelta(seconds=late)
    row = assignment(letter, obligation__kind="NETWORK_SAFETY")
    assert (row in queries.overdue(cast.department, at)) is gone
    assert (queries.outcome_of(row, at) is Outcome.OPEN_LATE) is gone
