"""A suggested roster is whole, sound, as fair as can be, and the same each time."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import (
    HOUR,
    LEADER,
    OPERATIONS,
    RESPONDER,
    at,
    by_chance,
    month,
    person,
    problem,
    seat,
    shift,
    whole,
)

from thongsuot.engines.roster import (
    Ban,
    Burden,
    Impossible,
    Leave,
    Ledger,
    Load,
    Required,
    Rules,
    Seat,
    Stint,
    Suggestion,
    Undecided,
    _balance,
    _highs,
    check,
    fairness,
    suggest,
)

WEEK = [shift(day + 1, day) for day in range(7)]


def seats(given_, **how):
    """Return a suggestion's seats, after making sure that it is one."""
    found = suggest(given_, **how)
    assert isinstance(found, Suggestion), found
    assert check(given_, found.seats) == ()
    return found.seats


def times(given_, **how):
    """Return how many seats each person has."""
    return Counter(one.person for one in seats(given_, **how))


def test_every_position_of_every_shift_is_filled_and_no_more():
    crew = [person(n, *position) for n, position in enumerate(
        [[LEADER], [LEADER], [OPERATIONS], [OPERATIONS], [RESPONDER], [RESPONDER], [RESPONDER]], 1)]  # fmt: skip
    required = [Required(LEADER, 1), Required(OPERATIONS, 1), Required(RESPONDER, 2)]
    found = Counter((one.shift, one.position) for one in seats(problem(crew, WEEK, required)))
    assert found == {
        (duty.id, position): number for duty in WEEK for position, number in
        ((LEADER, 1), (OPERATIONS, 1), (RESPONDER, 2))}  # fmt: skip


def test_a_kind_of_shift_may_need_more_or_nobody():
    shifts = [shift(1, 0), shift(2, 1, kind="night"), shift(3, 2, kind="quiet")]
    required = [Required(RESPONDER, 1), Required(RESPONDER, 2, "night"), Required(RESPONDER, 0, "quiet")]
    found = seats(problem([person(1), person(2)], shifts, required))
    assert Counter(one.shift for one in found) == {1: 1, 2: 2}


def test_no_shift_needs_no_roster():
    assert suggest(problem([person(1)], [])) == Suggestion((), 0.0, 0.0, 0.0, proven=True, seconds=0.0)
    assert seats(problem([person(1)], WEEK[:1], [])) == ()


def test_the_month_evens_itself_out():
    assert set(times(problem([person(n) for n in range(1, 8)], WEEK)).values()) == {1}


def test_a_month_is_fair_in_total_nights_and_weekends():
    given_ = replace(month(), ledger=())
    found = suggest(given_, seconds=60)
    assert (found.cost, found.proven, found.gap) == (0.0, True, 0.0)
    nights = {duty.id for duty in given_.shifts if Burden.NIGHT in duty.burdens}
    by_night = Counter(one.person for one in found.seats if one.position == RESPONDER and one.shift in nights)
    assert max(by_night.values()) - min(by_night.values()) <= 2
    assert all(one.jain > 9_500 for one in fairness(given_, found.seats).evenness)


@pytest.mark.parametrize("burden", list(Burden))
def test_who_bore_more_in_the_past_bears_less_now(burden):
    shifts = [replace(duty, burdens=frozenset([burden])) for duty in WEEK[:4]]
    name = f"{burden}s"
    past = [
        Ledger(1, Load(480 * 10, **{name: 6}), Load(480 * 40, **{name: 24})),
        Ledger(2, Load(480 * 10, **{name: 2}), Load(480 * 40, **{name: 24})),
    ]
    crew = [person(1), person(2)]
    even = replace(past[1], worked=Load(480 * 10, **{name: 6}))
    assert times(problem(crew, shifts, ledger=[past[0], even])) == {1: 2, 2: 2}
    worked = times(problem(crew, shifts, ledger=past))
    assert worked[2] > worked[1]


def test_who_was_away_owes_nothing_for_it():
    away = Ledger(1, Load(0), Load(0))
    there = Ledger(2, Load(480 * 20), Load(480 * 60))
    worked = times(problem([person(1), person(2)], WEEK[:6], ledger=[away, there]))
    assert worked[1] < 6
    idle = Ledger(1, Load(0), Load(480 * 60))
    assert times(problem([person(1), person(2)], WEEK[:6], ledger=[idle, there])) == {1: 6}


def test_leave_counts_as_less_offered():
    leaves = [Leave(1, at(0), at(6))]
    assert times(problem([person(1), person(2)], WEEK[:6] + [shift(9, 9), shift(10, 10)], leaves=leaves))[1] <= 2


def test_few_carry_alone_what_only_they_may():
    crew = [person(1, LEADER), person(2, LEADER, RESPONDER), person(3), person(4)]
    worked = times(problem(crew, WEEK[:6], [Required(LEADER, 1), Required(RESPONDER, 1)]))
    assert worked == {1: 3, 2: 3, 3: 3, 4: 3}


def test_fixed_seats_stay_and_are_counted():
    fixed = [seat(1, 1), seat(2, 1), seat(2, 2)]
    found = seats(problem([person(1), person(2)], WEEK[:4], fixed=fixed))
    assert set(fixed) <= set(found)
    assert len(found) == 5
    assert Counter(one.person for one in found) == {1: 2, 2: 3} or Counter(one.person for one in found) == {1: 3, 2: 2}


def test_a_fixed_seat_may_fill_a_position_that_nobody_requires():
    assert seats(problem([person(1)], WEEK[:1], (), fixed=[seat(1, 1)])) == (seat(1, 1),)


def test_bans_rest_runs_and_hours_are_kept():
    crew = [person(1), person(2, LEADER, RESPONDER)]
    assert times(problem(crew, WEEK[:2], bans=[Ban(1, 1), Ban(1, 2)])) == {2: 2}
    required = [Required(LEADER, 1)]
    assert isinstance(suggest(problem(crew, WEEK[:1], required, bans=[Ban(2, 1, LEADER)])), Impossible)
    close = [shift(1, 0, 0, 8), shift(2, 0, 8, 8), shift(3, 0, 16, 8)]
    found = seats(problem([person(1), person(2)], close, rules=Rules(rest=8 * HOUR)))
    assert found[0].person == found[2].person != found[1].person
    assert set(times(problem([person(1), person(2)], WEEK, rules=Rules(longest_run=1))).values()) == {3, 4}
    most = {person(1, most=16 * HOUR), person(2)}
    assert times(problem(most, WEEK))[1] <= 2
    assert times(problem([person(1), person(2)], WEEK, rules=Rules(month=32 * HOUR)))[1] in (3, 4)


def test_several_shifts_of_one_day_are_one_day_worked():
    shifts = [shift(n + 1, n // 2, 8 + 6 * (n % 2), 4) for n in range(8)]
    assert len(seats(problem([person(1), person(2)], shifts, rules=Rules(longest_run=2, of_seven=2)))) == 8
    assert isinstance(suggest(problem([person(1)], shifts, rules=Rules(longest_run=3))), Impossible)


def test_the_past_counts_for_rest_runs_and_hours():
    stints = [Stint(1, at(-1, 8), at(-1, 16)), Stint(1, at(-2, 8), at(-2, 16)), Stint(1, at(0, 3), at(0, 7))]
    crew = [person(1), person(2)]
    assert times(problem(crew, WEEK[:1], stints=stints, rules=Rules(rest=2 * HOUR))) == {2: 1}
    assert times(problem(crew, [shift(1, 1)], stints=stints, rules=Rules(longest_run=3))) == {2: 1}
    assert times(problem(crew, WEEK[:2], stints=stints, rules=Rules(month=16 * HOUR))) == {2: 2}


def test_a_contract_may_ask_for_more_than_anybody_requires():
    crew = [person(1, least=16 * HOUR), person(2, least=16 * HOUR)]
    found = suggest(problem(crew, WEEK[:2]))
    assert len(found.seats) == 4
    assert found.cost >= 2 * 50
    assert found.proven


def test_shifts_of_any_length_are_weighed_by_their_minutes():
    shifts = [shift(1, 0, 0, 16), shift(2, 1, 0, 16), shift(3, 2, 0, 8), shift(4, 3, 0, 8), shift(5, 4, 0, 16)]
    found = seats(problem([person(1), person(2)], shifts))
    lengths = {duty.id: duty.minutes // 60 for duty in shifts}
    hours = Counter()
    for one in found:
        hours[one.person] += lengths[one.shift]
    assert sorted(hours.values()) in ([32, 32], [24, 40])
    heavy = [replace(shift(1, 0), weight=3), *WEEK[1:4]]
    worked = times(problem([person(1), person(2)], heavy))
    assert sorted(worked.values()) == [1, 3]


def test_the_same_problem_gives_the_same_roster_in_whatever_order_it_is_told():
    given_ = month(days=14)
    turned = replace(
        given_,
        people=given_.people[::-1],
        shifts=given_.shifts[::-1],
        required=given_.required[::-1],
        leaves=given_.leaves[::-1],
        ledger=given_.ledger[::-1],
    )
    assert seats(given_, seed=3, seconds=60) == seats(turned, seed=3, seconds=60) == seats(given_, seed=3, seconds=60)


def test_when_time_is_up_nothing_is_claimed():
    found = suggest(month(), seconds=0.0)
    assert isinstance(found, Undecided)
    assert found.bound == 0.0


def test_what_was_found_but_not_proven_is_said_with_its_gap(monkeypatch):
    given_ = problem([person(1), person(2)], WEEK[:4])
    solve = _highs.Program.solve

    def cut_short(program, **how):
        solved = solve(program, **how)
        return replace(solved, outcome=_highs.Outcome.FOUND, cost=4.0, bound=3.0)

    monkeypatch.setattr(_highs.Program, "solve", cut_short)
    found = suggest(given_)
    assert (found.proven, found.cost, found.bound, found.gap) == (False, 4.0, 3.0, 0.25)


def test_what_is_found_within_a_limit_is_read_from_the_solver():
    program = _highs.Program()
    chance = random.Random(5)  # noqa: S311 - chance, not secrets
    columns = [program.column(cost=-chance.randint(900, 1100), whole=True) for _ in range(60)]
    for _ in range(20):
        program.row({column: float(chance.randint(500, 999)) for column in columns}, 0, 15_000.5)
    solved = program.solve(seed=1, seconds=0.2)
    assert solved.outcome in (_highs.Outcome.FOUND, _highs.Outcome.OPTIMAL)
    assert solved.bound <= solved.cost
    assert len(solved.values) == 60


def unfairness(given_, found):
    """Return what a roster costs, counted from its seats."""
    duties = {duty.id: duty for duty in given_.shifts}
    cost = 0.0
    for aim in _balance.aims(given_):
        load = sum(weight(aim.name, duties[one.shift]) for one in found if one.person == aim.person) / aim.unit
        away = max(aim.low - load, load - aim.high, 0) / aim.shift
        cost += away + 2 * max(away - 1, 0)
    return cost


def weight(name, duty):
    """Return the load of a shift."""
    return duty.minutes * duty.weight if name == "minutes" else int(Burden(name[:-1]) in duty.burdens)


def every_roster(given_):
    """Return every sound roster that fills nothing twice, by trying all of them."""
    least = any(one.least for one in given_.people)
    ways = []
    for duty in given_.shifts:
        for position in sorted({one.position for one in given_.required} | {one.position for one in given_.fixed}):
            rows = sorted((row.kind, row.least) for row in given_.required
                          if row.position == position and row.kind in ("", duty.kind))  # fmt: skip
            held = sum((one.shift, one.position) == (duty.id, position) for one in given_.fixed)
            number = max(rows[-1][1] if rows else 0, held)
            people = [one.id for one in given_.people if position in one.positions]
            sizes = range(number, len(people) + 1) if least and number else [number]
            ways.append([
                [Seat(duty.id, position, who) for who in chosen] for size in sizes
                for chosen in combinations(people, size)])  # fmt: skip
    assume(math.prod(len(way) for way in ways) <= 500)
    for chosen in product(*ways):
        found = {one for group in chosen for one in group}
        if whole(given_, found):
            yield found


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
@example(16)
def test_nothing_is_fairer_and_nothing_possible_is_called_impossible(seed):
    given_ = by_chance(seed, shifts=3)
    costs = [unfairness(given_, found) for found in every_roster(given_)]
    found = suggest(given_)
    assert isinstance(found, Suggestion if costs else Impossible)
    if costs and not any(one.least for one in given_.people):
        assert check(given_, found.seats) == ()
        assert found.cost == pytest.approx(min(costs), abs=1e-4)
        assert unfairness(given_, found.seats) == pytest.approx(found.cost, abs=1e-4)
        assert found.proven
