"""What the simulated centre sends by itself, in memory: receipts in every shape and order, texts of subscribers."""

from __future__ import annotations

import numpy as np
import pytest
from tests.exercise.sending import Sender

from thongsuot.engines import smpp
from thongsuot.engines.message import join, read
from thongsuot.engines.smpp import MessageState, Status
from thongsuot.exercise.gateway import Behaviour, Form, Ids, Spread

COUNT = 200


def test_outcomes_come_by_share(tmp_path):
    outcomes = ((0.2, MessageState.UNDELIVERABLE), (0.1, MessageState.EXPIRED))
    sender = Sender(tmp_path, Behaviour(outcomes=outcomes))
    sender.send(COUNT)
    sender.run(1)
    said = {name.decode(): state for name, state in sender.receipts}
    assert {line.message_id: line.fate for line in sender.lines} == {
        name: state.name.lower() for name, state in said.items()
    }
    assert set(said.values()) == {MessageState.DELIVERED, MessageState.UNDELIVERABLE, MessageState.EXPIRED}


@pytest.mark.parametrize(
    ("registered", "states"),
    [(0, set()), (1, {"DELIVERED", "UNDELIVERABLE"}), (2, {"UNDELIVERABLE"}), (3, {"DELIVERED"})],
)
def test_receipts_come_as_they_were_asked_for(tmp_path, registered, states):
    sender = Sender(tmp_path, Behaviour(outcomes=((0.5, MessageState.UNDELIVERABLE),)))
    sender.send(50, registered=registered)
    sender.run(1)
    assert {state.name for _name, state in sender.receipts} == states


def test_receipts_are_lost_and_come_twice_by_share(tmp_path):
    sender = Sender(tmp_path, Behaviour(lost=0.2, twice=0.3))
    sender.send(COUNT)
    sender.run(1)
    names = [name for name, _state in sender.receipts]
    once, twice = (sum(names.count(name) == times for name in set(names)) for times in (1, 2))
    assert 0 < once + twice < COUNT
    assert 0 < twice < once
    assert once + 2 * twice == len(names)


def test_receipts_wait_for_their_delay(tmp_path):
    sender = Sender(tmp_path, Behaviour(delivery=Spread(10, 10)))
    sender.send(10)
    sender.run(9.9)
    assert len(sender.answers) == 10
    assert not sender.receipts
    sender.run(0.2)
    assert len(sender.receipts) == 10


def test_late_receipts_come_behind_those_of_later_messages(tmp_path):
    sender = Sender(tmp_path, Behaviour(delivery=Spread(1, 1), late=0.2))
    sender.send(COUNT)
    sender.run(30)
    names = [name for name, _state in sender.receipts]
    assert len(names) == COUNT
    assert names != sorted(names)
    assert names[:100] == sorted(names[:100])


def test_early_receipts_overtake_their_answer(tmp_path):
    sender = Sender(tmp_path, Behaviour(early=0.3, latency=Spread(0.1, 0.1)))
    sender.send(COUNT)
    sender.run(30)
    places = {word: place for place, word in enumerate(sender.order)}
    early = sum(places[f"receipt {line.message_id}"] < places[f"answer {line.message_id}"] for line in sender.lines)
    assert 0 < early < COUNT / 2


@pytest.mark.parametrize("form", list(Form))
def test_receipts_say_it_in_words_or_as_parameters(tmp_path, form):
    sender = Sender(tmp_path, Behaviour(form=form), receipts_as_arrays=False)
    sender.send(1)
    sender.run(1)
    [receipt] = sender.inbound
    assert (receipt.esm_class, receipt.source_addr, receipt.destination_addr) == (4, b"84900000000", b"SO KHCN")
    assert bool(receipt.short_message) is (form is not Form.TLV)
    assert bool(receipt.tlvs) is (form is not Form.TEXT)
    read = smpp.read_receipt(receipt)
    assert read is not None
    assert (read.message_id, read.state) == (sender.answers[0][1], MessageState.DELIVERED)


@pytest.mark.parametrize("ids", list(Ids))
def test_ids_in_every_shape_are_found_again(tmp_path, ids):
    sender = Sender(tmp_path, Behaviour(ids=ids))
    sender.send(COUNT)
    sender.run(1)
    named = np.array([sender.answers[number][1] for number in range(COUNT)])
    said = np.array([name for name, _state in sender.receipts])
    matcher = smpp.Matcher()
    matcher.expect(named, np.arange(COUNT))
    matches = matcher.match(said, np.full(COUNT, MessageState.DELIVERED, np.uint8))
    assert sorted(matches.keys.tolist()) == list(range(COUNT))
    assert (set(named.tolist()) & set(said.tolist()) == set()) is (ids is not Ids.SAME)


def test_a_receipt_that_is_not_taken_comes_again(tmp_path):
    refused: list[int] = []
    sender = Sender(tmp_path, Behaviour(retry=2.0), receipts_as_arrays=False)

    def react(session, event):
        if isinstance(event, smpp.Arrived):
            refused.append(event.pdu.sequence)
            session.answer(event.pdu, Status.RX_T_APPN if len(refused) < 3 else 0)
        else:
            Sender.react(sender, session, event)

    sender.joined._react = react
    sender.send(1)
    sender.run(1)
    assert len(refused) == 1
    sender.run(30)
    assert len(refused) == 3


def test_a_receipt_that_was_not_answered_comes_again_over_the_next_session(tmp_path):
    sender = Sender(tmp_path, receipts_as_arrays=False)
    sender.joined._react = lambda _session, _event: None
    sender.send(1)
    sender.run(1)
    sender.joined.disconnect(sender.session)
    sender.joined._react = sender.react
    sender.bind()
    sender.run(1)
    assert len(sender.inbound) == 1


def test_receipts_go_by_another_session_of_the_account_while_one_takes_its_leave(tmp_path):
    sender = Sender(tmp_path, Behaviour(delivery=Spread(1, 1)))
    sender.send(5)
    sender.run(0.5)
    sender.centre.links[0].session.unbind(now=sender.joined.now)
    sender.bind()
    sender.run(5)
    assert len(sender.receipts) == 5


def test_messages_for_an_account_wait_until_it_binds(tmp_path):
    sender = Sender(tmp_path)
    sender.centre.say(b"khac", b"84900000001", b"8088", "Xin chao", now=sender.joined.now)
    sender.run(1)
    assert not sender.inbound
    sender.account = b"khac"
    sender.bind()
    sender.run(1)
    assert len(sender.inbound) == 1


def test_subscribers_write_when_asked_to_in_as_many_parts_as_it_takes(tmp_path):
    sender = Sender(tmp_path)
    text = "Xin cho biết nơi cấp nước sạch gần nhất của phường. " * 3
    assert sender.centre.say(b"tong-dai", b"84900000001", b"8088", text, now=sender.joined.now) == 3
    sender.run(1)
    pieces = [
        read(part.short_message, esm_class=part.esm_class, data_coding=part.data_coding) for part in sender.inbound
    ]
    assert join(pieces) == text
    assert {(part.source_addr, part.destination_addr) for part in sender.inbound} == {(b"84900000001", b"8088")}


def test_questions_are_answered_from_what_was_taken_also_after_a_restart(tmp_path):
    sender = Sender(tmp_path, Behaviour(delivery=Spread(5, 5), outcomes=((1.0, MessageState.EXPIRED),)))
    sender.send(1)
    sender.run(1)
    name = sender.answers[0][1]

    def asked(key, message_id):
        sender.session.query(smpp.Query(message_id, source_addr=b"SO KHCN"), key=key)
        sender.run(0.1)
        answer = next(event for event in sender.seen(smpp.Answered) if event.key == key)
        return answer.status, getattr(answer.body, "message_state", None)

    assert asked("early", name) == (0, MessageState.ENROUTE)
    sender.run(10)
    assert asked("late", name) == (0, MessageState.EXPIRED)
    assert asked("wrong", b"FFFFFFFF")[0] == Status.RQUERYFAIL
    assert asked("none", b"khong")[0] == Status.RQUERYFAIL
    sender.centre.record.close()
    again = Sender(tmp_path, Behaviour())
    again.send(1, first=1)
    again.run(1)
    assert again.answers[1][1] != name
    sender = again
    assert asked("again", name) == (0, MessageState.EXPIRED)
    assert [line.session for line in again.lines] == [1, 2]
