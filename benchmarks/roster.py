"""The promise: a month of 32 people at 4 positions proven or within 1 % in 10 s, 40 small rosters in 90 s, all sound.

The month has three shifts a day, five seats a shift, 8 % leave, rest, at most six days of seven, hours a month, and
what months before left uneven. The independent checker judges every roster. Prints seconds of the clock and of the
processor; `--json` puts the figures on the last line. Exits 1 where a promise is broken.

.venv/bin/python benchmarks/roster.py [--json] [--months N]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from thongsuot.engines import roster
from thongsuot.engines.roster import Burden, Leave, Ledger, Load, Person, Problem, Required, Rules, Shift, Suggestion

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = datetime(2020, 2, 3, tzinfo=ZONE)
DAYS = 28
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LARGE_SECONDS, SMALL_SECONDS, GAP = 10.0, 90.0, 0.01
LIMIT = 60.0  # HiGHS may take so long, so that a busy machine breaks a promise about time and not one about proof
ORGANISATIONS = 40


@dataclass(frozen=True)
class Timed:
    """What a suggestion took, and what it is."""

    found: object
    seconds: float
    processor: float

    @property
    def kept(self) -> bool:
        """Tell whether it is a roster, proven or within the gap."""
        return isinstance(self.found, Suggestion) and self.found.gap <= GAP


def large(seed: int) -> Problem:
    """Make the month of 32 people."""
    shifts = turns((("morning", 6, 8), ("evening", 14, 8), ("night", 22, 8)))
    crew = (["leader"], 6), (["operations"], 5), (["responder"], 12), (["technician"], 5)
    both = (["leader", "operations"], 1), (["responder", "technician"], 3)
    people = [Person(0, frozenset(names)) for names, number in (*crew, *both) for _ in range(number)]
    required = [Required("leader", 1), Required("operations", 1), Required("responder", 2), Required("technician", 1)]
    rules = Rules(rest=11 * HOUR, longest_run=6, of_seven=6, month=208 * HOUR)
    return drawn(people, shifts, required, rules, seed)


def small(seed: int) -> Problem:
    """Make a month of 8 to 12 people: few share turns of a whole day, more share half days."""
    size = 8 + seed % 5
    whole = size <= 10
    shifts = turns((("whole", 7, 24),) if whole else (("day", 7, 12), ("night", 19, 12)))
    names = [["leader", "responder"], ["operations", "responder"], ["leader", "operations", "responder"]]
    people = [Person(0, frozenset(names[n % 3])) for n in range(size)]
    required = [Required("leader", 1), Required("operations", 1), Required("responder", 1)]
    rules = Rules(rest=(24 if whole else 12) * HOUR, longest_run=6, of_seven=6)
    return drawn(people, shifts, required, rules, seed)


def turns(kinds: tuple[tuple[str, int, int], ...]) -> list[Shift]:
    """Give the shifts of the month."""
    made = []
    for day in range(DAYS):
        for kind, hour, hours in kinds:
            starts_at = FIRST + DAY * day + HOUR * hour
            burdens = {Burden.NIGHT} if kind in ("night", "whole") else set()
            burdens |= {Burden.WEEKEND} if starts_at.weekday() >= 5 else set()
            burdens |= {Burden.HOLIDAY} if day in (6, 7) else set()
            made.append(Shift(len(made) + 1, starts_at, starts_at + HOUR * hours, kind, frozenset(burdens)))
    return made


def drawn(people: list[Person], shifts: list[Shift], required: list[Required], rules: Rules, seed: int) -> Problem:
    """Add leave and a past by chance."""
    chance = random.Random(seed)  # noqa: S311 - chance, not secrets
    people = [Person(number, one.positions) for number, one in enumerate(people, 1)]
    leaves = [
        Leave(one.id, FIRST + DAY * day, FIRST + DAY * (day + 1))
        for one in people
        for day in range(DAYS)
        if chance.random() < 0.08
    ]
    whole = sum(shift.minutes for shift in shifts)
    ledger = [
        Ledger(one.id, Load(whole * chance.randint(10, 20) // 100, chance.randint(3, 6)), Load(whole, DAYS))
        for one in people
    ]
    return Problem(
        tuple(people), tuple(shifts), tuple(required), ZONE, rules, leaves=tuple(leaves), ledger=tuple(ledger)
    )


def timed(problem: Problem, seconds: float) -> Timed:
    """Suggest a roster, let the checker judge it, and tell what the suggestion took."""
    clock, processor = perf_counter(), process_time()
    found = roster.suggest(problem, seed=1, seconds=seconds)
    took = Timed(found, perf_counter() - clock, process_time() - processor)
    if isinstance(found, Suggestion) and (broken := roster.check(problem, found.seats)):
        raise SystemExit(f"the checker does not agree: {broken[:3]}")
    return took


def told(found: object) -> str:
    """Say what came out."""
    if isinstance(found, Suggestion):
        return f"cost {found.cost:g}, bound {found.bound:g}, {'proven' if found.proven else f'gap {found.gap:.1%}'}"
    return type(found).__name__


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    options.add_argument("--months", type=int, default=5)
    chosen = options.parse_args()
    months = []
    for seed in range(1, chosen.months + 1):
        months.append(timed(large(seed), LIMIT))
        last = months[-1]
        print(
            f"32 people, 28 days, 420 seats: {last.seconds:.1f} s, processor {last.processor:.1f} s; {told(last.found)}"
        )
    houses = [timed(small(seed), LIMIT) for seed in range(ORGANISATIONS)]
    seconds, processor = sum(one.seconds for one in houses), sum(one.processor for one in houses)
    suggested = sum(isinstance(one.found, Suggestion) for one in houses)
    impossible = sum(isinstance(one.found, roster.Impossible) for one in houses)
    close = sum(one.kept for one in houses)
    slowest = max(houses, key=lambda one: one.seconds)
    print(
        f"{ORGANISATIONS} organisations: {seconds:.1f} s, processor {processor:.1f} s, slowest {slowest.seconds:.1f} s"
    )
    print(f"  {suggested} rosters ({close} proven or within 1 %), {impossible} proven impossible, with the reasons")
    kept = all(one.kept and one.seconds <= LARGE_SECONDS for one in months) and seconds <= SMALL_SECONDS
    kept = kept and close + impossible == ORGANISATIONS
    figures = {
        "month_seconds": [round(one.seconds, 2) for one in months],
        "month_processor": [round(one.processor, 2) for one in months],
        "month_gaps": [one.found.gap for one in months if isinstance(one.found, Suggestion)],
        "organisations_seconds": round(seconds, 2),
        "organisations_processor": round(processor, 2),
        "suggested": suggested,
        "impossible": impossible,
        "kept": kept,
    }
    if chosen.json:
        print(json.dumps(figures))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
