"""Inside the organisation: who hands a duty to whom, who begins it, who opens it again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.small import assignment, issue, one

from thongsuot.directives import actions
from thongsuot.directives.models import Assignment
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
State = Assignment.State
DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)
OUTSIDERS = ("dd-2.daumoi", "dd-2.lanhdao", "bc-1.trucban", "so.thanhtra", "so.vanthu")


def test_a_contact_hands_a_duty_to_one_of_the_own_people(cast):
    duty = cast.person("dd-1.trucban")
    row = actions.hand_to(one(cast), duty, by=cast.hang, at=MONDAY)
    assert (row.state, row.holder) == (State.ASSIGNED, duty)
    assert [move.note for move in ledger.moves_of(row)][-1] == duty.name


def test_a_leader_hands_it_on_while_it_is_being_done(cast):
    row = actions.start(one(cast), by=cast.hang, at=MONDAY)
    row = actions.hand_to(row, cast.hang, by=cast.long, at=MONDAY)
    assert (row.state, row.holder) == (State.ASSIGNED, cast.hang)


@pytest.mark.parametrize("username", ["dd-1.trucban", "dd-1.kiemsoat", "so.chuyenvien", *OUTSIDERS])
def test_nobody_else_hands_it_to_anybody(cast, username):
    row = one(cast)
    with pytest.raises(NotAllowed, match="chưa có gì thay đổi"):
        actions.hand_to(row, cast.hang, by=cast.person(username), at=MONDAY)
    assert assignment(row.directive).state == State.RECEIVED


@pytest.mark.parametrize("username", ["dd-2.daumoi", "so.chuyenvien"])
def test_it_is_handed_to_nobody_of_another_house(cast, username):
    with pytest.raises(NotAllowed, match="không thuộc đơn vị"):
        actions.hand_to(one(cast), cast.person(username), by=cast.hang, at=MONDAY)


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao", "dd-1.trucban", "dd-1.kiemsoat"])
def test_whoever_works_there_may_begin(cast, username):
    assert actions.start(one(cast), by=cast.person(username), at=MONDAY).state == State.IN_PROGRESS


@pytest.mark.parametrize("username", ["so.chuyenvien", *OUTSIDERS])
def test_nobody_from_outside_begins_it(cast, username):
    with pytest.raises(NotAllowed):
        actions.start(one(cast), by=cast.person(username), at=MONDAY)


def test_nothing_begins_before_it_was_received(cast):
    row = one(cast, acknowledged=False)
    for verb in (actions.start, actions.finish):
        with pytest.raises(IllegalMove, match="chưa có gì thay đổi"):
            verb(row, by=cast.hang, at=MONDAY)
    with pytest.raises(IllegalMove):
        actions.hand_to(row, cast.hang, by=cast.hang, at=MONDAY)


@pytest.mark.parametrize(
    ("username", "allowed"),
    [
        ("dd-1.daumoi", True),
        ("dd-1.lanhdao", True),
        ("so.chuyenvien", True),
        ("so.lanhdao", True),
        ("dd-1.trucban", False),
        ("dd-1.kiemsoat", False),
        *((username, False) for username in OUTSIDERS),
    ],
)
def test_who_opens_a_finished_duty_again(cast, username, allowed):
    row = actions.finish(one(cast), by=cast.hang, at=MONDAY)
    if not allowed:
        with pytest.raises(NotAllowed, match="mở lại nhiệm vụ"):
            actions.reopen(row, by=cast.person(username), at=MONDAY, note="Còn thiếu.")
        return
    row = actions.reopen(row, by=cast.person(username), at=MONDAY, note="Còn thiếu.")
    assert (row.state, row.done_at) == (State.IN_PROGRESS, None)
    assert ledger.moves_of(row).last().note == "Còn thiếu."


@pytest.mark.parametrize("state", ["arrived", "received", "assigned", "in_progress", "withdrawn"])
def test_what_is_not_done_cannot_be_opened_again_nor_begun_by_the_department(cast, state):
    row = one(cast)
    Assignment.objects.filter(pk=row.pk).update(state=state)
    for person in (cast.hang, cast.binh):
        with pytest.raises(IllegalMove):
            actions.reopen(row, by=person, at=MONDAY, note="Mở lại.")
    assert assignment(row.directive).state == state


def test_opened_again_it_is_reminded_of_again_while_there_is_time(cast):
    deadline = {"at": DEADLINE.isoformat(), "relation": "before", "text": "trước 14 giờ"}
    letter = issue(cast, ("Báo cáo.", "one_off", "all", "REPORT"), deadline=deadline)
    row = assignment(letter)
    Assignment.objects.filter(pk=row.pk).update(state=State.RECEIVED)
    done = actions.finish(row, by=cast.hang, at=MONDAY)
    assert done.remind_due_at is None
    again = actions.reopen(done, by=cast.hang, at=DEADLINE - 2 * HOUR, note="Thiếu phụ lục.")
    assert again.remind_due_at == DEADLINE - HOUR
    done = actions.finish(again, by=cast.hang, at=DEADLINE - HOUR)
    late = actions.reopen(done, by=cast.hang, at=DEADLINE + HOUR, note="Thiếu phụ lục.")
    assert late.remind_due_at is None


def test_somebody_who_works_for_several_organisations_may_take_a_duty_of_each(cast):
    duty, elsewhere = one(cast), cast.person("dd-2.daumoi")
    organisations.grant(elsewhere, "contact", organisation=cast.organisation("dd-1"), by=cast.long, at=MONDAY)
    assert actions.hand_to(duty, elsewhere, by=cast.long, at=MONDAY).holder == elsewhere
