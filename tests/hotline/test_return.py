"""Somebody is called back: when it was promised, by whoever promised, until it is done."""

from __future__ import annotations

import pytest
from tests.hotline.desk import HOUR, MINUTE
from tests.worlds import world

from thongsuot.hotline import actions, queries
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.queries import moves_of
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


@world
def promised(desk):
    """Return a call that is to be returned in an hour."""
    return desk.do("promise", desk.ring(urgency=1), desk.minute(60), by=desk.hang, note="Chờ kết quả đo")


def test_a_promise_has_a_time_and_somebody_who_keeps_it(desk, promised):
    assert (promised.state, promised.call_back_at, promised.holder) == ("call_back", desk.minute(60), desk.hang)
    assert [row.pk for row in queries.to_return(desk.office)] == [promised.pk]
    assert list(queries.waiting(desk.office)) == []


def test_until_then_nobody_is_asked(desk, promised):
    desk.until(59)
    assert desk.ladders() == []


def test_when_the_time_has_come_whoever_promised_is_asked_first(desk, promised):
    desk.until(60)
    [ladder] = desk.ladders()
    assert ladder.at == desk.minute(60)
    assert desk.rungs()[0] == desk.hang.name
    assert ladder.title == "Đến giờ gọi lại: Nguyễn Thị Mai"
    assert "Số gọi lại 0900 000 777" in ladder.body


def test_called_back_it_is_answered(desk, promised):
    desk.at = desk.minute(50)
    row = desk.do("answer", promised, "Đã báo kết quả đo", by=desk.hang)
    assert (row.state, row.answered_at) == ("answered", desk.minute(50))
    assert desk.until(600).ladders() == []


def test_where_nobody_answers_it_is_promised_anew(desk, promised):
    desk.at = desk.minute(60)
    row = desk.do("note_unreached", promised, "Máy bận", desk.minute(90), by=desk.hang)
    assert (row.state, row.call_back_at, row.due_at) == ("call_back", desk.minute(90), desk.minute(90))
    assert moves_of(row).last().note == "Máy bận"


def test_a_try_needs_words_and_a_promise(desk, promised):
    with pytest.raises(actions.Unsuitable):
        desk.do("note_unreached", promised, " ", desk.minute(90))
    fresh = desk.ring()
    with pytest.raises(IllegalMove):
        desk.do("note_unreached", fresh, "Máy bận", desk.minute(90))


@pytest.mark.parametrize("minute", [0, -5])
def test_a_promise_lies_ahead(desk, minute):
    row = desk.ring()
    with pytest.raises(actions.Unsuitable, match="đã qua"):
        desk.do("promise", row, desk.minute(minute))


def test_whoever_left_no_number_cannot_be_called_back(desk):
    row = desk.ring(phone="")
    with pytest.raises(actions.Unsuitable, match="chưa có số điện thoại"):
        desk.do("promise", row, desk.minute(60))


def test_what_was_answered_may_be_promised_again_and_counts_from_its_first_answer(desk):
    row = desk.ring(answer="Đang kiểm tra")
    desk.at += HOUR
    row = desk.do("promise", row, desk.minute(120))
    desk.at = desk.minute(110)
    row = desk.do("answer", row, "Đã xong")
    assert (row.answered_at, row.answer) == (desk.minute(0), "Đã xong")
    assert desk.figures() == (1, 1, 0)


def test_to_return_is_sorted_by_what_was_promised(desk):
    rows = [desk.do("promise", desk.ring(), desk.minute(minute)) for minute in (90, 30, 60)]
    assert [row.pk for row in queries.to_return(desk.office)] == [rows[1].pk, rows[2].pk, rows[0].pk]


def test_waiting_is_sorted_by_urgency_and_then_by_age(desk):
    rows = []
    for urgency in (3, 1, 2, 1):
        rows.append(desk.ring(urgency=urgency).pk)
        desk.at += MINUTE
    assert [row.pk for row in queries.waiting(desk.office)] == [rows[1], rows[3], rows[2], rows[0]]


def test_others_promise_nothing(desk):
    with pytest.raises(NotAllowed):
        actions.promise(desk.ring(), desk.minute(60), by=desk.stranger, at=desk.at)
