"""What telephones answer by SMS: kept with the message it answers, acknowledged only then; strangers only counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from tests.cast import MONDAY
from tests.outbox import sms_link
from tests.outbox.test_sms import settled, text
from tests.worlds import world

from thongsuot.engines import message as texts
from thongsuot.engines.smpp import Command, Message, Pdu, Role, Session, Status, decode
from thongsuot.organisations.models import System
from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.gateway import hearing, singles
from thongsuot.outbox.models import TAIL, Reply, ReplyPart, SmsLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("soon")]
MINUTE = timedelta(minutes=1)
PHONE = "84900000009"
LONG = "Đã nhận, đang cử tổ ứng cứu thông tin đến bệnh viện; dự kiến khôi phục trước 14 giờ hôm nay, sẽ báo lại ngay."


@world
def told(cast):
    """Return a message that went out by SMS."""
    return sent(text(cast))


def sent(message):
    row = actions.claim(message.mailbox, by=jobs.SENDER, at=MONDAY)
    return actions.settle_sent(row, outcome="", by=jobs.SENDER, at=MONDAY)


class Wordless:
    """A session that only writes down what is answered."""

    def __init__(self):
        self.answers = []

    def answer(self, pdu, status=0):
        """Write down."""
        self.answers.append((pdu.sequence, status))


def arrived(words, *, source=PHONE, ton=1, sequence=1, **fields):
    """Return a deliver_sm of a subscriber."""
    body = Message(source_addr_ton=ton, source_addr=source.encode(), short_message=words, **fields)
    return Pdu(Command.DELIVER_SM, sequence, 0, body)


def parts_of(words, reference=7, profile=texts.USUAL):
    """Return the deliver_sm of a long answer."""
    return [
        arrived(
            part.short_message,
            esm_class=part.esm_class,
            data_coding=part.data_coding,
            tlvs=part.tlvs,
            sequence=number,
        )
        for number, part in enumerate(texts.compose(words, profile, reference=reference), 1)
    ]


def hear(driver, *pdus):
    """Let the link hear requests as its session would tell them; return what was answered."""
    session = Wordless()
    for pdu in pdus:
        assert driver.singles.heard(singles.Arrived(pdu), session)
    return session.answers


@pytest.mark.parametrize("words", ["Da nhan", "Đã nhận, đang xử lý €", "", "Đã 😀"])
def test_an_answer_becomes_a_reply_and_reaches_the_writer(cast, peer, driver, told, words):
    driver.bind()
    peer.say(PHONE, words)
    driver.until(Reply.objects.exists)
    reply = Reply.objects.get()
    assert (reply.message, reply.body) == (told, words or "(tin nhắn trống)")
    assert (reply.channel, reply.by_name, reply.received_at) == ("sms", told.name, MONDAY)
    heard = queries.visible_to(cast.binh).get()
    assert (heard.subject, heard.body) == ("Trả lời: Nhắc: báo cáo", reply.body)
    driver.rest(0.4)
    assert Reply.objects.count() == 1  # it was acknowledged: the centre does not send it again


def test_a_long_answer_is_one_reply(peer, driver, told):
    driver.bind()
    peer.say(PHONE, LONG)
    driver.until(Reply.objects.exists)
    assert Reply.objects.get().body == LONG
    assert set(ReplyPart.objects.values_list("reply", flat=True)) == {Reply.objects.get().pk}


NUMBERS = {  # as the centre writes it -> its type, as we wrote it
    "international": (PHONE, 1, "0900 000 009"),
    "of no type": (PHONE, 0, "+84 900.000.009"),
    "national": ("900000009", 2, "0900000009"),
    "with its trunk": ("0900000009", 0, "84900000009"),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_is_known_however_it_is_written(cast, driver, case):
    source, ton, ours = NUMBERS[case]
    message = sent(text(cast, phone=ours))
    hear(driver, arrived(b"Da nhan", source=source, ton=ton))
    assert Reply.objects.get().message == message


def test_it_answers_the_last_message_that_went_to_the_number(cast, driver, told):
    other = sent(text(cast, "khac", phone="0900000008"))
    failed = actions.claim(text(cast, "sai").mailbox, by=jobs.SENDER, at=MONDAY + MINUTE)
    actions.settle_failed(failed, outcome="", final=True, by=jobs.SENDER, at=MONDAY + MINUTE)
    text(cast, "cho")  # not gone yet
    hear(driver, arrived(b"Da nhan"), arrived(b"Vang", source="84900000008"))
    assert list(Reply.objects.values_list("message", flat=True)) == [told.pk, other.pk]


def test_an_answer_that_overtakes_ours_finds_the_message_under_way(cast, driver):
    actions.claim(text(cast).mailbox, by=jobs.SENDER, at=MONDAY)
    hear(driver, arrived(b"Da nhan"))
    assert Reply.objects.get().message.state == "sending"


@pytest.mark.parametrize(
    ("source", "words"),
    [("84900000777", b"Ai day?"), ("191", b"Khuyen mai"), ("QUANG CAO", b"Mua"), ("900000009000009", b"x")],
)
def test_a_stranger_is_acknowledged_and_counted_and_not_kept(cast, driver, told, source, words):
    assert hear(driver, arrived(words, source=source), *parts_of(LONG)[:0]) == [(1, Status.ROK)]
    assert SmsLink.objects.get().strangers == 1
    hear(driver, arrived(words, source=source))
    assert (SmsLink.objects.get().strangers, Reply.objects.count(), ReplyPart.objects.count()) == (2, 0, 0)


def test_parts_of_a_stranger_are_not_kept_either(cast, driver):
    assert len(hear(driver, *parts_of(LONG))) == 2
    assert (ReplyPart.objects.count(), SmsLink.objects.get().strangers) == (0, 2)


def test_a_stranger_on_a_line_that_no_operator_has_the_code_of_is_acknowledged(cast, driver, settings, peer, caplog):
    settings.SMPP_LINKS = {"dd-99": peer.url}
    nobodys = sms_link.Driver(sms_link.links.named("dd-99"))
    assert hear(nobodys, arrived(b"Ai day?")) == [(1, Status.ROK)]
    assert "dd-99" in caplog.text


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 0, 1, 1, 0)])
@pytest.mark.parametrize("carriage", ["udh8", "udh16", "sar"])
def test_parts_come_in_any_order_some_of_them_twice(driver, told, order, carriage):
    parts = parts_of(LONG, profile=texts.Profile(carriage=texts.Carriage(carriage)))
    assert [status for _sequence, status in hear(driver, *[parts[place] for place in order])] == [0] * len(order)
    assert [reply.body for reply in Reply.objects.all()] == [LONG]


def test_parts_outlive_the_gateway_that_heard_them(driver, told):
    first, second = parts_of(LONG)
    assert hear(driver, first) == [(1, Status.ROK)]
    assert not Reply.objects.exists()
    driver.singles = driver.another()
    hear(driver, second)
    assert Reply.objects.get().body == LONG


def test_an_answer_whose_other_parts_never_come_is_kept_as_far_as_it_came(cast, driver, told):
    first, second = parts_of(LONG)
    hear(driver, second)
    assert jobs.next_due() == MONDAY + queries.PATIENCE
    jobs.run(MONDAY + queries.PATIENCE - MINUTE)
    assert not Reply.objects.exists()
    jobs.run(MONDAY + queries.PATIENCE)
    assert Reply.objects.get().body == f"{texts.compose(LONG)[1].text} [thiếu phần 1 của 2]"
    assert not ReplyPart.objects.exists()
    driver.at = MONDAY + queries.PATIENCE
    hear(driver, first)
    jobs.run(MONDAY + 2 * queries.PATIENCE)
    assert Reply.objects.last().body == f"{texts.compose(LONG)[0].text} [thiếu phần 2 của 2]"


def test_of_three_parts_two_are_one_answer(cast, driver, told):
    words = LONG + LONG
    first, _second, third, *_more = parts_of(words)
    hear(driver, third, first)
    jobs.run(MONDAY + queries.PATIENCE)
    parts = texts.compose(words)
    assert Reply.objects.get().body == f"{parts[0].text}{parts[2].text} [thiếu phần 2, 4 của 4]"


def test_a_number_is_found_by_an_index_however_many_messages_there_are(cast, told):
    found = type(told).objects.annotate(tail=TAIL).filter(tail="900000009", channel="sms")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "outbox_sms_number" in found.explain()


def test_parts_of_a_whole_answer_are_let_go_after_a_while(driver, told):
    hear(driver, *parts_of(LONG))
    jobs.run(MONDAY + queries.PATIENCE)
    assert (Reply.objects.count(), ReplyPart.objects.count()) == (1, 0)


def test_a_reference_that_comes_round_begins_a_new_answer(driver, told):
    hear(driver, *parts_of(LONG), *parts_of(f"Lần 2: {LONG}"))
    assert [reply.body for reply in Reply.objects.all()] == [LONG, f"Lần 2: {LONG}"]


def test_the_same_words_again_within_minutes_are_the_centres_second_sending(driver, told):
    hear(driver, arrived(b"Vang"), arrived(b"Vang"))
    assert Reply.objects.count() == 1
    driver.at = MONDAY + 11 * MINUTE
    hear(driver, arrived(b"Vang"))
    assert Reply.objects.count() == 2


READ = {
    "Latin-1": ({"data_coding": 3}, "Reçu".encode("latin-1"), "Reçu"),
    "message_payload": ({"tlvs": ((0x0424, b"Da nhan"),)}, b"", "Da nhan"),
    "with a NUL": ({"data_coding": 8}, "Đã\0 nhận".encode("utf-16-be"), "Đã nhận"),
    "half a character": ({"data_coding": 8}, b"\xd8\x3d\x00", "\ufffd"),
    "binary": ({"data_coding": 4}, b"\x00\x01", "(tin nhắn không phải văn bản, không đọc được)"),
    "a person's acknowledgement": ({"esm_class": 0x10}, b"Da doc", "Da doc"),
}


@pytest.mark.parametrize("case", READ)
def test_whatever_comes_is_read_as_far_as_it_can_be(driver, told, case):
    fields, words, expected = READ[case]
    assert hear(driver, arrived(words, **fields)) == [(1, Status.ROK)]
    assert Reply.objects.get().body.startswith(expected)


def test_parts_in_two_alphabets_are_one_answer_all_the_same(driver, told):
    first, _second = parts_of(LONG)
    _first, second = parts_of("Da nhan. " * 20)
    hear(driver, second, first)
    assert Reply.objects.get().body == texts.compose(LONG)[0].text + texts.compose("Da nhan. " * 20)[1].text


@pytest.mark.parametrize("esm_class", [0x04, 0x20])
def test_a_receipt_is_not_ours(driver, told, esm_class):
    receipt = arrived(b"stat:DELIVRD", esm_class=esm_class)  # it does not say of which message
    assert not driver.singles.heard(singles.Arrived(receipt), Wordless())


def test_other_requests_are_not_ours(driver):
    session = Session(Role.SMSC, now=0.0)
    assert not driver.singles.heard(singles.Arrived(Pdu(Command.UNBIND, 1)), session)
    with pytest.raises(TypeError):
        hearing.keep(driver.told, Pdu(Command.UNBIND, 1), at=MONDAY)


def test_nothing_is_acknowledged_before_it_is_kept(driver, told, monkeypatch):
    session, asked = Wordless(), []
    keep = hearing.keep

    def gone(*told, **more):
        asked.append(1)
        raise OperationalError("the database is gone")

    monkeypatch.setattr(hearing, "keep", gone)
    monkeypatch.setattr(singles.connection, "close", lambda: None)
    driver.singles.heard(singles.Arrived(arrived(b"Da nhan")), session)
    assert (session.answers, Reply.objects.count()) == ([], 0)
    assert driver.singles.due() > 0
    for number in range(2, singles.MOST_UNHEARD + 2):
        driver.singles.heard(singles.Arrived(arrived(b"x", sequence=number)), session)
    assert session.answers == [(singles.MOST_UNHEARD + 1, Status.RX_T_APPN)]  # it keeps that one itself
    monkeypatch.setattr(hearing, "keep", keep)
    driver.singles.begin(Session(Role.ESME, now=0.0))  # what was heard needs no session that is bound
    assert session.answers[1:] == [(number, Status.ROK) for number in range(1, singles.MOST_UNHEARD + 1)]
    assert list(Reply.objects.values_list("body", flat=True)) == ["Da nhan", "x"]


def test_what_a_lost_session_brought_is_the_centres_to_bring_again(driver, told, monkeypatch):
    lost, other = Wordless(), Wordless()
    monkeypatch.setattr(hearing, "keep", lambda *told, **more: (_ for _ in ()).throw(OperationalError()))
    monkeypatch.setattr(singles.connection, "close", lambda: None)
    for session in (lost, other):
        driver.singles.heard(singles.Arrived(arrived(b"Da nhan")), session)
    monkeypatch.undo()
    driver.singles.lost(lost)
    driver.singles.begin(Session(Role.ESME, now=0.0))
    assert (lost.answers, other.answers) == ([], [(1, Status.ROK)])


def test_what_can_never_be_kept_holds_up_nothing_behind_it(driver, told, monkeypatch, caplog):
    keep, session = hearing.keep, Wordless()

    def bad(told, pdu, *, at):
        if pdu.sequence == 1:
            raise ValueError("made-up")
        keep(told, pdu, at=at)

    monkeypatch.setattr(hearing, "keep", bad)
    for number in (1, 2):
        driver.singles.heard(singles.Arrived(arrived(b"Da nhan", sequence=number)), session)
    assert session.answers == [(1, Status.RX_P_APPN), (2, Status.ROK)]
    assert "cannot be kept" in caplog.text
    assert Reply.objects.count() == 1


def test_the_acknowledgement_on_the_wire_comes_after_the_commit(driver, told, monkeypatch):
    centre_hears = Session(Role.ESME, now=0.0)
    monkeypatch.setattr(hearing, "keep", lambda *told, **more: written.append(b"".join(centre_hears.outgoing(now=0.0))))
    written = []
    driver.singles.heard(singles.Arrived(arrived(b"Da nhan", sequence=5)), centre_hears)
    answer = decode(b"".join(bytes(each) for each in centre_hears.outgoing(now=0.0)))
    assert written == [b""]
    assert (answer.command, answer.sequence, answer.status) == (Command.DELIVER_SM_RESP, 5, 0)


def test_a_reply_brought_by_a_machine_may_say_whose_it_is(told):
    answer = actions.reply(told, body="Vâng", channel="sms", by=System("Hộp tin nhắn đến"), at=MONDAY, name="Hằng")
    assert (answer.by_name, settled(told).replies.get()) == ("Hằng", answer)
