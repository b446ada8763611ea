"""Three gateways on three hosts: one is cut off while a campaign is sent, the others finish without it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from tests.campaigns.gateway.driving import disagreements
from tests.campaigns.gateway.shares import FIRST, ledger, sending
from tests.faults.centre import Centre, centre
from tests.faults.gateways import Forker, wait_until
from tests.faults.hosts import CENTRE, Hosts, hosts, move

from thongsuot.campaigns.actions.claiming import LOCK
from thongsuot.engines.smpp import Standing

pytestmark = pytest.mark.django_db(transaction=True)
RECIPIENTS, RATE, SESSIONS = 3_000, 480, 6
LINK = {"sessions": SESSIONS, "rate": RATE, "window": 20, "response": 20}
LATER = 10.0  # seconds that the others may need more than without the cut (issue 5)


@contextlib.contextmanager
def gateways(there: Hosts, url: str, ours: Centre) -> Iterator[list[tuple[Forker, int]]]:
    """Keep a gateway on each host."""
    with contextlib.ExitStack() as stack:
        forkers = [stack.enter_context(Forker(url=url, within=there.within(f"host{n}"))) for n in range(there.count)]
        yield [(forker, forker.start("dd-1", ours.url(**LINK))) for forker in forkers]


def places() -> list[int]:
    """Return how many places of the link each gateway holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s GROUP BY pid ORDER BY 1", [LOCK]
        )
        return [int(count) for (count,) in cursor.fetchall()]


def finished(share, begun: float) -> float:
    """Wait until all of a share has its outcome, and return how long that took."""
    wait_until(lambda: ledger(share).left == 0, 300.0)
    return time.monotonic() - begun


def cut_off(there: Hosts, share) -> float:
    """Cut one host off in the middle, and return how long the whole took."""
    begun = time.monotonic()
    wait_until(lambda: ledger(share).left < RECIPIENTS * 2 // 3)
    there.cut(0)
    try:
        return finished(share, begun)
    finally:
        assert len(places()) == there.count - 1
        there.mend(0)


def test_when_one_of_three_hosts_is_cut_off_the_others_finish_ten_seconds_later_at_most(running, own, tmp_path):
    fair = [SESSIONS // 3] * 3
    with hosts(3) as there:
        connection.close()
        url = move(own, there)
        room = {"address": CENTRE, "within": there.within("room")}
        with centre(tmp_path / "record.tsv", "--latency=0.01-0.03", **room) as ours, gateways(there, url, ours):
            wait_until(lambda: places() == fair)
            undisturbed = finished(sending(running, RECIPIENTS, size=300), time.monotonic())
            share = sending(running, RECIPIENTS, size=300, first=FIRST + 1_000_000, number="99/UBND-KGVX")
            disturbed = cut_off(there, share)
            wait_until(lambda: places() == fair)  # what it still had on its way came first; none is sent again
            told, lines = ledger(share), ours.lines
    print(f"{RECIPIENTS}: {undisturbed:.1f} s, with a host cut off {disturbed:.1f} s, {told.sums}")  # noqa: T201  # for the record
    assert disturbed < undisturbed + LATER
    assert disagreements([line for line in lines if int(line.destination) in told.standing], told) == []
    uncertain = sum(standing is Standing.UNCERTAIN for standing in told.standing.values())
    assert uncertain == told.sums["uncertain"] <= SESSIONS // there.count * max(LINK["window"], RATE // SESSIONS)
    assert len(told.standing) == RECIPIENTS
