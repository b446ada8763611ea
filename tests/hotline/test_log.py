"""A call is written down: by whom, for whom, when, and never twice."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.hotline.desk import HOUR, MINUTE, PHONE

from thongsuot.hotline import actions, queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["lan", "hang", "long"])
def test_whoever_answers_the_hotline_writes_a_call_down(desk, who):
    row = desk.ring(by=getattr(desk, who))
    assert (row.state, row.caller, row.receiver, row.late) == (
        "waiting",
        "Nguyễn Thị Mai",
        getattr(desk, who).name,
        False,
    )
    assert row.called_at == row.at == desk.at
    assert row.number == "84900000777"


@pytest.mark.parametrize("who", ["dd-2.trucban", "dd-1.kiemsoat", "so.trucban", "so.thanhtra"])
def test_others_do_not(desk, who):
    with pytest.raises(NotAllowed):
        desk.ring(by=desk.cast.person(who))
    assert desk.calls == []


@pytest.mark.parametrize(("urgency", "wait"), [(1, 5 * MINUTE), (2, 4 * HOUR), (3, 24 * HOUR)])
def test_it_escalates_as_urgently_as_it_is(desk, urgency, wait):
    assert desk.ring(urgency=urgency).due_at == desk.at + wait


def test_what_was_written_by_hand_is_keyed_with_its_own_time(desk):
    row = desk.ring(called_at=desk.at - 40 * MINUTE, receiver="Phan Văn Long")
    assert row.late
    assert (row.called_at, row.at) == (desk.at - 40 * MINUTE, desk.at)
    assert (row.receiver, row.by_name) == ("Phan Văn Long", desk.lan.name)


def test_a_quarter_of_an_hour_is_not_late(desk):
    assert not desk.ring(called_at=desk.at - 15 * MINUTE).late


def test_what_waits_since_it_rang_is_due_since_then(desk):
    row = desk.ring(urgency=1, called_at=desk.at - HOUR)
    assert row.due_at == desk.at - HOUR + 5 * MINUTE


def test_nobody_has_called_tomorrow(desk):
    with pytest.raises(actions.Unsuitable, match="tương lai") as refusal:
        desk.ring(called_at=desk.at + MINUTE)
    assert refusal.value.field == "called_at"
    assert desk.calls == []


@pytest.mark.parametrize("field", ["caller", "what"])
def test_a_call_is_of_somebody_about_something(desk, field):
    with pytest.raises(actions.Unsuitable, match="Chưa ghi nội dung") as refusal:
        desk.ring(**{field: "  "})
    assert refusal.value.field == field


def test_what_was_answered_on_the_telephone_never_waits(desk):
    row = desk.ring(urgency=1, answer="Đã hướng dẫn khởi động lại thiết bị")
    assert (row.state, row.answered_at, row.due_at) == ("answered", desk.at, None)
    assert row.answered_name == desk.lan.name


def test_what_was_answered_by_somebody_else_long_ago_was_answered_then(desk):
    row = desk.ring(answer="Đã rõ", called_at=desk.at - 2 * HOUR, receiver="Phan Văn Long")
    assert (row.answered_at, row.answered_name) == (desk.at - 2 * HOUR, "Phan Văn Long")


def test_the_same_form_sent_twice_writes_one_call(desk):
    token = uuid4()
    first, second = desk.ring(token=token), desk.ring(token=token)
    assert first.pk == second.pk
    assert len(desk.calls) == 1
    assert len(desk.evidence()) == 1


def test_two_forms_that_say_the_same_write_two_calls(desk):
    desk.ring(token=uuid4())
    desk.ring(token=uuid4())
    assert len(desk.calls) == 2


def test_a_site_says_where_and_no_words_beside_it(desk):
    row = desk.ring(site=desk.site(), place="bv tinh")
    assert (row.site, row.place) == (desk.site(), "")
    assert row.where == desk.site().name


def test_a_short_number_is_kept_as_it_was_told(desk):
    row = desk.ring(phone="115")
    assert (row.phone, row.number) == ("115", "")


def test_the_leader_writes_down_what_was_heard_on_a_private_telephone(desk):
    told = desk.told(caller=queries.UNKNOWN, what=queries.UNSAID, phone="", answer="Lãnh đạo đã trả lời.")
    with access.acting_as(desk.long, desk.at):
        row = actions.log_leader_call(told, organisation=desk.office, by=desk.long, at=desk.at)
    assert (row.state, row.receiver) == ("answered", desk.long.name)


def test_what_a_leader_gives_to_duty_at_once_asks_duty_at_once(desk):
    with access.acting_as(desk.long, desk.at):
        row = actions.log_leader_call(
            desk.told(urgency=1), organisation=desk.office, by=desk.long, at=desk.at, to_duty=True
        )
    assert row.due_at == desk.at
    desk.to(desk.at)
    assert desk.fresh(row).escalated_at == desk.at
    assert desk.lan.name in desk.rungs()


def test_only_a_leader_writes_as_a_leader(desk):
    with access.acting_as(desk.lan, desk.at), pytest.raises(NotAllowed):
        actions.log_leader_call(desk.told(), organisation=desk.office, by=desk.lan, at=desk.at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ""},
        {"called_at": "later"},
        {"state": "answered"},
        {"state": "call_back"},
    ],
)
def test_the_database_refuses_what_cannot_be(desk, wrong):
    row = desk.ring()
    if wrong.get("called_at"):
        wrong = {"called_at": desk.at + timedelta(days=1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        HotlineCall.objects.filter(pk=row.pk).update(**wrong)


def test_the_number_is_shown_as_it_was_told(desk):
    assert desk.ring().phone == PHONE
    assert "Mất điện thoại" in str(desk.call)
