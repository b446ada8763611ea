"""Whatever is killed or stopped on the running system, nothing that was acknowledged is lost or done twice."""

from __future__ import annotations

import json
import os
import random

import pytest
from tests.faults import killer
from tests.faults.house import ALL_GONE_WITHIN, House, Outcome, Plan, house, run, seed

LONG = bool(os.environ.get("TS_SOAK"))
SEED = seed()
EVERYBODY = ["bc-1", "cd-1", "dd-1", "dd-2", "in-1"]
soak = [pytest.mark.soak, pytest.mark.skipif(not LONG, reason="the long form: TS_SOAK=1")]


def tenth() -> Plan:
    """Return the short run."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    return Plan(SEED, killer.few(chance, gap=2.0), ["dd-1", "bc-1"], cut_off=14.0, letters=1, pause=0.25)


def whole(number: int) -> Plan:
    """Return the long run: every process is struck again and again."""
    chance = random.Random(SEED + number)  # noqa: S311  # moments, not secrets
    faults = killer.drawn(chance, 35, gap=8.0)
    return Plan(SEED + number, faults, EVERYBODY, cut_off=chance.uniform(90.0, 200.0), letters=8, pause=0.6)


def told(plan: Plan, outcome: Outcome | None = None) -> None:
    """Print what repeats the run, and its figures."""
    print(f"\nTS_SEED={plan.seed}; {'; '.join(map(str, plan.faults))}")  # noqa: T201  # repeats the run
    if outcome is not None:
        print(json.dumps(outcome.figures, ensure_ascii=False))  # noqa: T201  # for the record


def afterwards(ours: House) -> None:
    """Kill the supervisor, start again on what it left, and end politely."""
    ours.kill_supervisor()
    seconds = ours.up()
    green = ours.until_green()
    gone = ours.end()
    print(f"up again {seconds:.1f} s, green {green:.1f} s, gone {gone:.1f} s")  # noqa: T201  # for the record
    assert gone < ALL_GONE_WITHIN


def proven(ours: House, plan: Plan) -> None:
    """Run, compare, and let the install come up once more."""
    told(plan)
    outcome = run(ours, plan)
    told(plan, outcome)
    assert outcome.violations == []
    assert outcome.figures["acknowledged"] > 10
    assert outcome.figures["struck"] == len(plan.faults)
    afterwards(ours)


def test_nothing_acknowledged_is_lost_whatever_is_killed(tmp_path):
    with house(tmp_path) as ours:
        proven(ours, tenth())
