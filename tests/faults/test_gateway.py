"""Whenever a gateway is killed, the centre's record and our tables agree on every recipient, and nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
from tests.campaigns.gateway.driving import disagreements, house
from tests.campaigns.gateway.shares import ledger, sending
from tests.campaigns.running import Running
from tests.faults.gateways import Forker, backends, terminate, wait_until
from tests.faults.house import seed

from thongsuot.engines.smpp import Standing, Status
from thongsuot.exercise.gateway import Behaviour, Spread
from thongsuot.organisations import access
from thongsuot.outbox.models import SmsLink

pytestmark = pytest.mark.django_db(transaction=True)
SEED = seed()
WINDOW, RATE = 40, 1_000


@pytest.fixture
def running(cast):
    """Return campaigns kept by the run's own server: nobody kills it here."""
    return Running(cast)


def behaviour() -> Behaviour:
    """Return a centre with all that goes wrong in earnest."""
    return Behaviour(
        seed=SEED,
        latency=Spread(0.002, 0.03),
        refusals=((0.02, Status.RINVDSTADR), (0.01, Status.RMSGQFUL)),
        cut=0.0005,
        dropped=0.002,
        delivery=Spread(0.0, 0.2),
        twice=0.05,
    )


class Struck:
    """One share under way, its gateway struck again and again; `doubt` is what each left claimed without an outcome."""

    def __init__(self, share, forker: Forker, url: str, chance: random.Random) -> None:
        self.share, self.forker, self.url, self.chance = share, forker, url, chance
        self.doubt: set[int] = set()
        self.largest = 0
        self.number = forker.start("dd-1", url)

    def kill(self) -> None:
        """Kill it at some moment, and start another one."""
        time.sleep(self.chance.uniform(0.05, 0.9))
        self.forker.kill(self.number)
        wait_until(lambda: not backends())
        claimed = ledger(self.share).claimed
        self.doubt |= claimed
        self.largest = max(self.largest, len(claimed))
        self.number = self.forker.start("dd-1", self.url)

    def part(self) -> None:
        """Part it from the database at some moment."""
        time.sleep(self.chance.uniform(0.05, 0.5))
        terminate(backends())

    def stop(self) -> None:
        """Stop it for a while."""
        time.sleep(self.chance.uniform(0.05, 0.5))
        os.kill(self.number, signal.SIGSTOP)
        time.sleep(self.chance.uniform(0.1, 0.6))
        os.kill(self.number, signal.SIGCONT)


def struck(running, folder, blows: list[str], *words: str, count: int):
    """Let a share be sent under blows to its end; return what does not agree, and what is left to look at."""
    share = sending(running, count, size=count // 8)
    with house(folder, behaviour()) as ours, Forker(*words) as forker:
        url = f"smpp://esme:secret@127.0.0.1:{ours.port}?window={WINDOW}&rate={RATE}&response=2"
        under_way = Struck(share, forker, url, random.Random(SEED))  # noqa: S311  # moments, not secrets
        for blow in blows:
            getattr(under_way, blow)()
        wait_until(lambda: ledger(share).left == 0)
        told, lines = ledger(share), ours.lines
    dropped = {int(line.destination) for line in lines if line.fate == "dropped"}
    return disagreements(lines, told), told, under_way, dropped


def test_a_killed_gateway_leaves_no_more_in_doubt_than_it_had_claimed(running, tmp_path):
    print(f"TS_SEED={SEED}")  # noqa: T201  # repeats the run
    found, told, under_way, _dropped = struck(running, tmp_path, ["kill", "part", "kill", "stop", "kill"], count=3_000)
    assert found == []
    uncertain = {number for number, standing in told.standing.items() if standing is Standing.UNCERTAIN}
    assert len(uncertain) == told.sums["uncertain"]
    assert under_way.largest <= max(WINDOW, RATE)
    assert uncertain >= under_way.doubt
    assert told.sums["accepted"] > 500
    with access.acting_as_system():
        assert SmsLink.objects.get(name="dd-1").gateway


def test_without_the_fence_the_comparison_finds_what_was_sent_twice(running, tmp_path):
    found, *_rest = struck(running, tmp_path, ["kill"] * 4, "unfenced", count=2_000)
    assert [line for line in found if line.endswith("got 2 messages")], found


@pytest.mark.soak
def test_the_long_form_agrees_whatever_is_struck(running, tmp_path):
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    blows = [chance.choice(["kill", "kill", "part", "stop"]) for _ in range(100)]
    print(f"TS_SEED={SEED}")  # noqa: T201  # repeats the run
    found, told, under_way, _dropped = struck(running, tmp_path, blows, count=45_000)
    assert found == []
    assert under_way.largest <= max(WINDOW, RATE)
