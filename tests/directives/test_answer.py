"""An organisation answers other than done; the department's follower is told, and everything stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import BEFORE, MONDAY
from tests.directives import small
from tests.directives.letters import DEADLINE
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import CannotAnswer, Said
from thongsuot.directives.models import Answer
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.models import Role
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


@world
def letter(cast):
    """Return a letter of two paragraphs that reached two competitors."""
    return small.issue(cast, small.OTHER, REPORT, to=("dd-1", "dd-2"), deadline=DEADLINE)


def ask(cast, letter, kind="unclear", words="Nội dung này áp dụng từ ngày nào?", at=MONDAY, **more):
    """Let the first operator's contact answer other than done."""
    return actions.answer(letter, cast.organisation("dd-1"), Said(kind, words, **more), by=cast.hang, at=at)


@pytest.mark.parametrize("kind", Answer.Kind.values)
def test_every_kind_of_answer_reaches_the_department(cast, letter, kind):
    until = MONDAY + 5 * DAY if kind == "extension" else None
    row = ask(cast, letter, kind, "Nội dung của đơn vị.", until=until)
    assert (row.state, row.kind, row.until) == ("asked", kind, until)
    assert list(queries.answers_waiting(cast.department)) == [row]
    assert row in queries.answers_visible_to(cast.binh, MONDAY)


def test_the_named_follower_alone_is_told(cast, letter):
    with access.acting_as_system():
        other = organisations.add_person(username="so.khac", name="Trần Thị Khác", organisation=cast.department)
        organisations.grant(other, Role.Name.FOLLOWER, organisation=cast.department, by=cast.khanh, at=BEFORE)
        organisations.follow(cast.organisation("dd-1"), other, by=cast.khanh, at=BEFORE)
    ask(cast, letter)
    with access.acting_as_system():
        told = Message.objects.filter(key__startswith="answer:", channel="in_app")
        assert [message.recipient for message in told] == [other]
        assert told[0].subject.startswith("Đề nghị làm rõ")


def test_without_a_named_follower_every_follower_is_told(cast, letter):
    ask(cast, letter)
    with access.acting_as_system():
        told = Message.objects.filter(key__startswith="answer:", channel="in_app")
        assert [message.recipient.username for message in told] == ["so.chuyenvien"]


def test_a_competitor_never_sees_who_asked_what(cast, letter):
    row = ask(cast, letter)
    other = cast.person("dd-2.daumoi")
    assert not queries.answers_visible_to(other, MONDAY).exists()
    with access.acting_for(other.organisation_id):
        assert not Answer.objects.filter(pk=row.pk).exists()


def test_nobody_answers_for_another_organisation(cast, letter):
    with pytest.raises(PermissionError):
        actions.answer(letter, cast.organisation("dd-2"), Said("unclear", "Hỏi"), by=cast.hang, at=MONDAY)


@pytest.mark.parametrize(
    ("kind", "words", "until"),
    [
        ("unclear", "  ", None),
        ("done", "Đã xong", None),
        ("extension", "Xin thêm ngày", None),
        ("obstacle", "Thiếu thiết bị", MONDAY + DAY),
        ("extension", "Xin thêm ngày", MONDAY),
    ],
    ids=["no words", "unknown kind", "no time", "a time where none belongs", "a time that has passed"],
)
def test_what_says_nothing_is_refused_and_nothing_is_kept(cast, letter, kind, words, until):
    with pytest.raises(CannotAnswer):
        ask(cast, letter, kind, words, until=until)
    assert not Answer.objects.exists()


def test_an_extension_of_a_duty_lies_after_its_deadline(cast, letter):
    duty = small.assignment(letter, obligation__kind="REPORT")
    with pytest.raises(CannotAnswer):
        ask(cast, letter, "extension", "Xin thêm", until=duty.deadline_at, assignment=duty)
    assert ask(cast, letter, "extension", "Xin thêm", until=duty.deadline_at + HOUR, assignment=duty).pk


def test_a_duty_of_somebody_else_is_refused(cast, letter):
    foreign = small.assignment(letter, "dd-2", obligation__kind="OTHER")
    with pytest.raises(CannotAnswer):
        ask(cast, letter, assignment=foreign)


def test_a_letter_that_was_taken_back_takes_no_answer(cast, letter):
    withdrawn = actions.withdraw(letter, by=cast.khanh, at=MONDAY)
    with pytest.raises(CannotAnswer):
        ask(cast, withdrawn)


def test_a_question_may_be_taken_back_once(cast, letter):
    row = actions.take_back_answer(ask(cast, letter), by=cast.hang, at=MONDAY + HOUR)
    assert row.state == Answer.State.TAKEN_BACK
    assert not queries.answers_waiting(cast.department).exists()
    with pytest.raises(IllegalMove):
        actions.take_back_answer(row, by=cast.hang, at=MONDAY + HOUR)


def test_what_waits_stands_first_and_the_oldest_before_the_others(cast, letter):
    first, second, third = (ask(cast, letter, words=f"Câu {n}", at=MONDAY + n * HOUR) for n in (1, 2, 3))
    actions.reply(first, actions.Reply("keep", "Từ ngày ký."), by=cast.binh, at=MONDAY + DAY)
    ordered = queries.waiting_first(queries.answers_visible_to(cast.binh, MONDAY + DAY))
    assert [row.pk for row in ordered] == [second.pk, third.pk, first.pk]


def test_an_answer_shows_at_its_duty_its_paragraph_and_the_whole_letter(cast, letter):
    duty = small.assignment(letter, obligation__kind="OTHER")
    rows = [ask(cast, letter, assignment=duty), ask(cast, letter, paragraph=1), ask(cast, letter)]
    ask(cast, letter, paragraph=2)
    assert set(queries.answers_to(duty)) == set(rows)


def test_the_report_says_what_was_answered_in_order(cast, letter):
    duty = small.assignment(letter, obligation__kind="OTHER")
    ask(cast, letter, "obstacle", "Thiếu thiết bị\nđo kiểm.", assignment=duty)
    ask(cast, letter, "proposal", "Đề nghị cấp thêm tần số.", paragraph=2, at=MONDAY + HOUR)
    ask(cast, letter, "out_of_scope", "Đơn vị không có trạm.", at=MONDAY + HOUR)
    actions.take_back_answer(ask(cast, letter, words="Hỏi nhầm"), by=cast.hang, at=MONDAY)
    told = queries.answers_for_report(letter, cast.organisation("dd-1"), MONDAY + DAY)
    assert told.difficulties == (
        "Nội dung 1. Vướng mắc: Thiếu thiết bị đo kiểm.",
        "Không thuộc phạm vi: Đơn vị không có trạm.",
    )
    assert told.proposals == ("Nội dung 2. Đề nghị cấp thêm tần số.",)
    assert queries.answers_for_report(letter, cast.organisation("dd-2"), MONDAY + DAY) == queries.ForReport()
