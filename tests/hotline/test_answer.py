"""Somebody sees to a call: takes it, answers it, gives it back, or says that there was none."""

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
def waiting(desk):
    """Return a call that waits for three minutes already."""
    row = desk.ring(urgency=1)
    desk.at += 3 * MINUTE
    return row


def test_whoever_takes_a_call_is_left_in_peace_for_a_time(desk, waiting):
    row = desk.do("take", waiting)
    assert (row.state, row.holder) == ("taken", desk.lan)
    assert row.due_at == desk.at + 15 * MINUTE


def test_somebody_else_may_take_it_over(desk, waiting):
    desk.do("take", waiting)
    assert desk.do("take", waiting, by=desk.hang).holder == desk.hang


def test_given_back_it_waits_like_a_new_one(desk, waiting):
    desk.do("take", waiting)
    desk.at += 10 * MINUTE
    row = desk.do("put_back", waiting, note="Phải đi hiện trường")
    assert (row.state, row.holder, row.due_at) == ("waiting", None, desk.at + 5 * MINUTE)
    assert moves_of(row).last().note == "Phải đi hiện trường"


def test_an_answer_is_kept_with_its_moment_and_ends_the_wait(desk, waiting):
    row = desk.do("answer", waiting, "Đã cử người đến")
    assert (row.state, row.answer, row.answered_at) == ("answered", "Đã cử người đến", desk.at)
    assert (row.answered_name, row.due_at) == (desk.lan.name, None)
    assert list(queries.unanswered(desk.office)) == []


def test_an_answer_written_later_has_its_own_time_and_name(desk, waiting):
    desk.at += HOUR
    row = desk.do("answer", waiting, "Đã rõ", answered_at=desk.minute(10), answered_by="Phan Văn Long")
    assert (row.answered_at, row.answered_name) == (desk.minute(10), "Phan Văn Long")


@pytest.mark.parametrize(("minute", "words"), [(-1, "sớm hơn thời điểm gọi đến"), (90, "tương lai")])
def test_nobody_answers_before_it_rang_or_tomorrow(desk, waiting, minute, words):
    with pytest.raises(actions.Unsuitable, match=words):
        desk.do("answer", waiting, "Đã rõ", answered_at=desk.minute(minute))
    assert desk.call.state == "waiting"


def test_nothing_is_no_answer(desk, waiting):
    with pytest.raises(actions.Unsuitable, match="Chưa ghi nội dung"):
        desk.do("answer", waiting, "   ")


def test_an_answered_call_is_not_answered_again(desk, waiting):
    desk.do("answer", waiting, "Đã rõ")
    with pytest.raises(IllegalMove):
        desk.do("answer", waiting, "Đã rõ lần nữa")


def test_a_wrong_number_is_void_and_says_why(desk, waiting):
    row = desk.do("void", waiting, "Gọi nhầm số")
    assert (row.state, row.due_at) == ("void", None)
    assert moves_of(row).last().note == "Gọi nhầm số"
    with pytest.raises(IllegalMove):
        desk.do("take", waiting)


def test_void_needs_a_reason(desk, waiting):
    with pytest.raises(actions.Unsuitable) as refusal:
        desk.do("void", waiting, "")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("verb", ["take", "put_back", "answer", "void"])
def test_others_touch_nothing(desk, waiting, verb):
    words = ["Lời"] if verb in ("answer", "void") else []
    with pytest.raises(NotAllowed):
        getattr(actions, verb)(waiting, *words, by=desk.stranger, at=desk.at)
    assert desk.call.state == "waiting"
