"""The letter is withdrawn or closed: its duties, orders, reminders and occurrences end, what was done stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.small import assignment, issue, receive
from tests.worlds import world

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.models import Assignment, Declaration, Directive, Obligation
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Evidence, Order
from thongsuot.organisations.access import NotAllowed
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PARTS = (
    ("Bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER"),
    ("Kiểm tra thiết bị dự phòng.", "one_off", "all", "SPARE_EQUIPMENT"),
    ("Gửi số liệu hằng ngày.", "recurring", "all", "OTHER"),
    ("Báo cáo trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT"),
)
BOTH = pytest.mark.parametrize("end", [actions.close, actions.withdraw])


@world
def letter(cast):
    """Return a letter with a statement made under it."""
    issued = issue(cast, *PARTS)
    actions.acknowledge(queries.receipt_of(issued, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    duty = assignment(issued, obligation__kind="DUTY_ROSTER")
    actions.declare(duty, actions.Statement({"shifts": 3}), by=cast.hang, at=MONDAY)
    return issued


@BOTH
def test_only_the_departments_leader_ends_a_letter(cast, letter, end):
    for username in ("so.chuyenvien", "so.vanthu", "so.thanhtra", "dd-1.lanhdao"):
        with pytest.raises(NotAllowed):
            end(letter, by=cast.person(username), at=MONDAY)
    letter.refresh_from_db()
    assert letter.state == Directive.State.ISSUED


@BOTH
def test_orders_end_and_what_counted_while_they_held_still_counts(cast, letter, end):
    own = cast.organisation("dd-1")
    assert ledger.in_force("DUTY_ROSTER", own, MONDAY + DAY).exists()
    end(letter, by=cast.khanh, at=MONDAY + DAY)
    assert set(Order.objects.values_list("until", flat=True)) == {MONDAY + DAY}
    assert ledger.in_force("DUTY_ROSTER", own, MONDAY + HOUR).exists()
    assert not ledger.in_force("DUTY_ROSTER", own, MONDAY + DAY).exists()


def test_an_order_that_had_not_begun_ends_where_it_would_have_begun(cast):
    letter = receive(cast, PARTS[0])
    letter.obligations.update(effective_from=MONDAY + 5 * DAY)
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(letter, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])
    actions.withdraw(letter, by=cast.khanh, at=MONDAY)
    order = Order.objects.get()
    assert order.starts_at == order.until == MONDAY + 5 * DAY


@BOTH
def test_nobody_is_reminded_and_nothing_comes_round_any_more(cast, letter, end):
    end(letter, by=cast.khanh, at=MONDAY)
    assert not Assignment.objects.exclude(remind_due_at=None).exists()
    assert not Obligation.objects.exclude(occur_due_at=None).exists()
    jobs.run(DEADLINE)
    assert not Assignment.objects.exclude(occurrence_at=None).exists()
    assert not Reminder.objects.exists()


@BOTH
def test_reminders_already_planned_are_taken_back(cast, letter, end):
    jobs.run(DEADLINE - HOUR)
    assert Reminder.objects.filter(state="pending").exists()
    end(letter, by=cast.khanh, at=DEADLINE - HOUR)
    assert set(Reminder.objects.values_list("state", flat=True)) == {"cancelled"}


@BOTH
def test_what_was_said_stays_readable(cast, letter, end):
    end(letter, by=cast.khanh, at=MONDAY)
    assert Declaration.objects.get().figures == {"shifts": 3}
    assert Evidence.objects.get(kind="DUTY_ROSTER").figures == {"shifts": 3}
    assert queries.visible_to(cast.hang, MONDAY).filter(pk=letter.pk).exists()


def test_withdrawing_takes_every_duty_back_and_says_why(cast, letter):
    withdrawn = actions.withdraw(letter, by=cast.khanh, at=MONDAY, note="Thay bằng văn bản khác.")
    assert set(letter.assignments.values_list("state", flat=True)) == {"withdrawn"}
    assert ledger.moves_of(withdrawn).last().note == "Thay bằng văn bản khác."
    assert withdrawn.closed_at == MONDAY


def test_closing_leaves_every_duty_in_its_state(cast, letter):
    before = list(letter.assignments.values_list("pk", "state"))
    actions.close(letter, by=cast.khanh, at=MONDAY)
    assert list(letter.assignments.values_list("pk", "state")) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (actions.close, actions.close),
        (actions.withdraw, actions.withdraw),
        (actions.withdraw, actions.close),
        (actions.close, actions.withdraw),
    ],
)
def test_a_letter_ends_once(cast, letter, first, second):
    first(letter, by=cast.khanh, at=MONDAY)
    with pytest.raises(IllegalMove):
        second(letter, by=cast.khanh, at=MONDAY)


def test_a_letter_under_review_is_withdrawn_but_not_closed(cast):
    letter = receive(cast, *PARTS)
    with pytest.raises(IllegalMove):
        actions.close(letter, by=cast.khanh, at=MONDAY)
    assert actions.withdraw(letter, by=cast.khanh, at=MONDAY).state == Directive.State.WITHDRAWN


def test_a_withdrawn_letter_may_come_again(cast):
    first = receive(cast, *PARTS)
    actions.withdraw(first, by=cast.khanh, at=MONDAY)
    again = receive(cast, *PARTS)
    assert again.pk != first.pk
    assert again.text_sha256 == first.text_sha256
