"""Many messages at once: what goes out, and what the arrays say after the answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import accepted, bound, cut, joined, message, ready, recipients, sent, told

from thongsuot.engines.smpp import (
    Batch,
    BatchUncertain,
    Closed,
    Command,
    Ending,
    Malformed,
    Pdu,
    Repeated,
    Settled,
    Standing,
    Status,
    Stencil,
    StencilTaken,
    Tag,
    Throttled,
    Unknown,
    UnusableRecipients,
    UnwritablePdu,
    WindowReduced,
    encode,
)

LAST = 0x7FFFFFFF


numbers = st.integers(1, 18).flatmap(lambda digits: st.integers(10 ** (digits - 1), 10**digits - 1))
alike = st.integers(1, 18).flatmap(
    lambda digits: st.lists(st.integers(10 ** (digits - 1), 10**digits - 1), min_size=1, max_size=30)
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.one_of(st.lists(numbers, min_size=1, max_size=30), alike), min_size=1, max_size=3),
    st.integers(1, 3),
    st.integers(1, 40),
)
def test_a_batch_says_what_single_messages_would(lots, parts, window):
    """Batches after each other from one stencil, of one length or mixed, in any window."""
    texts = [message(b"part %d" % part, tlvs=((Tag.SOURCE_PORT, b"\0%c" % part),)) for part in range(parts)]
    stencil = Stencil(texts, 30)
    session = bound(window=window)
    for lot in lots:
        batch = Batch(stencil, np.array(lot, np.int64))
        session.send(batch)
        came = []
        while batch.waiting or batch.outstanding:
            came += sent(session)
            assert session.outstanding <= window
            session.receive(b"".join(accepted(pdu.sequence) for pdu in came[batch.answered :]), now=0.0)
        bodies = [
            message(b"part %d" % part, b"%d" % number, tlvs=((Tag.SOURCE_PORT, b"\0%c" % part),))
            for number in lot
            for part in range(parts)
        ]
        assert came == [Pdu(Command.SUBMIT_SM, batch.first + place, 0, body) for place, body in enumerate(bodies)]
        assert batch.standing.tolist() == [Standing.ACCEPTED] * len(bodies)


@pytest.mark.parametrize("numbers", [[], [0], [84_900_000_001, -5]])
def test_what_is_no_recipient_is_refused(numbers):
    with pytest.raises(UnusableRecipients):
        Batch(Stencil([message()], 5), np.array(numbers, np.int64))


def test_a_stencil_needs_parts_that_can_be_written_and_room():
    for parts, room in (([], 5), ([message()], 0)):
        with pytest.raises(ValueError, match="stencil needs .*nothing was made"):
            Stencil(parts, room)
    with pytest.raises(UnwritablePdu):
        Stencil([message(b"x" * 255)], 5)
    with pytest.raises(ValueError, match="do not fit.*nothing was sent: make more batches or a larger stencil"):
        Batch(Stencil([message()], 5), recipients(6))


def test_answers_in_any_order_fill_the_arrays():
    session, batch = ready(40)
    sent(session)
    order = np.random.default_rng(7).permutation(40).tolist()
    octets = b"".join(
        accepted(batch.first + place, b"%X" % (place * 7919), Status.RINVDSTADR if place % 9 == 4 else 0)
        for place in order
    )
    assert told(session.receive(octets, now=0.0)) == ["Settled"] * 40
    for place in range(40):
        refused = place % 9 == 4
        assert batch.status[place] == (Status.RINVDSTADR if refused else 0)
        assert batch.standing[place] == (Standing.REFUSED if refused else Standing.ACCEPTED)
        assert batch.message_ids[place] == (b"" if refused else b"%X" % (place * 7919))
    assert batch.done
    assert session.outstanding == 0


@pytest.mark.parametrize("length", [0, 1, 9, 36, 64])
def test_ids_of_any_length_are_kept(length):
    session, batch = ready()
    sent(session)
    session.receive(b"".join(accepted(batch.first + place, b"x" * length) for place in range(20)), now=0.0)
    assert batch.message_ids.tolist() == [b"x" * length] * 20


def test_ids_that_are_none_are_read_singly():
    session, batch = ready(12)
    sent(session)
    octets = b"".join(accepted(batch.first + place, b"longid") for place in range(12))
    spoilt = octets.replace(b"longid\0", b"lon\0id\0", 1)
    spoilt = spoilt[: -len(b"longid\0")] + b"longid!"
    events = session.receive(spoilt, now=0.0)
    assert [event.status for event in events if isinstance(event, Malformed)] == [
        Status.RINVOPTPARSTREAM,
        Status.RINVCMDLEN,
    ]
    assert batch.standing.tolist() == [Standing.ACCEPTED] * 12
    assert batch.message_ids.tolist() == [b"", *[b"longid"] * 10, b""]


def test_an_acceptance_without_a_body_and_an_id_too_long_are_read_singly():
    session, batch = ready(24)
    sent(session)
    bare = [
        b"".join(number.to_bytes(4, "big") for number in (16, 0x80000004, 0, batch.first + place))
        for place in range(12)
    ]
    long = [
        b"".join(number.to_bytes(4, "big") for number in (16 + 70, 0x80000004, 0, batch.first + place))
        + b"x" * 69
        + b"\0"
        for place in range(12, 24)
    ]
    events = session.receive(b"".join(bare + long), now=0.0)
    assert sum(isinstance(event, Malformed) for event in events) == 24
    assert batch.standing.tolist() == [Standing.ACCEPTED] * 24


def test_repeated_and_unknown_answers_are_found():
    session, batch = ready(30, window=20)
    sent(session)
    answers = [accepted(batch.first + place) for place in (*range(10), 3, 3, 25, 29)]
    events = session.receive(b"".join([*answers, accepted(12345), accepted(0), accepted(LAST + 5)]), now=0.0)
    assert sum(event.count for event in events if isinstance(event, Settled)) == 10
    assert [event.sequence - batch.first for event in events if isinstance(event, Repeated)] == [3, 3]
    assert [event.sequence for event in events if isinstance(event, Unknown)] == [
        batch.first + 25,
        batch.first + 29,
        12345,
        0,
        LAST + 5,
    ]
    assert (batch.answered, session.outstanding) == (10, 10)


def test_an_answer_repeated_within_a_stretch_counts_once():
    session, batch = ready(10)
    sent(session)
    places = [0, 1, 1, 2, 3, 4, 5, 6, 7, 8]
    events = session.receive(b"".join(accepted(batch.first + place) for place in places), now=0.0)
    assert told(events) == ["Settled"] * 9 + [Repeated(batch.first + 1)]


def test_answers_to_a_batch_that_is_done_are_repeats_for_a_while():
    session = bound(window=100)
    batches = [Batch(Stencil([message()], 10), recipients(10)) for _ in range(6)]
    for batch in batches:
        session.send(batch)
        sent(session)
        session.receive(b"".join(accepted(batch.first + place) for place in range(10)), now=0.0)
    kinds = [type(session.receive(accepted(batch.first), now=0.0)[0]).__name__ for batch in batches]
    assert kinds == ["Unknown", "Unknown", *["Repeated"] * 4]


def test_a_stretch_over_two_batches_settles_both():
    session = bound(window=100)
    one, other = (Batch(Stencil([message()], 10), recipients(10)) for _ in range(2))
    session.send(one)
    session.send(other)
    assert len(sent(session)) == 20
    octets = b"".join(accepted(one.first + place, b"%d" % place, 11 if place == 12 else 0) for place in range(5, 15))
    events = session.receive(octets, now=0.0)
    assert {event.batch: event.count for event in events} == {one: 5, other: 5}
    assert other.message_ids.tolist()[:5] == [b"10", b"11", b"", b"13", b"14"]
    assert other.status[2] == 11
    assert session.outstanding == 10


@pytest.mark.parametrize("count", [5, 25])
def test_sequence_numbers_go_round(count):
    session = bound(window=1000)
    session._core.next_sequence = LAST - 2  # nobody can wait for two billion messages
    batch = Batch(Stencil([message(), message()], count), recipients(count))
    session.send(batch)
    expected = [(LAST - 3 + step) % LAST + 1 for step in range(2 * count)]
    assert [pdu.sequence for pdu in sent(session)] == expected
    assert session.submit(message()) == expected[-1] + 1
    session.receive(b"".join(accepted(sequence, b"%d" % sequence) for sequence in expected), now=0.0)
    assert batch.message_ids.tolist() == [b"%d" % sequence for sequence in expected]


def test_a_nack_of_one_message_of_a_batch_refuses_it():
    session, batch = ready(10)
    sent(session)
    assert told(session.receive(encode(Pdu(Command.GENERIC_NACK, batch.first + 4, 8)), now=0.0)) == ["Settled"]
    assert (batch.standing[4], batch.status[4]) == (Standing.REFUSED, 8)


def test_a_withdrawn_batch_sends_nothing_more():
    session, batch = ready(30, window=10)
    assert len(sent(session)) == 10
    assert session.withdraw(batch) == 20
    session.receive(accepted(batch.first), now=0.0)
    assert sent(session) == []
    assert (batch.outstanding, batch.standing.tolist()[10:]) == (9, [Standing.WAITING] * 20)
    session.receive(b"".join(accepted(batch.first + place) for place in range(1, 10)), now=0.0)
    assert batch.done


def test_single_messages_go_before_a_batch_that_was_there_first():
    session, batch = ready(30, window=10)
    sequence = session.submit(message(b"now"))
    pdus = sent(session)
    assert pdus[0].sequence == sequence
    assert len(pdus) == 10
    assert batch.sent == 9


def test_a_lost_connection_leaves_a_batch_in_doubt():
    session, batch = ready(30, window=10)
    sent(session)
    session.receive(accepted(batch.first), now=0.0)
    assert session.lost(now=0.0) == [BatchUncertain(batch, 9), Closed(Ending.LOST)]
    assert np.bincount(batch.standing).tolist() == [20, 0, 1, 0, 9]


def test_a_window_too_large_is_made_smaller_and_grows_again():
    pair = joined(esme={"window": 64})
    batch = Batch(Stencil([message()], 2000), recipients(2000))
    pair.esme.send(batch)
    refusals = iter([0x45] * 300)
    events = []

    def status(_number):
        return next(refusals, 0)

    while batch.waiting:
        pair.answer_all(status=status)
        events += pair.heard.values()
    session = bound(window=64)
    batch = Batch(Stencil([message()], 500), recipients(500))
    session.send(batch)
    pdus = sent(session)
    assert len(pdus) == 64
    heard = session.receive(
        b"".join(accepted(pdu.sequence, status=0x45 if place >= 40 else 0) for place, pdu in enumerate(pdus)), now=0.0
    )
    assert WindowReduced(32) in heard
    assert len(sent(session)) == 32


def test_a_full_queue_of_one_subscriber_is_no_reason_to_wait_but_many_are():
    session, _batch = ready(200, window=200)
    pdus = sent(session)
    few = [
        accepted(pdu.sequence, status=Status.RMSGQFUL if place % 40 == 0 else 0) for place, pdu in enumerate(pdus[:100])
    ]
    assert told(session.receive(b"".join(few), now=0.0)) == ["Settled"] * 100
    many = [accepted(pdu.sequence, status=Status.RMSGQFUL) for pdu in pdus[100:120]]
    assert Throttled(Status.RMSGQFUL, 0.25) in session.receive(b"".join(many), now=0.0)


def test_foreign_pdus_in_a_stretch_are_read_as_ever():
    session, batch = ready(40)
    sent(session)
    octets = [accepted(batch.first + place) for place in range(40)]
    octets.insert(20, encode(Pdu(Command.ENQUIRE_LINK, 5)))
    octets.insert(30, encode(Pdu(Command.DELIVER_SM, 6, 0, message(b"mo"))))
    events = session.receive(b"".join(octets), now=0.0)
    assert told(events).count("Settled") == 40
    assert [pdu.command for pdu in cut(b"".join(session.outgoing(now=0.0)))] == [Command.ENQUIRE_LINK_RESP]


def test_a_stencil_is_not_filled_while_its_batch_is_under_way():
    session, stencil = bound(window=10), Stencil([message()], 10)
    batch = Batch(stencil, recipients(10))
    session.send(batch)
    with pytest.raises(StencilTaken):
        Batch(stencil, recipients(10))
    sent(session)
    session.receive(b"".join(accepted(batch.first + place) for place in range(10)), now=0.0)
    assert Batch(stencil, recipients(10)).count == 10


def test_octets_nobody_answered_are_not_written_over():
    session, stencil = bound(window=10, response=5), Stencil([message()], 10)
    session.send(Batch(stencil, recipients(10)))
    [view] = session.outgoing(now=0.0)
    octets = bytes(view)
    session.tick(now=5.0)
    session.send(Batch(stencil, recipients(10, 84_911_111_111)))
    assert bytes(view) == octets


def test_a_held_batch_waits_while_others_and_single_messages_go():
    session, batch = ready(30, window=20)
    batch.held = True
    other = Batch(Stencil([message(b"other")], 3), recipients(3))
    session.send(other)
    session.submit(message(b"now"))
    assert [pdu.body.short_message for pdu in sent(session)] == [b"now", *[b"other"] * 3]
    assert session.next_due(now=0.0) is None
    batch.held = False
    assert session.next_due(now=0.0) == 0.0
    assert len(sent(session)) == 16
