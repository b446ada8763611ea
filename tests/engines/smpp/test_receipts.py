"""Receipts as centres write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import message, receipt

from thongsuot.engines.smpp import (
    Data,
    MessageState,
    Receipt,
    Tag,
    read_receipt,
    receipt_words,
)

USUAL = b"id:0A sub:001 dlvrd:001 submit date:2610280905 done date:2610280906 stat:DELIVRD err:000 text:Thong bao"
READ = Receipt(b"0A", MessageState.DELIVERED, b"000", b"2610280905", b"2610280906")


def words(text, *tlvs, esm_class=4):
    return read_receipt(message(text, esm_class=esm_class, tlvs=tlvs))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (USUAL, READ),
        (USUAL.upper(), READ),
        (USUAL.replace(b"submit date", b"submit_date").replace(b"done date", b"Done_Date"), READ),
        (USUAL.replace(b" sub", b",sub").replace(b" d", b",d").replace(b",date", b" date").replace(b" e", b";e"), READ),
        (USUAL.replace(b":", b": ", 7), READ),
        (b"stat:DELIVRD err:000 done date:2610280906 submit date:2610280905 id:0A", READ),
        (b"text:Thong bao " + USUAL.replace(b" text:Thong bao", b""), READ),
        (b"id:0A stat:UNDELIV", Receipt(b"0A", MessageState.UNDELIVERABLE)),
        (b"id:0A err: text: stat:EXPIRED", Receipt(b"0A", MessageState.EXPIRED)),
        (b"id:0A stat:FAILED err:1a2", Receipt(b"0A", MessageState.UNDELIVERABLE, b"1a2")),
        (b"id:0A stat:DELIVRD text:id:0B stat:REJECTD err:9", Receipt(b"0A", MessageState.DELIVERED)),
        (b"id:0A stat:DELIVRD stat:REJECTD", Receipt(b"0A", MessageState.DELIVERED)),
        (b"id:0A stat:WHATEVER", Receipt(b"0A", MessageState.UNKNOWN)),
        (b"id:0A", Receipt(b"0A", MessageState.UNKNOWN)),
        (b"id: stat:DELIVRD", None),
        (b"paid:0A", None),
        (b"", None),
    ],
)  # fmt: skip
def test_words_are_read_in_any_case_and_order_with_what_is_there(text, read):
    assert words(text) == read


@pytest.mark.parametrize("state", MessageState)
def test_every_state_is_written_and_read(state):
    written = Receipt(b"0A", state, b"001", b"2610280905", b"2610280906")
    assert words(receipt_words(written, b"a text of more than twenty characters")) == written


@pytest.mark.parametrize(
    ("word", "state"),
    [(b"DELIVERED", 2), (b"Undelivered", 5), (b"accepted", 6), (b"REJECTED", 8), (b"SCHEDULED", 0), (b"deleted", 4)],
)
def test_states_spelled_out_are_known(word, state):
    assert words(b"id:1 stat:" + word).state == state


def test_parameters_count_before_words():
    said = words(USUAL, (Tag.RECEIPTED_MESSAGE_ID, b"0B\0"), (Tag.MESSAGE_STATE, b"\5"))
    assert (said.message_id, said.state) == (b"0B", MessageState.UNDELIVERABLE)
    assert words(USUAL, (Tag.MESSAGE_STATE, b"\x63")).state is MessageState.DELIVERED


def test_parameters_alone_make_a_receipt():
    tlvs = ((Tag.RECEIPTED_MESSAGE_ID, b"0B"), (Tag.MESSAGE_STATE, b"\2"), (Tag.NETWORK_ERROR_CODE, b"\3\0\x15"))
    assert words(b"", *tlvs, esm_class=0) == Receipt(b"0B", MessageState.DELIVERED, b"021")
    assert read_receipt(Data(tlvs=tlvs)) == Receipt(b"0B", MessageState.DELIVERED, b"021")


def test_words_in_a_payload_are_read():
    assert words(b"", (Tag.MESSAGE_PAYLOAD, USUAL)) == READ


@pytest.mark.parametrize("esm_class", [0, 0x08, 0x10, 0x40])
def test_a_subscriber_who_writes_a_receipt_sends_none(esm_class):
    assert words(USUAL, esm_class=esm_class) is None


def test_word_from_on_the_way_is_a_receipt_too():
    assert words(b"id:0A stat:ENROUTE", esm_class=0x20).state is MessageState.ENROUTE
    assert read_receipt(receipt()).message_id == b"0000000001"


@settings(deadline=None)
@given(st.binary(max_size=254), st.sampled_from([0, 4, 0x20, 0x44]))
def test_no_words_make_reading_fail(octets, esm_class):
    said = words(octets, esm_class=esm_class)
    assert said is None or (said.message_id and said.state in MessageState)
