"""Within half an hour what went out wrong is put right, told to whom it touches, and stays readable."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.small import assignment

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment, Receipt
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
SOON = MONDAY + timedelta(minutes=20)
LATE = MONDAY + timedelta(minutes=31)
NOON = datetime(2020, 2, 7, 12, 0, tzinfo=VIETNAM)


def put_right(issued, kind, *, by, at=SOON, note="Ghi nhầm", **changes):
    duty = issued.obligations.get(kind=kind)
    return actions.correct(duty, version=duty.version, by=by, at=at, note=note, **changes)


def told_of(issued):
    rows = Message.objects.filter(subject__startswith="Đính chính", channel="in_app")
    return set(rows.values_list("recipient__organisation__code", flat=True))


def test_a_time_limit_moves_for_everybody_and_its_reminders_with_it(cast, issued):
    put_right(issued, "REPORT", by=cast.binh, deadline_at=NOON)
    rows = Assignment.objects.filter(obligation__kind="REPORT")
    assert {row.deadline_at for row in rows} == {NOON}
    assert {row.remind_due_at for row in rows} == {NOON - timedelta(days=1)}


def test_everybody_whom_it_touches_is_told_why(cast, issued):
    put_right(issued, "MASS_SMS", by=cast.binh, obliged="telecom", note="Thiếu doanh nghiệp cố định")
    assert told_of(issued) == {"dd-1", "dd-2", "dd-3", "cd-1", "cd-2", "in-1"}
    message = Message.objects.filter(subject__startswith="Đính chính").first()
    assert "Lý do: Thiếu doanh nghiệp cố định" in message.body


def test_the_trace_says_what_stood_before_and_who_changed_it(cast, issued):
    put_right(issued, "REPORT", by=cast.khanh, deadline_at=NOON)
    ((edit, duty),) = queries.corrections(issued)
    assert duty.kind == "REPORT"
    assert edit.before["deadline_at"].startswith("2020-02-07T07:00")
    assert (edit.after["deadline_at"], edit.by_name) == ("2020-02-07T12:00:00+07:00", str(cast.khanh))
    assert edit.after["note"] == "Ghi nhầm"


def test_a_duty_is_taken_from_whom_it_does_not_bind(cast, issued):
    put_right(issued, "SPARE_EQUIPMENT", by=cast.binh, obliged="mobile")
    released = assignment(issued, "cd-1", obligation__kind="SPARE_EQUIPMENT")
    assert released.state == "withdrawn"
    assert ledger.moves_of(released).last().note == "Ghi nhầm"
    assert not ledger.in_force("SPARE_EQUIPMENT", cast.organisation("cd-1"), SOON + timedelta(minutes=1)).exists()
    assert ledger.in_force("SPARE_EQUIPMENT", cast.organisation("dd-1"), SOON).exists()


def test_a_duty_comes_to_whom_it_should_have_bound(cast, issued):
    receipt = Receipt.objects.get(directive=issued, organisation__code="bc-1")
    actions.acknowledge(receipt, by=cast.person("bc-1.daumoi"), at=SOON)
    put_right(issued, "SPARE_EQUIPMENT", by=cast.binh, obliged="all")
    assert assignment(issued, "bc-1", obligation__kind="SPARE_EQUIPMENT").state == "received"
    assert assignment(issued, "bc-2", obligation__kind="SPARE_EQUIPMENT").state == "arrived"


def test_an_organisation_that_had_no_part_receives_the_letter(cast, received):
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(received, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])
    put_right(received, "REPORT", by=cast.binh, obliged="named", obliged_names=["dd-1", "dd-2"])
    assert Receipt.objects.filter(directive=received, organisation__code="dd-2").exists()
    assert assignment(received, "dd-2").obligation.kind == "REPORT"


def test_a_forgotten_addressee_receives_letter_and_duties(cast, received):
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(received, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])
    added = cast.organisation("cd-1")
    actions.add_addressees(received, [added], by=cast.binh, at=SOON, note="Bỏ sót")
    kinds = set(Assignment.objects.filter(organisation=added).values_list("obligation__kind", flat=True))
    assert kinds == {"DUTY_ROSTER", "SPARE_EQUIPMENT", "REPORT"}
    assert Receipt.objects.filter(directive=received, organisation=added).exists()
    (edit,) = queries.added(received)
    assert (edit.after, edit.by_name) == ({"addressees": [added.name], "note": "Bỏ sót"}, str(cast.binh))
    assert "cd-1" not in [organisation.code for organisation in queries.left_out(received, SOON)]


def test_what_was_taken_away_does_not_come_back(cast, issued):
    put_right(issued, "SPARE_EQUIPMENT", by=cast.binh, obliged="mobile")
    with pytest.raises(actions.AlreadyReleased, match="chưa có gì thay đổi"):
        put_right(issued, "SPARE_EQUIPMENT", by=cast.binh, obliged="telecom")
    assert issued.obligations.get(kind="SPARE_EQUIPMENT").obliged == "mobile"


def test_after_half_an_hour_nothing_is_put_right(cast, issued):
    with pytest.raises(actions.TooLateToCorrect, match="30 phút"):
        put_right(issued, "REPORT", by=cast.binh, at=LATE, deadline_at=NOON)
    assert queries.corrections(issued) == []


def test_a_letter_under_review_or_withdrawn_is_not_corrected(cast, received):
    with pytest.raises(actions.TooLateToCorrect):
        put_right(received, "REPORT", by=cast.binh, deadline_at=NOON)


def test_names_stay_only_where_they_are_meant_and_nothing_else_changes(cast, issued):
    put_right(issued, "REPORT", by=cast.binh, obliged="named", obliged_names=["dd-1"])
    duty = issued.obligations.get(kind="REPORT")
    assert (duty.obliged, duty.obliged_names) == ("named", ["dd-1"])
    with pytest.raises(TypeError, match="quote"):
        put_right(issued, "REPORT", by=cast.binh, quote="khác")


def test_an_enterprise_corrects_nothing(cast, issued):
    with pytest.raises(NotAllowed):
        put_right(issued, "REPORT", by=cast.long, deadline_at=NOON)


def test_a_withdrawn_letter_is_told_to_everybody_it_reached(cast, issued):
    actions.withdraw(issued, by=cast.khanh, at=SOON, note="Phát hành nhầm")
    rows = Message.objects.filter(subject__startswith="Thu hồi văn bản", channel="in_app")
    assert set(rows.values_list("recipient__organisation__code", flat=True)) >= {"bc-1", "cd-1", "dd-1", "in-1"}
    assert "Phát hành nhầm" in rows.first().body
