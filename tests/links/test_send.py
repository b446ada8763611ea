"""Packages leave in order, one in flight, until the other end has signed; nothing is lost, nothing doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.cast import MONDAY
from tests.links.far import BY, known, standing

from thongsuot.engines import package as engine
from thongsuot.engines.package import SigningKey, Unacceptable
from thongsuot.files import actions as files
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.queries import moves_of
from thongsuot.links import actions, gateway, jobs, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install
from thongsuot.organisations import access
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def far():
    with standing() as far:
        yield far


@pytest.fixture
def install(cast, far):
    return known(far, cast.organisation("dd-1"))


def queue(cast, number=1, **changed):
    told = Draft("campaign.order", cast.organisation("dd-1"), {"số": number})
    return actions.queue(replace(told, **changed), by=BY, at=MONDAY)


def work(install, at=MONDAY):
    return jobs.work(install.pk, clock=lambda: at)


def now_is(row):
    row.refresh_from_db()
    return row


def test_a_package_is_delivered_when_the_other_end_has_signed(cast, install, far):
    file = files.store(b"noi dung", name="ke-hoach.txt", organisation=cast.department, reality="live", by=BY, at=MONDAY)
    row = queue(cast, files=[file])
    assert work(install) == 1
    assert now_is(row).state == "delivered"
    assert (row.sent_at, row.received_at, row.sequence, row.attempts) == (MONDAY, MONDAY, 1, 1)
    (came,) = far.came
    came.check(queries.own_key().public)
    assert came.value() == {"số": 1}
    assert came.attachments == (b"noi dung",)
    assert engine.read_receipt(bytes(row.receipt)).receipt.digest == came.digest
    assert work(install) == 0
    assert len(far.came) == 1
    assert now_is(install).seen_at == MONDAY


def test_packages_leave_in_the_order_in_which_they_were_queued(cast, install, far):
    rows = [queue(cast, number) for number in range(5)]
    actions.withdraw(rows[2], by=BY, at=MONDAY)
    assert work(install) == 4
    assert [came.value()["số"] for came in far.came] == [0, 1, 3, 4]
    assert far.order == [1, 2, 3, 4]


@pytest.mark.parametrize("fault", ["drop", "500", "words", "stranger", "garbage"])
def test_without_an_answer_to_be_believed_a_package_stays_and_goes_again(cast, install, far, fault):
    far.fault = fault
    first, second = queue(cast, 1), queue(cast, 2)
    assert work(install) == 0
    assert (now_is(first).state, now_is(second).state) == ("queued", "queued")
    assert now_is(install).failures == 1
    assert MONDAY < install.due_at <= MONDAY + MINUTE
    assert install.trouble == first.outcome != ""
    assert second.attempts == 0
    far.fault = ""
    assert work(install, MONDAY + MINUTE) == 2
    assert [now_is(row).state for row in (first, second)] == ["delivered"] * 2
    assert len(far.taken) == 2
    assert (now_is(install).failures, install.trouble, install.due_at) == (0, "", None)


def test_an_outage_of_days_loses_nothing_and_knocks_ever_more_seldom(cast, install, far):
    url, at, knocks = far.url, MONDAY, []
    Install.objects.filter(pk=install.pk).update(address="http://127.0.0.1:9")
    rows = [queue(cast, number) for number in range(3)]
    while at < MONDAY + 3 * DAY:
        if queries.at_work(at).exists():
            work(install, at)
            knocks.append(at)
        at += MINUTE
    waits = [later - sooner for sooner, later in zip(knocks, knocks[1:], strict=False)]
    assert max(waits) <= queries.LONGEST_WAIT
    assert 3 * DAY / timedelta(minutes=15) < len(knocks) < 3 * DAY / timedelta(minutes=5)
    assert not any(now_is(row).state != "queued" for row in rows)
    Install.objects.filter(pk=install.pk).update(address=url)
    work(install, at)
    assert [now_is(row).state for row in rows] == ["delivered"] * 3
    assert far.order == [1, 2, 3]
    assert len(far.came) == 3


def test_waits_grow_are_capped_and_spread(cast, install):
    waits = {}
    for spread in (0.0, 1.0):
        Install.objects.update(failures=0)
        rows = [actions.pause(install, trouble="x", spread=spread, at=MONDAY) for _ in range(12)]
        waits[spread] = [(row.due_at - MONDAY).total_seconds() for row in rows]
    assert waits[0.0] == [seconds * 0.75 for seconds in (5, 15, 30, 60, 120, 300, *[600] * 6)]
    assert waits[1.0] == [seconds * 1.25 for seconds in (5, 15, 30, 60, 120, 300, *[600] * 6)]


def test_a_signed_refusal_for_good_ends_a_package_and_lets_the_next_go(cast, install, far):
    first, second = queue(cast, 1), queue(cast, 2)
    far.reason = "wrong_reality"
    far.after = lambda parcel: setattr(far, "reason", "")
    assert work(install) == 2
    assert (now_is(first).state, now_is(second).state) == ("refused", "delivered")
    assert first.outcome == queries.said("wrong_reality")


@pytest.mark.parametrize("reason", ["revoked_key", "not_ours", "some_day"])
def test_a_signed_refusal_of_our_key_waits_for_the_new_one_and_is_signed_anew(cast, install, far, reason, monkeypatch):
    row = queue(cast)
    far.reason = reason
    assert work(install) == 0
    assert (now_is(row).state, row.envelope, row.sequence) == ("queued", None, None)
    assert now_is(install).trouble == queries.said(reason)
    newer = SigningKey(b"W" * 32)
    monkeypatch.setattr(queries.keys, "own_keys", lambda: [newer])
    far.reason = ""
    assert work(install, MONDAY + MINUTE) == 1
    far.came[-1].check(newer.public)
    assert (now_is(row).state, row.sequence) == ("delivered", 1)


def test_a_new_key_of_the_other_end_is_the_one_addressed(cast, install, far):
    new = SigningKey(b"N" * 32)
    actions.add_key(install, key=new.public.text, fingerprint=new.public.fingerprint, by=BY, at=MONDAY)
    row = queue(cast)
    assert work(install) == 1  # its answer, signed with the older one, still holds
    assert far.came[-1].envelope.recipient == new.public.fingerprint
    assert now_is(row).state == "delivered"


def test_a_receipt_signed_by_an_ended_key_is_not_believed(cast, install, far):
    row = queue(cast)
    key = install.keys.get()
    claimed = actions.claim(install, by=BY, at=MONDAY)
    receipt = far.answer(queries.parcel(claimed))
    actions.end_key(key, by=BY, at=MONDAY)
    with pytest.raises(Unacceptable, match="unknown_key"):
        actions.settle(claimed, receipt, by=BY, at=MONDAY)
    assert now_is(row).state == "sending"


def test_a_receipt_of_another_package_settles_nothing(cast, install, far):
    first, second = queue(cast, 1), queue(cast, 2)
    claimed = actions.claim(install, by=BY, at=MONDAY)
    other = far.answer(queries.parcel(actions.export(second, at=MONDAY)))
    with pytest.raises(Unacceptable, match="other_bytes"):
        actions.settle(claimed, other, by=BY, at=MONDAY)
    assert now_is(first).state == "sending"


def test_without_a_key_of_the_other_end_nothing_leaves(cast, install, far):
    row = queue(cast)
    actions.end_key(install.keys.get(), by=BY, at=MONDAY)
    assert work(install) == 0
    assert (now_is(row).state, row.sequence) == ("queued", None)
    assert "khóa" in now_is(install).trouble


def test_a_package_whose_sender_died_goes_again_and_is_one_at_the_other_end(cast, install, far):
    row = queue(cast)
    claimed = actions.claim(install, by=BY, at=MONDAY)
    far.answer(queries.parcel(claimed))  # taken; and then the sender is no more
    assert work(install, MONDAY + HOUR) == 1
    assert now_is(row).state == "delivered"
    assert [len(far.came), len(far.taken)] == [2, 1]
    assert [move.target for move in moves_of(row)] == ["sending", "queued", "sending", "delivered"]


def test_one_package_is_in_flight_an_install(cast, install):
    queue(cast, 1), queue(cast, 2)
    actions.claim(install, by=BY, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.claim(install, by=BY, at=MONDAY)


def test_a_sender_that_was_asleep_writes_nothing_when_it_wakes(cast, install, far):
    row = queue(cast)
    claimed = actions.claim(install, by=BY, at=MONDAY)
    receipt = far.answer(queries.parcel(claimed))
    work(install)
    for late in (
        lambda: actions.settle(claimed, receipt, by=BY, at=MONDAY),
        lambda: actions.give_back(claimed, outcome="x", by=BY, at=MONDAY),
        lambda: actions.give_up(claimed, outcome="x", by=BY, at=MONDAY),
    ):
        with pytest.raises(actions.ClaimLost):
            late()
    assert now_is(row).state == "delivered"
    assert not queries.holds(claimed)


def test_a_sender_that_lost_its_claim_sends_nothing_more(cast, install, far, monkeypatch):
    queue(cast)
    monkeypatch.setattr(queries, "holds", lambda package: False)

    def lost(*words, **told):
        raise actions.ClaimLost(words[0])

    monkeypatch.setattr(actions, "give_back", lost)
    assert work(install) == 0
    assert far.came == []


def test_a_file_kept_apart_meanwhile_ends_its_package_alone(cast, install, far):
    place = {"organisation": cast.department, "reality": "live", "by": BY, "at": MONDAY}
    file = files.store(b"noi dung", name="ke-hoach.txt", **place)
    first, second = queue(cast, 1, files=[file]), queue(cast, 2)
    files.quarantine(file, reason="nghi ngờ", by=System("thử"), at=MONDAY)
    work(install)
    assert (now_is(first).state, now_is(second).state) == ("refused", "delivered")
    assert "cách ly" in first.outcome


def test_the_timer_calls_a_worker_once_and_again_only_after_its_lease(cast, install):
    assert queries.next_due() is None
    queue(cast)
    assert queries.next_due() == MONDAY
    assert jobs.run(MONDAY) == 1
    assert jobs.run(MONDAY + MINUTE) == 0
    assert jobs.next_due() == MONDAY + queries.LEASE
    assert jobs.run(MONDAY + queries.LEASE) == 1
    (job,) = ProcrastinateJob.objects.filter(task_name=actions.SEND)
    assert job.args == {"install": install.pk}


def test_a_clock_that_steps_back_holds_nothing_up(cast, install, far):
    far.fault = "500"
    row = queue(cast)
    work(install, MONDAY + DAY)
    far.fault = ""
    assert list(queries.at_work(MONDAY)) == [install]  # due only tomorrow, as the old clock would have it
    assert work(install, MONDAY) == 1
    assert now_is(row).state == "delivered"


def test_whoever_speaks_again_is_sent_to_at_once(cast, install, far):
    queue(cast)
    actions.pause(install, trouble="x", spread=0.5, at=MONDAY)
    assert not queries.at_work(MONDAY).exists()
    actions.receive(far.package(), by=BY, at=MONDAY)
    assert queries.at_work(MONDAY).exists()


def test_an_install_without_a_line_or_ended_is_not_sent_to(cast, install, far):
    queue(cast)
    Install.objects.update(address="")
    assert (work(install), list(queries.at_work(MONDAY))) == (0, [])
    Install.objects.update(address=far.url)
    Install.objects.update(valid_until=MONDAY)  # as where it was ended while a package was being queued
    assert (work(install), list(queries.at_work(MONDAY))) == (0, [])
    assert far.came == []


def test_only_encrypted_peers_with_a_certificate_of_an_authority_are_spoken_to(far):
    answer = gateway.post(far.url.replace("http://", "https://"), b"x", lambda: True)
    assert answer.receipt == b""
    assert "Không kết nối được" in answer.words


def test_an_answer_that_does_not_end_is_left(far, monkeypatch):
    monkeypatch.setattr(gateway, "PATIENCE", -1.0)
    answer = gateway.post(far.url, far.package(), lambda: True)
    assert answer.receipt == b""
    assert "the answer does not end" in answer.words
    assert len(far.came) == 1


def test_nothing_leaves_twice_by_hand_and_by_line(cast, install, far):
    row = queue(cast)
    carried = queries.parcel(actions.export(row, at=MONDAY))
    assert work(install) == 1
    assert far.answer(carried)
    assert len(far.taken) == 1


def test_what_they_find_altered_or_cannot_read_is_never_the_end_of_a_package(cast, install, far):
    for reason in ("altered", "malformed", "oversized"):
        far.reason = reason
        row = queue(cast)
        assert work(install) == 0
        assert now_is(row).state == "queued"
        actions.abandon(row, by=BY, at=MONDAY)


def test_a_person_takes_the_head_of_a_blocked_queue_out_and_the_next_goes(cast, install, far):
    first, second = queue(cast, 1), queue(cast, 2)
    far.fault = "words"
    work(install)
    with pytest.raises(actions.AlreadyLeft):
        actions.withdraw(first, by=BY, at=MONDAY)
    with pytest.raises(access.NotAllowed):
        actions.abandon(first, by=cast.person("so.chuyenvien"), at=MONDAY)
    row = actions.abandon(first, by=cast.person("so.quantri"), at=MONDAY)
    assert (row.state, "có thể đã nhận" in row.outcome) == ("withdrawn", True)
    far.fault = ""
    assert work(install, MONDAY + MINUTE) == 1
    assert now_is(second).state == "delivered"
    with pytest.raises(IllegalMove):
        actions.abandon(second, by=BY, at=MONDAY)
