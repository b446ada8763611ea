"""Whole campaigns in memory, batches over a bad centre: record and sender agree on every recipient."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
import pytest

from thongsuot.engines import smpp
from thongsuot.engines.smpp import Standing, Status
from thongsuot.exercise.gateway import Behaviour, Centre, Ids, Joined, Record, Spread, read_record

RECIPIENTS = 84_900_000_000 + np.arange(2_000, dtype=np.int64)
BAD = Behaviour(
    latency=Spread(0.01, 0.1),
    tps=400,
    burst=100,
    refusals=((0.05, Status.RINVDSTADR),),
    dropped=0.01,
    unanswered=0.01,
    delivery=Spread(0.1, 2.0),
    ids=Ids.HEX,
    twice=0.05,
    late=0.1,
    early=0.1,
    cut=0.001,
)


class Campaign:
    """One text to all recipients: each goes out until it is answered, refused for good, or in doubt."""

    def __init__(self, behaviour: Behaviour, record: Record) -> None:
        self.joined = Joined(Centre(behaviour, record), self.react)
        self.standing: dict[int, Standing] = {}
        self.names: dict[int, bytes] = {}
        self.receipts: list[bytes] = []
        self.sessions = 0

    def react(self, session: smpp.Session, event: smpp.Event) -> None:
        """Keep receipts, and acknowledge them."""
        if isinstance(event, smpp.Receipts):
            self.receipts += event.message_ids.tolist()
            session.acknowledge(event.sequences)

    def bind(self) -> smpp.Session:
        """Open a session."""
        now, self.sessions = self.joined.now, self.sessions + 1
        session = smpp.Session(smpp.Role.ESME, smpp.Settings(window=50, rate=380, response=5.0), now=now)
        self.joined.connect(session)
        session.bind(smpp.Command.BIND_TRANSCEIVER, smpp.Bind(b"tong-dai"), now=now)
        self.joined.run(now)
        return session

    def play(self) -> None:
        """Send until nobody waits any more."""
        waiting = RECIPIENTS
        while waiting.size:
            session = self.bind()
            batch = smpp.Batch(smpp.Stencil([_text()], waiting.size), waiting)
            session.send(batch)
            while self.joined.connected(session) and not batch.done:
                self.joined.run(self.joined.now + 0.5)
            postponed = np.isin(batch.status, tuple(smpp.POSTPONING)) & (batch.standing == Standing.REFUSED)
            again = (batch.standing == Standing.WAITING) | postponed
            for place in np.flatnonzero(~again):
                self.standing[int(waiting[place])] = Standing(batch.standing[place])
                self.names[int(waiting[place])] = bytes(batch.message_ids[place])
            waiting = waiting[again]
            if not self.joined.connected(session):
                continue
            session.unbind(now=self.joined.now)
            self.joined.run(self.joined.now + 0.1)
        self.bind()
        self.joined.run(self.joined.now + 30)  # the last receipts


def _text() -> smpp.Message:
    return smpp.Message(source_addr=b"SO KHCN", registered_delivery=1, short_message=b"Thong bao thu")


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_lost_or_sent_to_twice_and_doubt_is_where_it_is_said_to_be(tmp_path, seed):
    with Record(tmp_path / "record.tsv") as record:
        campaign = Campaign(replace(BAD, seed=seed), record)
        campaign.play()
    lines = defaultdict(list)
    for line in read_record(tmp_path / "record.tsv"):
        lines[int(line.destination)].append(line)
    taken = {to: [line for line in of_one if line.accepted] for to, of_one in lines.items()}
    assert campaign.standing.keys() == set(RECIPIENTS.tolist())
    assert campaign.sessions > 2  # connections were cut
    for to, standing in campaign.standing.items():
        assert len(taken.get(to, [])) <= 1, "sent twice"
        match standing:
            case Standing.ACCEPTED:
                assert taken[to][0].message_id.encode() == campaign.names[to]
            case Standing.REFUSED:
                assert lines[to][-1].fate == "refused:0x0000000B"
            case _:
                assert standing is Standing.UNCERTAIN
    counts = Counter(campaign.standing.values())
    assert counts[Standing.ACCEPTED] > 0.8 * RECIPIENTS.size
    assert 0 < counts[Standing.UNCERTAIN] < 0.2 * RECIPIENTS.size
    said = {int(name, 16) for name in campaign.receipts}
    assert said == {int(line.message_id) for of_one in taken.values() for line in of_one}
    assert len(campaign.receipts) > len(said)  # some came twice


def test_the_same_campaign_takes_the_same_course(tmp_path):
    records = []
    for name in ("a.tsv", "b.tsv"):
        with Record(tmp_path / name) as record:
            Campaign(BAD, record).play()
        records.append((tmp_path / name).read_bytes())
    assert records[0] == records[1]
