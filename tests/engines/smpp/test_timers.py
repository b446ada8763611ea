"""What time brings: each timer, and the moment it is said to come."""

import pytest
from tests.engines.smpp.joined import accepted, bound, message, recipients, sent

from thongsuot.engines.smpp import (
    Answered,
    Batch,
    BatchUncertain,
    Bind,
    Closed,
    Command,
    Ending,
    Pdu,
    Role,
    Session,
    Settings,
    Settled,
    Standing,
    State,
    Stencil,
    Uncertain,
    encode,
)


@pytest.mark.parametrize("role", Role)
def test_whoever_does_not_bind_in_time_is_left(role):
    session = Session(role, Settings(session_init=5), now=100.0)
    assert session.next_due(now=100.0) == 105.0
    assert session.tick(now=104.9) == []
    assert session.tick(now=105.0) == [Closed(Ending.NO_BIND)]
    assert session.tick(now=200.0) == []


def test_a_bind_that_nobody_answers_ends_the_session():
    session = Session(Role.ESME, Settings(session_init=None, response=3), now=0.0)
    session.bind(Command.BIND_RECEIVER, Bind(), now=1.0)
    assert session.next_due(now=1.0) == 4.0
    assert session.tick(now=4.0) == [Closed(Ending.NO_BIND)]


def test_a_sign_of_life_is_asked_for_when_nothing_is_heard_and_its_lack_ends_the_session():
    session = bound(enquire_link=10, response=4)
    assert session.next_due(now=0.0) == 10.0
    assert session.tick(now=10.0) == []
    assert [pdu.command for pdu in sent(session, 10.0)] == [Command.ENQUIRE_LINK]
    assert session.next_due(now=10.0) == 14.0
    assert session.tick(now=14.0) == [Closed(Ending.SILENT)]
    assert session.state is State.CLOSED


def test_whatever_is_heard_puts_the_question_off():
    session = bound(enquire_link=10)
    session.receive(encode(Pdu(Command.ENQUIRE_LINK, 9)), now=8.0)
    sent(session, 8.0)
    session.tick(now=17.9)
    assert sent(session, 17.9) == []
    session.tick(now=18.0)
    [asked] = sent(session, 18.0)
    assert session.receive(encode(Pdu(Command.ENQUIRE_LINK_RESP, asked.sequence)), now=18.1) == []
    assert session.next_due(now=18.1) == pytest.approx(28.1)


def test_a_message_without_an_answer_is_uncertain_and_a_late_answer_settles_it():
    session = bound(response=5, window=1)
    sequence = session.submit(message(), key="k")
    sent(session, 1.0)
    assert session.next_due(now=1.0) == 6.0
    assert session.tick(now=6.0) == [Uncertain(Command.SUBMIT_SM, sequence, "k")]
    assert session.outstanding == 0
    [late] = session.receive(accepted(sequence), now=9.0)
    assert isinstance(late, Answered)
    assert (late.key, session.outstanding) == ("k", 0)


def test_doubt_is_kept_for_so_many_messages_only():
    session = bound(response=5, window=10, remembered=2)
    sequences = [session.submit(message()) for _ in range(4)]
    sent(session)
    assert len(session.tick(now=5.0)) == 4
    kinds = [type(session.receive(accepted(sequence), now=6.0)[0]).__name__ for sequence in sequences]
    assert kinds == ["Unknown", "Unknown", "Answered", "Answered"]


def test_a_batch_without_answers_is_uncertain_and_late_answers_settle_it():
    session = bound(response=5, window=10)
    batch = Batch(Stencil([message()], 10), recipients(10))
    session.send(batch)
    sent(session, 1.0)
    session.receive(accepted(batch.first + 3), now=2.0)
    assert session.next_due(now=2.0) == 6.0
    assert session.tick(now=6.0) == [BatchUncertain(batch, 9)]
    assert (batch.uncertain, batch.outstanding, batch.done, session.outstanding) == (9, 0, True, 0)
    assert session.receive(accepted(batch.first, b"7F"), now=7.0) == [Settled(batch, 1)]
    assert (batch.uncertain, batch.answered, session.outstanding) == (8, 2, 0)
    assert batch.standing[0] == Standing.ACCEPTED
    assert batch.message_ids[0] == b"7F"


def test_slices_answered_in_full_are_no_reason_to_wake():
    session = bound(response=5, window=4)
    batch = Batch(Stencil([message()], 4), recipients(4))
    session.send(batch)
    sent(session, 1.0)
    session.receive(b"".join(accepted(batch.first + place) for place in range(3)), now=2.0)
    assert session.tick(now=3.0) == []
    assert session.next_due(now=3.0) == 6.0
    session.receive(accepted(batch.first + 3), now=4.0)
    assert session.next_due(now=4.0) is None


def test_a_session_without_messages_ends_itself():
    session = bound(inactivity=60, response=5)
    session.receive(encode(Pdu(Command.ENQUIRE_LINK, 9)), now=50.0)
    sent(session, 50.0)
    assert session.next_due(now=50.0) == 60.0
    session.tick(now=60.0)
    assert [pdu.command for pdu in sent(session, 60.0)] == [Command.UNBIND]
    assert session.next_due(now=60.0) == 65.0
    assert session.tick(now=65.0) == [Closed(Ending.SILENT)]


def test_without_timers_nothing_comes_due():
    assert bound().next_due(now=0.0) is None
    assert bound().tick(now=1e9) == []


def test_a_clock_that_goes_back_does_no_harm():
    session = bound(enquire_link=10, response=5)
    session.receive(encode(Pdu(Command.ENQUIRE_LINK, 9)), now=1000.0)
    sent(session, 1000.0)
    assert session.tick(now=400.0) == []
    assert session.next_due(now=400.0) == 410.0
    session.tick(now=410.0)
    assert [pdu.command for pdu in sent(session, 410.0)] == [Command.ENQUIRE_LINK]


def test_the_slice_that_waits_longest_says_when_to_wake():
    session = bound(response=5, window=4)
    batch = Batch(Stencil([message()], 8), recipients(8))
    session.send(batch)
    sent(session, 1.0)
    session.receive(b"".join(accepted(batch.first + place) for place in range(4)), now=2.0)
    sent(session, 3.0)
    assert session.next_due(now=3.0) == 8.0
