"""One campaign that is sent through a fault to its end by one gateway, and what it left in tables and record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.gateway.driving import disagreements
from tests.campaigns.gateway.shares import Ledger, ledger, sending
from tests.faults.centre import Centre, centre
from tests.faults.gateways import Forker, wait_until

from thongsuot.campaigns.models import Share
from thongsuot.exercise.gateway import Line

RATE, SESSIONS = 500, 2
LINK = {"window": 40, "rate": RATE, "sessions": SESSIONS, "response": 30}
DONE_WITHIN = 300.0


@dataclass(frozen=True)
class Scene:
    """What a fault meets."""

    share: Share
    ours: Centre
    forker: Forker
    number: int

    @property
    def heard(self) -> int:
        """How many messages the centre has heard."""
        return len(self.ours.lines)


def sent_through(
    running, folder: Path, count: int, fault: Callable[[Scene], object], **more: str
) -> tuple[Ledger, list[Line]]:
    """Let a third of the recipients be sent, let the fault happen, let the rest be sent; nothing may be wrong."""
    with centre(folder / "record.tsv", "--latency=0.002-0.02", "--delivery=0-0.2") as ours, Forker(**more) as forker:
        share = sending(running, count, size=count // 5)
        scene = Scene(share, ours, forker, forker.start("dd-1", ours.url(**LINK)))
        wait_until(lambda: ledger(share).left < count * 2 // 3)
        fault(scene)
        wait_until(lambda: ledger(share).left == 0, DONE_WITHIN)
        wait_until(lambda: ledger(share).sums["delivered"] == ledger(share).sums["accepted"], DONE_WITHIN)
        assert forker.alive(scene.number)
        assert forker.failures == ""
        assert forker.troubles(scene.number) == ""
        told, lines = ledger(share), ours.lines
    assert disagreements(lines, told) == []
    assert len(told.standing) == count
    assert told.sums["uncertain"] == 0
    assert len(lines) == len(told.standing)
    return told, lines
