"""A letter that extends or corrects an earlier one: the duty stays where it is and is not asked for twice."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives import amending
from tests.directives.amending import BOTH, DAY, DUE, HOUR, PUT_OFF_TO, TUESDAY
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import Reply, Said
from thongsuot.ledger import queries as ledger

pytestmark = pytest.mark.django_db


@world
def earlier(cast):
    """Return the letter that is changed."""
    return amending.first(cast)


def extended(cast, earlier, **changes):
    """Return the earlier letter's first report after a letter has put it off."""
    letter = amending.later(cast, amending.PUT_OFF, **changes)
    amending.amend(earlier, letter, "extends", by=cast.binh)
    return letter


def agree(cast, duty, decision, until=None):
    """Let an organisation ask about its duty, and the department decide."""
    said = Said("obstacle", "Chờ số liệu.", assignment=duty)
    row = actions.answer(duty.directive, duty.organisation, said, by=cast.hang, at=MONDAY)
    return actions.reply(row, Reply(decision, "Đồng ý.", until), by=cast.binh, at=MONDAY)


def test_the_deadline_moves_for_everybody_and_reminders_are_armed_again(cast, earlier):
    extended(cast, earlier)
    for code in BOTH:
        row = amending.duty(earlier, code=code)
        assert (row.deadline_at, row.remind_due_at < PUT_OFF_TO) == (PUT_OFF_TO, True)
        assert row.remind_due_at > DUE - DAY
        assert row.ordered_deadline_at is None


def test_what_stood_before_is_kept_on_the_duty_and_on_each_assignment(cast, earlier):
    extended(cast, earlier)
    row = amending.duty(earlier)
    assert ledger.edits_of(row).last().before["deadline_at"].startswith("2020-02-07")
    ((edit, changed),) = queries.corrections(earlier)
    assert (changed.kind, edit.by_name) == ("REPORT", str(cast.binh))


def test_the_later_letter_does_not_ask_for_the_same_report_again(cast, earlier):
    letter = extended(cast, earlier)
    row = amending.duty(letter)
    assert row.state == "withdrawn"
    assert ledger.moves_of(row).last().note == "Thực hiện tại Công văn số 12/STTTT-BCVT"
    orders = ledger.in_force("REPORT", cast.organisation("dd-1"), TUESDAY + HOUR)
    assert [order.key for order in orders] == [ledger.topic(earlier.obligations.get(kind="REPORT"))]


def test_whoever_was_not_asked_before_owes_the_later_letter(cast, earlier):
    letter = extended(cast, earlier, to=("dd-1", "dd-2"))
    assert amending.duty(letter, code="dd-2").state == "arrived"
    assert amending.duty(letter, code="dd-1").state == "withdrawn"


def test_other_duties_and_work_stay_as_they_were(cast, earlier):
    amending.say(cast, earlier)
    extended(cast, earlier)
    assert amending.duty(earlier, "SPARE_EQUIPMENT").state == "in_progress"
    earlier.refresh_from_db()
    assert earlier.state == "issued"


@pytest.mark.parametrize(
    ("granted", "own"), [(DUE + DAY, PUT_OFF_TO), (PUT_OFF_TO + DAY, PUT_OFF_TO + DAY)], ids=["shorter", "longer"]
)
def test_what_was_agreed_with_one_organisation_stays_where_it_is_later(cast, earlier, granted, own):
    agree(cast, amending.duty(earlier), "extend", granted)
    extended(cast, earlier)
    row = amending.duty(earlier)
    assert (row.deadline_at, row.round_at) == (own, PUT_OFF_TO)


def test_a_clock_that_stands_still_has_more_time_left(cast, earlier):
    agree(cast, amending.duty(earlier), "stop")
    left = amending.duty(earlier).time_left
    extended(cast, earlier)
    row = amending.duty(earlier)
    assert (row.time_left, row.round_at, row.deadline_at) == (left + (PUT_OFF_TO - DUE), PUT_OFF_TO, None)


@pytest.mark.parametrize("until", [DUE, DUE - DAY], ids=["the same", "earlier"])
def test_nothing_is_extended_to_a_moment_that_is_not_later(cast, earlier, until):
    letter = amending.later(cast, amending.PUT_OFF, deadline=until)
    with pytest.raises(actions.CannotAmend, match="muộn hơn"):
        amending.amend(earlier, letter, "extends", by=cast.binh)
    assert amending.duty(letter).state == "arrived"


def test_a_second_extension_follows_the_first(cast, earlier):
    extended(cast, earlier)
    more = amending.later(cast, amending.PUT_OFF, number="16/STTTT-BCVT", at=TUESDAY + HOUR, deadline=PUT_OFF_TO + DAY)
    amending.amend(earlier, more, "extends", by=cast.binh, at=TUESDAY + HOUR)
    assert amending.duty(earlier).deadline_at == PUT_OFF_TO + DAY
    assert len(queries.amendments_of(earlier).amended_by) == 2


def test_what_was_said_under_the_later_letter_goes_to_the_duty_that_stays(cast):
    earlier = amending.first(cast, amending.STOCK)
    letter = amending.later(cast, amending.STOCK)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=TUESDAY)
    amending.say(cast, letter, at=TUESDAY)
    amending.amend(earlier, letter, "corrects", by=cast.binh, at=TUESDAY + HOUR)
    (told,) = ledger.about(amending.duty(earlier, "SPARE_EQUIPMENT"))
    assert (told.figures, told.known_at, told.happened_at) == (amending.SPARES, TUESDAY + HOUR, TUESDAY)


def test_a_correction_may_come_days_later_and_shorten(cast, earlier):
    words = ("Báo cáo kết quả về Sở trước 10 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
    letter = amending.later(cast, words, deadline=DUE - 4 * HOUR)
    amending.amend(earlier, letter, "corrects", by=cast.binh)
    assert {amending.duty(earlier, code=code).deadline_at for code in BOTH} == {DUE - 4 * HOUR}
    assert amending.duty(letter).state == "withdrawn"


def test_a_correction_changes_whom_a_duty_binds(cast):
    earlier = amending.first(cast, amending.STOCK)
    mobile = (amending.STOCK[0], "one_off", "mobile", "SPARE_EQUIPMENT")
    letter = amending.later(cast, mobile, to=("dd-1",))
    amending.amend(earlier, letter, "corrects", by=cast.binh)
    row = amending.duty(earlier, "SPARE_EQUIPMENT", "bc-1")
    assert row.state == "withdrawn"
    assert ledger.moves_of(row).last().note == "Đính chính theo Công văn số 15/STTTT-BCVT"
    assert amending.duty(earlier, "SPARE_EQUIPMENT").state == "received"


def test_a_correction_of_the_deadline_alone_binds_nobody_new(cast, earlier):
    letter = amending.later(cast, amending.PUT_OFF)
    amending.amend(earlier, letter, "corrects", by=cast.binh)
    assert set(earlier.assignments.values_list("organisation__code", flat=True)) == set(BOTH)


def test_corrected_words_stand_beside_the_duty(cast):
    earlier = amending.first(cast, amending.STOCK)
    words = ("Kiểm tra thiết bị dự phòng và nguồn điện tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
    letter = amending.later(cast, words)
    amending.amend(earlier, letter, "corrects", by=cast.binh)
    ((change, other),) = queries.amended_words(earlier.obligations.get())
    assert (change.later, other.quote) == (letter, words[0])


def test_a_correction_without_any_pair_is_refused(cast, earlier):
    letter = amending.later(cast, amending.PUT_OFF)
    with pytest.raises(actions.CannotAmend, match="Chưa ghép"):
        actions.amend_by(earlier, letter, "corrects", [], by=cast.binh, at=TUESDAY)
