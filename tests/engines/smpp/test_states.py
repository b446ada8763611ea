"""What may be asked in which state: the table, walked through from both ends."""

from itertools import product

import pytest
from tests.engines.smpp.joined import BINDS, bound, cut, message, sent

from thongsuot.engines.smpp import (
    Alert,
    Arrived,
    Bind,
    Cancel,
    Closed,
    Command,
    Data,
    Empty,
    Ending,
    Illegal,
    IllegalRequest,
    MessageAnswer,
    Outbind,
    Pdu,
    Query,
    Replace,
    Role,
    Session,
    State,
    Status,
    encode,
    legal,
)

REQUESTS = {
    Command.BIND_TRANSMITTER: Bind(b"x"),
    Command.BIND_RECEIVER: Bind(b"x"),
    Command.BIND_TRANSCEIVER: Bind(b"x"),
    Command.OUTBIND: Outbind(b"x"),
    Command.UNBIND: Empty(),
    Command.SUBMIT_SM: message(),
    Command.DELIVER_SM: message(),
    Command.DATA_SM: Data(),
    Command.QUERY_SM: Query(b"7"),
    Command.CANCEL_SM: Cancel(),
    Command.REPLACE_SM: Replace(b"7"),
    Command.ALERT_NOTIFICATION: Alert(),
    Command.ENQUIRE_LINK: Empty(),
}
TX, RX, TRX = State.BOUND_TX, State.BOUND_RX, State.BOUND_TRX
# who asks what in which bound states, written out a second time
ALLOWED = {
    Role.ESME: {
        Command.SUBMIT_SM: {TX, TRX}, Command.DATA_SM: {TX, TRX}, Command.QUERY_SM: {TX, TRX},
        Command.CANCEL_SM: {TX, TRX}, Command.REPLACE_SM: {TX, TRX}, Command.UNBIND: {TX, RX, TRX},
        Command.ENQUIRE_LINK: {TX, RX, TRX},
    },
    Role.SMSC: {
        Command.DELIVER_SM: {RX, TRX}, Command.DATA_SM: {RX, TRX}, Command.ALERT_NOTIFICATION: {RX, TRX},
        Command.UNBIND: {TX, RX, TRX}, Command.ENQUIRE_LINK: {TX, RX, TRX},
    },
}  # fmt: skip


@pytest.mark.parametrize(("role", "state"), product(Role, (TX, RX, TRX)))
def test_the_table_says_what_a_bound_session_may_ask(role, state):
    allowed = {command for command in REQUESTS if legal(role, command, state)}
    assert allowed == {command for command, states in ALLOWED[role].items() if state in states}


@pytest.mark.parametrize(("role", "state", "command"), product(Role, (TX, RX, TRX), REQUESTS))
def test_what_is_not_legal_is_refused_and_told(role, state, command):
    session = bound(role, state)
    events = session.receive(encode(Pdu(command, 50, 0, REQUESTS[command])), now=0.0)
    answers = sent(session)
    if state in ALLOWED[role.other].get(command, set()):
        assert not any(isinstance(event, Illegal) for event in events)
        assert all(answer.status == 0 for answer in answers)
        return
    [illegal] = events
    known = command in ALLOWED[role.other] or (role is Role.SMSC and command in BINDS.values())
    if not known and not (role is Role.ESME and command is Command.OUTBIND):
        assert (illegal.status, [answer.command for answer in answers]) == (3, [Command.GENERIC_NACK])
    elif command in BINDS.values():
        assert (illegal.status, answers) == (5, [Pdu(command.response, 50, Status.RALYBND, answers[0].body)])
    elif command.answered:
        assert (illegal.status, [answer.command for answer in answers]) == (4, [command.response])
    else:
        assert (illegal.status, answers) == (4, [])


@pytest.mark.parametrize(("role", "command"), product(Role, set(REQUESTS) - set(BINDS.values())))
def test_before_the_bind_nothing_but_a_sign_of_life_is_answered(role, command):
    session = Session(role, now=0.0)
    session.receive(encode(Pdu(command, 50, 0, REQUESTS[command])), now=0.0)
    refused = [answer.status for answer in sent(session)]
    if command is Command.ENQUIRE_LINK:
        assert refused == [0]
    elif command in ALLOWED[role.other] and command.answered:
        assert refused == [Status.RINVBNDSTS]
    else:
        assert refused in ([], [Status.RINVCMDID])


@pytest.mark.parametrize("command", [Command.SUBMIT_SM, Command.DELIVER_SM, Command.UNBIND])
def test_this_side_may_not_ask_it_either(command):
    session = Session(Role.ESME, now=0.0)
    with pytest.raises(IllegalRequest, match="while open"):
        session.unbind(now=0.0) if command is Command.UNBIND else session.ask(command, REQUESTS[command])
    assert session.outgoing(now=0.0) == []


def test_a_receiver_may_not_submit_and_a_bound_one_not_bind():
    session = bound(state=RX)
    with pytest.raises(IllegalRequest):
        session.submit(message())
    with pytest.raises(IllegalRequest):
        session.bind(Command.BIND_RECEIVER, Bind(), now=0.0)
    with pytest.raises(IllegalRequest):
        session.ask(Command.ENQUIRE_LINK, Empty())


def test_only_a_bind_binds_and_only_one_at_a_time():
    session = Session(Role.ESME, now=0.0)
    with pytest.raises(IllegalRequest):
        session.bind(Command.UNBIND, Bind(), now=0.0)
    session.bind(Command.BIND_RECEIVER, Bind(), now=0.0)
    for command in BINDS.values():
        with pytest.raises(IllegalRequest, match="nothing was sent"):
            session.bind(command, Bind(), now=0.0)
    assert len(sent(session)) == 1


def test_a_centre_asks_to_be_bound_to():
    centre, esme = Session(Role.SMSC, now=0.0), Session(Role.ESME, now=0.0)
    centre.outbind(Outbind(b"centre", b"pw"))
    assert centre.state is State.OUTBOUND
    [arrived] = esme.receive(b"".join(centre.outgoing(now=0.0)), now=0.0)
    assert arrived == Arrived(Pdu(Command.OUTBIND, 1, 0, Outbind(b"centre", b"pw")))
    with pytest.raises(IllegalRequest, match="OUTBIND has no answer; nothing was sent"):
        esme.answer(arrived.pdu)
    assert esme.state is State.OUTBOUND
    esme.bind(Command.BIND_RECEIVER, Bind(b"esme"), now=0.0)
    centre.receive(b"".join(esme.outgoing(now=0.0)), now=0.0)
    esme.receive(b"".join(centre.outgoing(now=0.0)), now=0.0)
    assert esme.state is centre.state is State.BOUND_RX


def test_a_centre_tells_that_a_subscriber_can_be_reached():
    centre, esme = bound(Role.SMSC, RX), bound(Role.ESME, RX)
    centre.alert(Alert(source_addr=b"84900000001"))
    [arrived] = esme.receive(b"".join(centre.outgoing(now=0.0)), now=0.0)
    assert arrived.pdu.body.source_addr == b"84900000001"
    with pytest.raises(IllegalRequest, match="ALERT_NOTIFICATION has no answer; nothing was sent"):
        esme.answer(arrived.pdu)
    assert sent(esme) == []


def test_after_the_end_everything_is_refused_and_a_closed_session_says_nothing():
    session = bound()
    session.unbind(now=0.0)
    [unbind] = sent(session)
    assert session.receive(encode(Pdu(Command.UNBIND_RESP, unbind.sequence)), now=0.0) == [Closed(Ending.UNBOUND)]
    assert session.state is State.UNBOUND
    deliver = Pdu(Command.DELIVER_SM, 51, 0, message())
    assert session.receive(encode(deliver), now=0.0) == [Illegal(Command.DELIVER_SM, 51, Status.RINVBNDSTS)]
    assert [answer.status for answer in sent(session)] == [Status.RINVBNDSTS]
    session.answer(deliver, 0, MessageAnswer())
    assert session.outgoing(now=0.0) == []
    assert session.lost(now=0.0) == []
    assert session.state is State.CLOSED
    assert session.receive(encode(deliver), now=0.0) == []
    assert cut(b"".join(session.outgoing(now=0.0))) == []
