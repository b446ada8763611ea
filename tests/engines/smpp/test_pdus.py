"""PDUs written and read: what was written comes back, what cannot be read has the status the standard gives it."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import message

from thongsuot.engines.smpp import (
    Alert,
    BadPdu,
    Bind,
    BindAnswer,
    Cancel,
    Command,
    Data,
    Empty,
    Message,
    MessageAnswer,
    Outbind,
    Pdu,
    Query,
    QueryAnswer,
    Replace,
    Status,
    Tag,
    UnwritablePdu,
    decode,
    encode,
    status_name,
)

BODIES = {
    Command.BIND_RECEIVER: Bind,
    Command.BIND_TRANSMITTER: Bind,
    Command.BIND_TRANSCEIVER: Bind,
    Command.BIND_RECEIVER_RESP: BindAnswer,
    Command.BIND_TRANSMITTER_RESP: BindAnswer,
    Command.BIND_TRANSCEIVER_RESP: BindAnswer,
    Command.OUTBIND: Outbind,
    Command.UNBIND: Empty,
    Command.UNBIND_RESP: Empty,
    Command.SUBMIT_SM: Message,
    Command.SUBMIT_SM_RESP: MessageAnswer,
    Command.DELIVER_SM: Message,
    Command.DELIVER_SM_RESP: MessageAnswer,
    Command.DATA_SM: Data,
    Command.DATA_SM_RESP: MessageAnswer,
    Command.QUERY_SM: Query,
    Command.QUERY_SM_RESP: QueryAnswer,
    Command.CANCEL_SM: Cancel,
    Command.CANCEL_SM_RESP: Empty,
    Command.REPLACE_SM: Replace,
    Command.REPLACE_SM_RESP: Empty,
    Command.ENQUIRE_LINK: Empty,
    Command.ENQUIRE_LINK_RESP: Empty,
    Command.ALERT_NOTIFICATION: Alert,
    Command.GENERIC_NACK: Empty,
}
unknown_tlvs = st.lists(st.tuples(st.integers(0x1400, 0x3FFF), st.binary(max_size=20)), max_size=3).map(tuple)
known_tlvs = st.lists(
    st.sampled_from(
        [
            (Tag.USER_MESSAGE_REFERENCE, b"\0\7"),
            (Tag.PRIVACY_INDICATOR, b"\1"),
            (Tag.QOS_TIME_TO_LIVE, b"\0\0\1\2"),
            (Tag.SOURCE_SUBADDRESS, b"\x80x"),
            (Tag.ALERT_ON_MESSAGE_DELIVERY, b""),
        ]
    ),
    max_size=2,
).map(tuple)


def value_of(field):
    """Return what a field may hold, as its declaration says."""
    kind = field.metadata.get("kind")
    match type(kind).__name__:
        case "Whole":
            return st.integers(0, 255)
        case "Text" if kind.exact:
            return st.sampled_from([b"", b"2610280905000028", b"000000100000000R"])
        case "Text":
            return st.binary(max_size=kind.most - 1).map(lambda octets: octets.replace(b"\0", b"."))
        case "Counted":
            return st.binary(max_size=kind.most)
    return st.one_of(unknown_tlvs, known_tlvs)


@st.composite
def pdus(draw):
    command = draw(st.sampled_from(sorted(BODIES)))
    body = BODIES[command](**{each.name: draw(value_of(each)) for each in fields(BODIES[command])})
    status = draw(st.sampled_from([0, 0x58, 0xFFFFFFFF])) if command.is_response else 0
    return Pdu(command, draw(st.integers(0, 0xFFFFFFFF)), status, body)


@settings(deadline=None, max_examples=300)
@given(pdus())
def test_what_was_written_comes_back(pdu):
    octets = encode(pdu)
    assert int.from_bytes(octets[:4], "big") == len(octets)
    assert decode(octets) == pdu


@settings(deadline=None, max_examples=300)
@given(pdus(), st.data())
def test_a_pdu_cut_short_or_longer_is_refused(pdu, data):
    octets = encode(pdu)
    for spoilt in (octets[: data.draw(st.integers(0, len(octets) - 1))], octets + b"\0"):
        with pytest.raises(BadPdu):
            decode(spoilt)


def test_a_pdu_has_the_octets_of_the_standard():
    bind = Pdu(Command.BIND_TRANSMITTER, 1, 0, Bind(b"SMPP3TEST", b"secret08", b"SUBMIT1", 0x34, 1, 1))
    assert encode(bind).hex() == (
        "0000002f000000020000000000000001"  # length, command, status, sequence
        "534d5050335445535400"
        "736563726574303800"
        "5355424d49543100"
        "340101"
        "00"
    )
    assert encode(Pdu(Command.ENQUIRE_LINK, 7)).hex() == "00000010000000150000000000000007"


def spoilt(command, body, status=0):
    """Return a PDU whose body is as given, with a length that fits."""
    return b"".join(number.to_bytes(4, "big") for number in (16 + len(body), command, status, 9)) + body


MESSAGE = bytes.fromhex("00 0000 3100 0000 3200 00 00 00 00 00 00 00 00 00")  # up to sm_length
QUERY = b"7\0\0\0\0"


@pytest.mark.parametrize(
    ("command", "body", "status"),
    [
        (Command.SUBMIT_SM, b"1234567\0", Status.RINVSERTYP),
        (Command.SUBMIT_SM, b"123", Status.RINVCMDLEN),
        (Command.SUBMIT_SM, b"\0\0\0" + b"1" * 21, Status.RINVSRCADR),
        (Command.SUBMIT_SM, b"\0\0\0\0\0\0" + b"1" * 21, Status.RINVDSTADR),
        (Command.SUBMIT_SM, b"\0\0\0\0\0\0\0\0\0\0abc\0\0", Status.RINVSCHED),
        (Command.SUBMIT_SM, b"\0\0\0\0\0\0\0\0\0\0\0" + b"2" * 18, Status.RINVEXPIRY),
        (Command.SUBMIT_SM, MESSAGE, Status.RINVCMDLEN),
        (Command.SUBMIT_SM, MESSAGE[:-1], Status.RINVCMDLEN),
        (Command.SUBMIT_SM, MESSAGE + b"\5hell", Status.RINVMSGLEN),
        (Command.SUBMIT_SM, MESSAGE + b"\xff" + b"x" * 255, Status.RINVMSGLEN),
        (Command.SUBMIT_SM, MESSAGE + b"\0\x02\x04\0", Status.RINVOPTPARSTREAM),
        (Command.SUBMIT_SM, MESSAGE + b"\0\x14\0\0\5abcd", Status.RINVOPTPARSTREAM),
        (Command.SUBMIT_SM, MESSAGE + b"\0\x02\x04\0\1\7", Status.RINVPARLEN),
        (Command.SUBMIT_SM, MESSAGE + b"\0\x04\x27\0\1\2", Status.ROPTPARNOTALLWD),
        (Command.SUBMIT_SM, MESSAGE + b"\1x\x04\x24\0\1y", Status.ROPTPARNOTALLWD),
        (Command.DELIVER_SM, MESSAGE + b"\0\x04\x25\0\1\0", Status.ROPTPARNOTALLWD),
        (Command.BIND_RECEIVER, b"x" * 16, Status.RINVSYSID),
        (Command.BIND_RECEIVER, b"x\0" + b"p" * 9, Status.RINVPASWD),
        (Command.BIND_RECEIVER, b"x\0p\0" + b"t" * 13, Status.RINVSYSTYP),
        (Command.BIND_RECEIVER, b"x\0p\0t\0\x34\0\0" + b"r" * 41, Status.RBINDFAIL),
        (Command.QUERY_SM, b"m" * 65, Status.RINVMSGID),
        (Command.QUERY_SM, QUERY + b"\0", Status.RINVCMDLEN),
        (Command.ENQUIRE_LINK, b"\0", Status.RINVCMDLEN),
        (Command.SUBMIT_SM_RESP, b"", Status.RINVCMDLEN),
        (Command.SUBMIT_SM_RESP, b"m" * 65 + b"\0", Status.RINVMSGID),
        (Command.SUBMIT_MULTI, b"", Status.RINVCMDID),
        (0x77, b"", Status.RINVCMDID),
    ],
)
def test_what_cannot_be_read_has_the_status_of_the_standard(command, body, status):
    with pytest.raises(BadPdu) as refusal:
        decode(spoilt(command, body))
    assert refusal.value.status is status


@pytest.mark.parametrize("octets", [b"", b"\0" * 15, spoilt(Command.UNBIND, b"")[:-1] + b"\0\0"])
def test_a_length_that_is_not_the_pdu_s_is_refused(octets):
    with pytest.raises(BadPdu) as refusal:
        decode(octets)
    assert refusal.value.status is Status.RINVCMDLEN


@pytest.mark.parametrize("command", [Command.DELIVER_SM_RESP, Command.DATA_SM_RESP])
def test_an_answer_that_names_nothing_may_come_without_a_body(command):
    assert decode(spoilt(command, b"")).body == MessageAnswer()


def test_a_refusal_may_come_without_a_body():
    assert decode(spoilt(Command.SUBMIT_SM_RESP, b"", 0x58)).body == MessageAnswer()
    assert decode(spoilt(Command.QUERY_SM_RESP, b"", 0x67)).body == QueryAnswer()


def test_a_receipt_may_carry_what_a_message_may_not():
    tlvs = ((Tag.RECEIPTED_MESSAGE_ID, b"7\0"), (Tag.MESSAGE_STATE, b"\2"), (Tag.NETWORK_ERROR_CODE, b"\3\0\1"))
    pdu = Pdu(Command.DELIVER_SM, 1, 0, message(tlvs=tlvs))
    assert decode(encode(pdu)) == pdu


@pytest.mark.parametrize(
    "pdu",
    [
        Pdu(Command.SUBMIT_SM, 1, 0, message(b"x" * 255)),
        Pdu(Command.SUBMIT_SM, 1, 0, message(to=b"8" * 21)),
        Pdu(Command.SUBMIT_SM, 1, 0, message(to=b"8\0")),
        Pdu(Command.SUBMIT_SM, 1, 0, message(validity_period=b"2610")),
        Pdu(Command.SUBMIT_SM, 1, 0, message(data_coding=256)),
        Pdu(Command.SUBMIT_SM, 1, 0, message(tlvs=((Tag.SOURCE_PORT, b"\1"),))),
        Pdu(Command.SUBMIT_SM, 1, 0, message(tlvs=((0x10000, b""),))),
        Pdu(Command.SUBMIT_SM, 1, 0, Query()),
        Pdu(Command.SUBMIT_SM, -1, 0, message()),
        Pdu(Command.SUBMIT_SM, 1 << 32, 0, message()),
    ],
)
def test_what_does_not_fit_is_not_written(pdu):
    with pytest.raises(UnwritablePdu, match="; nothing was sent"):
        encode(pdu)


def test_a_status_is_named_as_the_standard_names_it():
    assert status_name(0x58) == "ESME_RTHROTTLED"
    assert status_name(0x400) == "0x00000400"


def test_a_response_is_its_request_with_the_highest_bit():
    assert Command.SUBMIT_SM.response is Command.SUBMIT_SM_RESP
    assert Command.SUBMIT_SM_RESP.request is Command.SUBMIT_SM
    assert not Command.OUTBIND.answered
    assert not Command.GENERIC_NACK.answered
    assert Command.DATA_SM.answered
