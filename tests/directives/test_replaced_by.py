"""A letter that replaces an earlier one: work and evidence go over, the earlier letter ends and stays readable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives import amending
from tests.directives.amending import BOTH, DAY, FLEET, HOUR, REPORT, SPARES, STOCK, TUESDAY
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Declaration
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence, Order

pytestmark = pytest.mark.django_db
LINES = ("Chuẩn bị đường truyền cho các điểm cầu.", "one_off", "all", "CONFERENCE_LINES")
SOON = TUESDAY + timedelta(minutes=10)


@world
def earlier(cast):
    """Return the letter that is replaced."""
    return amending.first(cast)


def replaced(cast, earlier, *parts):
    """Return the letter that replaces it."""
    letter = amending.later(cast, *(parts or (FLEET, STOCK, LINES, REPORT)))
    amending.amend(earlier, letter, "replaces", by=cast.khanh, at=SOON)
    return letter


def test_the_earlier_letter_is_closed_and_says_by_what(cast, earlier):
    replaced(cast, earlier)
    earlier.refresh_from_db()
    assert (earlier.state, earlier.closed_at) == ("closed", SOON)
    assert ledger.moves_of(earlier).last().note == "Được thay thế bằng Công văn số 15/STTTT-BCVT"
    assert {row.state for row in earlier.assignments.all()} == {"withdrawn"}
    assert {row.remind_due_at for row in earlier.assignments.all()} == {None}


@pytest.mark.parametrize("step", ["arrived", "received", "assigned", "in_progress", "done"], ids=lambda step: step)
def test_each_state_goes_over(cast, earlier, step):
    duty = amending.duty(earlier, "SPARE_EQUIPMENT", "bc-1" if step == "arrived" else "dd-1")
    if step == "assigned":
        actions.hand_to(duty, cast.hang, by=cast.long, at=MONDAY)
    if step in ("in_progress", "done"):
        amending.say(cast, earlier)
    if step == "done":
        actions.complete(amending.duty(earlier, "SPARE_EQUIPMENT"), by=cast.long, at=MONDAY)
    letter = replaced(cast, earlier)
    row = amending.duty(letter, "SPARE_EQUIPMENT", duty.organisation.code)
    assert row.state == step
    assert row.holder == (cast.hang if step == "assigned" else None)
    assert row.done_at == (MONDAY if step == "done" else None)
    notes = {move.note for move in ledger.moves_of(row)}
    assert notes == (set() if step == "arrived" else {"Tiếp nối từ Công văn số 12/STTTT-BCVT"})


def test_what_was_done_under_other_words_is_looked_at_again(cast, earlier):
    amending.say(cast, earlier)
    actions.complete(amending.duty(earlier, "SPARE_EQUIPMENT"), by=cast.long, at=MONDAY)
    words = ("Kiểm tra thiết bị dự phòng và nguồn điện tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
    letter = replaced(cast, earlier, words)
    assert amending.duty(letter, "SPARE_EQUIPMENT").state == "in_progress"
    assert amending.duty(earlier, "SPARE_EQUIPMENT").state == "done"


def test_what_was_said_is_said_of_the_later_duty_in_the_same_name(cast, earlier):
    said = amending.say(cast, earlier)
    letter = replaced(cast, earlier)
    row = Declaration.objects.get(assignment=amending.duty(letter, "SPARE_EQUIPMENT"))
    assert (row.carried_from, row.figures, row.words) == (said, SPARES, "Đã kiểm tra.")
    assert (row.by_name, row.happened_at, row.at) == (said.by_name, MONDAY, SOON)


def test_evidence_stays_citable_on_both_and_counts_once_on_each(cast, earlier):
    amending.say(cast, earlier)
    letter = replaced(cast, earlier)
    for one in (earlier, letter):
        (told,) = ledger.about(amending.duty(one, "SPARE_EQUIPMENT"))
        assert told.figures == SPARES


def test_a_newer_statement_replaces_what_was_carried_over(cast, earlier):
    amending.say(cast, earlier)
    letter = replaced(cast, earlier)
    amending.say(cast, letter, figures={**SPARES, "items_total": 20}, at=SOON + HOUR)
    (told,) = ledger.about(amending.duty(letter, "SPARE_EQUIPMENT"))
    assert (told.figures["items_total"], told.version) == (20, 2)
    assert Evidence.objects.filter(about=ledger.topic(amending.duty(earlier, "SPARE_EQUIPMENT"))).count() == 1


def test_what_was_said_under_the_later_letter_already_is_not_overwritten(cast, earlier):
    amending.say(cast, earlier)
    letter = amending.later(cast, STOCK)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=TUESDAY)
    amending.say(cast, letter, figures={**SPARES, "items_total": 15}, at=TUESDAY)
    amending.amend(earlier, letter, "replaces", by=cast.khanh, at=SOON)
    (told,) = ledger.about(amending.duty(letter, "SPARE_EQUIPMENT"))
    assert told.figures["items_total"] == 15


def test_figures_stand_on_the_duty_that_bears_them_in_the_later_letter(cast):
    other = ("Bố trí máy phát điện dự phòng tại trạm.", "one_off", "all", "SPARE_EQUIPMENT")
    earlier = amending.first(cast, STOCK)
    amending.say(cast, earlier)
    letter = replaced(cast, earlier, other, STOCK)
    bearer, sister = queries.clause_diff(earlier, letter)
    figures = {
        clause.later.quote: [
            told.figures for told in ledger.about(clause.later.assignments.get(organisation__code="dd-1"))
        ]
        for clause in (bearer, sister)
    }
    assert figures == {other[0]: [SPARES], STOCK[0]: [{}]}


def test_orders_of_the_earlier_letter_end_when_the_later_ones_hold(cast, earlier):
    letter = replaced(cast, earlier)
    keys = [ledger.topic(duty) for duty in earlier.obligations.all()]
    assert set(Order.objects.filter(key__in=keys).values_list("until", flat=True)) == {SOON}
    in_force = ledger.in_force("DUTY_ROSTER", cast.organisation("dd-1"), SOON + HOUR)
    assert [order.key for order in in_force] == [ledger.topic(letter.obligations.get(kind="DUTY_ROSTER"))]


def test_an_order_that_begins_later_leaves_the_earlier_one_until_then(cast, earlier):
    letter = amending.later(cast, FLEET)
    letter.obligations.update(effective_from=TUESDAY + 3 * DAY)
    amending.amend(earlier, letter, "replaces", by=cast.khanh, at=SOON)
    order = Order.objects.get(key=ledger.topic(earlier.obligations.get(kind="DUTY_ROSTER")), organisation__code="dd-1")
    assert order.until == TUESDAY + 3 * DAY


def test_a_request_that_has_come_stays_one(cast):
    ready = ("Nhắn tin đến thuê bao khi có đề nghị.", "conditional", "all", "MASS_SMS")
    earlier = amending.first(cast, ready)
    actions.activate(earlier.obligations.get(), by=cast.binh, at=MONDAY, deadline_at=amending.DUE)
    letter = replaced(cast, earlier, ready)
    row = amending.duty(letter, "MASS_SMS")
    assert (row.activated_at, row.deadline_at, row.relation) == (MONDAY, amending.DUE, "before")
    assert row.remind_due_at is not None
    assert ledger.edits_of(row).exists()


def test_receipts_are_each_letters_own(cast):
    told = ("Xác nhận đã nhận văn bản này.", "one_off", "all", "RECEIPT")
    earlier = amending.first(cast, told)
    letter = replaced(cast, earlier, told)
    assert amending.duty(letter, "RECEIPT").state == "arrived"
    assert queries.receipt_of(letter, cast.organisation("dd-1")).state == "sent"


def test_what_the_later_letter_leaves_out_ends(cast, earlier):
    letter = replaced(cast, earlier, FLEET)
    assert amending.duty(earlier, "SPARE_EQUIPMENT").state == "withdrawn"
    assert set(letter.assignments.values_list("organisation__code", flat=True)) == set(BOTH)
    assert not ledger.in_force("SPARE_EQUIPMENT", cast.organisation("dd-1"), SOON + HOUR).exists()


def test_the_chain_of_replaced_duties_is_followed_to_its_beginning(cast, earlier):
    second = replaced(cast, earlier, FLEET)
    third = amending.later(cast, FLEET, number="18/STTTT-BCVT", at=TUESDAY + DAY)
    amending.amend(second, third, "replaces", by=cast.khanh, at=TUESDAY + DAY)
    kept = {duty.directive_id for duty in queries.taken_over_from(third)}
    assert kept == {earlier.pk, second.pk}
    assert amending.duty(third, "DUTY_ROSTER").starts_at == MONDAY
