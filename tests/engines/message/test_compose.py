"""A text becomes parts: each fits, none cuts a character, all together say the text."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from tests.engines.message.texts import NOTICE, ONLY_GSM, piled_texts, profiles, texts

from thongsuot.engines.message import (
    Alphabet,
    Carriage,
    Profile,
    UnsendableText,
    compose,
    encode_gsm,
    fits_gsm,
    join,
    normalised,
    pack,
    read,
)


def again(parts, profile):
    """Read parts as the other side does."""
    return [
        read(
            part.short_message,
            esm_class=part.esm_class,
            data_coding=part.data_coding,
            tlvs=dict(part.tlvs),
            profile=profile,
        )
        for part in parts
    ]


@settings(deadline=None)
@given(texts, profiles)
@example("1234567", Profile(packed=True))
@example("a" * 160, Profile(packed=True))
@example("a" * 159 + "@", Profile(packed=True))
@example("@" * 307, Profile(packed=True, carriage=Carriage.UDH16))
@example("@" * 311, Profile(packed=True, carriage=Carriage.PAYLOAD))
def test_what_was_written_is_what_is_read(text, profile):
    parts = compose(text, profile, reference=77)
    assert join(reversed(again(parts, profile))) == normalised(text)
    assert "".join(part.text for part in parts) == normalised(text)


@settings(deadline=None)
@given(texts, profiles)
def test_every_part_fits_into_its_message(text, profile):
    for part in compose(text, profile):
        header = 0 if part.esm_class == 0 else 1 + part.short_message[0]
        body = part.short_message[header:]
        if profile.carriage is Carriage.PAYLOAD and part.tlvs:
            assert part.short_message == b""
        elif part.data_coding == profile.ucs2_coding or profile.packed:
            assert len(part.short_message) <= 140
        else:
            assert -(-7 * len(body) // 8) <= 140 - header
        assert len(part.short_message) <= 254


@settings(deadline=None)
@given(texts, profiles)
def test_no_part_begins_or_ends_within_a_character(text, profile):
    parts = compose(text, profile)
    for part in parts:
        header = 0 if part.esm_class == 0 else 1 + part.short_message[0]
        if part.data_coding == profile.ucs2_coding:
            assert part.short_message[header:].decode("utf-16-be") == (part.text if part.short_message else "")
        elif not profile.packed and len(parts) > 1:
            assert part.short_message[header:] == encode_gsm(part.text)


@settings(deadline=None)
@given(piled_texts)
def test_a_letter_keeps_its_marks_wherever_a_part_can_hold_them(text):
    parts = [part.text for part in compose(text)]
    for before, after in zip(parts, parts[1:], strict=False):
        if unicodedata.category(after[0])[0] == "M":
            assert len(before.encode("utf-16-be")) // 2 >= 66
            assert all(_clings(before, place) for place in range(1, len(before)))


def _clings(text, place):
    return unicodedata.category(text[place])[0] == "M" or "\u200d" in text[place - 1 : place + 1]


@settings(deadline=None)
@given(texts)
def test_no_part_could_have_taken_the_next_one_s_first_letter(text):
    parts = [part.text for part in compose(text)]
    size = 153 if fits_gsm(normalised(text)) else 67
    for before, after in zip(parts, parts[1:], strict=False):
        end = next((place for place in range(1, len(after)) if not _clings(after, place)), len(after))
        assert _units(before + after[:end], size) > size


def _units(text, size):
    return len(encode_gsm(text)) if size == 153 else len(text.encode("utf-16-be")) // 2


def test_a_mark_that_would_be_cut_off_takes_its_letter_along():
    parts = compose("ế" * 66 + "x\u0323" + "ế" * 20)
    assert [part.text for part in parts] == ["ế" * 66, "x\u0323" + "ế" * 20]


def test_marks_that_fill_a_part_are_cut_after_all():
    parts = compose("x" + "\u0323" * 140)
    assert [len(part.text) for part in parts] == [67, 67, 7]


def test_an_emoji_of_several_characters_stays_whole():
    family = "👩\u200d⚕\ufe0f"
    parts = compose("ế" * 64 + family + "ế" * 10)
    assert [part.text for part in parts] == ["ế" * 64, family + "ế" * 10]


def test_a_notice_goes_out_in_three_parts_of_big_endian_letters():
    first, second, third = compose(NOTICE, reference=5)
    assert first.short_message == bytes.fromhex("050003050301") + NOTICE[:67].encode("utf-16-be")
    assert (second.text, third.text) == (NOTICE[67:134], NOTICE[134:])
    assert {part.data_coding for part in (first, second, third)} == {8}


def test_septets_are_packed_behind_their_header_where_the_operator_asks():
    profile = Profile(packed=True, gsm_coding=0xF1)
    first, _second = compose("x" * 200, profile)
    assert first.short_message == bytes.fromhex("050003000201") + pack(b"x" * 153, fill=1)
    assert first.data_coding == 0xF1


def test_a_long_text_travels_as_one_payload_and_a_short_one_does_not():
    profile = Profile(carriage=Carriage.PAYLOAD)
    (long,), (short,) = compose("a" * 500, profile), compose("a" * 160, profile)
    assert (long.short_message, long.tlvs) == (b"", ((0x0424, b"a" * 500),))
    assert (short.short_message, short.tlvs) == (b"a" * 160, ())


def test_the_longest_text_fits_into_a_payload():
    (part,) = compose("ế" * 67 * 255, Profile(carriage=Carriage.PAYLOAD))
    assert len(part.tlvs[0][1]) <= 0xFFFF


@pytest.mark.parametrize("carriage", Carriage)
def test_a_text_of_more_parts_than_the_operator_takes_is_refused(carriage):
    profile = Profile(carriage=carriage, most_parts=2)
    assert compose("ế" * 132, profile)
    with pytest.raises(UnsendableText, match="3 phần, nhà mạng nhận tối đa 2 phần") as refusal:
        compose("ế" * 135, profile)
    assert refusal.value.code == "too_long"


def test_a_text_that_the_operator_has_no_letters_for_is_refused():
    with pytest.raises(UnsendableText) as refusal:
        compose("Đề nghị", ONLY_GSM)
    assert refusal.value.code == "alphabet"
    assert "chưa gửi gì" in refusal.value.message


def test_half_a_character_is_refused_with_its_place():
    with pytest.raises(UnsendableText, match="vị trí 3") as refusal:
        compose("ab\ud83dc")
    assert refusal.value.code == "broken"


@pytest.mark.parametrize(
    ("carriage", "reference"),
    [(Carriage.UDH8, 256), (Carriage.SAR, 256), (Carriage.PAYLOAD, 256), (Carriage.UDH16, 65536), (Carriage.UDH8, -1)],
)
def test_a_reference_must_fit_into_its_header(carriage, reference):
    with pytest.raises(ValueError, match="reference"):
        compose("a", Profile(carriage=carriage), reference=reference)


def test_plain_text_goes_as_ucs2_to_an_operator_that_takes_nothing_else():
    (part,) = compose("ab", Profile(alphabets=frozenset({Alphabet.UCS2}), ucs2_coding=0x18))
    assert (part.short_message, part.data_coding) == (b"\x00a\x00b", 0x18)
