"""A text as the messages one line carries: sender, receipts, parts, and what each comes to."""

from __future__ import annotations

import dataclasses

import pytest
from tests.campaigns.gateway.pieces import told

from thongsuot.campaigns.gateway.wording import worded
from thongsuot.campaigns.queries.claims import Counts
from thongsuot.engines.message import UnsendableText, count

PLAIN = "UBND tinh de nghi nguoi dan o trong nha."
VIETNAMESE = "UBND tỉnh đề nghị người dân hạn chế ra khỏi nhà từ 12 giờ ngày 04/02, khai báo y tế tại trạm y tế xã."


@pytest.mark.parametrize(
    ("brand", "kind"), [("UBND-DX", (5, 0)), ("1022", (3, 0)), ("84900000001", (1, 1))], ids=["name", "short", "E.164"]
)
def test_the_sender_is_of_the_kind_it_is(brand, kind):
    (message,) = worded(told(), brand, PLAIN, reference=0).messages
    assert (message.source_addr, message.source_addr_ton, message.source_addr_npi) == (brand.encode(), *kind)


def test_a_receipt_is_asked_for_of_every_part():
    wording = worded(told(), "UBND-DX", VIETNAMESE, reference=0)
    assert wording.parts == len(wording.messages) == 2
    assert {message.registered_delivery for message in wording.messages} == {1}
    assert {message.esm_class for message in wording.messages} == {0x40}


def test_parts_carry_their_number_and_one_reference():
    heads = [message.short_message[:6] for message in worded(told(), "UBND-DX", VIETNAMESE, reference=77).messages]
    assert heads == [bytes([5, 0, 3, 77, 2, number]) for number in (1, 2)]


def test_a_reference_of_any_size_is_cut_to_an_octet_and_two_waves_differ():
    first, second = (worded(told(), "UBND-DX", VIETNAMESE, reference=9_999 * 31 + wave) for wave in (1, 2))
    assert first.messages[0].short_message[3] == (9_999 * 31 + 1) % 256
    assert first.messages != second.messages
    assert [each.short_message[6:] for each in first.messages] == [each.short_message[6:] for each in second.messages]


def test_one_part_has_no_reference_at_all():
    one, other = (worded(told(), "UBND-DX", PLAIN, reference=reference) for reference in (1, 2))
    assert one == other
    assert (one.parts, one.weight, one.messages[0].esm_class) == (1, 1, 0)
    assert one.messages[0].short_message == PLAIN.encode()


def test_what_goes_as_one_payload_weighs_what_telephones_show():
    by_parts = worded(told(), "UBND-DX", VIETNAMESE, reference=0)
    whole = worded(told(carriage="payload"), "UBND-DX", VIETNAMESE, reference=0)
    assert (by_parts.parts, by_parts.weight) == (2, 2)
    assert (whole.parts, whole.weight) == (1, 2)
    assert whole.messages[0].short_message == b""
    assert dict(whole.messages[0].tlvs)[0x0424] == VIETNAMESE.encode("utf-16-be")


@pytest.mark.parametrize(("steps", "weight"), [("70-67", 2), ("100-50", 3), ("60-30", 4), ("120-120", 1)])
def test_a_message_weighs_what_the_operator_charges_for_it(steps, weight):
    """By steps of characters, where the contract says so: then parts and price differ."""
    agreed = told(ucs2_steps=steps)
    assert worded(agreed, "UBND-DX", VIETNAMESE, reference=0).weight == weight
    assert count(VIETNAMESE, agreed.profile).converted == weight


@pytest.mark.parametrize(
    ("accepted", "taken", "parts", "weight", "converted"),
    [(10, 20, 2, 2, 20), (10, 20, 2, 1, 10), (10, 20, 2, 4, 40), (10, 23, 2, 2, 23), (10, 23, 2, 4, 46),
     (10, 23, 2, 1, 13), (10, 10, 1, 3, 30), (0, 5, 3, 3, 5)],
)  # fmt: skip
def test_who_has_only_some_parts_is_charged_for_these(accepted, taken, parts, weight, converted):
    assert Counts(accepted, 0, 0, taken).converted(parts, weight) == converted


def test_what_the_line_has_no_letters_for_is_not_sent():
    with pytest.raises(UnsendableText) as told_so:
        worded(told(alphabets="gsm7"), "UBND-DX", VIETNAMESE, reference=0)
    assert "chưa gửi gì" in str(told_so.value)
    assert worded(told(alphabets="gsm7"), "UBND-DX", PLAIN, reference=0).parts == 1


def test_what_the_operator_agreed_on_stands_in_every_message():
    agreed = dataclasses.replace(told(), service_type="CMT", dest_ton=2, dest_npi=3, source_ton=0, source_npi=9)
    for message in worded(agreed, "UBND-DX", VIETNAMESE, reference=0).messages:
        assert (message.service_type, message.dest_addr_ton, message.dest_addr_npi) == (b"CMT", 2, 3)
        assert (message.source_addr_ton, message.source_addr_npi) == (0, 9)
