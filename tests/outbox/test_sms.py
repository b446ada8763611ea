"""SMS leave through an HTTP gateway, and what the peer answers is what we write down."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import MONDAY
from tests.outbox.sms_peer import TEMPLATES, standing
from tests.web.processes import wait_for

from thongsuot.outbox import actions, gateway, jobs, queries
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.gateway import sms
from thongsuot.outbox.models import Mailbox, Message

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def use(settings, url, **changed):
    """Configure the gateway of this install."""
    settings.SMS_URL, settings.SMS = url, TEMPLATES | changed


@pytest.fixture
def peer(settings):
    with standing() as found:
        use(settings, found.url)
        yield found


def text(cast, key="tin", *, phone="0900 000 009", priority=2, reality="live", body="Đề nghị gửi báo cáo.", url=""):
    to = Contact(cast.hang.organisation, "Nguyễn Thị Hằng", cast.hang, phone=phone)
    draft = Draft(key, "sms", to, Words("Nhắc: báo cáo", body, url, priority), reality)
    return actions.queue(draft, by=cast.binh, at=MONDAY)


def settled(message):
    message.refresh_from_db()
    return message


def test_a_text_is_taken_by_the_peer_once(cast, peer):
    message = text(cast)
    assert jobs.run(MONDAY) == 1
    assert jobs.run(MONDAY + MINUTE) == 0
    (seen,) = peer.seen
    assert seen.method == "POST"
    assert seen.told["to"] == "0900000009"
    assert seen.told["text"] == "Nhắc: báo cáo. Đề nghị gửi báo cáo."
    assert (seen.told["brand"], seen.told["id"]) == ("SO KHCN", str(message.token))
    assert seen.headers["Authorization"] == "Bearer bi-mat-cua-cong"
    assert seen.headers["Content-Type"] == "application/json"
    assert (settled(message).state, message.sent_at) == ("sent", MONDAY)
    assert "200" in message.outcome
    assert "1 tin nhắn quy đổi" in message.outcome


def test_quotes_breaks_and_braces_of_a_text_stay_inside_it(cast, peer):
    body = 'Gửi "ngay" {to} \\ cho\nSở; 100%'
    text(cast, body=body)
    jobs.run(MONDAY)
    assert peer.seen[0].told["text"] == 'Nhắc: báo cáo. Gửi "ngay" {to} \\ cho Sở; 100%'


OUTCOMES = {  # answer of the peer -> state, attempts, is the mailbox paused?
    "taken": ((200, '{"CodeResult": "100"}'), "sent", 1, False),
    "taken, said as a number": ((201, '{"CodeResult": 100}'), "sent", 1, False),
    "refused in words": ((200, '{"CodeResult": "104", "ErrorMessage": "Brandname"}'), "failed", 1, False),
    "refused by status": ((400, '{"CodeResult": "99"}'), "failed", 1, False),
    "throttled by status": ((429, "slow down"), "queued", 0, True),
    "busy": ((503, ""), "queued", 0, True),
    "postponed in words": ((200, '{"CodeResult": "103"}'), "queued", 0, True),
    "a wrong key": ((401, "who are you"), "queued", 0, True),
    "a wrong address": ((404, ""), "queued", 0, True),
    "moved elsewhere": ((302, ""), "queued", 0, True),
    "the peer's own fault": ((500, "oops"), "uncertain", 1, False),
    "somebody's in between": ((502, "bad gateway"), "uncertain", 1, False),
    "a page that is no answer": ((200, "<html>Đăng nhập mạng</html>"), "uncertain", 1, False),
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_each_answer_means_what_it_says(cast, peer, case):
    answer, state, attempts, paused = OUTCOMES[case]
    peer.answer = lambda seen: answer
    message = text(cast)
    jobs.run(MONDAY)
    assert (settled(message).state, message.attempts) == (state, attempts)
    assert (Mailbox.objects.get().paused_until is not None) is paused
    assert len(peer.seen) == 1


def test_what_was_put_off_leaves_once_the_peer_is_ready(cast, peer):
    answers = iter([(429, ""), (200, '{"CodeResult": "103"}'), (200, '{"CodeResult": "100"}')])
    peer.answer = lambda seen: next(answers)
    message = text(cast)
    for _ in range(3):
        jobs.run(queries.next_due() or MONDAY)
    assert settled(message).state == "sent"
    assert Mailbox.objects.get().paused_until is None


@pytest.mark.parametrize("fault", ["drop", "half"])
def test_a_connection_lost_after_the_request_leaves_a_doubt(cast, peer, fault):
    peer.fault = fault
    message = text(cast)
    jobs.run(MONDAY)
    assert (settled(message).state, message.doubts) == ("uncertain", 1)
    peer.fault = ""
    jobs.run(MONDAY + MINUTE)
    assert len(peer.seen) == 1  # a reminder in doubt is not sent again


def test_a_page_of_the_first_priority_in_doubt_is_sent_again(cast, peer):
    peer.fault = "drop"
    message = text(cast, priority=1)
    jobs.run(MONDAY)
    peer.fault = ""
    jobs.run(MONDAY + MINUTE)
    assert (settled(message).state, message.doubts, len(peer.seen)) == ("sent", 1, 2)


def test_an_answer_that_does_not_come_leaves_a_doubt(cast, peer, monkeypatch):
    monkeypatch.setattr(sms, "TIMEOUT", 0.3)
    peer.fault = "slow"
    message = text(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "uncertain"


def test_a_peer_killed_in_the_middle_of_its_answer_leaves_a_doubt(cast, settings, tmp_path):
    record = tmp_path / "record"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.outbox.sms_peer", str(record)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        use(settings, child.stdout.readline().strip())
        message = text(cast)
        killer = threading.Thread(target=lambda: (wait_for(record.exists, 20), child.kill()))
        killer.start()
        jobs.run(MONDAY)
        killer.join(20)
    finally:
        child.kill()
        child.wait(10)
    assert record.read_text().strip() == str(message.token)
    assert (settled(message).state, message.doubts) == ("uncertain", 1)


def test_an_unreachable_gateway_costs_no_message_anything(cast, settings):
    use(settings, "http://127.0.0.1:1/sms")
    message, at = text(cast), MONDAY
    for _ in range(12):
        jobs.run(at)
        at = queries.next_due()
    box = Mailbox.objects.get()
    assert (settled(message).state, message.attempts, box.failures) == ("queued", 0, 12)
    assert "cổng tin nhắn" in box.trouble
    with standing() as peer:
        use(settings, peer.url)
        jobs.run(at)
        assert peer.tokens == {str(message.token): 1}


def test_a_sender_that_was_overtaken_sends_nothing(cast, peer):
    message = text(cast)
    with gateway.opened(Mailbox.objects.get()) as send:
        answer = send(message, lambda: False)
    assert (answer.outcome, peer.seen) == (gateway.Outcome.UNREACHABLE, [])


def test_a_number_that_is_none_fails_with_its_reason_and_holds_up_nobody(cast, peer):
    bad, good = text(cast, "a", phone="gọi văn phòng"), text(cast, "b")
    jobs.run(MONDAY)
    assert (settled(bad).state, settled(good).state) == ("failed", "sent")
    assert "gọi văn phòng" in bad.outcome


def test_secrets_that_the_peer_repeats_are_not_kept(cast, peer):
    peer.answer = lambda seen: (400, f"{seen.headers['Authorization']} {seen.body}")
    message = text(cast, body="Mã của bạn là 482913")
    jobs.run(MONDAY)
    for secret in ("bi-mat-cua-cong", "khoa-rieng-7", "482913"):
        assert secret not in settled(message).outcome
    assert "400" in message.outcome


def test_a_wrong_template_is_trouble_that_names_the_variable_and_not_its_content(cast, peer, settings):
    use(settings, peer.url, headers="Authorization: Bearer bi-mat")
    message = text(cast)
    jobs.run(MONDAY)
    trouble = Mailbox.objects.get().trouble
    assert "TS_SMS_HEADERS" in trouble
    assert "bi-mat" not in trouble
    assert (settled(message).state, peer.seen) == ("queued", [])


@pytest.mark.parametrize(("ours", "theirs"), [("live", "exercise"), ("exercise", "live"), ("exercise", "exercise")])
def test_nothing_of_an_exercise_reaches_a_telephone(cast, peer, settings, tmp_path, ours, theirs):
    settings.REALITY, settings.MAIL_FOLDER = ours, tmp_path
    message = text(cast, reality=theirs)
    jobs.run(MONDAY)
    assert peer.seen == []
    (file,) = tmp_path.iterdir()
    assert file.name == f"{message.token}.txt"
    assert "chưa gửi ra ngoài" in settled(message).outcome
    assert ("[DIỄN TẬP]" in file.read_text()) is (theirs == "exercise")


def ways(cast, **words):
    to = Contact(
        cast.hang.organisation, "Nguyễn Thị Hằng", cast.hang, "hang@example.vn", words.pop("phone", "0900000009")
    )
    told = actions.tell(
        Draft("nhac", "", to, Words("Nhắc", "Đề nghị gửi.", "/", words.pop("priority", 2)), "live"),
        by=cast.binh,
        at=MONDAY,
    )
    return [message.channel for message in told]


@pytest.mark.parametrize(
    ("priority", "phone", "expected"),
    [
        (1, "0900000009", ["in_app", "email", "sms", "call_sheet"]),
        (2, "0900000009", ["in_app", "email", "sms"]),
        (3, "0900000009", ["in_app", "email"]),
        (2, "", ["in_app", "email"]),
    ],
    ids=["at once", "a reminder", "what can wait", "no telephone"],
)
def test_who_is_told_by_sms(cast, peer, priority, phone, expected):
    assert ways(cast, priority=priority, phone=phone) == expected


def test_without_a_gateway_and_without_a_mail_server_everybody_is_still_told(cast, settings, tmp_path):
    settings.SMTP_URL, settings.SMS_URL, settings.MAIL_FOLDER = None, "", tmp_path
    assert ways(cast, priority=1) == ["in_app", "email", "call_sheet"]
    jobs.run(MONDAY)
    assert queries.unread(cast.hang) == 1
    assert queries.call_sheet(cast.binh, MONDAY).get().address == "0900000009"
    assert set(Message.objects.values_list("state", flat=True)) == {"sent", "queued"}  # the call waits for a person
