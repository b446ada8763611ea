"""Whatever is killed or stopped on the running system, nothing that was acknowledged is lost or done twice."""

from __future__ import annotations

import json
import random

import pytest
from tests.faults import killer
from tests.faults.house import ALL_GONE_WITHIN, House, Outcome, Plan, caught_at_the_worst_moment, house, run, seed

from thongsuot.web import embedded

SEED = seed()
EVERYBODY = ["bc-1", "cd-1", "dd-1", "dd-2", "in-1"]


def tenth() -> Plan:
    """Return the short run."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    faults = killer.few(chance, gap=2.0)
    return Plan(SEED, faults, ["dd-1", "bc-1"], cut_off=14.0, letters=1, every=0.0, pause=0.15)


def whole() -> Plan:
    """Return the long run: every process is struck again and again."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    faults = killer.drawn(chance, 35, gap=8.0)
    return Plan(SEED, faults, EVERYBODY, cut_off=chance.uniform(60.0, 120.0), letters=30, every=15.0, pause=0.5)


def at_the_senders() -> Plan:
    """Return a run in which the sender of mail is killed again and again while mail leaves."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    faults = [killer.Fault(chance.uniform(0.1, 3.0), "timer", None) for _ in range(25)]
    return Plan(SEED, faults, ["dd-1", "bc-1"], cut_off=60.0, letters=30, every=4.0, pause=0.3)


def told(plan: Plan, outcome: Outcome | None = None) -> None:
    """Print what repeats the run, and its figures."""
    print(f"\nTS_SEED={plan.seed}; {'; '.join(map(str, plan.faults))}")  # noqa: T201  # repeats the run
    if outcome is not None:
        print(json.dumps(outcome.figures, ensure_ascii=False))  # noqa: T201  # for the record


def compared(ours: House, plan: Plan) -> Outcome:
    """Run and compare."""
    told(plan)
    outcome = run(ours, plan)
    told(plan, outcome)
    assert outcome.figures["acknowledged"] > 10
    assert outcome.figures["struck"] == len(plan.faults)
    return outcome


def up_again_and_down(ours: House) -> None:
    """Kill the supervisor, start again on what it left, and end politely."""
    ours.kill_supervisor()
    seconds = ours.up()
    green = ours.until_green()
    gone = ours.end()
    print(f"up again {seconds:.1f} s, green {green:.1f} s, gone {gone:.1f} s")  # noqa: T201  # for the record
    assert gone < ALL_GONE_WITHIN


def test_nothing_acknowledged_is_lost_whatever_is_killed_and_the_check_sees_a_missing_fence(tmp_path):
    with house(tmp_path) as ours:
        assert compared(ours, tenth()).violations == []
        up_again_and_down(ours)
        embedded.start(ours.home)
        assert caught_at_the_worst_moment(ours, fence=True) == []
        found = caught_at_the_worst_moment(ours, fence=False)
        assert [line for line in found if "arrived 2 times with 0 doubts" in line], found


@pytest.mark.soak
def test_the_long_form_loses_nothing_whatever_is_killed(tmp_path):
    with house(tmp_path) as ours:
        assert compared(ours, whole()).violations == []
        up_again_and_down(ours)


@pytest.mark.soak
@pytest.mark.parametrize("fence", [True, False], ids=["fenced", "unfenced"])
def test_killing_the_sender_again_and_again_shows_whether_there_is_a_fence(tmp_path, fence):
    with house(tmp_path, fence=fence) as ours:
        found = compared(ours, at_the_senders()).violations
        twice = [line for line in found if "arrived 2 times with 0 doubts" in line]
        assert (found == []) if fence else twice, found
