"""Whom a duty binds, and to whom its letter goes."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.directives.small import receive

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Obligation
from thongsuot.organisations import actions as directory

pytestmark = pytest.mark.django_db
MOBILE, FIXED = ["dd-1", "dd-2", "dd-3"], ["cd-1", "cd-2"]
POSTAL = ["bc-1", "bc-2", "bc-3"]
BOUND = {
    "all": [*POSTAL, *FIXED, *MOBILE, "in-1"],
    "telecom": [*FIXED, *MOBILE, "in-1"],
    "mobile": MOBILE,
    "fixed": FIXED,
    "internet": ["in-1"],
    "postal": POSTAL,
}


def codes(organisations):
    """Return the codes of organisations, in their order."""
    return [organisation.code for organisation in organisations]


def duty(cast, obliged, names=()):
    """Return the one duty of a letter that binds so."""
    letter = receive(cast, ("Thực hiện nội dung được giao.", "one_off", obliged, "OTHER"))
    row = letter.obligations.get()
    if names:
        row = actions.edit(row, version=1, by=cast.binh, at=MONDAY, obliged="named", obliged_names=list(names))
    actions.confirm(letter, [row], by=cast.binh, at=MONDAY)
    return row


@pytest.mark.parametrize(("obliged", "expected"), BOUND.items())
def test_a_duty_binds_whom_its_words_bind(cast, obliged, expected):
    row = duty(cast, obliged)
    assert codes(queries.bound_to(row, at=MONDAY)) == expected
    assert queries.reach(row.directive, MONDAY) == len(expected)


@pytest.mark.parametrize("by_what", ["name", "short_name", "code"])
def test_a_named_duty_binds_those_named_in_any_way(cast, by_what):
    names = [getattr(cast.organisation(code), by_what) for code in ("dd-2", "bc-1")]
    row = duty(cast, "all", names)
    assert codes(queries.bound_to(row, at=MONDAY)) == ["bc-1", "dd-2"]


def test_a_name_nobody_bears_binds_nobody(cast):
    assert queries.bound_to(duty(cast, "all", ["Công ty Không Có"]), at=MONDAY) == []


def test_the_authorities_and_the_department_are_never_bound(cast):
    kinds = {organisation.kind for organisation in queries.bound_to(duty(cast, "all"), at=MONDAY)}
    assert kinds == {"enterprise"}


def test_an_enterprise_that_ended_is_bound_no_more(cast):
    row = duty(cast, "mobile")
    directory.end_organisation(cast.organisation("dd-2"), at=MONDAY)
    assert codes(queries.bound_to(row, at=MONDAY)) == ["dd-1", "dd-3"]


def test_the_letter_goes_to_everybody_whom_any_duty_binds(cast):
    told = reading(
        parts={
            "sms": ("Nhắn tin đến thuê bao.", "one_off", "mobile", "OTHER"),
            "post": ("Kiểm tra bưu gửi tại mọi điểm.", "one_off", "postal", "OTHER"),
        }
    )
    letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    duties = list(letter.obligations.all())
    bound = {row.pk: queries.bound_to(row, at=MONDAY) for row in duties}
    everybody = queries.addressees_of(letter, bound, at=MONDAY)
    assert sorted(codes(everybody)) == sorted([*MOBILE, *POSTAL])
    actions.confirm(letter, duties, by=cast.binh, at=MONDAY)
    assert queries.reach(letter, MONDAY) == 6


def test_without_any_duty_the_letter_goes_to_all_enterprises(cast):
    letter = receive(cast)
    assert sorted(codes(queries.addressees_of(letter, {}, at=MONDAY))) == sorted(BOUND["all"])
    assert queries.reach(letter, MONDAY) == 9


def test_a_rejected_or_unread_duty_does_not_widen_the_reach(cast):
    letter = receive(
        cast,
        ("Nhắn tin đến thuê bao.", "one_off", "mobile", "OTHER"),
        ("Kiểm tra bưu gửi.", "one_off", "postal", "OTHER"),
    )
    first, second = letter.obligations.all()
    actions.confirm(letter, [first], by=cast.binh, at=MONDAY)
    actions.reject(letter, [second], by=cast.binh, at=MONDAY)
    assert queries.reach(letter, MONDAY) == 3


def test_every_word_of_the_letter_for_whom_it_binds_is_known(cast):
    assert {str(value) for value in Obligation.Obliged.values} == {*BOUND, "named", "issuer"}
