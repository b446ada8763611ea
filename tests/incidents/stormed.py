"""A storm let loose on a whole install through its socket, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.cast import BEFORE, Cast
from tests.engines.alerts.storm import BEGIN, Storm, text
from tests.incidents.posting import Posting, Truth, alert_of, post_all, request
from tests.incidents.storms import Struck, staff_of
from tests.web.processes import wait_for

from thongsuot.exercise.actions.casting import load_cast
from thongsuot.incidents import queries
from thongsuot.incidents.models import Delivery, Incident
from thongsuot.organisations import access

EVERY = 0.25  # seconds between two looks
PAGED_WITHIN = 30.0


@dataclass
class Raging:
    """An install under a storm; nothing of ours runs in it."""

    struck: Struck
    truth: Truth
    port: int = 0  # of the events process

    @staticmethod
    def prepare(storm: Storm, truth: Truth) -> Raging:
        """Fill an empty install: the cast, the sites, a source for each group."""
        load_cast(at=BEFORE)
        with access.acting_as_system():
            cast = Cast()
            struck = Struck(storm, cast.department, BEGIN, api=truth.url)
            struck.prepare(cast.enterprises, staff_of(cast.enterprises))
        return Raging(struck, truth)

    def post(self, senders: int = 32) -> Posting:
        """Send the whole storm."""
        return post_all(self.port, self.struck.requests(), senders=senders)

    def applied(self, within: float) -> float:
        """Wait until nothing waits any more and return the seconds."""
        begun = time.monotonic()
        wait_for(lambda: not self.look(queries.waiting_since), within, every=EVERY)
        return time.monotonic() - begun

    def told(self, within: float) -> float:
        """Let the sources say what really lasts, and return the seconds until the board says the same."""
        self.truth.known, begun = True, time.monotonic()
        down = self.struck.down()
        until = begun + within
        while time.monotonic() < until and set(self.look(self.struck.standing)) != down:
            time.sleep(EVERY)
        return time.monotonic() - begun

    def called(self, within: float) -> float:
        """Wait until somebody was called for everything that stands, and return the seconds."""
        begun = time.monotonic()
        wait_for(lambda: not self.look(queries.uncalled().exists), within, every=EVERY)
        return time.monotonic() - begun

    def look(self, act: Callable[[], Any]) -> Any:
        """Look at the tables with the sight of everybody."""
        with access.acting_as_system():
            return act()

    def figures(self) -> dict[str, int]:
        """Count what is wrong: nothing of it may be."""
        standing, down = self.look(self.struck.standing), self.struck.down()
        return {
            "zombies": len(set(standing) - down) + sum(number - 1 for number in standing.values()),
            "missing": len(down - set(standing)),
            "wrong": len(self.look(self.struck.wrong_alarms)) + self.look(self.struck.astray),
            "waiting": int(self.look(queries.waiting_since) is not None),
            "unreadable": self.look(Delivery.objects.exclude(fault="").count),
        }

    def paged(self, times: int) -> list[float]:
        """Let lines of the first priority fail one by one; return the seconds until somebody was called for each."""
        quiet = [line for line in self.struck.storm.lines[::3] if not line.down][:times]
        found = []
        for number, line in enumerate(quiet):
            body = alert_of(line.labels, text(datetime.now(UTC)), line.fingerprint)
            octets = request(self.struck.secrets[line.labels["doanh_nghiep"]], body)
            assert post_all(self.port, [octets], senders=1).kept == {0}, number
            begun, code = time.monotonic(), line.labels["diem"]
            rows = Incident.objects.filter(site__code=code, state="open", ladder__isnull=False)
            wait_for(lambda rows=rows: self.look(rows.exists), PAGED_WITHIN, every=0.02)
            found.append(time.monotonic() - begun)
            time.sleep(0.5)
        return found
