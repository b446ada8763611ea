"""A problem that contradicts itself is refused before anybody works on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.engines.roster.rosters import HOUR, LEADER, RESPONDER, at, person, problem, seat, shift

from thongsuot.engines.roster import BadProblem, Ban, Leave, Ledger, Load, Required, Rules, Stint

DUTY = shift(1, 0)
NAIVE = datetime(2020, 2, 3)  # noqa: DTZ001 - the fault that is tried


@pytest.mark.parametrize(
    ("people", "shifts", "more", "what"),
    [
        ([person(n) for n in range(201)], [], {}, "too many people"),
        ([], [shift(n, 0) for n in range(1001)], {}, "too many shifts"),
        ([], [], {"required": [Required(str(n), 1) for n in range(9)]}, "too many positions"),
        ([], [replace(DUTY, starts_at=NAIVE)], {}, "a time without a zone"),
        ([person(1)], [], {"leaves": [Leave(1, at(0), NAIVE)]}, "a time without a zone"),
        ([], [replace(DUTY, ends_at=DUTY.starts_at)], {}, "a range that ends before it starts"),
        ([person(1)], [], {"stints": [Stint(1, at(1), at(0))]}, "a range that ends before it starts"),
        ([], [replace(DUTY, ends_at=at(1) + timedelta(seconds=30))], {}, "a part of a minute"),
        ([person(1), person(1)], [], {}, "person given twice"),
        ([], [DUTY, DUTY], {}, "shift given twice"),
        ([], [], {"required": [Required(LEADER, 1), Required(LEADER, 2)]}, "required given twice"),
        ([person(1)], [], {"ledger": [Ledger(1), Ledger(1)]}, "ledger given twice"),
        ([person(1)], [DUTY], {"fixed": [seat(1, 1), seat(1, 1)]}, "fixed given twice"),
        ([], [], {"leaves": [Leave(1, at(0), at(1))]}, "an unknown person"),
        ([], [DUTY], {"fixed": [seat(1, 1)]}, "an unknown person"),
        ([person(1)], [], {"fixed": [seat(1, 1)]}, "an unknown shift"),
        ([person(1)], [], {"bans": [Ban(1, 1)]}, "an unknown shift"),
        ([], [], {"required": [Required(RESPONDER, -1)]}, "an amount that cannot be"),
        ([], [], {"required": [Required("", 1)]}, "an amount that cannot be"),
        ([], [replace(DUTY, weight=0)], {}, "an amount that cannot be"),
        ([person(1, least=-HOUR)], [], {}, "an amount that cannot be"),
        ([person(1, most=timedelta(seconds=90))], [], {}, "an amount that cannot be"),
        ([], [], {"rules": Rules(rest=-HOUR)}, "an amount that cannot be"),
        ([], [], {"rules": Rules(month=-HOUR)}, "an amount that cannot be"),
        ([], [], {"rules": Rules(of_seven=-1)}, "an amount that cannot be"),
        ([person(1)], [], {"ledger": [Ledger(1, Load(-1))]}, "an amount that cannot be"),
    ],
)
def test_a_problem_that_cannot_be_is_refused(people, shifts, more, what):
    with pytest.raises(BadProblem, match=what) as caught:
        problem(people, shifts, **more)
    assert caught.value.what == what
    assert str(caught.value.which) in str(caught.value)


def test_the_positions_are_those_required_or_fixed():
    given_ = problem([person(1)], [DUTY], [Required(RESPONDER, 1)], fixed=[seat(1, 1, LEADER)])
    assert given_.positions == (LEADER, RESPONDER)


def test_a_shift_says_how_long_it_is():
    assert shift(1, 0, 22, 8).minutes == 480


def test_an_error_without_a_row_is_its_word():
    assert str(BadProblem("what")) == "what"
