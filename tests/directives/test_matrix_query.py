"""The control room's table: worst word first, occurrences folded, filters, a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import MONDAY
from tests.directives.small import issue
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment
from thongsuot.directives.queries.matrix import RANK, WORST_FIRST
from thongsuot.directives.states import Outcome

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PARTS = (
    ("Bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER"),
    ("Kiểm tra thiết bị dự phòng.", "one_off", "telecom", "SPARE_EQUIPMENT"),
    ("Nhắn tin khi có đề nghị.", "conditional", "mobile", "MASS_SMS"),
)


@world
def letter(cast):
    """Return a letter of three duties to a mobile operator, a fixed one and a postal one."""
    return issue(cast, *PARTS, to=("dd-1", "cd-1", "bc-1"))


def words(told):
    """Return the words of the paragraphs, row by row."""
    return [[cell.word and str(cell.word) for cell in row.cells] for row in told.rows]


def columns(told):
    """Return the codes of the columns."""
    return [organisation.code for organisation in told.organisations]


def test_a_square_is_empty_where_nothing_binds(cast, letter):
    told = queries.matrix(letter, at=MONDAY)
    by_code = {code: [row[number] for row in words(told)] for number, code in enumerate(columns(told))}
    assert by_code == {
        "dd-1": ["arrived", "arrived", "armed"],
        "cd-1": ["arrived", "arrived", None],
        "bc-1": ["arrived", None, None],
    }
    assert told.counts == {Outcome.ARRIVED: 5, Outcome.ARMED: 1}


def test_columns_stand_in_vietnamese_order_and_can_be_narrowed(cast, letter):
    told = queries.matrix(letter, at=MONDAY)
    names = [organisation.sort_key for organisation in told.organisations]
    assert names == sorted(names)
    own = queries.matrix(letter, at=MONDAY, organisations=[cast.organisation("cd-1").pk])
    assert columns(own) == ["cd-1"]
    assert own.counts == {Outcome.ARRIVED: 2}
    assert queries.matrix(letter, at=MONDAY, organisations=[]).organisations == []


def test_a_kind_or_a_word_narrows_the_rows(cast, letter):
    kinds = [row.duties[0].obligation.kind for row in queries.matrix(letter, at=MONDAY, kind="MASS_SMS").rows]
    assert kinds == ["MASS_SMS"]
    assert len(queries.matrix(letter, at=MONDAY, words=(Outcome.ARMED,)).rows) == 1
    assert len(queries.matrix(letter, at=MONDAY, words=(Outcome.ARMED, Outcome.ARRIVED)).rows) == 3
    assert queries.matrix(letter, at=MONDAY, words=(Outcome.DONE_LATE,)).rows == []
    assert queries.matrix(letter, at=MONDAY, kind="REPORT").rows == []


def test_a_paragraph_shows_the_worst_of_its_duties_and_counts_the_done(cast):
    told = issue(
        cast,
        ("Kiểm tra thiết bị.", "one_off", "all", "OTHER"),
        ("Nâng cấp dung lượng.", "one_off", "all", "OTHER"),
        ("Rà soát phương án.", "one_off", "all", "OTHER"),
    )
    told.obligations.update(paragraph=7)
    actions.acknowledge(queries.receipt_of(told, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    first, second, third = told.assignments.order_by("obligation__start")
    actions.finish(first, by=cast.hang, at=MONDAY)
    Assignment.objects.filter(pk=second.pk).update(deadline_at=MONDAY + HOUR, relation="before")
    (row,) = queries.matrix(told, at=MONDAY).rows
    assert (row.number, row.cells[0].word, row.cells[0].done, row.cells[0].total) == (7, Outcome.RECEIVED, 1, 3)
    assert row.cells[0].assignment is None
    assert [duty.cells[0].assignment for duty in row.duties] == [first.pk, second.pk, third.pk]
    (late,) = queries.matrix(told, at=MONDAY + HOUR).rows
    assert late.cells[0].word is Outcome.OPEN_LATE


def test_the_worst_word_is_what_needs_work_most():
    assert set(WORST_FIRST) | {Outcome.OPEN_ON_TIME} == set(Outcome)
    assert len(WORST_FIRST) == len(set(WORST_FIRST))
    assert RANK[Outcome.OPEN_LATE] < RANK[Outcome.ARRIVED] < RANK[Outcome.IN_PROGRESS]
    assert RANK[Outcome.IN_PROGRESS] < RANK[Outcome.DONE_LATE] < RANK[Outcome.DONE_ON_TIME] < RANK[Outcome.WITHDRAWN]


def test_occurrences_fold_into_one_square_that_opens_the_worst(cast):
    told = issue(cast, ("Gửi số liệu hằng ngày.", "recurring", "all", "OTHER"))
    parent = told.assignments.get()
    made = [
        Assignment.objects.create(
            organisation=parent.organisation, reality="live", obligation=parent.obligation, directive=told,
            occurrence_at=MONDAY + day * DAY, starts_at=MONDAY, deadline_at=MONDAY + day * DAY, relation="before",
            state="done" if day < 2 else "received", done_at=MONDAY + day * DAY - HOUR if day < 2 else None,
        )
        for day in (0, 1, 2, 3)
    ]  # fmt: skip
    cell = queries.matrix(told, at=MONDAY + 2 * DAY + HOUR).rows[0].duties[0].cells[0]
    assert (cell.word, cell.assignment, cell.done, cell.total) == (Outcome.OPEN_LATE, made[2].pk, 2, 5)
    assert [row.pk for row in queries.occurrences_of(parent)] == [row.pk for row in reversed(made)]


def test_a_conditional_duty_leaves_readiness_when_it_is_asked_for_or_done(cast, letter):
    row = letter.assignments.get(obligation__kind="MASS_SMS")
    actions.activate_own(row, by=cast.hang, at=MONDAY)
    assert queries.matrix(letter, at=MONDAY).counts[Outcome.ARMED] == 0
    Assignment.objects.filter(pk=row.pk).update(activated_at=None, state="done", done_at=MONDAY)
    assert queries.matrix(letter, at=MONDAY).counts[Outcome.DONE_ON_TIME] == 1


def test_a_withdrawn_letter_shows_it_in_every_square(cast, letter):
    actions.withdraw(letter, by=cast.khanh, at=MONDAY)
    assert queries.matrix(letter, at=MONDAY + 9 * DAY).counts == {Outcome.WITHDRAWN: 6}


def test_a_duty_outside_every_paragraph_stands_under_its_own_words(cast):
    told = issue(cast, ("Thực hiện nghiêm túc văn bản này.", "one_off", "all", "OTHER"), paragraphs=[])
    told.obligations.update(paragraph=0)
    (row,) = queries.matrix(told, at=MONDAY).rows
    assert (row.number, row.title) == (0, "Thực hiện nghiêm túc văn bản này.")


def test_three_and_nine_organisations_ask_as_many_queries(cast, letter):
    everybody = [organisation.code for organisation in cast.enterprises]
    large = issue(cast, *PARTS, ("Nội dung bổ sung.", "one_off", "all", "OTHER"), to=everybody, number="9/SKHCN")
    counts = []
    for told in (letter, large):
        with CaptureQueriesContext(connection) as asked:
            queries.matrix(told, at=MONDAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 4
