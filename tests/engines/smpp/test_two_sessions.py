"""What one session left of a batch goes on in another; what may not be sent is refused."""

import numpy as np
import pytest
from tests.engines.smpp.joined import accepted, bound, message, ready, recipients, sent

from thongsuot.engines.smpp import (
    Batch,
    IllegalRequest,
    Repeated,
    Standing,
    Status,
    Stencil,
    Unknown,
)


def under_way(session, count=10, stencil=None):
    """Return a batch that a session sends."""
    batch = Batch(stencil or Stencil([message()], count), recipients(count))
    session.send(batch)
    return batch


def answer(session, pdus, status=0):
    return session.receive(b"".join(accepted(pdu.sequence, b"7", status) for pdu in pdus), now=0.0)


def test_what_was_refused_for_now_goes_again_in_another_session_under_its_numbers():
    one, other, stencil = bound(window=100), bound(window=100), Stencil([message()], 10)
    batch = under_way(one, stencil=stencil)
    pdus = sent(one)
    answer(one, pdus[:4])
    answer(one, pdus[4:], Status.RMSGQFUL)
    beside, next_one = under_way(other, 50), under_way(other, stencil=stencil)
    assert other.again(batch) == 6
    came = sent(other)
    numbers = [pdu.sequence for pdu in came]
    assert len(set(numbers)) == len(came) == 66
    assert [pdu.sequence for pdu in came[:60]] == [
        *range(beside.first, beside.first + 50),
        *range(next_one.first, next_one.first + 10),
    ]
    assert [pdu.body for pdu in came[60:]] == [pdu.body for pdu in pdus[4:]]
    answer(other, came)
    for each in (batch, beside, next_one):
        assert each.standing.tolist() == [Standing.ACCEPTED] * each.count
    assert isinstance(answer(one, [came[60]])[0], Unknown)
    assert isinstance(answer(other, [came[60]])[0], Repeated)


def test_what_never_went_out_goes_with_what_goes_again():
    one, other = bound(window=5), bound(window=100)
    batch = under_way(one)
    answer(one, sent(one), Status.RMSGQFUL)
    one.lost(now=0.0)
    other.submit(message())
    assert other.again(batch) == 5
    assert [pdu.sequence for pdu in sent(other)[1:]] == list(range(batch.first, batch.first + 10))
    assert sent(one) == []


def test_after_a_lost_connection_the_rest_goes_on_in_another_session():
    session, batch = ready(30, window=10)
    sent(session)
    session.receive(accepted(batch.first, b"7"), now=0.0)
    session.lost(now=0.0)
    other = bound(window=100)
    other.send(batch)
    pdus = sent(other)
    assert [pdu.sequence for pdu in pdus] == [batch.first + place for place in range(10, 30)]
    assert pdus[0].body.destination_addr == b"84900000010"
    other.receive(b"".join(accepted(pdu.sequence, b"8") for pdu in pdus), now=0.0)
    assert batch.message_ids.tolist() == [b"7", *[b""] * 9, *[b"8"] * 20]
    assert np.bincount(batch.standing).tolist() == [0, 0, 21, 0, 9]
    assert batch.done


def test_a_batch_that_moves_is_of_the_first_session_no_longer():
    one, other = bound(window=5), bound(window=100)
    batch = under_way(one)
    answer(one, sent(one), Status.RINVDSTADR)
    other.send(batch)
    assert one.waiting == 0
    assert sent(one) == []
    assert len(sent(other)) == 5


def test_a_batch_waits_for_its_answers_before_it_goes_on_elsewhere():
    one, other = bound(window=5), bound(window=5)
    batch = under_way(one)
    pdus = sent(one)
    answer(one, pdus[:1], Status.RMSGQFUL)
    for ask in (other.send, other.again):
        with pytest.raises(IllegalRequest, match="under way or done; nothing was sent"):
            ask(batch)
    assert (batch.first, sent(other)) == (pdus[0].sequence, [])


def test_a_batch_is_sent_once():
    session = bound(window=100)
    batch = under_way(session)
    with pytest.raises(IllegalRequest, match="under way or done; nothing was sent"):
        session.send(batch)
    pdus = sent(session)
    answer(session, pdus)
    with pytest.raises(IllegalRequest, match="under way or done; nothing was sent"):
        session.send(batch)
    assert len(pdus) == 10
    assert sent(session) == []
    assert np.bincount(batch.standing).tolist() == [0, 0, 10]


def test_a_session_that_is_ending_takes_no_batch():
    session = bound(window=100)
    batch = under_way(session)
    answer(session, sent(session), Status.RMSGQFUL)
    session.unbind(now=0.0)
    fresh = Batch(Stencil([message()], 3), recipients(3))
    for ask, lot in ((session.send, fresh), (session.again, batch)):
        with pytest.raises(IllegalRequest, match="the session is ending; nothing was sent"):
            ask(lot)
    assert batch.waiting == session.waiting == 0
