"""The whole way in memory: sent, answered, receipts joined; singly and in bulk the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.smpp.joined import joined, message, receipt, recipients

from thongsuot.engines.smpp import (
    Answered,
    Arrived,
    Batch,
    Command,
    Matcher,
    MessageAnswer,
    MessageState,
    Query,
    QueryAnswer,
    Receipts,
    Role,
    Standing,
    Stencil,
    Tag,
)


def centre_answers(pair, status):
    """Let the centre answer by the number a message goes to, until nothing comes any more; return what it told."""
    told = []
    while True:
        heard = pair.play()
        told += heard[Role.ESME]
        arrived = [event.pdu for event in heard[Role.SMSC] if isinstance(event, Arrived)]
        if not arrived:
            return told
        for pdu in arrived:
            number = int(pdu.body.destination_addr)
            refusal = status(number)
            pair.centre.answer(pdu, refusal, None if refusal else MessageAnswer(b"%X" % number))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(1, 10**15), min_size=1, max_size=80),
    st.integers(1, 3),
    st.sampled_from([1, 7, 100]),
    st.sampled_from([2, 3, 5, 1000]),
)
def test_messages_sent_singly_and_in_bulk_end_the_same(numbers, parts, window, refused):
    def status(number):
        return 0x0B if number % refused == 1 else 0

    texts = [message(b"part %d" % part, data_coding=8) for part in range(parts)]
    bulk, plain = joined(esme={"window": window}), joined(esme={"window": window})
    batch = Batch(Stencil(texts, len(numbers)), np.array(numbers, np.int64))
    bulk.esme.send(batch)
    centre_answers(bulk, status)
    for place, number in enumerate(numbers):
        for part, text in enumerate(texts):
            body = message(text.short_message, b"%d" % number, data_coding=8)
            plain.esme.submit(body, key=place * parts + part)
    answers = {event.key: event for event in centre_answers(plain, status) if isinstance(event, Answered)}
    assert sorted(answers) == list(range(batch.count))
    assert batch.status.tolist() == [answers[place].status for place in range(batch.count)]
    assert batch.message_ids.tolist() == [answers[place].body.message_id for place in range(batch.count)]
    assert bulk.esme.outstanding == plain.esme.outstanding == 0


@pytest.mark.parametrize("tlvs", [False, True])
def test_receipts_of_a_whole_batch_find_their_messages(tlvs):
    pair, matcher, rng = joined(), Matcher(), np.random.default_rng(11)
    batch = Batch(Stencil([message(registered_delivery=1)], 3000), recipients(3000))
    pair.esme.send(batch)
    pair.answer_all(name=lambda number: b"%08X" % (number * 7919))
    assert (batch.standing == Standing.ACCEPTED).all()
    matcher.expect(batch.message_ids, np.arange(batch.count))
    states = [b"DELIVRD", b"UNDELIV", b"EXPIRED"]
    for place in rng.permutation(3000).tolist():
        name = batch.message_ids[place]
        named = ((Tag.RECEIPTED_MESSAGE_ID, name + b"\0"),) if tlvs else ()
        body = receipt(name.lower(), states[place % 3], tlvs=named)
        for _ in range(2 if place % 100 == 0 else 1):
            pair.centre.ask(Command.DELIVER_SM, body)
    ended = np.full(3000, 255, np.uint8)
    answered = 0
    while True:
        heard = pair.play()
        for event in heard[Role.ESME]:
            assert isinstance(event, Receipts)
            found = matcher.match(event.message_ids, event.states, event.errors)
            ended[found.keys] = event.states
            pair.esme.acknowledge(event.sequences)
        answered += sum(isinstance(event, Answered) for event in heard[Role.SMSC])
        if not heard[Role.ESME]:
            break
    known = [MessageState.DELIVERED, MessageState.UNDELIVERABLE, MessageState.EXPIRED]
    assert ended.tolist() == [known[place % 3] for place in range(3000)]
    assert (matcher.matched, matcher.repeated, matcher.held, answered) == (3000, 30, 0, 3030)


def test_what_is_in_doubt_is_asked_about_and_never_sent_again():
    pair = joined(esme={"response": 5})
    batch = Batch(Stencil([message()], 10), recipients(10))
    pair.esme.send(batch)
    arrived = [event.pdu for event in pair.play()[Role.SMSC]]
    for pdu in arrived[:7]:
        pair.centre.answer(pdu, 0, MessageAnswer(b"%d" % pdu.sequence))
    pair.play()
    pair.esme.tick(now=5.0)
    assert np.flatnonzero(batch.standing == Standing.UNCERTAIN).tolist() == [7, 8, 9]
    assert pair.play(5.0)[Role.SMSC] == []
    pair.esme.query(Query(b"%d" % arrived[0].sequence), key="asked")
    [question] = pair.play(5.0)[Role.SMSC]
    pair.centre.answer(question.pdu, 0, QueryAnswer(question.pdu.body.message_id, b"", MessageState.ENROUTE))
    [answer] = pair.play(5.0)[Role.ESME]
    assert (answer.key, answer.body.message_state) == ("asked", MessageState.ENROUTE)


def test_single_messages_and_receipts_flow_beside_a_batch():
    pair = joined(esme={"window": 50})
    batch = Batch(Stencil([message()], 500), recipients(500))
    pair.esme.send(batch)
    singles, receipts = 0, 0
    for turn in range(60):
        if turn % 5 == 0:
            pair.esme.submit(message(b"single"), key=turn)
        pair.centre.ask(Command.DELIVER_SM, receipt(b"%d" % turn))
        heard = pair.play()
        for event in heard[Role.ESME]:
            singles += isinstance(event, Answered)
            if isinstance(event, Receipts):
                receipts += event.sequences.size
                pair.esme.acknowledge(event.sequences)
        for event in heard[Role.SMSC]:
            if isinstance(event, Arrived):
                pair.centre.answer(event.pdu, 0, MessageAnswer(b"%d" % event.pdu.sequence))
    assert (singles, receipts, batch.answered) == (12, 60, 500)
