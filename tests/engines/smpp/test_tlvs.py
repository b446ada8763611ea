"""Optional parameters read as the standard means them."""

import pytest

from thongsuot.engines.smpp import Tag, number, octets, typed


@pytest.mark.parametrize(
    ("tag", "value", "meant"),
    [
        (Tag.MESSAGE_STATE, b"\2", 2),
        (Tag.SAR_MSG_REF_NUM, b"\1\0", 256),
        (Tag.RECEIPTED_MESSAGE_ID, b"7f\0", b"7f"),
        (Tag.RECEIPTED_MESSAGE_ID, b"7f", b"7f"),
        (Tag.MESSAGE_PAYLOAD, b"7\0", b"7\0"),
        (0x1400, b"\0\1", b"\0\1"),
    ],
)
def test_a_value_is_a_number_or_octets(tag, value, meant):
    assert typed(tag, value) == meant


def test_of_repeated_parameters_the_first_counts():
    tlvs = ((Tag.CALLBACK_NUM, b"\1\1\1a"), (Tag.CALLBACK_NUM, b"\1\1\1b"), (Tag.SOURCE_PORT, b"\0\7"))
    assert octets(tlvs, Tag.CALLBACK_NUM) == b"\1\1\1a"
    assert number(tlvs, Tag.SOURCE_PORT) == 7
    assert number(tlvs, Tag.DESTINATION_PORT) is None
    assert octets(tlvs, Tag.MESSAGE_PAYLOAD) is None
