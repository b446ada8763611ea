"""What the centre refused for now goes again: with its number, and from then on it waits."""

import numpy as np
from tests.engines.smpp.joined import accepted, bound, message, ready, recipients, sent

from thongsuot.engines.smpp import (
    Batch,
    BatchUncertain,
    Standing,
    Status,
    Stencil,
    Throttled,
)


def test_what_was_refused_for_now_goes_again():
    session, batch = ready(20, parts=[message(b"one"), message(b"two")])
    first = sent(session)
    events = session.receive(
        b"".join(
            accepted(pdu.sequence, status=Status.RTHROTTLED if place in (3, 8, 9) else 0)
            for place, pdu in enumerate(first)
        ),
        now=0.0,
    )
    assert any(isinstance(event, Throttled) for event in events)
    assert batch.done
    assert session.again(batch) == 3
    assert (batch.waiting, session.waiting) == (3, 3)
    assert sent(session, 0.1) == []  # the pause is not over
    assert sent(session, 1.0) == [first[3], first[8], first[9]]
    assert batch.status[[3, 8, 9]].tolist() == [0, 0, 0]
    session.receive(b"".join(accepted(first[place].sequence, b"7") for place in (3, 8)), now=1.0)
    assert batch.message_ids[[3, 8]].tolist() == [b"7", b"7"]
    session.receive(accepted(first[9].sequence, status=Status.RTHROTTLED), now=1.0)
    assert session.again(batch) == 1
    assert session.withdraw(batch) == 1
    assert batch.done
    assert (batch.standing[9], batch.answered) == (Standing.REFUSED, 40)
    assert session.again(Batch(Stencil([message()], 1), recipients(1))) == 0
    assert sent(session, 60.0) == []


def test_what_goes_again_and_is_accepted_in_a_stretch_has_the_status_of_the_second_answer():
    session, batch = ready(20)
    pdus = sent(session)
    refusals = b"".join(accepted(pdu.sequence, status=Status.RTHROTTLED) for pdu in pdus)
    session.receive(refusals, now=0.0)
    assert session.again(batch) == 20
    assert sent(session, 60.0) == pdus
    session.receive(b"".join(accepted(pdu.sequence, b"7") for pdu in pdus), now=60.0)
    assert batch.standing.tolist() == [Standing.ACCEPTED] * 20
    assert batch.status.tolist() == [0] * 20


def test_what_goes_again_waits_from_then_on():
    session, batch = ready(20, response=60)
    pdus = sent(session)
    answers = [accepted(pdu.sequence, status=Status.RMSGQFUL if pdu is pdus[5] else 0) for pdu in pdus[1:]]
    session.receive(b"".join(answers), now=1.0)
    assert session.again(batch) == 1
    assert sent(session, 59.0) == [pdus[5]]
    assert session.tick(now=60.0) == [BatchUncertain(batch, 1)]
    assert (batch.standing[0], batch.standing[5]) == (Standing.UNCERTAIN, Standing.SENT)
    assert (batch.outstanding, session.outstanding) == (1, 1)
    assert session.next_due(now=60.0) == 119.0
    assert session.tick(now=119.0) == [BatchUncertain(batch, 1)]
    assert session.outstanding == 0


def test_what_was_refused_for_now_goes_again_while_the_rest_is_on_its_way():
    session, batch = ready(20, window=10)
    pdus = sent(session)
    session.receive(accepted(pdus[0].sequence, status=Status.RMSGQFUL), now=0.0)
    assert session.again(batch) == 1
    assert [pdu.sequence for pdu in sent(session)] == [pdus[0].sequence]
    assert batch.outstanding == 10


def test_what_goes_again_is_the_same_though_the_stencil_holds_another_sheet():
    session, stencil = bound(window=10), Stencil([message(b"one"), message(b"two")], 5)
    batch = Batch(stencil, np.array([84_900_000_001, 849_000_002], np.int64))
    session.send(batch)
    pdus = sent(session)
    session.receive(b"".join(accepted(pdu.sequence, status=Status.RMSGQFUL) for pdu in pdus), now=0.0)
    session.send(Batch(stencil, recipients(3)))
    sent(session)
    session.again(batch)
    assert sent(session, 60.0) == pdus
