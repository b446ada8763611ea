"""Parts are counted exactly as telephones count them, and charged as the operator says."""

import math

import pytest
from hypothesis import given, settings
from tests.engines.message.texts import (
    DOUBLE,
    GSM,
    NOTICE,
    ONLY_GSM,
    gsm_texts,
    profiles,
    texts,
    vietnamese_texts,
)

from thongsuot.engines.message import (
    Alphabet,
    Carriage,
    Profile,
    Steps,
    UnsendableText,
    compose,
    count,
    normalised,
    unaccented,
)

WIDE = Profile(carriage=Carriage.UDH16)


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts", "left"),
    [
        ("", "gsm7", 0, 1, 160),
        ("a" * 160, "gsm7", 160, 1, 0),
        ("a" * 161, "gsm7", 161, 2, 145),
        ("a" * 306, "gsm7", 306, 2, 0),
        ("a" * 307, "gsm7", 307, 3, 152),
        ("€" * 80, "gsm7", 160, 1, 0),
        ("€" * 81, "gsm7", 162, 2, 143),
        ("a" * 152 + "€" * 5, "gsm7", 162, 2, 143),
        ("a" * 152 + "€" * 77, "gsm7", 306, 3, 151),
        ("ế" * 70, "ucs2", 70, 1, 0),
        ("ế" * 71, "ucs2", 71, 2, 63),
        ("ế" * 134, "ucs2", 134, 2, 0),
        ("ế" * 135, "ucs2", 135, 3, 66),
        ("😀" * 35, "ucs2", 70, 1, 0),
        ("😀" * 36, "ucs2", 72, 2, 61),
        ("😀" * 67, "ucs2", 134, 3, 65),
        ("đ" + "a" * 69, "ucs2", 70, 1, 0),
        ("e\u0302\u0301" * 70, "ucs2", 70, 1, 0),
        ("a\r\n" * 80, "gsm7", 160, 1, 0),
    ],
    ids=[
        "nothing", "160", "161", "306", "307", "80 double", "81 double", "an escape at the cut", "escapes at both cuts",
        "70 marked", "71 marked", "134 marked", "135 marked", "35 pairs", "36 pairs", "a pair at each cut",
        "one letter is enough", "decomposed", "line breaks",
    ],
)  # fmt: skip
def test_a_text_takes_what_telephones_count(text, alphabet, units, parts, left):
    counted = count(text)
    assert (counted.alphabet, counted.units, counted.parts, counted.left) == (alphabet, units, parts, left)
    assert counted.converted == parts


@pytest.mark.parametrize(("text", "parts"), [("a" * 304, 2), ("a" * 305, 3), ("ế" * 132, 2), ("ế" * 133, 3)])
def test_a_longer_header_leaves_less(text, parts):
    assert count(text, WIDE).parts == parts


def test_a_notice_takes_three_parts_with_marks_and_two_without():
    assert len(NOTICE) == 194
    assert (count(NOTICE).parts, count(unaccented(NOTICE)).parts) == (3, 2)


@settings(deadline=None)
@given(texts, profiles)
def test_as_many_parts_are_counted_as_are_made(text, profile):
    made = compose(text, profile)
    assert len(made) == (1 if profile.carriage is Carriage.PAYLOAD else count(text, profile).parts)


@settings(deadline=None)
@given(gsm_texts)
def test_units_are_the_septets_of_the_alphabet(text):
    counted = count(text)
    assert counted.units == sum(2 if char in DOUBLE else 1 for char in text)
    assert counted.alphabet is Alphabet.GSM7
    assert counted.parts >= (1 if counted.units <= 160 else math.ceil(counted.units / 153))


@settings(deadline=None)
@given(vietnamese_texts)
def test_composed_vietnamese_wastes_no_unit(text):
    counted, size = count(text), len(text)
    alone, joined = (160, 153) if all(char in GSM for char in text) else (70, 67)
    assert counted.units == size
    assert counted.parts == (1 if size <= alone else math.ceil(size / joined))


@settings(deadline=None)
@given(texts)
def test_how_a_text_is_composed_makes_no_difference(text):
    assert count(text) == count(normalised(text))
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("text", "converted"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 300, 3), ("ế" * 70, 2), ("ế" * 40, 1), ("ế" * 90, 3)],
)
def test_an_operator_charges_by_its_own_steps(text, converted):
    profile = Profile(gsm_steps=Steps(160, 146), ucs2_steps=Steps(60, 35))
    assert count(text, profile).converted == converted


def test_an_operator_without_the_alphabet_is_refused_and_told_what_to_do():
    with pytest.raises(UnsendableText, match="không dấu") as refusal:
        count("Đề nghị", ONLY_GSM)
    assert refusal.value.code == "alphabet"
    assert count("De nghi", ONLY_GSM).parts == 1


def test_an_operator_with_ucs2_alone_gets_it_for_plain_text_too():
    only = Profile(alphabets=frozenset({Alphabet.UCS2}))
    assert (count("a" * 71, only).alphabet, count("a" * 71, only).parts) == (Alphabet.UCS2, 2)
