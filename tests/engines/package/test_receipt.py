"""A receipt says of one package, to one install, that it was taken or why not; one changed byte and it says nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.engines.package.parcels import HERE, NOON, STRANGER, THERE, UUID_1, parcel

from thongsuot.engines import package as engine
from thongsuot.engines.package import Reason, Receipt, Unacceptable

MAGIC = b"thongsuot receipt 1\n"
TAKEN = Receipt(
    uuid=UUID_1,
    digest=engine.unpack(parcel()).digest,
    sender=THERE.public.fingerprint,
    recipient=HERE.public.fingerprint,
    at=NOON,
)


def test_what_was_signed_is_read_back():
    data = engine.answer(TAKEN, THERE)
    came = engine.read_receipt(data)
    assert engine.is_receipt(data)
    assert came.receipt == TAKEN
    assert came.receipt.taken
    assert came.signed_by(THERE.public)
    assert not came.signed_by(STRANGER.public)


def test_a_reason_is_read_back_also_one_that_only_newer_installs_know():
    for reason in (str(Reason.OTHER_BYTES), "some_day"):
        told = engine.read_receipt(engine.answer(replace(TAKEN, reason=reason), THERE)).receipt
        assert (told.reason, told.taken) == (reason, False)


def test_every_single_bit_counts():
    data = engine.answer(TAKEN, THERE)
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            assert not believed(bytes(changed))


def believed(data: bytes) -> bool:
    try:
        return engine.read_receipt(data).signed_by(THERE.public)
    except Unacceptable:
        return False


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + b"{}" + bytes(64), parcel()], ids=["", "bare", "{}", "parcel"])
def test_what_is_no_receipt_is_malformed(data):
    with pytest.raises(Unacceptable) as caught:
        engine.read_receipt(data)
    assert caught.value.reason is Reason.MALFORMED


def test_more_than_any_receipt_is_not_even_looked_at():
    with pytest.raises(Unacceptable) as caught:
        engine.read_receipt(MAGIC + bytes(5000))
    assert caught.value.reason is Reason.OVERSIZED


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2}, {"uuid": "x"}, {"package": "x"}, {"from": "1"}, {"to": 1}, {"at": "x"}, {"reason": "A B"},
        {"reason": None}, {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_any_other_form_is_malformed_though_it_is_signed(changed):
    head = engine.answer(TAKEN, THERE)[len(MAGIC) : -64]
    head = engine.canonical(json.loads(head) | changed)
    with pytest.raises(Unacceptable):
        engine.read_receipt(MAGIC + head + THERE.sign(MAGIC + head))


def test_a_signature_over_a_package_signs_no_receipt():
    head = engine.answer(TAKEN, THERE)[len(MAGIC) : -64]
    other = THERE.sign(b"thongsuot package 1\n" + head)
    assert not engine.read_receipt(MAGIC + head + other).signed_by(THERE.public)
