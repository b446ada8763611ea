"""What the simulated centre answers, and when it does not, in memory, by a seed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.exercise.sending import Sender, message

from thongsuot.engines import smpp
from thongsuot.engines.smpp import MessageState, Status
from thongsuot.exercise.gateway import Behaviour, Impossible, Restless, Spread

COUNT = 200


def test_what_the_centre_wrote_down_is_what_the_sender_saw(tmp_path):
    sender = Sender(tmp_path)
    sender.send(COUNT)
    sender.run(1)
    lines = sender.lines
    assert [line.destination for line in lines] == [f"84900{number:06d}" for number in range(COUNT)]
    assert {(line.source, line.octets, line.esm_class, line.coding) for line in lines} == {
        ("SO KHCN", b"Thong bao thu", 0, 0)
    }
    assert [line.message_id.encode() for line in lines] == [sender.answers[number][1] for number in range(COUNT)]
    assert len({line.sequence for line in lines}) == len({line.message_id for line in lines}) == COUNT
    assert {line.fate for line in lines} == {"delivered"}
    assert {(line.account, line.session) for line in lines} == {("tong-dai", 1)}
    assert sorted(sender.receipts) == sorted((line.message_id.encode(), MessageState.DELIVERED) for line in lines)


def test_the_line_is_in_the_file_before_the_answer_leaves(tmp_path):
    sender = Sender(tmp_path)
    link = sender.centre.links[0]
    sender.send(1)
    sender.centre.receive(link, b"".join(sender.session.outgoing(now=0.0)), now=0.0)
    sender.centre.tick(now=0.0)
    sender.centre.outgoing(link, now=0.0)
    assert len(sender.lines) == 1
    assert not sender.answers


def test_the_same_seed_plays_the_same_course(tmp_path):
    behaviour = Behaviour(
        seed=7, latency=Spread(0.01, 0.2), refusals=((0.2, Status.RINVDSTADR),), dropped=0.1, late=0.2, twice=0.1
    )
    courses = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        (tmp_path / name).mkdir()
        sender = Sender(tmp_path / name, replace(behaviour, seed=seed), response=5.0)
        sender.send(COUNT)
        sender.run(60)
        courses.append((sender.answers, sender.order, [line.fate for line in sender.lines]))
    assert courses[0] == courses[1]
    assert courses[0] != courses[2]


def test_one_fault_more_leaves_the_others_as_they_were(tmp_path):
    fates = []
    for name, lost in (("a", 0.0), ("b", 0.5)):
        (tmp_path / name).mkdir()
        sender = Sender(tmp_path / name, Behaviour(lost=lost, refusals=((0.3, Status.RSYSERR),)))
        sender.send(COUNT)
        sender.run(1)
        fates.append([line.fate for line in sender.lines])
    assert fates[0] == fates[1]


@pytest.mark.parametrize(("latency", "least", "most"), [(Spread(0.5, 0.5), 10.0, 10.0), (Spread(0.1, 0.9), 5.0, 16.0)])
def test_latency_bounds_the_rate_of_a_window(tmp_path, latency, least, most):
    """With ten messages on the way, two hundred take twenty rounds of the latency."""
    sender = Sender(tmp_path, Behaviour(latency=latency))
    sender.send(COUNT)
    while len(sender.answers) < COUNT:
        sender.run(0.01)
        assert sender.joined.now < 60
    assert least - 0.1 < sender.joined.now < most + 0.1


def test_spread_latency_answers_out_of_order(tmp_path):
    sender = Sender(tmp_path, Behaviour(latency=Spread(0.1, 0.9)))
    sender.send(COUNT)
    sender.run(60)
    assert list(sender.answers) != sorted(sender.answers)
    assert sender.statuses == {0: COUNT}


def test_beyond_the_contract_it_says_throttled_and_the_rate_holds(tmp_path):
    sender = Sender(tmp_path, Behaviour(tps=50, burst=5), window=100, backoff=smpp.Backoff(first=0.1, most=1.0))
    sender.send(COUNT)
    sender.run(60)
    assert sender.statuses[Status.RTHROTTLED] > 0
    assert sender.seen(smpp.Throttled)
    taken = [line.time for line in sender.lines if line.accepted]
    for begin in taken:
        assert sum(begin <= time < begin + 1 for time in taken) <= 55
    assert sum(line.fate == "refused:0x00000058" for line in sender.lines) == sender.statuses[Status.RTHROTTLED]


def test_who_keeps_to_the_contract_is_never_throttled(tmp_path):
    sender = Sender(tmp_path, Behaviour(tps=50), window=100, rate=50)
    sender.send(COUNT)
    sender.run(10)
    assert sender.statuses == {0: COUNT}


def test_the_contract_is_an_accounts_and_not_a_sessions(tmp_path):
    sender = Sender(tmp_path, Behaviour(tps=10, burst=10), window=100)
    sender.send(10)
    sender.run(0)
    sender.bind()
    sender.send(1, first=10)
    sender.run(0.01)
    assert sender.statuses == {0: 10, Status.RTHROTTLED: 1}


def test_a_full_queue_refuses_until_messages_were_delivered(tmp_path):
    sender = Sender(tmp_path, Behaviour(queue=20, delivery=Spread(5, 5)), window=100)
    sender.send(30)
    sender.run(1)
    assert sender.statuses == {0: 20, Status.RMSGQFUL: 10}
    sender.run(5)
    sender.send(20, first=30)
    sender.run(1)
    assert sender.statuses == {0: 40, Status.RMSGQFUL: 10}


def test_a_window_too_large_is_refused_and_the_session_keeps_to_less(tmp_path):
    sender = Sender(tmp_path, Behaviour(window=10, latency=Spread(0.1, 0.1)), window=40)
    sender.send(COUNT)
    sender.run(60)
    assert sender.statuses[Status.RSUBMITFAIL] > 0
    assert sender.seen(smpp.WindowReduced)
    assert len(sender.answers) == COUNT


def test_refusals_come_by_share_and_status(tmp_path):
    sender = Sender(tmp_path, Behaviour(refusals=((0.1, Status.RINVDSTADR), (0.2, 0x0400))))
    sender.send(1000)
    sender.run(1)
    assert 70 < sender.statuses[Status.RINVDSTADR] < 130
    assert 160 < sender.statuses[0x0400] < 240
    assert {line.fate for line in sender.lines} == {"delivered", "refused:0x0000000B", "refused:0x00000400"}
    assert len(sender.receipts) == sender.statuses[0]


def test_dropped_messages_are_in_doubt_and_get_no_receipt(tmp_path):
    sender = Sender(tmp_path, Behaviour(dropped=0.2), response=3.0)
    sender.send(COUNT)
    sender.run(120)
    dropped = [int(line.destination[-6:]) for line in sender.lines if line.fate == "dropped"]
    assert 0 < len(dropped) < COUNT / 2
    assert sorted(sender.doubtful) == dropped
    assert len(sender.receipts) == COUNT - len(dropped)


def test_unanswered_messages_are_in_doubt_and_delivered_all_the_same(tmp_path):
    sender = Sender(tmp_path, Behaviour(unanswered=0.2), response=3.0)
    sender.send(COUNT)
    sender.run(120)
    silent = [int(line.destination[-6:]) for line in sender.lines if line.fate == "delivered unanswered"]
    assert 0 < len(silent) < COUNT / 2
    assert sorted(sender.doubtful) == silent
    assert len(sender.receipts) == COUNT


def test_a_session_is_cut_after_so_many_messages_and_nothing_it_took_is_lost(tmp_path):
    sender = Sender(tmp_path, Behaviour(cut_after=25, delivery=Spread(1, 1)))
    sender.send(60)
    sender.run(0.5)
    assert not sender.joined.connected(sender.session)
    assert len(sender.lines) == 25
    assert {line.destination for line in sender.lines} == {
        f"84900{number:06d}" for number in [*sender.answers, *sender.doubtful][:25]
    }
    assert len(sender.answers) + len(sender.doubtful) == 60
    sender.bind()
    sender.run(5)
    assert len(sender.receipts) == 25  # over the next session of the account


def test_sessions_are_cut_at_random(tmp_path):
    sender = Sender(tmp_path, Behaviour(cut=0.05))
    counts = []
    for first in range(0, 500, 50):
        before = len(sender.lines)
        sender.send(50, first=first)
        sender.run(1)
        counts.append(len(sender.lines) - before)
        if not sender.joined.connected(sender.session):
            sender.bind()
    assert len(set(counts)) > 3


def test_a_centre_that_reads_slowly_holds_the_sender_up(tmp_path):
    size = len(smpp.encode(smpp.Pdu(smpp.Command.SUBMIT_SM, 1, 0, message(0))))
    sender = Sender(tmp_path, Behaviour(reading=10 * size), window=COUNT)
    sender.send(COUNT)
    sender.run(5)
    assert 45 <= len(sender.answers) <= 55
    sender.run(20)
    assert len(sender.answers) == COUNT


def test_accounts_bind_with_their_password_and_no_more_often_than_allowed(tmp_path):
    sender = Sender(tmp_path, Behaviour(accounts={"tong-dai": "mat-khau"}, sessions=2))
    assert sender.session.state is smpp.State.BOUND_TRX
    sender.bind(b"sai")
    assert sender.seen(smpp.BindRefused)[-1].status == Status.RINVPASWD
    sender.bind()
    assert sender.session.state is smpp.State.BOUND_TRX
    sender.bind()
    assert sender.seen(smpp.BindRefused)[-1].status == Status.RBINDFAIL
    sender.account = b"la"
    sender.bind()
    assert sender.seen(smpp.BindRefused)[-1].status == Status.RINVSYSID


def test_data_sm_is_taken_like_any_message_and_the_rest_is_refused(tmp_path):
    sender = Sender(tmp_path)
    payload = ((int(smpp.Tag.MESSAGE_PAYLOAD), b"noi dung dai"),)
    data = smpp.Data(source_addr=b"SO KHCN", destination_addr=b"84900000001", registered_delivery=1, tlvs=payload)
    sender.session.ask(smpp.Command.DATA_SM, data, key="data")
    sender.session.ask(smpp.Command.CANCEL_SM, smpp.Cancel(message_id=b"1"), key="cancel")
    sender.session.ask(smpp.Command.REPLACE_SM, smpp.Replace(message_id=b"1"), key="replace")
    sender.run(1)
    assert sender.answers["data"][0] == 0
    assert [line.octets for line in sender.lines] == [b"noi dung dai"]
    assert len(sender.receipts) == 1
    assert sender.answers["cancel"][0] == Status.RCANCELFAIL
    assert sender.answers["replace"][0] == Status.RREPLACEFAIL


def test_octets_that_cannot_be_end_only_their_session(tmp_path):
    sender = Sender(tmp_path)
    other = sender.centre.connect(now=0.0)
    sender.centre.receive(other, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", now=0.0)
    assert other.over
    sender.centre.receive(other, b"more", now=0.0)
    sender.send(5)
    sender.run(1)
    assert sender.statuses == {0: 5}


def test_addresses_that_would_break_a_line_are_written_escaped(tmp_path):
    sender = Sender(tmp_path)
    strange = replace(message(0), source_addr=b"SO\tKH\nCN\xff")
    sender.session.submit(strange, key=0)
    sender.run(1)
    assert [line.source for line in sender.lines] == ["SO\\tKH\\nCN\\xff"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost": 1.5},
        {"dropped": 0.6, "refusals": ((0.6, 8),)},
        {"outcomes": ((0.6, MessageState.EXPIRED), (0.6, MessageState.REJECTED))},
        {"latency": Spread(2, 1)},
        {"tps": 0},
        {"retry": 0},
        {"burst": -1},
        {"early": 0.6, "late": 0.6},
    ],
)
def test_a_behaviour_that_cannot_be_is_refused(wrong):
    with pytest.raises(Impossible):
        Behaviour(**wrong)


def test_two_ends_that_never_come_to_rest_are_stopped(tmp_path):
    sender = Sender(tmp_path)
    sender.joined._react = lambda session, event: isinstance(event, smpp.Answered) and session.submit(message(1))
    sender.send(1, registered=0)
    with pytest.raises(Restless):
        sender.run(1)
