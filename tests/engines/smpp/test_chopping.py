"""However octets come, the same is told; whatever comes, nothing is raised."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import accepted, bound, cut, message, receipt, recipients, sent, told

from thongsuot.engines.smpp import Batch, Command, Event, Pdu, Role, Session, Stencil, encode

SINGLY = 1 << 30
OTHERS = [
    Pdu(Command.ENQUIRE_LINK, 900),
    Pdu(Command.DELIVER_SM, 901, 0, message(b"mo")),
    Pdu(Command.GENERIC_NACK, 5, 8),
    Pdu(Command.GENERIC_NACK, 0, 3),
    Pdu(Command.SUBMIT_SM, 902, 0, message()),
    Pdu(Command.ENQUIRE_LINK_RESP, 77),
]


@st.composite
def streams(draw):
    """Octets that answer a batch of 40 and more, in runs, with anything between."""
    pieces = []
    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.integers(0, 4))
        count = draw(st.integers(1, 15))
        if kind == 0:
            pieces.append(encode(draw(st.sampled_from(OTHERS))))
        elif kind == 1:
            pieces += [
                encode(Pdu(Command.DELIVER_SM, 100 + each, 0, receipt(b"%010d" % each))) for each in range(count)
            ]
        elif kind == 2:
            pieces.append(draw(st.binary(max_size=20)) if draw(st.integers(0, 9)) == 0 else accepted(3, b"x" * 64))
        else:
            first = draw(st.integers(0, 45))
            status = draw(st.sampled_from([0, 0, 0, 0x0B, 0x14]))
            name = draw(st.sampled_from([b"0A", b"0000000123", b"\x80\0\0\4"[:1] * 3]))
            pieces += [accepted(2 + place, name, status) for place in range(first, first + count)]
    return b"".join(pieces)


def run(octets, places, run_length):
    """Return what a session with a batch tells of octets cut at places, what it answers, and the batch."""
    session = bound(window=1000, run=run_length)
    batch = Batch(Stencil([message()], 40), recipients(40))
    session.send(batch)
    sent(session)
    events = []
    for begin, end in zip([0, *places], [*places, len(octets)], strict=True):
        events += session.receive(octets[begin:end], now=0.0)
    return sorted(map(repr, told(events))), session, batch


@settings(deadline=None, max_examples=150)
@given(streams(), st.data())
def test_chopping_and_arrays_make_no_difference(octets, data):
    places = sorted(data.draw(st.lists(st.integers(0, len(octets)), max_size=12)))
    whole, one, batch = run(octets, [], 2)
    for other_places, length in ((places, 2), ([], SINGLY), (places, SINGLY)):
        chopped, other, again = run(octets, other_places, length)
        assert [event for event in chopped if "Throttled" not in event] == [
            event for event in whole if "Throttled" not in event
        ]
        assert (other.state, other.outstanding) == (one.state, one.outstanding)
        for array in ("standing", "status", "message_ids"):
            assert getattr(batch, array).tolist() == getattr(again, array).tolist()


def test_octet_by_octet_is_the_same_too():
    octets = b"".join(accepted(2 + place) for place in range(20)) + encode(Pdu(Command.UNBIND, 9))
    assert run(octets, range(1, len(octets)), 2)[0] == run(octets, [], 2)[0]


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(Role), st.booleans(), st.lists(st.binary(max_size=80), max_size=6), st.integers(0, 2))
def test_no_octets_raise(role, is_bound, lots, shape):
    session = bound(role) if is_bound else Session(role, now=0.0)
    for lot in lots:
        framed = lot if shape == 0 else (16 + len(lot)).to_bytes(4, "big") + b"\0\0\0\5\0\0\0\0\0\0\0\7" + lot
        if shape == 2 and len(lot) > 8:
            framed = (len(lot) + 4).to_bytes(4, "big") + lot
        events = session.receive(framed, now=0.0)
        assert all(isinstance(event, Event) for event in events)
        session.tick(now=0.0)
        assert cut(b"".join(map(bytes, session.outgoing(now=0.0)))) is not None


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 50), st.lists(st.tuples(st.integers(0, 3), st.integers(1, 60)), max_size=40), st.randoms())
def test_a_window_is_never_exceeded(window, turns, chance):
    session, waiting, counted = bound(window=window), [], 0
    stencil = [Stencil([message()], 60) for _ in range(41)]
    for turn, (kind, count) in enumerate(turns):
        if kind == 0:
            session.send(Batch(stencil[turn], recipients(count)))
        elif kind == 1:
            for _ in range(count):
                session.submit(message())
        else:
            chance.shuffle(waiting)
            answered, waiting = waiting[:count], waiting[count:]
            session.receive(b"".join(accepted(sequence) for sequence in answered), now=0.0)
        came = [pdu.sequence for pdu in sent(session)]
        waiting += came
        counted += len(came)
        assert len(waiting) == session.outstanding <= window
        assert len(set(waiting)) == len(waiting)
        assert session.waiting == 0 or len(waiting) == window


def test_look_alikes_inside_pdus_break_no_chain():
    """Ids, texts and sequence numbers may hold the very octets that PDUs of a stretch begin with."""
    session = bound(window=100, run=2)
    session._core.next_sequence = 0x00050000 - 20  # the last octets before and the first of it read like deliver_sm
    batch = Batch(Stencil([message()], 60), recipients(60))
    session.send(batch)
    sent(session)
    trap = encode(Pdu(Command.DELIVER_SM, 7, 0, message(accepted(3) + b"\0\0\0\x10\0\0\0\5", esm_class=0)))
    octets = []
    for place in range(60):
        octets.append(accepted(batch.first + place, b"\x80\x80\x04id", 0x0B if place % 7 == 3 else 0))
        octets += [trap] * (place % 5 == 0)
    events = session.receive(b"".join(octets), now=0.0)
    assert told(events).count("Settled") == 60
    assert np.count_nonzero(batch.status) == len([place for place in range(60) if place % 7 == 3])
    assert len(events) - sum(type(event).__name__ == "Settled" for event in events) == 12
