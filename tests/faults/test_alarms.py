"""Whatever is killed or stopped while alarms storm in: what was answered 2xx is kept and applied, and nothing twice."""

from __future__ import annotations

import json
import random
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.faults import killer
from tests.faults.alarms import storm
from tests.faults.house import House, house, seed
from tests.incidents.posting import Posting, Truth, post_all, request, standing
from tests.incidents.storms import group_of
from tests.web.processes import wait_for

SEED = seed()
APPLIED_WITHIN, TRUE_WITHIN = 120.0, 150.0
TARGETS = ("events", "timer", "worker-timer", "database", "worker", "web")


@dataclass
class Struck:
    """A house that is struck while its sources tell of alarms."""

    house: House
    truth: Truth
    deliveries: int
    pace: float
    posting: list[Posting] = field(default_factory=list)

    def run(self, faults: list[killer.Fault]) -> dict[str, Any]:
        """Let the storm in, strike, let everything come to rest, and compare."""
        self.house.up()
        told = {"seed": SEED, "deliveries": self.deliveries, "port": self.truth.port}
        secrets = json.loads(self.house.step("tests.faults.alarms", "prepare", told=told))
        requests = [request(secrets[group_of(one.body)], one.body) for one in self.truth.storm.posted]
        sending = threading.Thread(
            target=lambda: self.posting.append(post_all(self.port, requests, senders=6, pace=self.pace))
        )
        sending.start()
        struck = sum(killer.strike(self.house.install, fault, self.house.witness) for fault in faults)
        sending.join(600.0)
        green = self.house.until_green()
        kept = sorted(self.posting[0].kept)
        wait_for(lambda: not self._audit(kept)["waiting"], APPLIED_WITHIN, every=1.0)
        self.truth.known = True
        wait_for(lambda: _true(self._audit(kept)), TRUE_WITHIN, every=2.0)
        answers = dict(self.posting[0].answers)
        return {**self._audit(kept), "struck": struck, "green": green, "answered": len(kept), "answers": answers}

    def _audit(self, kept: list[int]) -> dict[str, Any]:
        told = {"seed": SEED, "deliveries": self.deliveries, "kept": kept}
        return json.loads(self.house.step("tests.faults.alarms", "audit", told=told))

    @property
    def port(self) -> int:
        """Return the port at which the events process listens, as it was told."""
        number = self.house.install.ticks()["events"]
        told = Path(f"/proc/{number}/environ").read_bytes().split(b"\0")
        return next(int(one.partition(b"=")[2]) for one in told if one.startswith(b"TS_EVENTS_PORT="))


def _true(found: dict[str, Any]) -> bool:
    return not found["zombies"] and not found["missing"] and not found["uncalled"]


def blows(count: int, gap: float) -> list[killer.Fault]:
    """Draw the blows: whoever takes in, applies or keeps is killed, and whoever applies is stopped and woken again."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    faults: list[killer.Fault] = []
    while len(faults) < count:
        first = chance.sample(("events", "timer", "database", "worker-timer"), 4)
        faults += [killer.Fault(chance.uniform(0.2, gap), target, None) for target in first]
        frozen = chance.choice(("timer", "worker-timer"))
        faults.append(killer.Fault(chance.uniform(0.2, gap), frozen, chance.uniform(1.0, 4.0)))
        faults.append(killer.Fault(chance.uniform(0.2, gap), chance.choice(("worker", "web", "events")), None))
    return faults[:count]


def struck(folder: Path, count: int, gap: float, deliveries: int, pace: float) -> dict[str, Any]:
    faults = blows(count, gap)
    print(f"\nTS_SEED={SEED}; {'; '.join(map(str, faults))}")  # noqa: T201  # repeats the run
    with standing(storm(SEED, deliveries)) as truth, house(folder) as ours:
        found = Struck(ours, truth, deliveries, pace).run(faults)
    print(json.dumps(found))  # noqa: T201  # for the record
    assert found["violations"] == []
    assert found["struck"] == count
    assert found["answered"] == deliveries
    assert found["deliveries"] >= deliveries
    assert found["answers"].keys() - {"202"}, "no sender noticed a blow: they proved little"
    return found


def test_nothing_that_was_answered_is_lost_whatever_is_killed_and_a_frozen_one_does_nothing_twice(tmp_path):
    struck(tmp_path, 6, 1.5, deliveries=1_500, pace=0.02)


@pytest.mark.soak
def test_the_long_form_loses_no_alarm(tmp_path):
    struck(tmp_path, 36, 4.0, deliveries=30_000, pace=0.02)
