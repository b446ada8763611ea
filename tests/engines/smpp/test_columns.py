"""Receipts read by the column say what each read singly says, whatever the centre makes of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import bound, message, receipt, told

from thongsuot.engines.smpp import Arrived, Command, Malformed, Message, Pdu, Receipts, Tag, encode

SINGLY = 1 << 30
NAME = (Tag.RECEIPTED_MESSAGE_ID, b"0000000001\0")
LAYOUTS = [
    {},
    {"tlvs": (NAME, (Tag.MESSAGE_STATE, b"\2"))},
    {"tlvs": ((Tag.MESSAGE_STATE, b"\2"), (Tag.RECEIPTED_MESSAGE_ID, b"abc"))},
    {"tlvs": ((Tag.MESSAGE_STATE, b"\x63"), (Tag.RECEIPTED_MESSAGE_ID, b"\0"))},
    {"tlvs": (NAME, (Tag.NETWORK_ERROR_CODE, b"\3\0\1"))},
    {"tlvs": (NAME, NAME)},
    {"tlvs": ((Tag.RECEIPTED_MESSAGE_ID, b""),)},
    {"short_message": b"stat:DELIVRD id:0000000001 text:hello"},
    {"short_message": b"id:0000000001"},
    {"short_message": b"text:hi id:0000000001 stat:DELIVRD err:000"},
    {"short_message": b"id:0000000001 text:stat:DELIVRD"},
    {"short_message": b"id:0000000001 stat:DELIVRD err: text:x"},
    {"short_message": b"id:0000000001 stat:DELIVRD stat:UNDELIV"},
    {"short_message": b"", "tlvs": (NAME, (Tag.MESSAGE_STATE, b"\2"))},
    {"short_message": b"", "tlvs": ((Tag.MESSAGE_PAYLOAD, receipt().short_message),)},
    {"esm_class": 0},
    {"esm_class": 0, "tlvs": (NAME,)},
    {"validity_period": b"2610280905000028"},
    {"source_addr": b""},
]
BASE = {"source_addr": b"84900000001", "esm_class": 4, "short_message": receipt().short_message}


def both(pdus):
    """Read PDUs as columns and singly; return what each way told, and the events of the first."""
    octets = b"".join(pdus)
    first, second = bound(run=2), bound(run=SINGLY)
    events = first.receive(octets, now=0.0)
    assert sorted(map(repr, told(events))) == sorted(map(repr, told(second.receive(octets, now=0.0))))
    assert first.outgoing(now=0.0) == second.outgoing(now=0.0)
    return events


def delivered(sequence, body):
    return encode(Pdu(Command.DELIVER_SM, sequence, 0, body))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(LAYOUTS), st.integers(1, 6)), min_size=1, max_size=5), st.data())
def test_both_ways_tell_the_same(lots, data):
    pdus = []
    for fields, count in lots:
        sample = delivered(0, Message(**{**BASE, **fields}))
        for _ in range(count):
            octets = bytearray(sample)
            octets[12:16] = data.draw(st.integers(1, 0x7FFFFFFF)).to_bytes(4, "big")
            for _ in range(data.draw(st.integers(0, 3))):
                place = data.draw(st.integers(16, len(octets) - 1))
                octets[place] = data.draw(st.sampled_from(b"0Az\0 ,:;=\x05\xff"))
            pdus.append(bytes(octets))
    both(pdus)


@pytest.mark.parametrize("fields", LAYOUTS)
def test_every_layout_is_read_alike(fields):
    both([delivered(number, Message(**{**BASE, **fields})) for number in range(1, 12)])


def test_ids_states_and_errors_stand_in_columns():
    states = [b"DELIVRD", b"UNDELIV", b"EXPIRED", b"ENROUTE"]
    pdus = [delivered(number, receipt(b"%010d" % number, states[number % 4])) for number in range(1, 101)]
    [event] = both(pdus)
    assert isinstance(event, Receipts)
    assert event.sequences.tolist() == list(range(1, 101))
    assert event.message_ids.tolist() == [b"%010d" % number for number in range(1, 101)]
    assert event.states.tolist() == [[2, 5, 3, 1][number % 4] for number in range(1, 101)]
    assert set(event.errors.tolist()) == {b"000"}


def test_lengths_and_layouts_may_be_mixed_with_texts_and_broken_ones():
    rng = np.random.default_rng(5)
    pdus = []
    for number in range(1, 300):
        kind = rng.integers(0, 12)
        body = receipt(b"%d" % 10 ** int(rng.integers(0, 8)))
        if kind == 0:
            body = message(b"id:1 stat:DELIVRD")
        octets = delivered(number, body)
        pdus.append(octets.replace(b"84900000001", b"8490000000\0") if kind == 1 else octets)
    events = both(pdus)
    assert {type(event) for event in events} == {Receipts, Arrived, Malformed}


def test_many_layouts_of_many_lengths_are_learnt_and_forgotten():
    session = bound(run=2)
    for length in range(1, 40):
        pdus = [delivered(number, receipt(b"7" * length)) for number in (1, 2, 3)]
        [event] = session.receive(b"".join(pdus), now=0.0)
        assert event.message_ids.tolist() == [b"7" * length] * 3


def test_layouts_of_one_length_that_change_all_the_time_are_read_all_the_same():
    words = [b"id:%05d stat:%s" % (number, state) for number in range(8) for state in (b"DELIVRD", b"UNDELIV")]
    texts = [text if number % 2 else text.replace(b"id:", b"ID=") for number, text in enumerate(words)]
    texts += [b"stat:DELIVRD id:%05d" % number for number in range(8)]
    texts += [b"sub:1 id:%07d stat:D" % number for number in range(8)]
    texts += [b"sub=1 id:%07d stat:D" % number for number in range(8)]
    texts += [b"sub=1,id:%07d stat:D" % number for number in range(8)]
    pdus = [delivered(number, Message(esm_class=4, short_message=text))
            for number, text in enumerate(texts, 1)]  # fmt: skip
    [event] = both(pdus)
    assert event.sequences.size == len(texts)


def test_receipts_are_messages_where_arrays_are_not_wanted():
    session = bound(run=2, receipts_as_arrays=False)
    pdus = [delivered(number, receipt()) for number in range(1, 20)]
    events = session.receive(b"".join(pdus), now=0.0)
    assert [event.pdu.sequence for event in events if isinstance(event, Arrived)] == list(range(1, 20))
