"""What says that parts belong together, written and read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.message import Carriage, Place, Profile, compose, read

UDHI = 0x40


def place_of(header, body=b"hi"):
    return read(bytes.fromhex(header) + body, esm_class=UDHI).place


@pytest.mark.parametrize(
    ("carriage", "reference", "first"),
    [(Carriage.UDH8, 0xA7, "050003a70301"), (Carriage.UDH16, 0x12A7, "06080412a70301")],
)
def test_a_header_has_the_octets_of_the_standard(carriage, reference, first):
    parts = compose("x" * 400, Profile(carriage=carriage), reference=reference)
    assert [part.short_message[: len(first) // 2].hex() for part in parts] == [first[:-1] + n for n in "123"]
    assert {part.esm_class for part in parts} == {UDHI}
    assert {part.tlvs for part in parts} == {()}


def test_sar_parameters_stand_beside_octets_without_a_header():
    second = compose("x" * 400, Profile(carriage=Carriage.SAR), reference=200)[1]
    assert second.tlvs == ((0x020C, b"\x00\xc8"), (0x020E, b"\x03"), (0x020F, b"\x02"))
    assert (second.esm_class, second.short_message) == (0, b"x" * 153)


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("050003070201", Place(7, 2, 1)),
        ("06080401070202", Place(0x107, 2, 2)),
        ("0c 0003 070201 0504 0b8423f0", None),
        ("0b 0504 0b8423f0 0003 070201", Place(7, 2, 1)),
        ("0a 0003 070201 0003 080202", Place(8, 2, 2)),
        ("0a 0003 070201 0003 080203", Place(7, 2, 1)),
        ("050003070200", None),
        ("050003070203", None),
        ("050003070000", None),
        ("0400020702", None),
        ("050004070201", None),
        ("010a", None),
        ("00", None),
        ("06080301070202", None),
    ],
    ids=[
        "8 bits", "16 bits", "an element overruns", "behind ports", "of two the last", "of two the sound one",
        "number 0", "number above the total", "total 0", "too short a place", "overruns the header", "half an element",
        "an empty header", "too short a long place",
    ],
)  # fmt: skip
def test_a_header_is_read_as_the_standard_asks(header, place):
    assert place_of(header) == place


def test_a_header_is_left_out_of_the_body_even_if_it_says_nothing():
    assert read(bytes.fromhex("0300050a") + b"hi", esm_class=UDHI).body == b"hi"
    assert read(b"\x05\x00\x03", esm_class=UDHI).body == b""
    assert read(b"", esm_class=UDHI).body == b""
    assert read(b"\x05\x00\x03hi").body == b"\x05\x00\x03hi"


@pytest.mark.parametrize(
    "tlvs",
    [
        {0x020C: b"\x00\x01", 0x020E: b"\x02"},
        {0x020C: b"\x01", 0x020E: b"\x02", 0x020F: b"\x01"},
        {0x020C: b"\x00\x01", 0x020E: b"\x02", 0x020F: b"\x03"},
        {},
    ],
    ids=["one is missing", "one is short", "a number above the total", "none"],
)
def test_sar_parameters_that_are_not_sound_name_no_place(tlvs):
    assert read(b"hi", tlvs=tlvs).place is None


def test_a_header_names_the_place_before_sar_parameters_do():
    tlvs = {0x020C: b"\x00\x09", 0x020E: b"\x04", 0x020F: b"\x04"}
    assert read(bytes.fromhex("050003070201"), esm_class=UDHI, tlvs=tlvs).place == Place(7, 2, 1)
    assert read(b"hi", tlvs=tlvs).place == Place(9, 4, 4)


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 255), st.integers(0, 255), st.booleans())
def test_no_octets_make_reading_fail(octets, esm_class, coding, packed):
    piece = read(octets, esm_class=esm_class, data_coding=coding, profile=Profile(packed=packed))
    assert isinstance(piece.text, str)
    assert piece.place is None or 1 <= piece.place.number <= piece.place.total
