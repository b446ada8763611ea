"""What the department promises in its letter is its own work: with a clock, with reminders, on its own desk."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM, client_of
from tests.directives import small
from tests.directives.letters import reading

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Order
from thongsuot.organisations.access import NotAllowed
from thongsuot.paging import jobs as paging
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
UPWARD = datetime(2020, 2, 7, 17, 0, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)
DUTY = ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")
PROMISE = "Sở sẽ tổng hợp, báo cáo Bộ trước 17 giờ 00 ngày 07/02/2020"


def promised(cast, *parts, deadline=UPWARD, quote=PROMISE, to=("dd-1",)):
    """Return a letter that was issued with a promise of the department behind its duties."""
    told = reading(parts={str(n): part for n, part in enumerate(parts or (DUTY,))})
    start = len(told["text"])
    limit = {"at": deadline.isoformat(), "relation": "before", "text": "trước 17 giờ 00", "recurrence": None}
    told["text"] += quote + ".\n"
    promise = {"quote": quote, "start": start, "end": start + len(quote), "deadline": limit if deadline else None}
    letter = actions.receive(
        {**told, "commitments": [promise]},
        file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY,
    )  # fmt: skip
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return actions.issue(letter, by=cast.khanh, at=MONDAY, to=[cast.organisation(code) for code in to])


def own(letter):
    return queries.commitments_of(letter).get()


def test_the_promise_is_proposed_and_binds_nobody_before_a_person_confirms_it(cast):
    told = reading(parts={"one": DUTY})
    promise = {"quote": "Sở sẽ báo cáo", "start": 0, "end": 13, "deadline": None}
    letter = actions.receive(
        {**told, "commitments": [promise]},
        file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY,
    )  # fmt: skip
    row = letter.obligations.get(obliged="issuer")
    assert (row.state, row.kind, row.mode, row.paragraph) == ("proposed", "OTHER", "one_off", 0)
    actions.reject(letter, [row], by=cast.binh, at=MONDAY)
    actions.confirm(letter, list(letter.obligations.exclude(pk=row.pk)), by=cast.binh, at=MONDAY)
    actions.issue(letter, by=cast.khanh, at=MONDAY)
    assert not queries.commitments_of(letter).exists()


def test_issuing_makes_it_the_departments_own_assignment_with_its_own_deadline(cast):
    row = own(promised(cast))
    assert (row.organisation, row.state, row.deadline_at, row.relation) == (
        cast.department, "received", UPWARD, "before",
    )  # fmt: skip
    assert row.remind_due_at is not None


def test_no_enterprise_gets_it_and_no_tool_hears_of_it(cast):
    letter = promised(cast, to=("dd-1", "bc-1"))
    duty = Obligation.objects.get(directive=letter, obliged="issuer")
    assert list(duty.assignments.values_list("organisation__code", flat=True)) == [cast.department.code]
    assert not Order.objects.filter(key=f"obligation:{duty.pk}").exists()
    assert not letter.receipts.filter(organisation=cast.department).exists()


def test_a_letter_that_holds_a_promise_alone_still_goes_to_everybody(cast):
    told = reading(parts={"one": DUTY})
    letter = actions.receive(
        {**told, "commitments": []}, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    row = letter.obligations.get()
    actions.edit(row, version=row.version, by=cast.binh, at=MONDAY, obliged="issuer")
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    assert actions.issue(letter, by=cast.khanh, at=MONDAY).receipts.count() == len(cast.enterprises)


def test_a_reviewer_marks_any_sentence_as_a_promise_and_it_asks_for_no_report(cast):
    letter = small.receive(cast, ("Báo cáo Bộ trước 17 giờ 00.", "recurring", "all", "REPORT"), DUTY)
    row = letter.obligations.get(kind="REPORT")
    row = actions.edit(
        row, version=row.version, by=cast.binh, at=MONDAY, obliged="issuer", deadline_at=UPWARD,
        deadline_relation="before",
    )  # fmt: skip
    assert (row.kind, row.mode, row.recurrence) == ("OTHER", "one_off", "")
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    letter = actions.issue(letter, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])
    assert own(letter).deadline_at == UPWARD


def test_the_control_room_shows_what_enterprises_do_alone(cast):
    board = queries.matrix(promised(cast), at=MONDAY)
    assert [column.code for column in board.organisations] == ["dd-1"]
    assert [duty.obligation.obliged for row in board.rows for duty in row.duties] == ["all"]
    assert sum(board.counts.values()) == 1


def test_its_people_are_reminded_and_the_leader_only_when_it_is_near(cast):
    promised(cast)
    told = {}
    for moment in (UPWARD - 24 * HOUR, UPWARD - HOUR / 2):
        jobs.run(moment)
        paging.run(moment)
        told[moment] = set(Reminder.objects.values_list("person__username", flat=True))
    assert list(told.values()) == [{"so.chuyenvien"}, {"so.chuyenvien", "so.lanhdao"}]


def test_keeping_it_ends_the_reminders_and_counts_against_its_own_deadline(cast):
    letter = promised(cast)
    row = actions.fulfil(own(letter), by=cast.binh, at=UPWARD - HOUR)
    assert (row.state, row.done_at, row.remind_due_at) == ("done", UPWARD - HOUR, None)
    assert queries.outcome_of(own(letter), UPWARD) == "done_on_time"
    with pytest.raises(IllegalMove):
        actions.fulfil(own(letter), by=cast.binh, at=UPWARD)


def test_only_the_department_keeps_it(cast):
    with pytest.raises(NotAllowed):
        actions.fulfil(own(promised(cast)), by=cast.hang, at=UPWARD)


def test_the_department_finds_it_on_its_desk_until_it_is_kept(cast):
    row = own(promised(cast))
    client = client_of(cast.binh)
    page = client.get("/").content.decode()
    assert "Cam kết của Sở" in page
    assert PROMISE in page
    page = client.post(f"/cam-ket/{row.pk}/xong/", follow=True).content.decode()
    assert "Đã ghi nhận cam kết" in page
    assert "Cam kết của Sở" not in page.replace("Đã ghi nhận cam kết của Sở", "")
    assert Assignment.objects.get(pk=row.pk).state == "done"


def test_nobody_else_finds_it(cast):
    row = own(promised(cast))
    assert client_of(cast.hang).post(f"/cam-ket/{row.pk}/xong/").status_code == 404


@pytest.mark.parametrize(
    ("quote", "after", "found"),
    [
        (PROMISE, UPWARD - 3 * HOUR, True),
        (PROMISE, None, True),
        (PROMISE, UPWARD + HOUR, False),
        ("Sở sẽ cung cấp danh sách điểm ưu tiên", UPWARD - 3 * HOUR, False),
    ],
    ids=["after the cut-off", "no cut-off", "before the cut-off", "about something else"],
)
def test_the_upward_deadline_is_the_promise_to_report_after_the_cut_off(cast, quote, after, found):
    letter = promised(cast, quote=quote)
    assert (queries.upward_duty(letter, after) is not None) == found


def test_a_withdrawn_letter_takes_its_promise_along(cast):
    letter = promised(cast)
    actions.withdraw(letter, by=cast.khanh, at=MONDAY + HOUR, note="Nhầm văn bản")
    assert own(letter).state == "withdrawn"
    assert not queries.promises(cast.department).exists()


def test_a_corrected_deadline_moves_the_promise_and_withdraws_nothing(cast):
    letter = promised(cast)
    duty = letter.obligations.get(obliged="issuer")
    actions.correct(
        duty, version=duty.version, by=cast.khanh, at=MONDAY, note="Ghi nhầm giờ", deadline_at=UPWARD + HOUR
    )
    row = own(letter)
    assert (row.state, row.deadline_at) == ("received", UPWARD + HOUR)


def test_a_duty_corrected_into_a_promise_leaves_the_enterprises_and_reaches_the_department(cast):
    letter = promised(cast, to=("dd-1", "bc-1"))
    duty = letter.obligations.get(obliged="all")
    actions.correct(duty, version=duty.version, by=cast.khanh, at=MONDAY, note="Ghi nhầm", obliged="issuer")
    states = dict(duty.assignments.values_list("organisation__code", "state"))
    assert states == {"dd-1": "withdrawn", "bc-1": "withdrawn", cast.department.code: "received"}
    assert not letter.receipts.filter(organisation=cast.department).exists()


def test_the_reviewer_marks_a_promise_on_the_page_with_its_deadline(cast):
    letter = small.receive(cast, ("Sở trả lời các doanh nghiệp.", "one_off", "all", "REPORT"), DUTY)
    row = letter.obligations.get(kind="REPORT")
    fields = {
        "pk": row.pk, "version": row.version, "quote": row.quote, "kind": "REPORT", "mode": "one_off",
        "obliged": "issuer", "deadline_relation": "before", "deadline_at_0": "2020-02-07", "deadline_at_1": "17:00",
        "deadline_at": "2020-02-07T17:00",
    }  # fmt: skip
    client_of(cast.binh).post(f"/van-ban/{letter.pk}/ra-soat/edit/", fields)
    row.refresh_from_db()
    assert (row.obliged, row.kind, row.deadline_at) == ("issuer", "OTHER", UPWARD)
