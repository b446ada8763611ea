"""A single message goes ahead of the share that is under way, and what is about it is told to whoever sent it."""

from __future__ import annotations

import pytest
from tests.campaigns.gateway.driving import house
from tests.campaigns.gateway.shares import ledger, sending

from thongsuot.engines.smpp import Answered, Arrived, Message
from thongsuot.exercise.gateway import Behaviour, Spread

pytestmark = pytest.mark.django_db(transaction=True)
TO = "84911000999"


class Singles:
    """The outbox, as far as the loop knows it."""

    def __init__(self):
        self.waiting, self.answered, self.came, self.lost_times = 0, [], [], 0

    def due(self):
        return 0.0 if self.waiting else None

    def begin(self, session):
        self.waiting -= 1
        session.submit(
            Message(source_addr=b"SO KHCN", destination_addr=TO.encode(), short_message=b"Goi gap"), ("one", 1)
        )
        return True

    def heard(self, event, session):
        match event:
            case Answered(key=("one", _)):
                self.answered.append(event.status)
            case Arrived(pdu):
                self.came.append(pdu.body.short_message)
                session.answer(pdu)
            case _:
                return False
        return True

    def lost(self, session=None):
        self.lost_times += 1


def test_a_single_message_passes_everything_that_waits(running, tmp_path):
    share = sending(running, 1_200)
    singles = Singles()
    with house(tmp_path, Behaviour(latency=Spread(0.01, 0.02))) as ours:
        ours.open(singles, window=20, rate=400)
        ours.until(lambda: ledger(share).sums["sent_upto"] >= 100)
        singles.waiting = 1
        before = len(ours.lines)
        ours.until(lambda: singles.answered)
        at = next(k for k, line in enumerate(ours.lines) if line.destination == TO)
        assert singles.answered == [0]
        assert at - before <= 2 * 20 + 400 // 4  # a window or two, and what a moment of the loop lets go
        ours.until(lambda: ledger(share).left == 0)
        assert ledger(share).sums["accepted"] == 1_200
    assert singles.lost_times >= 1


def test_what_a_subscriber_writes_is_not_taken_for_a_receipt(running, tmp_path):
    share = sending(running, 20)
    singles = Singles()
    with house(tmp_path) as ours:
        ours.open(singles, window=20, enquire=1)  # what wakes the centre, whose thread nobody else does
        ours.until(lambda: ledger(share).sums["delivered"] == 20)
        ours.server.centre.say(b"esme", b"84911000999", b"9000", "Da nhan", now=0.0)
        ours.until(lambda: singles.came)
    assert singles.came == [b"Da nhan"]


def test_a_short_share_does_not_wait_for_a_long_one(running, tmp_path):
    long = sending(running, 2_400)
    short = sending(running, 30, number="99/UBND")
    with house(tmp_path) as ours:
        ours.open(Singles(), window=20, rate=300)
        ours.until(lambda: ledger(long).sums["sent_upto"] >= 300 or ledger(short).left == 0)
        ours.until(lambda: ledger(short).left == 0)
        assert ledger(long).left > 1_200
    assert ledger(short).sums["accepted"] == 30
