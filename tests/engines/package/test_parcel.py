"""A parcel is taken apart only as it was put together; one changed byte, anywhere, and it is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engines.package.parcels import FILES, HERE, NOON, STRANGER, THERE, WORDS, enclosed, envelope, parcel

from thongsuot.engines import package as engine
from thongsuot.engines.package import Enclosure, Reason, Unacceptable, is_kind

WHOLE = parcel()
MAGIC = b"thongsuot package 1\n"


def reason(data, key=HERE) -> str:
    """Return why a parcel is refused."""
    with pytest.raises(Unacceptable) as caught:
        engine.unpack(data).check(key.public)
    return caught.value.reason


def test_what_was_sealed_is_read_back():
    came = engine.unpack(WHOLE)
    came.check(HERE.public)
    assert came.envelope == envelope()
    assert came.value() == WORDS
    assert came.attachments == tuple(data for _name, data in FILES)
    assert came.digest == enclosed(came.head).sha256
    assert engine.join(came.head, came.signature, came.body, came.attachments) == WHOLE


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
@settings(max_examples=2000, deadline=None)
def test_any_changed_byte_is_refused(place, change):
    changed = bytearray(WHOLE)
    changed[place] ^= change
    assert reason(bytes(changed)) in set(Reason)


def test_every_single_bit_counts():
    for place in range(len(WHOLE)):
        for bit in range(8):
            changed = bytearray(WHOLE)
            changed[place] ^= 1 << bit
            reason(bytes(changed))


@given(st.binary(max_size=600))
@example(b"")
@example(MAGIC)
@example(MAGIC + b"\0\0\0\0")
def test_arbitrary_bytes_are_refused_and_nothing_else_happens(data):
    assert reason(data) in set(Reason)
    assert reason(MAGIC + data) in set(Reason)


@pytest.mark.parametrize("cut", [1, 10, 64, 200])
def test_a_parcel_cut_short_or_with_a_tail_is_refused(cut):
    assert reason(WHOLE[:-cut]) == Reason.MALFORMED
    assert reason(WHOLE + b"x" * cut) == Reason.MALFORMED


def test_only_the_key_that_signed_will_do():
    assert reason(WHOLE, STRANGER) == Reason.BAD_SIGNATURE


def test_another_body_of_the_same_size_is_found():
    came = engine.unpack(WHOLE)
    other = came.body.replace("Nhắn".encode(), "Nhấn".encode())
    assert reason(engine.join(came.head, came.signature, other, came.attachments)) == Reason.ALTERED
    swapped = (FILES[0][1][::-1], FILES[1][1])
    assert reason(engine.join(came.head, came.signature, came.body, swapped)) == Reason.ALTERED


def test_a_body_that_is_no_canonical_json_is_refused_though_it_is_signed():
    assert reason(parcel(b'{"a": 1}', ())) == Reason.MALFORMED


def test_more_than_any_package_is_not_even_looked_at():
    assert reason(bytes(engine.LARGEST_PARCEL + 1)) == Reason.OVERSIZED
    assert reason(MAGIC + (32 * 1024 + 1).to_bytes(4)) == Reason.OVERSIZED


def rewritten(**changed) -> bytes:
    """Return a parcel whose envelope says something else and is signed all the same."""
    told = json.loads(envelope(files=()).to_bytes()) | changed
    head = engine.canonical({name: value for name, value in told.items() if value is not ...})
    return engine.join(head, HERE.sign(MAGIC + head), engine.canonical(WORDS))


def test_what_is_rewritten_without_a_change_is_taken():
    engine.unpack(rewritten()).check(HERE.public)


DIGEST = "0" * 64


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2}, {"version": True}, {"version": "1"}, {"more": 1}, {"kind": ...},
        {"uuid": "6B1B36CB-F6A2-4F0E-9F5B-2C1DE8F1D001"}, {"uuid": "x"}, {"uuid": 1}, {"uuid": []},
        {"kind": ""}, {"kind": "Campaign"}, {"kind": "a" * 61}, {"kind": "a.b.c.d.e"}, {"kind": "a\n"}, {"kind": 1},
        {"from": "1" * 39}, {"from": "x" * 40}, {"from": None}, {"to": "1" * 41}, {"to": 1},
        {"reality": "real"}, {"reality": ["live"]}, {"sequence": 0}, {"sequence": -1}, {"sequence": True},
        {"sequence": "1"}, {"created_at": "2020-02-03T05:00:00Z"}, {"created_at": "2020-02-30T05:00:00.000000Z"},
        {"created_at": "2020-2-3T05:00:00.000000Z"}, {"created_at": 0},
        {"body": {"sha256": DIGEST}}, {"body": {"sha256": "x", "size": 1}}, {"body": {"sha256": DIGEST, "size": 0}},
        {"body": {"sha256": DIGEST, "size": 1, "name": "x"}}, {"body": []},
        {"attachments": [{"sha256": DIGEST, "size": 1}]}, {"attachments": [1]}, {"attachments": {}},
        {"attachments": [{"sha256": DIGEST, "size": 1, "name": ""}]},
        {"attachments": [{"sha256": DIGEST, "size": 1, "name": "a\u202eb"}]},
        {"attachments": [{"sha256": DIGEST, "size": 1, "name": "a\nb"}]},
        {"attachments": [{"sha256": DIGEST, "size": 1, "name": "x" * 201}]},
        {"attachments": [{"sha256": DIGEST, "size": 1, "name": 5}]},
    ],
    ids=str,
)  # fmt: skip
def test_an_envelope_in_any_other_form_is_malformed(changed):
    assert reason(rewritten(**changed)) == Reason.MALFORMED


MIB = 1024 * 1024
LARGE = {"sha256": DIGEST, "size": 25 * MIB, "name": "x"}


@pytest.mark.parametrize(
    "changed",
    [
        {"attachments": [LARGE | {"size": 1}] * 17}, {"attachments": [LARGE] * 2},
        {"attachments": [LARGE | {"size": 25 * MIB + 1}]}, {"body": {"sha256": DIGEST, "size": MIB + 1}},
    ],
    ids=["many", "altogether", "a file", "the body"],
)  # fmt: skip
def test_too_much_is_refused_by_what_the_envelope_says_alone(changed):
    assert reason(rewritten(**changed)) == Reason.OVERSIZED


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "Sai"}, {"sequence": 0}, {"reality": "thật"}, {"recipient": "1"}, {"body": Enclosure("x", 1)},
        {"created_at": datetime(2020, 2, 3)}, {"sequence": 2**60},  # noqa: DTZ001  # a moment without a zone is the point
    ],
    ids=str,
)  # fmt: skip
def test_what_could_not_be_read_is_not_written(changed):
    with pytest.raises(ValueError):  # noqa: PT011  # each has words of its own
        replace(envelope(), **changed).to_bytes()


def test_moments_are_kept_to_the_microsecond_in_one_zone():
    hanoi = NOON.astimezone(timezone(timedelta(hours=7)))
    assert envelope(created_at=hanoi).to_bytes() == envelope().to_bytes()
    early = datetime(5, 1, 1, tzinfo=UTC)
    assert engine.unpack(parcel(created_at=early)).envelope.created_at == early


def test_a_kind_is_a_word_or_a_few_with_dots():
    assert is_kind("campaign.order")
    assert is_kind("a")
    assert not is_kind("campaign order")


def test_a_parcel_is_no_receipt_and_is_addressed():
    assert not engine.is_receipt(WHOLE)
    assert engine.unpack(WHOLE).envelope.recipient == THERE.public.fingerprint
