"""Characters nobody sees: the letter reads as without them, whoever reviews it is told, and every quotation stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.letter import scoring

from thongsuot.engines import letter as letters

TEXT = (scoring.CORPUS / "second-02-tin-gia.txt").read_text(encoding="utf-8")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"


def told(read: letters.Letter) -> list:
    """What a reading says in words and times."""
    plain = letters.to_json(read)
    names = ("issuer", "number", "date", "place", "subject", "addressees", "recipients", "signer")
    duties = [
        (d["mode"], d["obliged"], d["obliged_names"], d["deadline"] and d["deadline"]["at"])
        for d in plain["obligations"]
    ]
    return [*(plain[name] for name in names), duties]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, len(TEXT) - 1), st.sampled_from(TURNING + UNSEEN)), min_size=1, max_size=40))
def test_a_letter_with_hidden_characters_reads_as_without_them(places):
    text, at = "", 0
    for place, hidden in sorted(places):
        text, at = text + TEXT[at:place] + hidden, place
    text += TEXT[at:]
    read = letters.read(text.encode())
    assert told(read) == told(letters.read_text(TEXT))
    assert len(read.text) == len(text)
    assert not set(read.text) & set(TURNING)
    assert all(duty.quote == read.text[duty.start : duty.end] for duty in read.obligations)
    assert read.warnings


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_the_text_is_made_harmless_in_its_place(sign):
    read = letters.read_text(f"Báo cáo {sign}trước ngày 12{sign}/3/2024.")
    assert read.text == "Báo cáo \u2060trước ngày 12\u2060/3/2024."
    assert "2 ký tự đảo chiều chữ" in read.warnings[0]


def test_hidden_characters_stay_in_the_text_and_out_of_values():
    read = letters.read_text(
        TEXT.replace("620/STTTT", "62\u200b0/STT\u200dTT").replace("Khuất Duy", "Khu\u200bất Du\u2060y")
    )
    assert read.number == "620/STTTT-TTBCXB"
    assert read.signer.name == "Khuất Duy Minh"
    assert "4 ký tự ẩn" in read.warnings[0]
    assert "62\u200b0" in read.text


def test_a_letter_without_them_is_told_nothing():
    assert letters.read_text(TEXT).warnings == ()
