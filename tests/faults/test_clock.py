"""The wall clock of a gateway's machine steps back and forth: lanes, pacing and receipts do not notice."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from tests.faults.gateways import wait_until
from tests.faults.through import SESSIONS, Scene, sent_through

from thongsuot.campaigns.models import Lane
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = Path(__file__).with_name("clock.c")
STEPS = (-3_600, 90, -86_400)  # seconds by which the clock is wrong, one after the other


@pytest.fixture
def clock(tmp_path):
    """Return the file that says how wrong the clock is, and what a process needs to go by it."""
    library, file = tmp_path / "clock.so", tmp_path / "clock"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, SOURCE], check=True)
    file.write_bytes((0).to_bytes(8, "little", signed=True))
    return file, {"LD_PRELOAD": str(library), "TS_FAULT_CLOCK": str(file)}


def seen_at(share):
    """Return when a share's lanes were last shown, by the gateway's clock."""
    with access.acting_as_system():
        return max(Lane.objects.filter(share=share).values_list("seen_at", flat=True)).timestamp()


def test_a_clock_that_steps_changes_nothing_of_what_is_sent(running, own, clock, tmp_path):
    file, more = clock

    def stepping(scene: Scene) -> None:
        for wrong in STEPS:
            with file.open("r+b") as octets:
                octets.write(wrong.to_bytes(8, "little", signed=True))
            wait_until(lambda wrong=wrong: abs(seen_at(scene.share) - time.time() - wrong) < 60)
            assert scene.forker.alive(scene.number)

    told, lines = sent_through(running, tmp_path, 5_000, stepping, **more)
    assert told.sums["accepted"] == len(told.standing)
    assert told.sums["delivered"] == told.sums["accepted"]
    assert len({line.session for line in lines}) == SESSIONS  # no session was lost over it
