"""The department's follower replies and decides whether the clock stops; every step stays in the history."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives import small
from tests.directives.letters import DEADLINE
from tests.worlds import world

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.actions import CannotAnswer, Reply, Said
from thongsuot.directives.models import Answer
from thongsuot.directives.states import Outcome
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Order
from thongsuot.organisations import access
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
ROUND = ("Gửi báo cáo ca trực hằng ngày về Sở.", "recurring", "all", "DUTY_ROSTER")


@world
def duty(cast):
    """Return the first operator's duty with a deadline, acknowledged."""
    letter = small.issue(cast, REPORT, small.OTHER, to=("dd-1", "dd-2"), deadline=DEADLINE)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    return small.assignment(letter, obligation__kind="REPORT")


def fresh(duty):
    """Return the duty as the database has it now."""
    return small.assignment(duty.directive, obligation=duty.obligation, occurrence_at=duty.occurrence_at)


def ask(cast, duty, kind="unclear", at=MONDAY, until=None, **place):
    """Let the contact ask about the duty, or about the place that is named."""
    said = Said(kind, "Nội dung của đơn vị.", until, **(place or {"assignment": duty}))
    return actions.answer(duty.directive, duty.organisation, said, by=cast.hang, at=at)


def reply(cast, row, decision, at, until=None, words="Sở trả lời như sau"):
    """Let the follower reply."""
    return actions.reply(row, Reply(decision, words, until), by=cast.binh, at=at)


def test_keeping_the_deadline_answers_and_moves_nothing(cast, duty):
    row = reply(cast, ask(cast, duty), "keep", MONDAY + DAY)
    assert (row.state, row.reply, row.replied_by) == ("answered", "Sở trả lời như sau", cast.binh)
    assert (fresh(duty).deadline_at, fresh(duty).ordered_deadline_at) == (DUE, None)


def test_a_stopped_clock_has_no_deadline_and_reminds_nobody(cast, duty):
    row = reply(cast, ask(cast, duty), "stop", MONDAY + DAY)
    held = fresh(duty)
    assert row.state == Answer.State.HELD
    assert (held.deadline_at, held.stopped_at, held.time_left) == (None, MONDAY, DUE - MONDAY)
    assert (held.ordered_deadline_at, held.remind_due_at) == (DUE, None)
    assert queries.outcome_of(held, DUE + 30 * DAY) is Outcome.RECEIVED
    jobs.run(DUE)
    assert not Reminder.objects.filter(about=ledger.topic(held)).exists()


def test_when_it_goes_on_the_deadline_lies_as_far_ahead_as_it_lay_when_it_stopped(cast, duty):
    held = reply(cast, ask(cast, duty, at=MONDAY + HOUR), "stop", MONDAY + DAY)
    row = reply(cast, held, "keep", MONDAY + 3 * DAY)
    after = fresh(duty)
    assert (row.state, row.decision) == (Answer.State.ANSWERED, "go_on")
    assert ledger.moves_of(row).last().note.startswith("Tính tiếp thời hạn. ")
    assert after.deadline_at == MONDAY + 3 * DAY + (DUE - MONDAY - HOUR)
    assert (after.stopped_at, after.time_left, after.went_on_at) == (None, None, MONDAY + 3 * DAY)
    assert after.remind_due_at is not None
    assert queries.outcome_of(after, DUE + DAY) is Outcome.RECEIVED
    assert queries.outcome_of(after, after.deadline_at) is Outcome.OPEN_LATE


def test_the_waiting_time_alone_may_be_left_out(cast, duty):
    reply(cast, ask(cast, duty, at=MONDAY + HOUR), "move", MONDAY + 6 * HOUR)
    assert fresh(duty).deadline_at == DUE + 5 * HOUR


def test_no_waiting_is_left_out_twice(cast, duty):
    first, second = ask(cast, duty, at=MONDAY), ask(cast, duty, at=MONDAY + HOUR)
    reply(cast, first, "move", MONDAY + 4 * HOUR)
    reply(cast, second, "move", MONDAY + 6 * HOUR)
    assert fresh(duty).deadline_at == DUE + 6 * HOUR


def test_the_clock_stands_still_until_the_last_open_question_is_answered(cast, duty):
    first = reply(cast, ask(cast, duty), "stop", MONDAY + HOUR)
    second = ask(cast, duty, at=MONDAY + 2 * HOUR, paragraph=duty.obligation.paragraph)
    with pytest.raises(CannotAnswer):
        reply(cast, second, "stop", MONDAY + 3 * HOUR)
    reply(cast, second, "keep", MONDAY + 3 * HOUR)
    assert fresh(duty).stopped_at == MONDAY
    reply(cast, first, "keep", MONDAY + 4 * HOUR)
    assert fresh(duty).deadline_at == DUE + 4 * HOUR


def test_taking_the_question_back_lets_the_clock_go_on(cast, duty):
    row = reply(cast, ask(cast, duty), "stop", MONDAY + HOUR)
    actions.take_back_answer(row, by=cast.hang, at=MONDAY + DAY)
    assert fresh(duty).deadline_at == DUE + DAY


def test_a_clock_that_had_run_out_before_the_question_is_not_stopped(cast, duty):
    row = ask(cast, duty, at=DUE + HOUR)
    with pytest.raises(CannotAnswer):
        reply(cast, row, "stop", DUE + 2 * HOUR)
    assert queries.outcome_of(fresh(duty), DUE + 2 * HOUR) is Outcome.OPEN_LATE
    assert Answer.objects.get(pk=row.pk).state == Answer.State.ASKED


def test_a_question_asked_in_time_stops_the_clock_even_when_the_reply_is_late(cast, duty):
    row = reply(cast, ask(cast, duty, at=DUE - HOUR), "stop", DUE + HOUR)
    assert queries.outcome_of(fresh(duty), DUE + 2 * HOUR) is Outcome.RECEIVED
    reply(cast, row, "keep", DUE + DAY)
    assert fresh(duty).deadline_at == DUE + DAY + HOUR


def test_an_extension_moves_the_deadline_keeps_the_old_one_and_reminds_again(cast, duty):
    jobs.run(DUE - 23 * HOUR)
    with access.acting_as_system():
        assert Reminder.objects.filter(about=ledger.topic(duty), stage="T-24h").count() == 1
    row = ask(cast, duty, "extension", at=DUE - 22 * HOUR, until=DUE + 3 * DAY)
    row = reply(cast, row, "extend", DUE - 21 * HOUR, until=DUE + 2 * DAY)
    after = fresh(duty)
    assert (row.granted_until, after.deadline_at, after.ordered_deadline_at) == (DUE + 2 * DAY, DUE + 2 * DAY, DUE)
    assert after.round_at == DUE
    edits = list(ledger.edits_of(after))
    assert [e.before["deadline_at"][:10] for e in edits] == ["2020-02-07"]
    assert [e.by_name for e in edits] == [cast.binh.name]
    jobs.run(DUE + DAY)
    with access.acting_as_system():
        again = Reminder.objects.get(about=ledger.topic(duty), stage="T-24h", person=cast.hang)
        assert again.due_at == DUE + DAY


def test_an_extension_that_is_no_later_is_refused(cast, duty):
    row = ask(cast, duty)
    with pytest.raises(CannotAnswer):
        reply(cast, row, "extend", MONDAY, until=DUE)


def test_an_extension_of_the_whole_letter_reaches_every_clock_that_runs(cast, duty):
    row = ask(cast, duty, "extension", until=DUE + DAY, paragraph=None)
    reply(cast, row, "extend", MONDAY + HOUR, until=DUE + DAY)
    assert fresh(duty).deadline_at == DUE + DAY
    assert small.assignment(duty.directive, obligation__kind="OTHER").deadline_at is None
    assert small.assignment(duty.directive, "dd-2", obligation__kind="REPORT").deadline_at == DUE


def test_out_of_scope_ends_the_duty_and_its_order_for_this_organisation_alone(cast, duty):
    row = reply(cast, ask(cast, duty, "out_of_scope"), "release", MONDAY + HOUR, words="Đồng ý.")
    after = fresh(duty)
    assert (row.state, after.state) == ("answered", "withdrawn")
    move = ledger.moves_of(after).last()
    assert move.note == "Không thuộc phạm vi. Đồng ý."
    with access.acting_as_system():
        orders = Order.objects.filter(key=ledger.topic(duty.obligation))
        ended = {order.organisation.code: order.until for order in orders}
    assert ended == {"dd-1": MONDAY + HOUR, "dd-2": None}
    assert small.assignment(duty.directive, "dd-2", obligation__kind="REPORT").state == "arrived"


def test_a_duty_that_comes_round_is_out_of_scope_for_good(cast):
    letter = small.issue(cast, ROUND, deadline={**DEADLINE, "recurrence": "FREQ=DAILY"})
    letter.obligations.update(recurrence="FREQ=DAILY", occur_due_at=MONDAY, deadline_at=MONDAY + HOUR)
    jobs.run(MONDAY)
    rows = letter.assignments.filter(organisation__code="dd-1")
    assert rows.count() > 1
    one = small.assignment(letter, occurrence_at=rows.exclude(occurrence_at=None).first().occurrence_at)
    reply(cast, ask(cast, one, "out_of_scope"), "release", MONDAY + HOUR)
    jobs.run(MONDAY + 3 * DAY)
    assert {row.state for row in rows.all()} == {"withdrawn"}


def test_only_what_an_organisation_calls_out_of_scope_is_released(cast, duty):
    with pytest.raises(CannotAnswer):
        reply(cast, ask(cast, duty), "release", MONDAY + HOUR)


@pytest.mark.parametrize(
    ("decision", "words", "until"),
    [
        ("", "Lời", None),
        ("keep", "   ", None),
        ("keep", "Lời", DUE + DAY),
        ("extend", "Lời", None),
        ("extend", "Lời", MONDAY - DAY),
    ],
    ids=["no decision", "no words", "a time where none belongs", "no time", "a time that has passed"],
)
def test_a_reply_that_decides_nothing_is_refused(cast, duty, decision, words, until):
    row = ask(cast, duty)
    with pytest.raises(CannotAnswer):
        reply(cast, row, decision, MONDAY, until, words)
    assert Answer.objects.get(pk=row.pk).state == Answer.State.ASKED


@pytest.mark.parametrize("decision", ["stop", "move", "extend"])
def test_what_has_no_clock_cannot_be_stopped_or_extended(cast, duty, decision):
    endless = small.assignment(duty.directive, obligation__kind="OTHER")
    until = DUE if decision == "extend" else None
    with pytest.raises(CannotAnswer):
        reply(cast, ask(cast, endless), decision, MONDAY, until)


def test_the_department_alone_replies_and_a_last_word_is_the_last(cast, duty):
    row = ask(cast, duty)
    with pytest.raises(PermissionError):
        actions.reply(row, Reply("keep", "Tự trả lời"), by=cast.hang, at=MONDAY)
    reply(cast, row, "keep", MONDAY)
    with pytest.raises(IllegalMove):
        reply(cast, row, "keep", MONDAY)


def test_every_step_stays_in_the_history_and_is_told_to_who_asked(cast, duty):
    row = reply(cast, ask(cast, duty), "stop", MONDAY + HOUR, words="Sở đang hỏi ý kiến Bộ.")
    row = reply(cast, row, "extend", MONDAY + DAY, DUE + DAY, words="Gia hạn để kịp lắp đặt.")
    assert [move.note for move in ledger.moves_of(row)] == [
        "Dừng tính thời hạn từ lúc đơn vị đề nghị. Sở đang hỏi ý kiến Bộ",
        "Gia hạn đến 14:00 ngày 08/02/2020. Gia hạn để kịp lắp đặt",
    ]
    with access.acting_as_system():
        told = Message.objects.filter(key__startswith=f"reply:{row.pk}:", channel="in_app", recipient=cast.hang)
        assert told.count() == 2
        assert not Message.objects.filter(key__startswith="reply:", organisation__code="dd-2").exists()


def test_what_is_out_of_scope_stands_so_in_the_control_room_and_counts_nowhere(cast, duty):
    reply(cast, ask(cast, duty, "out_of_scope"), "release", MONDAY + HOUR)
    assert queries.outcome_of(fresh(duty), DUE) is Outcome.OUT_OF_SCOPE
    board = queries.matrix(duty.directive, at=MONDAY + HOUR)
    cells = [cell for row in board.rows for cell in row.cells if row.number == 1]
    told = {(cell.word, cell.done, cell.total) for cell in cells}
    assert told == {(Outcome.OUT_OF_SCOPE, 0, 0), (Outcome.ARRIVED, 0, 1)}


def test_a_correction_of_the_letter_leaves_the_deadline_that_was_agreed(cast, duty):
    reply(cast, ask(cast, duty), "extend", MONDAY + HOUR / 6, until=DUE + DAY)
    actions.correct(
        duty.obligation,
        version=duty.obligation.version,
        by=cast.binh,
        at=MONDAY + HOUR / 3,
        note="Ghi nhầm giờ.",
        deadline_at=DUE + HOUR,
    )
    assert (fresh(duty).deadline_at, fresh(duty).ordered_deadline_at) == (DUE + DAY, DUE + HOUR)
    other = small.assignment(duty.directive, "dd-2", obligation=duty.obligation)
    assert other.deadline_at == DUE + HOUR
