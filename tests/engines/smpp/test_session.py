"""Single messages: bound, sent, answered, refused, ended."""

import pytest
from tests.engines.smpp.joined import PATIENT, Pair, accepted, bound, joined, message, receipt, sent

from thongsuot.engines.smpp import (
    Answered,
    Arrived,
    Bind,
    BindAnswer,
    BindRefused,
    Bound,
    Closed,
    Command,
    Data,
    Ending,
    Illegal,
    IllegalRequest,
    Malformed,
    MessageAnswer,
    Pdu,
    Query,
    QueryAnswer,
    Repeated,
    Role,
    Session,
    Settings,
    State,
    Status,
    Tag,
    Uncertain,
    Unknown,
    Unsent,
    encode,
    read_receipt,
)

OK = MessageAnswer(b"0A")


def test_both_ends_know_each_other_once_bound():
    pair = joined(State.BOUND_TX)
    assert pair.play() == {Role.ESME: [], Role.SMSC: []}
    session = Session(Role.ESME, now=0.0)
    session.bind(Command.BIND_TRANSMITTER, Bind(b"esme"), now=0.0)
    answer = Pdu(Command.BIND_TRANSMITTER_RESP, 1, 0, BindAnswer(b"centre"))
    assert session.receive(encode(answer), now=0.0) == [Bound(State.BOUND_TX, b"centre")]


def test_a_centre_refuses_a_stranger_who_may_try_again():
    def decide(_command, bind):
        return 0 if bind.password == b"right" else Status.RINVPASWD

    pair = Pair(Session(Role.ESME, now=0.0), Session(Role.SMSC, Settings(decide=decide, system_id=b"centre"), now=0.0))
    pair.esme.bind(Command.BIND_TRANSMITTER, Bind(b"esme", b"wrong"), now=0.0)
    heard = pair.play()
    assert heard[Role.ESME] == heard[Role.SMSC] == [BindRefused(Status.RINVPASWD)]
    pair.esme.bind(Command.BIND_TRANSMITTER, Bind(b"esme", b"right"), now=0.0)
    assert pair.play()[Role.SMSC] == [Bound(State.BOUND_TX, b"esme")]
    assert pair.esme.state is State.BOUND_TX


def test_a_bind_that_is_nacked_or_unreadable_binds_nobody():
    session = Session(Role.ESME, now=0.0)
    session.bind(Command.BIND_RECEIVER, Bind(), now=0.0)
    assert session.receive(encode(Pdu(Command.GENERIC_NACK, 1, 3)), now=0.0) == [BindRefused(3)]
    session.bind(Command.BIND_RECEIVER, Bind(), now=0.0)
    answer = bytes.fromhex("00000011800000010000000000000002ff")
    assert session.receive(answer, now=0.0) == [
        Malformed(Status.RINVCMDLEN, Command.BIND_RECEIVER_RESP, 2),
        Bound(State.BOUND_RX, b""),
    ]


def test_a_message_is_answered_with_what_its_sender_calls_it():
    pair = joined()
    sequence = pair.esme.submit(message(), key="one")
    [arrived] = pair.play()[Role.SMSC]
    assert arrived.pdu == Pdu(Command.SUBMIT_SM, sequence, 0, message())
    pair.centre.answer(arrived.pdu, 0, OK)
    assert pair.play()[Role.ESME] == [Answered(Command.SUBMIT_SM, sequence, "one", 0, OK)]
    assert pair.esme.outstanding == 0


def test_a_message_is_asked_about():
    pair = joined()
    sequence = pair.esme.query(Query(b"0A", source_addr=b"SO KHCN"), key=7)
    [arrived] = pair.play()[Role.SMSC]
    state = QueryAnswer(b"0A", b"", 2, 0)
    pair.centre.answer(arrived.pdu, 0, state)
    assert pair.play()[Role.ESME] == [Answered(Command.QUERY_SM, sequence, 7, 0, state)]


def test_a_text_of_a_subscriber_arrives_and_is_answered():
    pair = joined()
    sequence = pair.centre.ask(Command.DELIVER_SM, message(b"tra loi"), key="mo")
    [arrived] = pair.play()[Role.ESME]
    assert arrived.pdu.body.short_message == b"tra loi"
    pair.esme.answer(arrived.pdu)
    assert pair.play()[Role.SMSC] == [Answered(Command.DELIVER_SM, sequence, "mo", 0, MessageAnswer())]


def test_a_receipt_arrives_as_arrays_or_as_itself():
    for arrays in (True, False):
        pair = joined(esme={"receipts_as_arrays": arrays})
        pair.centre.ask(Command.DELIVER_SM, receipt(b"0A"))
        [event] = pair.play()[Role.ESME]
        if arrays:
            assert (event.message_ids.tolist(), event.states.tolist(), event.errors.tolist()) == (
                [b"0A"],
                [2],
                [b"000"],
            )
            pair.esme.acknowledge(event.sequences)
        else:
            assert read_receipt(event.pdu.body).message_id == b"0A"
            pair.esme.answer(event.pdu)
        [answered] = pair.play()[Role.SMSC]
        assert answered.status == 0
        assert pair.centre.outstanding == 0


def test_data_sm_goes_both_ways():
    pair = joined()
    data = Data(tlvs=((Tag.MESSAGE_PAYLOAD, b"x" * 300),))
    pair.esme.ask(Command.DATA_SM, data)
    pair.centre.ask(Command.DATA_SM, data)
    heard = pair.play()
    assert [event.pdu.body for role in Role for event in heard[role]] == [data, data]


@pytest.mark.parametrize(
    "pdu", [accepted(99), encode(Pdu(Command.ENQUIRE_LINK_RESP, 99)), encode(Pdu(Command.GENERIC_NACK, 0, 3))]
)
def test_an_answer_to_nothing_is_told(pdu):
    [event] = bound().receive(pdu, now=0.0)
    assert isinstance(event, Unknown)


def test_a_repeated_answer_is_told_and_changes_nothing():
    session = bound()
    sequence = session.submit(message())
    sent(session)
    assert len(session.receive(accepted(sequence), now=0.0)) == 1
    assert session.receive(accepted(sequence), now=0.0) == [Repeated(sequence)]
    assert session.outstanding == 0


def test_an_answer_of_another_kind_answers_nothing():
    session = bound()
    sequence = session.submit(message())
    sent(session)
    other = Pdu(Command.CANCEL_SM_RESP, sequence, 0x11)
    assert session.receive(encode(other), now=0.0) == [Unknown(Command.CANCEL_SM_RESP, sequence, 0x11)]
    assert session.outstanding == 1


@pytest.mark.parametrize(("status", "told"), [(3, 3), (0, Status.RUNKNOWNERR)])
def test_a_nack_refuses_what_it_names_whatever_it_says(status, told):
    session = bound()
    sequence = session.submit(message(), key="k")
    sent(session)
    [event] = session.receive(encode(Pdu(Command.GENERIC_NACK, sequence, status)), now=0.0)
    assert (event.key, event.status, event.nack) == ("k", told, True)


def test_an_unreadable_answer_still_answers():
    session = bound()
    sequence = session.submit(message())
    sent(session)
    octets = accepted(sequence)[:-1] + b"x"
    malformed, answered = session.receive(octets, now=0.0)
    assert malformed == Malformed(Status.RINVCMDLEN, Command.SUBMIT_SM_RESP, sequence)
    assert (answered.status, answered.body) == (0, MessageAnswer())
    assert session.outstanding == 0


@pytest.mark.parametrize(
    ("octets", "answer"),
    [
        ("00000010000000770000000000000009", Pdu(Command.GENERIC_NACK, 9, Status.RINVCMDID)),
        ("00000010000000210000000000000009", Pdu(Command.GENERIC_NACK, 9, Status.RINVCMDID)),
        ("00000011000000150000000000000009aa", Pdu(Command.ENQUIRE_LINK_RESP, 9, Status.RINVCMDLEN)),
        (
            "0000001200000005000000000000000941" + "42",
            Pdu(Command.DELIVER_SM_RESP, 9, Status.RINVCMDLEN, MessageAnswer()),
        ),
        ("00000010800000770000000000000009", None),
        ("000000120000010200000000000000094142", None),
    ],
    ids=["unknown", "submit_multi", "too long", "cut short", "an unknown answer", "nothing answers it"],
)
def test_what_cannot_be_read_is_told_and_answered(octets, answer):
    session = bound()
    [event] = session.receive(bytes.fromhex(octets), now=0.0)
    assert isinstance(event, Malformed)
    assert sent(session) == ([] if answer is None else [answer])
    assert session.state is State.BOUND_TRX


@pytest.mark.parametrize("length", [0, 15, 65_537, 0xFFFFFFFF])
def test_a_length_that_cannot_be_ends_the_session(length):
    session = bound()
    session.submit(message(), key="k")
    sent(session)
    octets = length.to_bytes(4, "big") + bytes.fromhex("000000150000000000000009")
    malformed, uncertain, closed = session.receive(octets + b"more", now=0.0)
    assert malformed == Malformed(Status.RINVCMDLEN, Command.ENQUIRE_LINK, 9)
    assert uncertain == Uncertain(Command.SUBMIT_SM, 2, "k")
    assert closed == Closed(Ending.BROKEN)
    assert sent(session) == [Pdu(Command.GENERIC_NACK, 9, Status.RINVCMDLEN)]
    assert session.receive(b"more", now=0.0) == []


def test_what_follows_the_end_in_the_same_octets_is_not_read():
    session = bound()
    octets = bytes.fromhex("00000000000000150000000000000009") + encode(Pdu(Command.ENQUIRE_LINK, 10))
    session.receive(octets, now=0.0)
    assert len(sent(session)) == 1


def test_an_end_asked_for_waits_for_answers_and_says_what_never_went_out():
    pair = joined(esme={"window": 1})
    pair.esme.submit(message(), key="out")
    pair.esme.submit(message(), key="queued")
    [arrived] = pair.play()[Role.SMSC]
    pair.esme.unbind(now=0.0)
    pair.esme.unbind(now=0.0)
    with pytest.raises(IllegalRequest):
        pair.esme.submit(message())
    pair.centre.answer(arrived.pdu, 0, OK)
    heard = pair.play()
    assert [type(event) for event in heard[Role.ESME]] == [Answered, Unsent, Closed]
    assert heard[Role.ESME][1] == Unsent(Command.SUBMIT_SM, 3, "queued")
    assert heard[Role.SMSC] == [Closed(Ending.PEER_UNBOUND)]
    assert pair.esme.state is pair.centre.state is State.UNBOUND


def test_a_lost_connection_leaves_doubt_about_what_went_out():
    session = bound()
    session.submit(message(), key="k")
    sent(session)
    session.enquire(now=0.0)
    assert session.lost(now=0.0) == [Uncertain(Command.SUBMIT_SM, 2, "k"), Closed(Ending.LOST)]
    assert session.outstanding == 0
    assert session.next_due(now=0.0) is None


def test_single_messages_go_ahead_of_each_other_in_order_and_within_the_window():
    session = bound(window=2)
    sequences = [session.submit(message()) for _ in range(5)]
    assert [pdu.sequence for pdu in sent(session)] == sequences[:2]
    assert (session.outstanding, session.waiting) == (2, 3)
    session.receive(accepted(sequences[0]), now=0.0)
    assert [pdu.sequence for pdu in sent(session)] == sequences[2:3]


def test_a_sign_of_life_is_given_without_being_told():
    session = bound(Role.SMSC)
    assert session.receive(encode(Pdu(Command.ENQUIRE_LINK, 77)), now=0.0) == []
    assert sent(session) == [Pdu(Command.ENQUIRE_LINK_RESP, 77)]


def test_answers_after_the_end_are_not_sent():
    session = bound()
    [arrived] = session.receive(encode(Pdu(Command.DELIVER_SM, 5, 0, message())), now=0.0)
    [receipts] = session.receive(encode(Pdu(Command.DELIVER_SM, 6, 0, receipt())), now=0.0)
    session.lost(now=0.0)
    session.answer(arrived.pdu)
    session.acknowledge(receipts.sequences)
    assert session.outgoing(now=0.0) == []


def test_a_request_only_the_other_side_may_ask_is_nacked():
    session = bound(Role.ESME, run=8)
    [illegal] = session.receive(encode(Pdu(Command.SUBMIT_SM, 9, 0, message())), now=0.0)
    assert illegal == Illegal(Command.SUBMIT_SM, 9, Status.RINVCMDID)
    assert sent(session) == [Pdu(Command.GENERIC_NACK, 9, Status.RINVCMDID)]


def test_arrived_requests_are_told_as_they_came():
    session = bound(**PATIENT)
    assert session.receive(encode(Pdu(Command.DELIVER_SM, 5, 0, message())), now=0.0) == [
        Arrived(Pdu(Command.DELIVER_SM, 5, 0, message()))
    ]
