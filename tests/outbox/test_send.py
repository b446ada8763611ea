"""Mail leaves by SMTP, and what the peer answers is what we write down."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY
from tests.outbox.witness import standing

from thongsuot.organisations import access
from thongsuot.outbox import actions, gateway, jobs, queries
from thongsuot.outbox.actions import ClaimLost, Contact, Draft, Words
from thongsuot.outbox.models import Mailbox, Message

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def witness(settings):
    with standing() as peer:
        settings.SMTP_URL = peer.url
        yield peer


def mail(cast, key="thu", *, address="hang@example.vn", priority=2, reality="live", subject="Nhắc: báo cáo"):
    to = Contact(cast.hang.organisation, "Nguyễn Thị Hằng", cast.hang, address)
    words = Words(subject, "Đề nghị gửi báo cáo.", "/bao-cao/1/", priority)
    return actions.queue(Draft(key, "email", to, words, reality), by=cast.binh, at=MONDAY)


def settled(message):
    message.refresh_from_db()
    return message


def test_a_mail_is_taken_by_the_peer_once(cast, witness):
    message = mail(cast)
    assert jobs.run(MONDAY) == 1
    assert jobs.run(MONDAY + MINUTE) == 0
    assert witness.tokens == {str(message.token): 1}
    assert settled(message).state == "sent"
    assert message.sent_at == MONDAY
    assert "250" in message.outcome or "OK" in message.outcome


def test_the_mail_says_what_was_meant(cast, witness):
    message = mail(cast, priority=1)
    jobs.run(MONDAY)
    (seen,) = witness.mails
    assert seen["Subject"] == "Nhắc: báo cáo"
    assert seen["To"] == "Nguyễn Thị Hằng <hang@example.vn>"
    assert seen["Message-ID"] == f"<{message.token}@example.vn>"
    assert seen["Auto-Submitted"] == "auto-generated"
    assert seen["Importance"] == "high"
    text, address = seen.get_content().split("\r\n\r\n")
    assert (text, address.strip().partition("//")[2].partition("/")[2]) == ("Đề nghị gửi báo cáo.", "bao-cao/1/")


def test_the_first_priority_leaves_first(cast, witness):
    mail(cast, "a", subject="Thường")
    mail(cast, "b", subject="Gấp", priority=1)
    jobs.run(MONDAY)
    assert [seen["Subject"] for seen in witness.mails] == ["Gấp", "Thường"]


def test_an_exercise_never_uses_the_live_server(cast, witness, settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    message = mail(cast, reality="exercise")
    jobs.run(MONDAY)
    assert witness.mails == []
    (file,) = tmp_path.iterdir()
    kept = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert kept["Subject"] == "[DIỄN TẬP] Nhắc: báo cáo"
    assert settled(message).state == "sent"
    assert file.name in message.outcome


def test_an_install_for_exercises_marks_every_subject(cast, witness, settings):
    settings.REALITY = "exercise"
    mail(cast, reality="exercise")
    jobs.run(MONDAY)
    assert [seen["Subject"] for seen in witness.mails] == ["[DIỄN TẬP] Nhắc: báo cáo"]


def test_without_a_server_the_mail_is_a_file_and_the_outcome_says_so(cast, settings, tmp_path):
    settings.SMTP_URL, settings.MAIL_FOLDER = None, tmp_path / "mail"
    message = mail(cast)
    jobs.run(MONDAY)
    (file,) = settings.MAIL_FOLDER.iterdir()
    assert file.name == f"{message.token}.eml"
    assert message_from_bytes(file.read_bytes())["Message-ID"].startswith(f"<{message.token}@")
    assert settled(message).state == "sent"
    assert "chưa gửi ra ngoài" in message.outcome


def test_a_folder_that_cannot_be_written_keeps_the_message_waiting(cast, settings, tmp_path):
    (tmp_path / "mail").write_text("a file where the folder should be")
    settings.SMTP_URL, settings.MAIL_FOLDER = None, tmp_path / "mail"
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "queued"
    assert message.attempts == 0
    assert Mailbox.objects.get().paused_until > MONDAY


def test_a_refusal_for_good_fails_with_its_reason(cast, witness):
    witness.refusals["hang@example.vn"] = "550 5.1.1 No such mailbox"
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "failed"
    assert "550" in message.outcome
    assert "No such mailbox" in message.outcome


def test_one_refusal_does_not_hold_up_the_next(cast, witness):
    witness.refusals["nobody@example.vn"] = "550 unknown"
    mail(cast, "a", address="nobody@example.vn")
    after = mail(cast, "b")
    jobs.run(MONDAY)
    assert settled(after).state == "sent"


def test_a_refusal_for_now_is_tried_again_and_in_the_end_fails(cast, witness):
    witness.answer = lambda seen: "451 4.7.1 Greylisted"
    message, at, tries = mail(cast), MONDAY, 0
    while settled(message).state == "queued":
        at = queries.next_due()
        tries += jobs.run(at)
    assert (message.state, message.attempts) == ("failed", 8)
    assert tries == 8
    assert "451" in message.outcome
    assert at - MONDAY > timedelta(minutes=30)


def test_a_refusal_for_now_that_passes_is_sent_once(cast, witness):
    answers = iter(["450 busy", "250 OK"])
    witness.answer = lambda seen: next(answers)
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "queued"
    assert jobs.run(MONDAY + timedelta(seconds=10)) == 0
    assert jobs.run(queries.next_due()) == 1
    assert settled(message).state == "sent"
    assert witness.tokens == {str(message.token): 1}


def test_an_unreachable_server_costs_no_message_anything(cast, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    message, at = mail(cast), MONDAY
    for _ in range(30):
        jobs.run(at)
        at = queries.next_due()
    box = Mailbox.objects.get()
    assert settled(message).state == "queued"
    assert (message.attempts, box.failures) == (0, 30)
    assert "máy chủ thư" in box.trouble
    with standing() as peer:
        settings.SMTP_URL = peer.url
        jobs.run(at)
        assert peer.tokens == {str(message.token): 1}
    box.refresh_from_db()
    assert (box.failures, box.paused_until, box.trouble) == (0, None, "")


def test_a_page_of_the_first_priority_waits_half_a_minute_at_most(cast, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    mail(cast, priority=1)
    at = MONDAY
    for _ in range(10):
        jobs.run(at)
        pause = queries.next_due() - at
        at = queries.next_due()
    assert pause == timedelta(seconds=30)


def test_a_connection_lost_before_the_answer_leaves_the_message_uncertain(cast, witness):
    witness.drop = True
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "uncertain"
    assert message.doubts == 1
    witness.drop = False
    assert jobs.run(MONDAY + timedelta(hours=1)) == 0
    assert settled(message).state == "uncertain"


def test_an_uncertain_page_of_the_first_priority_is_sent_again(cast, witness):
    witness.drop = True
    message = mail(cast, priority=1)
    jobs.run(MONDAY)
    assert settled(message).state == "queued"
    witness.drop = False
    jobs.run(MONDAY + MINUTE)
    assert settled(message).state == "sent"
    assert message.doubts == 1
    assert witness.tokens[str(message.token)] <= 1 + message.doubts


@pytest.mark.parametrize("address", ["không phải địa chỉ", "a@b@c", "x\r\nBcc: y@example.vn"])
def test_an_address_that_is_none_fails_with_a_reason(cast, witness, address):
    message = mail(cast, address=address)
    jobs.run(MONDAY)
    assert settled(message).state == "failed"
    assert message.outcome
    assert witness.mails == []


def test_a_subject_of_several_lines_cannot_forge_a_header(cast, witness):
    mail(cast, subject="Nhắc\r\nBcc: moi-nguoi@example.vn")
    jobs.run(MONDAY)
    (seen,) = witness.mails
    assert seen["Bcc"] is None
    assert seen["Subject"] == "Nhắc Bcc: moi-nguoi@example.vn"


def test_there_is_never_more_than_one_in_flight(cast):
    first, _second = mail(cast, "a"), mail(cast, "b")
    box = first.mailbox
    claimed = actions.claim(box, by=jobs.SENDER, at=MONDAY)
    assert (claimed.pk, claimed.state, claimed.epoch, claimed.attempts) == (first.pk, "sending", 1, 1)
    with pytest.raises(IntegrityError, match="one_in_flight"), transaction.atomic():
        actions.claim(box, by=jobs.SENDER, at=MONDAY)


def test_who_finds_a_message_in_flight_and_holds_the_mailbox_knows_its_sender_died(cast, witness):
    message = mail(cast)
    actions.claim(message.mailbox, by=jobs.SENDER, at=MONDAY)
    jobs.run(MONDAY + timedelta(seconds=1))
    assert settled(message).state == "uncertain"
    assert "dừng đột ngột" in message.outcome
    assert witness.mails == []


def test_a_sender_that_woke_up_late_may_tell_the_truth_but_not_undo_a_newer_claim(cast):
    page = mail(cast, priority=1)
    old = actions.claim(page.mailbox, by=jobs.SENDER, at=MONDAY)
    actions.settle_uncertain(old, outcome="?", by=jobs.SENDER, at=MONDAY + MINUTE)
    new = actions.claim(page.mailbox, by=jobs.SENDER, at=MONDAY + MINUTE)
    assert new.epoch == old.epoch + 1
    assert not queries.holds(old)
    with pytest.raises(ClaimLost):
        actions.settle_sent(old, outcome="muộn", by=jobs.SENDER, at=MONDAY + MINUTE)
    assert actions.settle_sent(new, outcome="đã nhận", by=jobs.SENDER, at=MONDAY + MINUTE).state == "sent"
    reminder = mail(cast, "nhac")
    slow = actions.claim(reminder.mailbox, by=jobs.SENDER, at=MONDAY)
    actions.settle_uncertain(slow, outcome="?", by=jobs.SENDER, at=MONDAY + MINUTE)
    assert actions.settle_sent(slow, outcome="vẫn đến", by=jobs.SENDER, at=MONDAY + MINUTE).state == "sent"
    assert settled(reminder).doubts == 1


def test_a_lost_claim_is_not_sent(cast, witness):
    """The fence is asked again after the peer is ready and before a byte of the mail leaves."""
    message = mail(cast)
    claimed = actions.claim(message.mailbox, by=jobs.SENDER, at=MONDAY)
    with gateway.opened(message.mailbox) as send:
        assert send(claimed, lambda: False).outcome is gateway.Outcome.UNREACHABLE
        assert witness.mails == []
        assert send(claimed, lambda: True).outcome is gateway.Outcome.SENT


def test_the_tally_counts_states_and_doubts(cast, witness):
    witness.drop = True
    mail(cast)
    jobs.run(MONDAY)
    assert queries.tally(Message.objects.all()) == {"uncertain": 1, "doubts": 1}


def test_the_job_needs_nobody_elses_transaction(cast, witness):
    message = mail(cast)
    with access.acting_for(cast.organisation("bc-1")):  # whatever the caller sees, the job sees all
        assert jobs.run(MONDAY) == 1
    assert settled(message).state == "sent"


def test_a_server_without_starttls_is_not_used_in_the_clear(cast, witness, settings):
    settings.SMTP_URL = f"{witness.url}&starttls=1"
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "queued"
    assert witness.mails == []
    assert "STARTTLS" in Mailbox.objects.get().trouble


def test_a_password_that_smtp_cannot_carry_is_named_and_loses_nothing(cast, witness, settings):
    settings.SMTP_URL = witness.url.replace("//", f"//so:{quote('mật khẩu')}@")
    message = mail(cast)
    jobs.run(MONDAY)
    assert settled(message).state == "queued"
    assert Mailbox.objects.get().trouble


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_user_and_password_of_the_address_sign_in(cast, settings):
    with standing(users={"so@example.vn": "mot hai/3@"}) as peer:
        settings.SMTP_URL = peer.url.replace("//", "//so%40example.vn:sai@")
        message = mail(cast)
        jobs.run(MONDAY)
        assert settled(message).state == "queued"
        assert "535" in Mailbox.objects.get().trouble
        server = peer.url.removeprefix("smtp://").partition("?")[0]
        settings.SMTP_URL = f"smtp://{quote('so@example.vn')}:{quote('mot hai/3@', safe='')}@{server}"
        jobs.run(queries.next_due())
        assert settled(message).state == "sent"
        assert [seen["From"] for seen in peer.mails] == ["Thông Suốt <so@example.vn>"]
