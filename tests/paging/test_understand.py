"""What the words of an SMS mean, however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.paging.queries import Answer, Word, understood

SAID = {
    "NHAN 4821": Answer(Word.ACCEPT, "4821"),
    "nhận 4821": Answer(Word.ACCEPT, "4821"),
    "4821": Answer(Word.ACCEPT, "4821"),
    "4821 nhận": Answer(Word.ACCEPT, "4821"),
    "NHAN": Answer(Word.ACCEPT),
    "Tôi nhận việc.": Answer(Word.ACCEPT),
    "Nhận, mã 482193": Answer(Word.ACCEPT, "482193"),
    "TU CHOI 4821": Answer(Word.DECLINE, "4821"),
    "KHONG 4821": Answer(Word.DECLINE, "4821"),
    "Không nhận được": Answer(Word.DECLINE),
    "ko": Answer(Word.DECLINE),
    "NHAN CA": Answer(Word.TAKE_OVER),
    "nhận ca trực 4821": Answer(Word.TAKE_OVER, "4821"),
}
NOTHING = [
    "",
    " ?! ",
    "12",
    "123",
    "1234567",
    "Đã nhận",  # the message, or the matter? it is asked back
    "NHAN 4821 9034",
    "nhân viên đang đến",
    "Không sao, tôi đang trên đường đến bệnh viện",
    "NHAN 4821 và gọi lại cho tôi",
    "NHAN " + " " * 80 + "4821",
    "４８２",
    "٤٨٢١",  # digits of another script
]
MARKS = ["", " ", "  ", ".", "-", "\n", "\t", "_", "!", "…", "\u200b", "\u00a0"]


@pytest.mark.parametrize("text", SAID)
def test_it_is_understood(text):
    assert understood(text) == SAID[text]


@pytest.mark.parametrize("text", NOTHING)
def test_whatever_else_is_said_is_left_to_people(text):
    assert understood(text) == Answer(Word.UNKNOWN)


@given(
    st.sampled_from(sorted(SAID)),
    st.sampled_from(["NFC", "NFD"]),
    st.lists(st.tuples(st.booleans(), st.sampled_from(MARKS)), min_size=30, max_size=30),
)
def test_case_marks_spaces_and_signs_change_nothing(text, form, ways):
    letters = zip(unicodedata.normalize("NFC", text), ways, strict=False)
    written = "".join((letter.upper() if upper else letter.lower()) + mark for letter, (upper, mark) in letters)
    assert understood(unicodedata.normalize(form, written)) == SAID[text]


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_a_code_is_always_four_to_six_digits(text):
    answer = understood(text)
    assert answer.word in Word
    assert answer.code == "" or (answer.code.isascii() and answer.code.isdecimal() and 4 <= len(answer.code) <= 6)


@given(st.integers(0, 999_999), st.sampled_from(["NHAN {}", "{}", "không {}", "nhận ca {}"]))
def test_every_code_comes_out_as_it_was_written(number, form):
    for digits in {4, 5, 6} if number < 10_000 else {6}:
        code = f"{number:0{digits}d}"
        assert understood(form.format(code)).code == code
