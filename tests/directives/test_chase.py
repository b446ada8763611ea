"""Đôn đốc: what came of a call is kept, a promise comes back, and nobody outside the department sees it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from tests.cast import MONDAY, VIETNAM
from tests.directives.letters import DEADLINE
from tests.directives.small import OTHER, issue
from tests.worlds import world

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.actions import Call
from thongsuot.directives.models import Assignment, Chase
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message
from thongsuot.paging import jobs as paging

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


@world
def letter(cast):
    """A letter that asks two organisations for a report."""
    return issue(cast, REPORT, to=("dd-1", "dd-2"), deadline=DEADLINE)


def call(cast, letter, outcome, code="dd-1", *, by=None, at=MONDAY, **said):
    told = Call(outcome, **said)
    return actions.chase(letter, cast.organisation(code), told, by=by or cast.binh, at=at)


def tick(at):
    jobs.run(at)
    paging.run(at)


def promised_to(username):
    rows = Message.objects.filter(recipient__username=username, channel="in_app", body__contains="hẹn")
    return [row.body for row in rows]


@pytest.mark.parametrize("outcome", ["spoken", "no_answer", "wrong_number", "messaged"])
def test_every_outcome_is_kept_with_who_and_when(cast, letter, outcome):
    row = call(cast, letter, outcome, person=cast.hang, note=" Máy bận ")
    assert (row.outcome, row.by_person, row.happened_at, row.note) == (outcome, cast.binh, MONDAY, "Máy bận")
    assert (row.promised_at, row.check_due_at) == (None, None)
    assert row.organisation == cast.department


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao"])
def test_the_department_chases(cast, letter, username):
    assert call(cast, letter, "spoken", by=cast.person(username)).by_name == cast.person(username).name


@pytest.mark.parametrize("username", ["so.vanthu", "so.thanhtra", "so.quantri", "dd-1.daumoi", "dd-2.lanhdao"])
def test_nobody_else_chases(cast, letter, username):
    with pytest.raises(NotAllowed):
        call(cast, letter, "spoken", by=cast.person(username))
    assert not Chase.objects.exists()


def test_an_enterprise_never_sees_who_was_called(cast, letter):
    call(cast, letter, "no_answer")
    with access.acting_for(cast.organisation("dd-1")):
        assert not Chase.objects.exists()


def test_only_an_addressee_of_a_letter_in_force_is_chased(cast, letter):
    with pytest.raises(actions.NothingToChase):
        call(cast, letter, "spoken", code="bc-1")
    ended = actions.close(letter, by=cast.khanh, at=MONDAY)
    with pytest.raises(actions.NothingToChase):
        call(cast, ended, "spoken")


def test_a_promise_lies_after_the_call(cast, letter):
    with pytest.raises(actions.PromiseInThePast):
        call(cast, letter, "promised", promised_at=MONDAY)
    assert not Chase.objects.exists()


def test_the_database_refuses_a_promise_without_an_hour(cast, letter):
    with pytest.raises(IntegrityError):
        call(cast, letter, "promised")


def test_a_promise_that_passed_comes_back_to_the_follower(cast, letter):
    call(cast, letter, "promised", promised_at=MONDAY + HOUR)
    assert jobs.next_due() <= MONDAY + HOUR
    tick(MONDAY + HOUR - timedelta(minutes=1))
    assert promised_to("so.chuyenvien") == []
    tick(MONDAY + HOUR)
    tick(MONDAY + 2 * HOUR)
    assert len(promised_to("so.chuyenvien")) == 1
    assert "hẹn 10:00 ngày 03/02/2020" in promised_to("so.chuyenvien")[0]


def test_a_promise_that_was_kept_does_not_come_back(cast, letter):
    call(cast, letter, "promised", promised_at=MONDAY + HOUR)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    duty = Assignment.objects.get(organisation__code="dd-1", obligation__kind="REPORT")
    actions.finish(duty, by=cast.hang, at=MONDAY)
    tick(MONDAY + HOUR)
    assert promised_to("so.chuyenvien") == []
    assert not Chase.objects.filter(check_due_at__isnull=False).exists()


def test_a_newer_call_replaces_the_promise(cast, letter):
    call(cast, letter, "promised", promised_at=MONDAY + HOUR)
    call(cast, letter, "promised", promised_at=MONDAY + 3 * HOUR, at=MONDAY + HOUR / 2)
    tick(MONDAY + HOUR)
    assert promised_to("so.chuyenvien") == []
    tick(MONDAY + 3 * HOUR)
    assert len(promised_to("so.chuyenvien")) == 1


def test_a_promise_for_the_night_comes_back_in_the_morning(cast, letter):
    late = datetime(2020, 2, 3, 23, 0, tzinfo=VIETNAM)
    call(cast, letter, "promised", promised_at=late)
    tick(late)
    assert promised_to("so.chuyenvien") == []
    tick(late + 7 * HOUR)
    assert len(promised_to("so.chuyenvien")) == 1


def test_a_flash_letter_wakes_the_follower_in_the_night(cast, letter):
    letter.urgency = "flash"
    letter.save(update_fields=["urgency"])
    late = datetime(2020, 2, 3, 23, 0, tzinfo=VIETNAM)
    call(cast, letter, "promised", promised_at=late)
    tick(late)
    paging.run(late)
    assert len(promised_to("so.chuyenvien")) == 1


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        pytest.param(15, datetime(2020, 2, 3, 15, tzinfo=VIETNAM), id="later today"),
        pytest.param(9, datetime(2020, 2, 4, 9, tzinfo=VIETNAM), id="the hour that has come is tomorrow's"),
        pytest.param(8, datetime(2020, 2, 4, 8, tzinfo=VIETNAM), id="tomorrow morning"),
    ],
)
def test_a_promised_hour_is_the_next_one_on_the_clock(hour, expected):
    assert queries.hour_ahead(hour, at=MONDAY) == expected


def test_who_lacks_what(cast, letter):
    assert queries.lack_of(letter, cast.organisation("dd-1")) in (queries.Lack.OPENED, queries.Lack.ACKNOWLEDGED)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    assert queries.lack_of(letter, cast.organisation("dd-1")) is queries.Lack.REPORTED
    assert queries.lack_of(letter, cast.organisation("bc-1")) is None


def test_a_letter_without_a_report_asks_only_for_the_acknowledgement(cast):
    letter = issue(cast, OTHER, to=("dd-1",))
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    assert queries.lack_of(letter, cast.organisation("dd-1")) is None


def test_who_broke_a_promise_is_called_first_and_who_promised_last(cast):
    letter = issue(cast, REPORT, to=("bc-1", "dd-1", "dd-2"), deadline=DEADLINE)
    call(cast, letter, "promised", code="dd-2", promised_at=MONDAY + HOUR)
    call(cast, letter, "promised", code="bc-1", promised_at=MONDAY + 5 * HOUR)
    groups = queries.chased(letter, MONDAY + 2 * HOUR)
    rows = [row for group in groups.values() for row in group]
    assert [(row.organisation.code, row.broken) for row in rows] == [("dd-2", True), ("dd-1", False), ("bc-1", False)]
    assert [person.username for person in rows[1].people][:1] == ["dd-1.daumoi"]
    assert rows[1].last is None


def test_whom_to_call_is_found_in_as_many_queries_for_two_as_for_nine(cast, django_assert_num_queries):
    small, large = (
        issue(cast, REPORT, to=("dd-1", "dd-2")),
        issue(cast, REPORT, to=[o.code for o in cast.enterprises], text_sha256="1" * 64),
    )
    with django_assert_num_queries(6):
        queries.chased(small, MONDAY)
    with django_assert_num_queries(6):
        queries.chased(large, MONDAY)
