"""Packages and receipts are carried as files: believed as by line, and what a receipt says is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from tests.cast import MONDAY
from tests.links.far import BY, Far, known

from thongsuot.engines import package as engine
from thongsuot.engines.package import SigningKey
from thongsuot.links import actions, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Package

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def far():
    return Far()


def queue(cast, number=1, **changed):
    told = Draft("campaign.order", cast.organisation("dd-1"), {"số": number})
    return actions.queue(replace(told, **changed), by=BY, at=MONDAY)


def now_is(row):
    row.refresh_from_db()
    return row


def test_a_receipt_carried_back_settles_a_package_that_was_carried_there(cast, far):
    known(far, cast.organisation("dd-1"), "")
    row = queue(cast)
    exported = actions.export(row, at=MONDAY)
    assert actions.export(row, at=MONDAY + HOUR).exported_at == MONDAY
    receipt = far.answer(queries.parcel(exported))
    answered = actions.take_by_hand(receipt, by=cast.person("so.quantri"), at=MONDAY)
    assert (answered.taken, answered.package) == (True, row)
    assert now_is(row).state == "delivered"
    assert actions.take_by_hand(receipt, by=BY, at=MONDAY).taken
    assert Package.objects.get().state == "delivered"


def test_a_refusal_carried_back_for_our_key_leaves_the_package_in_the_queue_to_be_signed_anew(cast, far, monkeypatch):
    known(far, cast.organisation("dd-1"), "")
    row = queue(cast)
    far.reason = "revoked_key"
    dead = queries.parcel(actions.export(row, at=MONDAY))
    answered = actions.take_by_hand(far.answer(dead), by=BY, at=MONDAY)
    assert (answered.taken, answered.reason, answered.package) == (False, "revoked_key", row)
    assert (now_is(row).state, row.envelope, row.signature, row.sequence) == ("queued", None, None, None)
    assert row.outcome == queries.said("revoked_key")
    newer = SigningKey(b"W" * 32)
    monkeypatch.setattr(queries.keys, "own_keys", lambda: [newer])
    far.reason = ""
    anew = queries.parcel(actions.export(row, at=MONDAY))
    assert engine.unpack(anew).digest != engine.unpack(dead).digest
    engine.unpack(anew).check(newer.public)
    assert actions.take_by_hand(far.answer(anew), by=BY, at=MONDAY).taken
    assert now_is(row).state == "delivered"


def test_the_same_uuid_goes_to_two_and_a_receipt_settles_the_one_that_signed_it(cast, far):
    other = Far(SigningKey(b"G" * 32))
    known(far, cast.organisation("dd-1"), "")
    known(other, cast.organisation("dd-2"), "")
    first = queue(cast)
    second = queue(cast, to=cast.organisation("dd-2"), uuid=first.uuid)
    actions.export(first, at=MONDAY)
    receipt = other.answer(queries.parcel(actions.export(second, at=MONDAY)))
    assert actions.take_by_hand(receipt, by=BY, at=MONDAY).package == second
    assert (now_is(first).state, now_is(second).state) == ("queued", "delivered")
    assert queries.outgoing(first.uuid) == [first, second]
    assert queries.outgoing(first.uuid, "dd-2") == [second]


def test_a_receipt_that_nobody_signed_is_not_believed_after_the_end_either(cast, far):
    known(far, cast.organisation("dd-1"), "")
    row = queue(cast)
    parcel = queries.parcel(actions.export(row, at=MONDAY))
    receipt = far.answer(parcel)
    actions.take_by_hand(receipt, by=BY, at=MONDAY)
    far.fault = "stranger"
    answered = actions.take_by_hand(far.answer(parcel), by=BY, at=MONDAY)
    assert (answered.taken, answered.reason) == (False, "bad_signature")
    far.fault, far.reason = "", "other_bytes"
    assert actions.take_by_hand(far.answer(parcel), by=BY, at=MONDAY).reason == "other_bytes"
    assert (now_is(row).state, bytes(row.receipt)) == ("delivered", receipt)


def test_what_was_given_up_in_doubt_is_delivered_where_their_receipt_says_so(cast, far):
    known(far, cast.organisation("dd-1"), "")
    row = queue(cast)
    parcel = queries.parcel(actions.export(row, at=MONDAY))
    actions.abandon(row, by=BY, at=MONDAY)
    far.reason = "wrong_reality"
    assert not actions.take_by_hand(far.answer(parcel), by=BY, at=MONDAY).taken
    assert now_is(row).state == "withdrawn"
    far.reason = ""
    assert actions.take_by_hand(far.answer(parcel), by=BY, at=MONDAY).taken
    assert (now_is(row).state, row.outcome) == ("delivered", "")


def test_what_was_taken_back_or_refused_is_not_carried(cast, far):
    install = known(far, cast.organisation("dd-1"), "")
    withdrawn, refused, left = queue(cast, 1), queue(cast, 2), queue(cast, 3)
    actions.withdraw(withdrawn, by=BY, at=MONDAY)
    far.reason = "wrong_reality"
    actions.take_by_hand(far.answer(queries.parcel(actions.export(refused, at=MONDAY))), by=BY, at=MONDAY)
    for row, words in ((withdrawn, "đã được rút"), (refused, "không nhận")):
        with pytest.raises(actions.NotCarried, match=words):
            actions.export(row, at=MONDAY)
    assert (now_is(withdrawn).envelope, withdrawn.exported_at) == (None, None)
    Install.objects.filter(pk=install.pk).update(valid_until=MONDAY)
    with pytest.raises(actions.NotCarried, match="ngừng liên thông"):
        actions.export(left, at=MONDAY)


def test_a_stored_reason_is_vietnamese_whoever_looks(cast, far):
    known(far, cast.organisation("dd-1"), "")
    row = queue(cast)
    far.reason = "wrong_reality"
    with translation.override("en"):
        actions.take_by_hand(far.answer(queries.parcel(actions.export(row, at=MONDAY))), by=BY, at=MONDAY)
        assert queries.kept_words(queries.SAID["wrong_reality"]) == now_is(row).outcome
    assert "chưa lưu gì" in row.outcome


def test_a_receipt_of_nothing_that_we_sent_is_only_counted(cast, far):
    known(far, cast.organisation("dd-1"), "")
    receipt = far.answer(far.package())
    assert actions.take_by_hand(receipt, by=BY, at=MONDAY).reason == "not_ours"
    assert actions.take_by_hand(receipt[:-1], by=BY, at=MONDAY).reason == "malformed"


def test_a_package_carried_here_is_taken_as_by_line(cast, far):
    known(far, cast.organisation("dd-1"), "")
    data = far.package()
    answered = actions.take_by_hand(data, by=BY, at=MONDAY)
    assert answered.taken
    assert actions.receive(data, by=BY, at=MONDAY).receipt == answered.receipt
