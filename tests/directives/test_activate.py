"""A conditional duty begins by the department's request, or by the organisation's own event."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import assignment, issue, one, receive

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Obligation
from thongsuot.directives.states import Outcome
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PART = ("Nhắn tin đến thuê bao khi cơ quan có thẩm quyền đề nghị.", "conditional", "mobile", "MASS_SMS")


def test_a_request_starts_the_clock_of_everybody_it_binds(cast):
    letter = issue(cast, PART, to=("dd-1", "dd-2"))
    rows = actions.activate(letter.obligations.get(), by=cast.binh, at=MONDAY, deadline_at=MONDAY + 3 * HOUR)
    assert sorted(row.organisation.code for row in rows) == ["dd-1", "dd-2"]
    for row in rows:
        row.refresh_from_db()
        assert (row.activated_at, row.deadline_at, row.relation) == (MONDAY, MONDAY + 3 * HOUR, "before")
        assert row.remind_due_at == MONDAY + 2 * HOUR
        assert queries.outcome_of(row, MONDAY) is Outcome.ARRIVED


def test_a_request_without_a_deadline_reminds_nobody(cast):
    row = one(cast, "MASS_SMS", "conditional")
    (row,) = actions.activate(row.obligation, by=cast.khanh, at=MONDAY)
    assert (row.deadline_at, row.relation, row.remind_due_at) == (None, "", None)


def test_the_contact_and_the_duty_officer_are_told_at_once_with_the_words_of_the_request(cast):
    row = one(cast, "MASS_SMS", "conditional")
    actions.activate(row.obligation, by=cast.binh, at=MONDAY, note="Đề nghị nhắn tin trước 17 giờ.")
    told = Message.objects.filter(subject__startswith="Đã có đề nghị", channel="in_app")
    assert {message.recipient.username for message in told} == {"dd-1.daumoi", "dd-1.trucban"}
    assert all("Đề nghị nhắn tin trước 17 giờ." in message.body for message in told)


def test_the_same_request_does_not_come_twice(cast):
    row = one(cast, "MASS_SMS", "conditional")
    actions.activate(row.obligation, by=cast.binh, at=MONDAY)
    duty = Obligation.objects.get(pk=row.obligation_id)
    with pytest.raises(actions.NothingToActivate, match="đã được kích hoạt"):
        actions.activate(duty, by=cast.binh, at=MONDAY)


def test_the_own_event_starts_the_duty_of_one_organisation_alone(cast):
    letter = issue(cast, PART, to=("dd-1", "dd-2"))
    row = actions.activate_own(assignment(letter), by=cast.person("dd-1.trucban"), at=MONDAY)
    assert row.activated_at == MONDAY
    assert assignment(letter, "dd-2").activated_at is None
    later = actions.activate(letter.obligations.get(), by=cast.binh, at=MONDAY + HOUR)
    assert [row.organisation.code for row in later] == ["dd-2"]
    assert assignment(letter).activated_at == MONDAY
    with pytest.raises(actions.NothingToActivate):
        actions.activate_own(assignment(letter), by=cast.hang, at=MONDAY)


@pytest.mark.parametrize("mode", ["one_off", "standing", "recurring", "prohibition"])
def test_what_waits_for_nothing_cannot_be_activated(cast, mode):
    row = one(cast, mode=mode)
    with pytest.raises(actions.NothingToActivate):
        actions.activate(row.obligation, by=cast.binh, at=MONDAY)
    with pytest.raises(actions.NothingToActivate):
        actions.activate_own(row, by=cast.hang, at=MONDAY)


@pytest.mark.parametrize("username", ["dd-1.lanhdao", "so.vanthu", "so.thanhtra", "bc-1.daumoi"])
def test_only_the_department_sends_the_request(cast, username):
    row = one(cast, "MASS_SMS", "conditional")
    with pytest.raises(NotAllowed):
        actions.activate(row.obligation, by=cast.person(username), at=MONDAY)


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "dd-2.daumoi"])
def test_only_the_organisation_knows_its_own_event(cast, username):
    with pytest.raises(NotAllowed):
        actions.activate_own(one(cast, "MASS_SMS", "conditional"), by=cast.person(username), at=MONDAY)


@pytest.mark.parametrize("end", [actions.close, actions.withdraw])
def test_after_the_letter_ended_no_request_comes(cast, end):
    row = one(cast, "MASS_SMS", "conditional")
    end(row.directive, by=cast.khanh, at=MONDAY)
    before = Message.objects.count()
    row = assignment(row.directive)
    with pytest.raises(actions.NothingToActivate):
        actions.activate(row.obligation, by=cast.binh, at=MONDAY)
    with pytest.raises(actions.NothingToActivate):
        actions.activate_own(row, by=cast.hang, at=MONDAY)
    assert Message.objects.count() == before


def test_a_duty_that_was_not_issued_yet_cannot_be_activated(cast):
    duty = receive(cast, PART).obligations.get()
    with pytest.raises(actions.NothingToActivate):
        actions.activate(duty, by=cast.binh, at=MONDAY)
