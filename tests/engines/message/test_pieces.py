"""Parts that arrive in any order become the text again; what is no whole message says what is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.message import Alphabet, NotTogether, Piece, Place, Profile, compose, join, read


def pieces(text, reference=1):
    return [
        read(part.short_message, esm_class=part.esm_class, data_coding=part.data_coding)
        for part in compose(text, reference=reference)
    ]


@settings(deadline=None)
@given(st.permutations(pieces("ế" * 300)), st.integers(0, 4))
def test_order_and_repetition_make_no_difference(came, twice):
    assert join([*came, came[twice]]) == "ế" * 300


def test_missing_parts_are_named():
    first, _second, third, _fourth, _fifth = pieces("ế" * 300)
    with pytest.raises(NotTogether, match="chưa ghép") as refusal:
        join([third, first])
    assert refusal.value.missing == (2, 4, 5)


@pytest.mark.parametrize(
    "came",
    [
        [],
        [*pieces("ế" * 80), *pieces("ế" * 80, reference=2)],
        [pieces("ế" * 80)[0], pieces("a" * 200)[1]],
        [pieces("ế" * 80)[0], *pieces("ế" * 3)],
        [read(b"\x00\x01", data_coding=4)],
    ],
    ids=["nothing", "two references", "two alphabets", "one that is alone", "binary"],
)
def test_what_is_no_message_is_refused(came):
    with pytest.raises(NotTogether) as refusal:
        join(came)
    assert refusal.value.missing == ()


def test_a_message_that_is_alone_is_its_own_text():
    assert join(pieces("Đã nhận")) == "Đã nhận"
    assert join([*pieces("a"), *pieces("b")]) == "b"


def test_a_character_that_another_sender_cut_is_whole_again():
    octets = "a😀".encode("utf-16-be")
    halves = [
        Piece(Alphabet.UCS2, octets[:4], Place(9, 2, 1)),
        Piece(Alphabet.UCS2, octets[4:], Place(9, 2, 2)),
    ]
    assert join(halves) == "a😀"
    assert halves[0].text == "a\ufffd"
    escaped = [Piece(Alphabet.GSM7, b"a\x1b", Place(9, 2, 1)), Piece(Alphabet.GSM7, b"e", Place(9, 2, 2))]
    assert join(escaped) == "a€"


@pytest.mark.parametrize(
    ("coding", "alphabet"),
    [
        (0x00, "gsm7"), (0x01, "latin1"), (0x02, "binary"), (0x03, "latin1"), (0x04, "binary"), (0x05, "binary"),
        (0x08, "ucs2"), (0x0D, "binary"), (0x10, "gsm7"), (0x14, "binary"), (0x18, "ucs2"), (0x1C, "binary"),
        (0x20, "binary"), (0x48, "ucs2"), (0x80, "binary"), (0xC8, "gsm7"), (0xD0, "gsm7"), (0xE0, "ucs2"),
        (0xF0, "gsm7"), (0xF1, "gsm7"), (0xF5, "binary"),
    ],
)  # fmt: skip
def test_data_coding_says_the_alphabet(coding, alphabet):
    assert read(b"ab", data_coding=coding).alphabet == alphabet


def test_an_operator_s_own_data_coding_counts_first():
    profile = Profile(gsm_coding=0x03, ucs2_coding=0x04)
    assert read(b"\x00", data_coding=3, profile=profile).text == "@"
    assert read(b"\x1e\xbf", data_coding=4, profile=profile).text == "ế"
    assert read(b"\x00", data_coding=0, profile=profile).text == "@"


def test_latin_octets_are_read_and_binary_ones_have_no_words():
    assert read(b"caf\xe9", data_coding=3).text == "café"
    assert read(b"\x01\x02", data_coding=4) == Piece(Alphabet.BINARY, b"\x01\x02")
    assert read(b"\x01\x02", data_coding=4).text == ""


def test_a_payload_counts_where_the_message_is_empty():
    assert read(b"", tlvs={0x0424: b"hello"}).text == "hello"
    assert read(b"short", tlvs={0x0424: b"hello"}).text == "short"


def test_an_odd_octet_of_ucs2_is_shown_as_broken():
    assert read(b"\x00a\x1e", data_coding=8).text == "a\ufffd"
