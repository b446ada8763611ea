"""Bend octets and time in ways no centre ever did, and see that sessions keep their promises; a seed plays it again.

`python -m tests.engines.smpp.fuzzing [--seconds 20] [--seed 1] [--only INDEX]`: a case follows from seed and index.
"""

import random
import sys

import numpy as np
from tests.engines.smpp.joined import accepted, bound, cut, message, receipt, told
from tests.playing import by_hand

from thongsuot.engines import smpp

Chance = random.Random
WEIRD = (0, 1, 15, 16, 17, 255, 256, 65_535, 65_536, 0x7FFFFFFF, 0x80000000, 0x80000004, 0xFFFFFFFF)
COMMANDS = (*smpp.Command, 0x77, 0x80000077)


def pdu(chance: Chance, sequences: list[int]) -> bytes:
    """Some PDU: an answer to something, a receipt, a request, nonsense."""
    sequence = chance.choice(sequences) if sequences and chance.random() < 0.9 else chance.randrange(1 << 32)
    kind = chance.random()
    if kind < 0.5:
        name = chance.choice((b"", b"7F", b"%010X" % sequence, b"\x80\0\0\4"[:1], b"x" * 64))
        return accepted(sequence, name, chance.choice((0, 0, 0, 0, 8, 0x0B, 0x14, 0x45, 0x58)))
    if kind < 0.7:
        body = receipt(b"%d" % sequence, chance.choice((b"DELIVRD", b"UNDELIV", b"X")))
        return smpp.encode(smpp.Pdu(smpp.Command.DELIVER_SM, sequence, 0, body))
    if kind < 0.8:
        return smpp.encode(
            smpp.Pdu(smpp.Command.DELIVER_SM, sequence, 0, message(chance.randbytes(chance.randrange(99))))
        )
    body = chance.randbytes(chance.choice((0, 0, 1, 5, 40, 300)))
    numbers = (16 + len(body), int(chance.choice(COMMANDS)), chance.choice(WEIRD), sequence)
    return b"".join(number.to_bytes(4, "big") for number in numbers) + body


def bent(chance: Chance, octets: bytes) -> bytes:
    """Octets with a few of them changed, left out or put in."""
    spoilt = bytearray(octets)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 3))):
        place = chance.randrange(len(spoilt) + 1)
        match chance.randrange(4):
            case 0:
                spoilt[place : place + 1] = chance.randbytes(1)
            case 1:
                del spoilt[place : place + chance.randrange(1, 20)]
            case 2:
                spoilt[place:place] = chance.randbytes(chance.randrange(1, 20))
            case 3:
                spoilt[place : place + 4] = chance.choice(WEIRD).to_bytes(4, "big")
    return bytes(spoilt)


class Case:
    """Two sessions that are played alike, one reading arrays and whole lots, the other singly and in crumbs."""

    def __init__(self, chance: Chance) -> None:
        """Bind both."""
        self.chance = chance
        self.role = chance.choice((smpp.Role.ESME, smpp.Role.ESME, smpp.Role.SMSC))
        self.window = chance.choice((1, 5, 40, 200))
        options = {"window": self.window, "response": 20, "enquire_link": 15, "rate": chance.choice((None, None, 50))}
        self.ends = [bound(self.role, run=run, **options) for run in (2, 1 << 30)]
        self.told: list[list[object]] = [[], []]
        self.batches: list[list[smpp.Batch]] = [[], []]
        self.sequences: list[int] = []
        self.now = 0.0

    def play(self) -> str:
        """Play some turns; return how it ended."""
        for _ in range(self.chance.randrange(1, 12)):
            self.now += self.chance.choice((0.0, 0.01, 0.5, 5.0, 30.0, -3.0))
            self.ask()
            self.send()
            self.hear()
            self.check()
        return self.ends[0].state.value

    def ask(self) -> None:
        """Give both something to send."""
        if self.ends[0].state not in (smpp.State.BOUND_TRX,) or self.role is not smpp.Role.ESME:
            return
        count = self.chance.choice((0, 1, 30, 120))
        parts = [message(b"part")] * self.chance.choice((1, 1, 3))
        numbers = np.array([10 ** self.chance.choice((10, 10, 10, 8)) + each for each in range(count)], np.int64)
        for end, batches in zip(self.ends, self.batches, strict=True):
            if count:
                batches.append(smpp.Batch(smpp.Stencil(parts, count), numbers))
                end.send(batches[-1])
            end.submit(message(b"single"), key="single")

    def send(self) -> None:
        """Take what both send; it is the same, and within the window."""
        said = [b"".join(map(bytes, end.outgoing(now=self.now))) for end in self.ends]
        assert said[0] == said[1], "two ways of reading send two things"
        pdus = cut(said[0])
        self.sequences += [each.sequence for each in pdus if each.command is smpp.Command.SUBMIT_SM]
        assert self.ends[0].outstanding <= self.window

    def hear(self) -> None:
        """Let both hear the same octets, one in crumbs."""
        latest = self.sequences[-300:]
        octets = b"".join(pdu(self.chance, latest) for _ in range(self.chance.choice((0, 1, 5, 60))))
        octets = bent(self.chance, octets)
        self.told[0] += self.ends[0].receive(octets, now=self.now)
        while octets:
            size = self.chance.choice((1, 7, 40, 400, len(octets)))
            self.told[1] += self.ends[1].receive(octets[:size], now=self.now)
            octets = octets[size:]
        for end, events in zip(self.ends, self.told, strict=True):
            events += end.tick(now=self.now)

    def check(self) -> None:
        """Compare what both tell; back-off depends on how answers are counted, so it is left out."""
        one, other = self.ends
        if any(isinstance(event, smpp.Throttled | smpp.WindowReduced) for events in self.told for event in events):
            raise Slower
        first, second = (sorted(map(repr, told(events))) for events in self.told)
        assert first == second, "two ways of reading tell two things"
        assert (one.state, one.outstanding, one.waiting) == (other.state, other.outstanding, other.waiting)
        for batch, again in zip(*self.batches, strict=True):
            assert np.array_equal(batch.standing, again.standing)
            assert np.array_equal(batch.status, again.status)
            assert np.array_equal(batch.message_ids, again.message_ids)
            assert 0 <= batch.outstanding <= batch.count


class Slower(Exception):
    """The sessions slow down, each at its own moment: from here on they need not agree."""


def play(seed: int, index: int) -> str:
    """Play one case; return how it ended."""
    try:
        return Case(Chance(f"{seed}/{index}")).play()
    except Slower:
        return "slower"


if __name__ == "__main__":
    sys.exit(by_hand(__doc__, play))
