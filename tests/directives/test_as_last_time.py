"""As last time: proposals of the same words are settled as they were; dates are the new letter's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.letters import DEADLINE, PARTS, reading
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Obligation
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=14)
AGAIN = {
    **PARTS,
    "report": ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 21/02/2020.", "one_off", "all", "REPORT"),
    "more": ("Kiểm tra nguồn điện tại các bưu cục.", "one_off", "postal", "OTHER"),
}


@world
def earlier(cast, received):
    """Return last time's letter: one proposal left out, one put right by hand, to three organisations."""
    first, second, *others = received.obligations.order_by("start")
    actions.reject(received, [first], by=cast.binh, at=MONDAY)
    second = actions.edit(second, version=second.version, by=cast.binh, at=MONDAY, obliged="mobile")
    actions.confirm(received, [second, *others], by=cast.binh, at=MONDAY)
    to = [cast.organisation(code) for code in ("dd-1", "dd-2", "bc-1")]
    return actions.issue(received, by=cast.khanh, at=MONDAY, to=to)


@world
def letter(cast):
    """Return this time's letter under review: the same words, another date, one duty more."""
    moved = {**DEADLINE, "at": "2020-02-21T14:00:00+07:00", "text": "trước 14 giờ 00 ngày 21/02/2020"}
    told = reading(parts=AGAIN, deadline=moved, number="40/STTTT-BCVT")
    return actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=NEXT)


def test_the_same_words_are_settled_as_last_time(cast, earlier, letter):
    assert actions.as_last_time(letter, earlier, by=cast.binh, at=NEXT) == 4
    states = dict(letter.obligations.values_list("kind", "state"))
    assert states == {
        "DUTY_ROSTER": "rejected",
        "SPARE_EQUIPMENT": "confirmed",
        "MASS_SMS": "confirmed",
        "REPORT": "confirmed",
        "OTHER": "proposed",
    }
    assert letter.obligations.get(kind="SPARE_EQUIPMENT").obliged == "mobile"


def test_dates_are_the_new_letters_own(cast, earlier, letter):
    actions.as_last_time(letter, earlier, by=cast.binh, at=NEXT)
    assert letter.obligations.get(kind="REPORT").deadline_at.isoformat().startswith("2020-02-21")


def test_each_step_can_be_undone(cast, earlier, letter):
    actions.as_last_time(letter, earlier, by=cast.binh, at=NEXT)
    while actions.undo(letter, by=cast.binh, at=NEXT):
        pass
    assert set(letter.obligations.values_list("state", flat=True)) == {Obligation.State.PROPOSED}
    assert letter.obligations.get(kind="SPARE_EQUIPMENT").obliged == "telecom"


def test_the_addressees_of_last_time_are_offered_and_taken(cast, earlier, letter):
    assert queries.addressees_last_time(letter) == []
    actions.as_last_time(letter, earlier, by=cast.binh, at=NEXT)
    letter.refresh_from_db()
    again = queries.addressees_last_time(letter)
    assert [organisation.code for organisation in again] == ["bc-1", "dd-1", "dd-2"]
    actions.reject(letter, list(letter.obligations.filter(state="proposed")), by=cast.binh, at=NEXT)
    actions.issue(letter, by=cast.khanh, at=NEXT, to=again)
    assert letter.receipts.count() == 3


def test_only_letters_that_went_out_are_offered(cast, earlier, letter):
    assert list(queries.earlier_letters(letter)) == [earlier]
    actions.withdraw(earlier, by=cast.khanh, at=NEXT)
    assert list(queries.earlier_letters(letter)) == []


def test_a_letter_of_other_words_settles_nothing(cast, earlier):
    told = reading(parts={"one": ("Việc chưa từng có.", "one_off", "all", "OTHER")}, number="41/STTTT-BCVT")
    other = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=NEXT)
    assert actions.as_last_time(other, earlier, by=cast.binh, at=NEXT) == 0
    assert other.obligations.get().state == Obligation.State.PROPOSED


def test_an_enterprise_reviews_nothing(cast, earlier, letter):
    with pytest.raises(NotAllowed):
        actions.as_last_time(letter, earlier, by=cast.hang, at=NEXT)
