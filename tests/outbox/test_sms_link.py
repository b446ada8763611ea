"""Single SMS leave by an operator's link: real sockets, and what the centre answered is what we write down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.outbox import sms_link
from tests.outbox.test_sms import settled, text

from thongsuot.engines import message as texts
from thongsuot.engines.smpp import Bound, Status
from thongsuot.exercise.gateway import Spread
from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.gateway import singles
from thongsuot.outbox.models import Mailbox, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("soon")]
MINUTE = timedelta(minutes=1)
LONG = "Đề nghị kiểm tra tuyến truyền dẫn đến bệnh viện và báo cáo trước 14 giờ. " * 3


def read(lines):
    """Return the text that telephones would show."""
    return texts.join(texts.read(each.octets, esm_class=each.esm_class, data_coding=each.coding) for each in lines)


def ended(message):
    return lambda: settled(message).state not in ("queued", "sending")


def test_a_text_is_taken_by_the_centre_once(cast, peer, driver):
    message = text(cast)
    driver.until(ended(message))
    driver.rest(0.3)
    (seen,) = peer.lines
    assert (seen.source, seen.destination, seen.account) == ("SO KHCN", "84900000009", sms_link.ACCOUNT)
    assert read([seen]) == "Nhắc: báo cáo. Đề nghị gửi báo cáo."
    assert (message.state, message.sent_at, message.attempts) == ("sent", MONDAY, 1)
    assert seen.message_id in message.outcome
    assert [type(event) for event in driver.foreign] == [Bound]


def test_a_long_text_goes_in_parts_and_is_one_message(cast, peer, driver):
    message = text(cast, body=LONG)
    driver.until(ended(message))
    assert len(peer.lines) == 4
    assert read(peer.lines) == texts.normalised(f"Nhắc: báo cáo. {' '.join(LONG.split())}")
    assert (message.state, "4 phần" in message.outcome) == ("sent", True)


def test_messages_leave_one_after_the_other_the_urgent_first(cast, peer, driver):
    later, urgent = text(cast, "a", phone="0900000001"), text(cast, "b", phone="0900000002", priority=1)
    driver.until(ended(later))
    assert settled(urgent).state == "sent"
    assert [each.destination for each in peer.lines] == ["84900000002", "84900000001"]


def test_what_is_due_later_waits_for_its_hour(cast, peer, driver):
    driver.at = MONDAY - MINUTE
    message = text(cast)
    driver.rest(0.7)
    assert (settled(message).state, peer.lines) == ("queued", [])
    driver.at = MONDAY
    driver.until(ended(message))


OUTCOMES = {  # what the centre answers -> state, attempts, due again, is the mailbox paused?
    "refused": (Status.RINVDSTADR, "failed", 1, 0, False),
    "the operator's own number": (0x00000401, "failed", 1, 0, False),
    "the centre's own trouble": (Status.RSYSERR, "queued", 1, 15, False),
    "a full queue, perhaps of one telephone": (Status.RMSGQFUL, "queued", 1, 15, False),
    "too fast": (Status.RTHROTTLED, "queued", 0, 0, True),
}


@pytest.mark.parametrize("case", OUTCOMES)
def test_each_answer_means_what_it_says(cast, peer, driver, case):
    status, state, attempts, wait, paused = OUTCOMES[case]
    peer.behave(refusals=((1.0, status),))
    message = text(cast)
    driver.until(lambda: settled(message).outcome)
    driver.rest(0.3)
    assert (message.state, message.attempts) == (state, attempts)
    assert message.due_at == MONDAY + timedelta(seconds=wait)
    assert (Mailbox.objects.get().paused_until is not None) is paused
    assert len(peer.lines) == 1


def test_one_full_queue_holds_up_nobody_else(cast, peer, driver):
    peer.behave(refusals=((1.0, Status.RMSGQFUL),))
    full = text(cast, "a", phone="0900000001")
    driver.until(lambda: settled(full).outcome)
    peer.behave(refusals=())
    other = text(cast, "b", phone="0900000002")
    driver.until(ended(other))
    assert (settled(full).state, other.state) == ("queued", "sent")


def test_what_was_put_off_leaves_once_the_pause_is_over(cast, peer, driver):
    peer.behave(refusals=((1.0, Status.RTHROTTLED),))
    message = text(cast)
    driver.until(lambda: settled(message).outcome)
    peer.behave(refusals=())
    driver.at = Mailbox.objects.get().paused_until
    driver.until(ended(message))
    assert (message.state, Mailbox.objects.get().failures) == ("sent", 0)


@pytest.mark.parametrize("status", [Status.RTHROTTLED, Status.RMSGQFUL])
def test_of_a_long_text_only_the_part_that_was_put_off_goes_again(cast, peer, driver, status):
    tight = {"tps": 3.0, "burst": 2.0} if status == Status.RTHROTTLED else {"queue": 3, "delivery": Spread(0.3, 0.3)}
    peer.behave(**tight)
    message = text(cast, body=LONG)
    driver.until(ended(message))
    taken = [each for each in peer.lines if each.accepted]
    assert len(peer.lines) > len(taken) == 4
    assert read(taken) == texts.normalised(f"Nhắc: báo cáo. {' '.join(LONG.split())}")
    assert (message.state, message.attempts) == ("sent", 1)
    assert {each.fate for each in peer.lines if not each.accepted} == {f"refused:0x{status:08x}"}


def test_a_line_that_is_lost_before_the_answer_leaves_a_doubt(cast, peer, driver):
    peer.behave(unanswered=1.0)
    message = text(cast)
    driver.until(lambda: peer.lines)
    peer.tell(lambda centre, now: centre.cut(now=now))
    driver.until(ended(message))
    driver.at += MINUTE
    driver.rest(0.5)
    assert (message.state, message.doubts, len(peer.lines)) == ("uncertain", 1, 1)


def test_a_page_of_the_first_priority_in_doubt_is_sent_again(cast, peer, driver):
    peer.behave(unanswered=1.0)
    message = text(cast, priority=1)
    driver.until(lambda: peer.lines)
    peer.behave(unanswered=0.0)
    peer.tell(lambda centre, now: centre.cut(now=now))
    driver.until(lambda: settled(message).state == "sent")
    assert (message.doubts, len(peer.lines)) == (1, 2)


def test_an_answer_that_comes_after_the_doubt_clears_it(settings, cast, peer):
    driver = sms_link.use(settings, peer, "&response=1")
    peer.behave(latency=Spread(1.5, 1.5))
    message = text(cast)
    driver.until(lambda: settled(message).state == "uncertain")
    driver.until(lambda: settled(message).state == "sent")
    assert (message.doubts, len(peer.lines)) == (1, 1)
    driver.close()


def test_while_nothing_is_bound_nothing_is_claimed(cast, settings, peer):
    driver = sms_link.use(settings, peer)
    peer.tell(
        lambda centre, now: setattr(centre, "behaviour", sms_link.replace(centre.behaviour, accounts={"ai": "do"}))
    )
    message = text(cast)
    driver.rest(0.5)
    assert (settled(message).state, message.attempts, peer.lines) == ("queued", 0, [])
    driver.close()


def test_a_session_that_is_ending_gives_the_message_back(cast, peer, driver):
    driver.bind()
    message = text(cast)
    (wire,) = driver.wires
    wire.leave(0.0)
    assert driver.singles.begin(wire.session)
    assert (settled(message).state, message.attempts, message.doubts) == ("queued", 0, 0)
    assert driver.singles.due() > 0  # not at once again
    driver.until(ended(message))
    assert len(peer.lines) == 1


def test_a_crash_after_the_claim_leaves_that_one_in_doubt_and_no_other(cast, peer, driver):
    driver.bind()
    first, second = text(cast, "a", phone="0900000001"), text(cast, "b", phone="0900000002")
    actions.claim(Mailbox.objects.get(), by=jobs.SENDER, at=MONDAY)  # as a gateway did that is no more
    driver.until(ended(second))
    assert (settled(first).state, first.doubts) == ("uncertain", 1)
    assert [each.destination for each in peer.lines] == ["84900000002"]


def test_what_a_crash_left_is_cleared_up_although_nothing_else_is_to_be_sent(cast, peer, driver):
    driver.bind()
    message = text(cast)
    actions.claim(Mailbox.objects.get(), by=jobs.SENDER, at=MONDAY)
    driver.until(lambda: settled(message).state == "uncertain")
    assert peer.lines == []
    other = text(cast, "khac")  # and the mailbox was let go
    driver.until(ended(other))


def test_an_orphan_that_speaks_up_in_the_last_moment_has_its_say(cast, peer, monkeypatch):
    row = actions.claim(text(cast).mailbox, by=jobs.SENDER, at=MONDAY)
    stale = list(queries.in_flight(row.mailbox))
    actions.settle_sent(row, outcome="", by=jobs.SENDER, at=MONDAY)
    monkeypatch.setattr(queries, "in_flight", lambda mailbox: stale)
    assert actions.settle_orphans(row.mailbox, by=jobs.SENDER, at=MONDAY) == 1
    assert settled(row).state == "sent"


def test_of_what_is_in_doubt_only_the_last_few_are_remembered(cast, settings, peer, monkeypatch):
    monkeypatch.setattr(singles, "REMEMBERED", 0)
    driver = sms_link.use(settings, peer, "&response=1")
    peer.behave(latency=Spread(1.2, 1.2))
    message = text(cast)
    driver.until(lambda: settled(message).state == "uncertain")
    driver.rest(0.5)
    assert (settled(message).state, len(peer.lines)) == ("uncertain", 1)
    driver.close()


def test_a_gateway_that_was_overtaken_sends_nothing(cast, peer, driver, monkeypatch):
    driver.bind()
    message = text(cast)

    def overtaken(row):
        actions.give_back(row, outcome="", by=jobs.SENDER, at=MONDAY)
        actions.claim(row.mailbox, by=jobs.SENDER, at=MONDAY)
        return Message.objects.filter(pk=row.pk, epoch=row.epoch, state="sending").exists()

    monkeypatch.setattr(singles.queries, "holds", overtaken)
    assert not driver.singles.begin(driver.wires[0].session)
    driver.turn()
    assert (settled(message).state, message.epoch, peer.lines) == ("sending", 2, [])


def test_what_became_of_it_is_not_kept_where_others_took_over(cast, peer, driver):
    peer.behave(latency=Spread(0.2, 0.2))
    message = text(cast)
    driver.until(lambda: peer.lines)
    row = settled(message)
    actions.settle_uncertain(row, outcome="", by=jobs.SENDER, at=MONDAY)
    Message.objects.filter(pk=row.pk).update(epoch=row.epoch + 1)
    driver.rest(0.5)
    assert settled(message).state == "uncertain"


def test_while_another_gateway_holds_the_mailbox_this_one_waits(cast, peer, driver, monkeypatch):
    driver.bind()
    message = text(cast)
    unseated = []
    monkeypatch.setattr(singles.actions, "hold", lambda mailbox: False)
    monkeypatch.setattr(singles.actions, "unseat", unseated.append)
    driver.rest(0.3)
    assert (settled(message).state, unseated) == ("queued", [])
    driver.at = MONDAY + 2 * queries.LEASE
    driver.rest(0.8)
    assert unseated
    assert peer.lines == []


@pytest.mark.parametrize("bad", ["gọi văn phòng", "191"])
def test_a_number_that_is_none_fails_with_its_reason_and_holds_up_nobody(cast, peer, driver, bad):
    wrong, good = text(cast, "a", phone=bad), text(cast, "b")
    driver.until(ended(good))
    assert (settled(wrong).state, bad in wrong.outcome, good.state) == ("failed", True, "sent")


def test_where_the_operator_takes_no_marks_the_text_goes_without(cast, settings, peer):
    driver = sms_link.use(settings, peer, "&alphabets=gsm7")
    message = text(cast)
    driver.until(ended(message))
    assert read(peer.lines) == "Nhac: bao cao. De nghi gui bao cao."
    driver.close()


def test_a_text_that_cannot_go_fails_with_its_reason(cast, settings, peer):
    driver = sms_link.use(settings, peer, "&most_parts=1")
    message = text(cast, body=LONG)
    driver.until(ended(message))
    assert (message.state, peer.lines) == ("failed", [])
    assert "tối đa 1 phần" in message.outcome
    driver.close()


def test_the_timer_leaves_the_mailbox_alone(cast, peer, driver):
    message = text(cast)
    assert jobs.run(MONDAY) == 0
    assert jobs.next_due() is None
    assert (settled(message).state, list(queries.at_work(MONDAY))) == ("queued", [])
    message.state = "sending"
    message.save()
    assert jobs.run(MONDAY + 2 * queries.LEASE) == 0
    assert settled(message).state == "sending"


def test_a_link_that_does_not_serve_the_outbox_sends_nothing_of_it(cast, settings, peer, driver):
    settings.SMS_URL = "link:dd-2"
    message = text(cast)
    driver.bind()
    assert driver.singles.due() is None
    assert not driver.singles.begin(driver.wires[0].session)
    assert (settled(message).state, peer.lines) == ("queued", [])


def test_nothing_of_an_exercise_leaves_a_real_install(cast, settings, tmp_path, peer, driver):
    settings.MAIL_FOLDER = tmp_path / "mail"
    message = text(cast, reality="exercise")
    driver.rest(0.3)
    jobs.run(MONDAY)
    assert (settled(message).state, peer.lines) == ("sent", [])
    assert "chưa gửi ra ngoài" in message.outcome


def test_in_an_exercise_the_text_says_so(cast, settings, peer):
    settings.REALITY = "exercise"
    driver = sms_link.use(settings, peer)
    message = text(cast, reality="exercise")
    driver.until(ended(message))
    assert read(peer.lines).startswith("[DIỄN TẬP] Nhắc: báo cáo.")
    driver.close()


def test_over_two_sessions_the_loss_of_one_is_no_doubt_about_the_other(cast, settings, peer):
    driver = sms_link.use(settings, peer, sessions=2)
    driver.bind()
    peer.behave(latency=Spread(0.3, 0.3))
    message = text(cast)
    carrier, idle = driver.wires
    driver.singles.begin(carrier.session)
    driver.singles.lost(idle.session)
    driver.until(ended(message))
    assert (message.state, message.doubts) == ("sent", 0)
    driver.close()


def test_a_line_given_up_altogether_leaves_what_it_carried_in_doubt(cast, peer, driver):
    driver.bind()
    message = text(cast)
    driver.singles.begin(driver.wires[0].session)
    driver.singles.lost()
    assert (settled(message).state, message.doubts) == ("uncertain", 1)
