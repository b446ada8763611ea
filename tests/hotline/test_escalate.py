"""Nobody has answered in time: who is on duty is asked, again and again, until somebody sees to it."""

from __future__ import annotations

import pytest
from tests.hotline.desk import HOUR, MINUTE

from thongsuot.hotline import actions, jobs
from thongsuot.hotline.actions.escalating import outer_words_of, words_of
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.models import Person
from thongsuot.paging import actions as paging
from thongsuot.paging.models import Page

pytestmark = pytest.mark.django_db


def test_after_five_minutes_duty_is_asked(desk):
    row = desk.ring(urgency=1, site=desk.site())
    desk.until(4)
    assert desk.ladders(row) == []
    desk.until(5)
    [ladder] = desk.ladders(row)
    assert (ladder.priority, ladder.at, ladder.url) == (1, desk.minute(5), row.get_absolute_url())
    assert desk.lan.name in desk.rungs(row)
    assert desk.rungs(row)[-1] == desk.long.name


def test_the_page_says_who_called_when_about_what_and_how_to_call_back(desk):
    row = desk.ring(urgency=1, site=desk.site(), what="Mất điện thoại " + "rất lâu " * 40)
    told = words_of(row)
    assert told.subject == "Tin báo chưa được trả lời: Nguyễn Thị Mai"
    assert "Gọi lúc 09:00 ngày 03/02/2020" in told.body
    assert desk.site().name in told.body
    assert "Số gọi lại 0900 000 777" in told.body
    assert len(told.body) < 350


def test_answered_in_time_nobody_is_asked(desk):
    row = desk.ring(urgency=1)
    desk.until(4)
    desk.do("answer", row, "Đã rõ")
    assert desk.until(600).ladders(row) == []


def test_an_answer_ends_the_asking(desk):
    row = desk.ring(urgency=1)
    desk.until(5)
    desk.do("answer", row, "Đã rõ")
    assert [ladder.state for ladder in desk.ladders(row)] == ["stopped"]
    assert not Page.objects.filter(ladder__in=desk.ladders(row), state__in=["due", "sent"]).exists()


@pytest.mark.parametrize("verb", ["take", "void"])
def test_so_does_whoever_takes_it_and_whoever_says_it_was_nothing(desk, verb):
    row = desk.ring(urgency=1)
    desk.until(5)
    desk.do(verb, row, *(["Gọi nhầm"] if verb == "void" else []))
    assert desk.ladders(row)[-1].state == "stopped"


def test_whoever_accepts_the_page_has_taken_the_call(desk):
    row = desk.ring(urgency=1)
    desk.until(5)
    desk.accept_page(row)
    desk.until(6)
    row = desk.fresh(row)
    assert (row.state, row.holder.name) == ("taken", desk.rungs(row)[0])
    assert row.due_at == desk.minute(5) + 15 * MINUTE


def test_whoever_took_it_and_never_answered_is_asked_again_first(desk):
    row = desk.ring(urgency=1)
    desk.do("take", row, by=desk.hang)
    desk.until(14)
    assert desk.ladders(row) == []
    desk.until(15)
    assert desk.rungs(row)[0] == desk.hang.name


def test_a_call_back_that_was_accepted_stays_one(desk):
    row = desk.do("promise", desk.ring(urgency=2), desk.minute(60), by=desk.hang)
    desk.until(60)
    desk.accept_page(row)
    desk.until(61)
    row = desk.fresh(row)
    assert (row.state, row.holder, row.due_at) == ("call_back", desk.hang, desk.minute(60) + 2 * HOUR)


def test_who_is_on_duty_by_then_is_asked_the_next_time(desk):
    row = desk.ring(urgency=1)
    desk.until(5)
    first = desk.ladders(row)
    desk.until(20)
    assert [ladder.pk for ladder in desk.ladders(row)[:1]] == [first[0].pk]
    assert len(desk.ladders(row)) == 2
    assert desk.ladders(row)[0].state == "stopped"


def test_where_nobody_can_be_reached_the_department_is_asked_and_told_no_word(desk):
    row = desk.ring(urgency=1, what="Việc nội bộ")
    desk.silence(*Person.objects.filter(organisation=desk.office))
    desk.until(5)
    [ladder] = desk.ladders(row)
    assert desk.cast.person("so.trucban").name in desk.rungs(row)
    assert "Việc nội bộ" not in ladder.title + ladder.body
    assert row.caller not in ladder.title + ladder.body
    assert (ladder.url, outer_words_of(row).subject) == ("", ladder.title)


def test_where_nobody_at_all_can_be_reached_the_list_says_so_and_it_is_tried_again(desk):
    row = desk.ring(urgency=1)
    desk.silence(*Person.objects.all())
    desk.until(5)
    row = desk.fresh(row)
    assert (row.ladder, row.escalated_at, row.due_at) == (None, desk.minute(5), desk.minute(20))
    Person.objects.filter(pk=desk.lan.pk).update(phone="0900 000 003")
    desk.until(20)
    assert desk.rungs(row) == [desk.lan.name]


def test_an_early_or_late_tick_changes_nothing(desk):
    row = desk.ring(urgency=1)
    assert actions.escalate(row, by=jobs.OPERATOR, at=desk.minute(4)).escalated_at is None
    desk.do("answer", row, "Đã rõ")
    assert actions.escalate(row, by=jobs.OPERATOR, at=desk.minute(9)).escalated_at is None


def test_nothing_was_accepted_where_nobody_was_asked(desk):
    with pytest.raises(IllegalMove):
        actions.take_up(desk.ring(), by=jobs.OPERATOR, at=desk.at)


def test_a_page_accepted_after_the_answer_takes_nothing_up(desk):
    row = desk.ring(urgency=1)
    desk.until(5)
    ladder = desk.ladders(row)[-1]
    desk.do("answer", row, "Đã rõ")
    with pytest.raises(IllegalMove):
        paging.accept(ladder, by=desk.lan, at=desk.at)
    desk.until(600)
    assert desk.fresh(row).state == "answered"
