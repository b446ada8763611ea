"""The default alphabet and its extension, one septet an octet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.message.texts import DOUBLE, GSM, gsm_texts

from thongsuot.engines.message import decode_gsm, encode_gsm, fits_gsm


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        ("@£$", b"\x00\x01\x02"),
        ("Ç\n\r", b"\x09\x0a\x0d"),
        ("Δ_ΦΓΛΩΠΨΣΘΞ", bytes(range(0x10, 0x1B))),
        ("ÆæßÉ", b"\x1c\x1d\x1e\x1f"),
        (" !\"#¤%&'", bytes(range(0x20, 0x28))),
        ("09AZaz", b"09AZaz"),
        ("¡ÄÖÑÜ§¿äöñüà", b"\x40\x5b\x5c\x5d\x5e\x5f\x60\x7b\x7c\x7d\x7e\x7f"),
        ("\f^{}\\[~]|€", bytes.fromhex("1b0a 1b14 1b28 1b29 1b2f 1b3c 1b3d 1b3e 1b40 1b65")),
        ("", b""),
    ],
)
def test_a_letter_has_the_code_of_the_standard(text, octets):
    assert encode_gsm(text) == octets
    assert decode_gsm(octets) == text


def test_the_alphabet_has_127_letters_and_the_extension_ten():
    assert len(set(GSM)) == 126  # carriage return aside
    assert len(set(DOUBLE)) == 10
    assert sorted(encode_gsm(GSM + "\r")) == [code for code in range(128) if code != 0x1B]


@pytest.mark.parametrize("char", ["ç", "`", "ế", "đ", "Đ", "“", "…", "\t", "\x1b", "\u00a0", "😀", "á", "â"])
def test_what_the_alphabet_lacks_is_not_said_in_it(char):
    assert not fits_gsm(f"a{char}")
    with pytest.raises(KeyError):
        encode_gsm(char)


@settings(deadline=None)
@given(gsm_texts)
def test_every_text_of_the_alphabet_comes_back(text):
    assert fits_gsm(text)
    assert decode_gsm(encode_gsm(text)) == text


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"\x1bA", "A"),
        (b"a\x1b", "a "),
        (b"\x1b\x1ba", " a"),
        (b"\x1b\x1b\x1be", " €"),
        (b"\xe9\x41", "\ufffdA"),
        (b"\x1b\xe9", "\ufffd"),
    ],
    ids=["no such code", "nothing behind", "another escape", "three escapes", "no septet", "no septet behind"],
)
def test_septets_without_a_meaning_are_shown_as_the_standard_asks(octets, text):
    assert decode_gsm(octets) == text


@settings(deadline=None)
@given(st.binary())
def test_no_octets_make_it_fail(octets):
    assert len(decode_gsm(octets)) <= len(octets)
