"""Campaigns under way, and blows at their gateway, their database and the centre; what the tables and the record say.

A blow kills one or two of the three at a moment drawn from a seed, and starts them again. What a gateway had claimed
when it died may be in doubt, and what was under way when the centre died; nothing else.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from tests.campaigns.gateway.driving import disagreements
from tests.campaigns.gateway.shares import FIRST, Ledger, ledger, sending
from tests.cast import MONDAY
from tests.faults.centre import Centre
from tests.faults.cluster import Cluster
from tests.faults.gateways import Forker, backends, wait_until

from thongsuot.campaigns.models import Batch, Share
from thongsuot.engines.smpp import Standing
from thongsuot.organisations import access

KINDS = ("gateway", "database", "centre")
ORDER = {"centre": 0, "database": 1, "gateway": 2}  # what is looked at before a centre dies needs the database
WINDOW, RATE, SESSIONS = 40, 1_000, 2
LINK = {"window": WINDOW, "rate": RATE, "sessions": SESSIONS, "response": 30}
CLAIM = SESSIONS * max(WINDOW, RATE // SESSIONS)  # recipients claimed at once, at most
DONE_WITHIN = 300.0


def drawn(chance: random.Random, count: int) -> list[tuple[str, ...]]:
    """Draw blows: each kind as often as the others, and every fourth blow is at two at once."""
    blows: list[tuple[str, ...]] = []
    while len(blows) < count:
        for kind in chance.sample(KINDS, len(KINDS)):
            other = chance.choice([each for each in KINDS if each != kind])
            blows.append((kind, other) if chance.random() < 0.25 else (kind,))
    return [tuple(sorted(blow, key=ORDER.__getitem__)) for blow in blows[:count]]


@dataclass
class Found:
    """What is wrong, and the figures of a run."""

    wrong: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    largest: int = 0  # claimed without an outcome when something died

    def words(self) -> str:
        """Return the figures for the record."""
        told = ", ".join(f"{name} {count}" for name, count in sorted(self.figures.items()))
        return f"{told}, largest claim in doubt {self.largest} of {CLAIM} allowed"


class Struck:
    """One gateway, one centre, one database, and campaigns of so many recipients, one after the other."""

    def __init__(self, running, own: Cluster, centre: Centre, forker: Forker, chance: random.Random) -> None:
        self.running, self.own, self.centre, self.forker, self.chance = running, own, centre, forker, chance
        self.found = Found()
        self.share: Share | None = None
        self.doubt: set[int] = set()
        self.number = 0

    def run(self, blows: list[tuple[str, ...]], recipients: int) -> Found:
        """Strike while campaigns are under way, let the last one end, and compare each."""
        self._start_gateway()
        for blow in blows:
            time.sleep(self.chance.uniform(0.05, 0.9))
            while self.share is None or ledger(self.share).left == 0:
                self._compare()
                self._begin(recipients)
                time.sleep(self.chance.uniform(0.2, 0.9))
            self._strike(blow)
        self._compare()
        self.found.wrong += [self.forker.failures] if self.forker.failures else []
        return self.found

    def _begin(self, recipients: int) -> None:
        first = FIRST + 1_000_000 * self.found.figures["campaigns"]
        self.running.at = MONDAY  # each of them is asked for anew
        number = f"{100 + self.found.figures['campaigns']}/UBND-KGVX"
        self.share = sending(self.running, recipients, size=recipients // 8, first=first, number=number)
        self.doubt = set()
        self.found.figures["campaigns"] += 1

    def _strike(self, blow: tuple[str, ...]) -> None:
        """Kill, leave it so for a moment, start again."""
        assert self.forker.alive(self.number), "the gateway ended by itself"
        for kind in blow:
            getattr(self, f"_kill_{kind}")(alone=blow == ("centre",))
            self.found.figures[f"killed {kind}"] += 1
            time.sleep(self.chance.uniform(0.0, 0.2))
        self.found.figures["blows"] += 1
        time.sleep(self.chance.uniform(0.0, 0.4))
        if "database" in blow:
            self.own.start()
        if "gateway" in blow:
            wait_until(lambda: not backends())
            self._in_doubt()
        if "centre" in blow:
            self.centre.start()
        if "gateway" in blow:
            self._start_gateway()

    def _start_gateway(self) -> None:
        self.number = self.forker.start("dd-1", self.centre.url(**LINK))

    def _kill_gateway(self, **_told: bool) -> None:
        self.forker.kill(self.number)

    def _kill_database(self, **_told: bool) -> None:
        self.own.kill()
        connection.close()

    def _kill_centre(self, **_told: bool) -> None:
        """Kill it while the gateway holds its breath: so we know what it had claimed."""
        os.kill(self.number, signal.SIGSTOP)
        try:
            self._in_doubt()
            self.centre.kill()
        finally:
            os.kill(self.number, signal.SIGCONT)

    def _in_doubt(self) -> None:
        claimed = ledger(self.share).claimed
        self.doubt |= claimed
        self.found.largest = max(self.found.largest, len(claimed))

    def _compare(self) -> None:
        """Let the campaign end, and look at every recipient."""
        if self.share is None:
            return
        wait_until(lambda: ledger(self.share).left == 0, DONE_WITHIN)
        told = ledger(self.share)
        lines = [line for line in self.centre.lines if int(line.destination) in told.standing]
        wrong, figures = self.found.wrong, self.found.figures
        wrong += disagreements(lines, told)
        with access.acting_as_system():
            expected = sum(batch.count for batch in Batch.objects.filter(share=self.share))
        uncertain = {number for number, standing in told.standing.items() if standing is Standing.UNCERTAIN}
        if len(told.standing) != expected:
            wrong.append(f"{expected - len(told.standing)} recipients are lost")
        wrong += [f"{number} is uncertain, and was not claimed at any blow" for number in uncertain - self.doubt]
        _count(figures, told, len(uncertain), len(self.doubt))
        self.share = None


def _count(figures: Counter[str], told: Ledger, uncertain: int, claimed: int) -> None:
    figures["recipients"] += len(told.standing)
    figures["accepted"] += told.sums["accepted"]
    figures["refused"] += told.sums["refused"]
    figures["uncertain"] += uncertain
    figures["claimed at blows"] += claimed
