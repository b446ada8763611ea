"""Septets packed into octets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.message import pack, unpack

septet = st.integers(0, 127)
fills = st.integers(0, 6)


def by_bits(septets, fill):
    """Pack by writing the bits out, an independent reckoning."""
    bits = "0" * fill + "".join(f"{code:07b}"[::-1] for code in septets)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[place : place + 8][::-1], 2) for place in range(0, len(bits), 8))


@pytest.mark.parametrize(
    ("septets", "octets"),
    [
        (b"hello", "e8329bfd06"),
        (b"hellohello", "e8329bfd4697d9ec37"),
        (b"1234567", "31d98c56b3dd1a"),  # seven bits are left: a carriage return fills them
        (b"12345678", "31d98c56b3dd70"),
        (b"", ""),
    ],
)
def test_septets_are_packed_as_the_standard_shows(septets, octets):
    assert pack(septets).hex() == octets
    assert unpack(bytes.fromhex(octets)) == septets


@settings(deadline=None)
@given(st.lists(septet, max_size=170).map(bytes), fills)
def test_packing_writes_seven_bits_each_behind_the_fill(septets, fill):
    spare = (fill + 7 * len(septets)) % 8 == 1
    assert pack(septets, fill=fill) == by_bits(septets + b"\r" * spare, fill)


@settings(deadline=None)
@given(st.lists(septet, max_size=170).map(bytes), fills)
def test_what_was_packed_comes_back_unless_it_ended_with_a_carriage_return(septets, fill):
    again = unpack(pack(septets, fill=fill), fill=fill)
    assert again == septets or (septets.endswith(b"\r") and again + b"\r" == septets)


def test_a_last_at_sign_is_not_taken_for_empty_bits():
    assert unpack(pack(b"1234567\x00")) == b"1234567\x00"
    assert unpack(pack(b"1234567")) == b"1234567"


def test_a_whole_message_takes_140_octets_and_a_part_134():
    assert len(pack(b"x" * 160)) == 140
    assert len(pack(b"x" * 153, fill=1)) == 134
    assert len(pack(b"x" * 152)) == 133


def test_nothing_behind_a_fill_is_nothing():
    assert unpack(b"", fill=1) == b""
