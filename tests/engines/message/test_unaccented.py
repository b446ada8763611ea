"""A text without marks: the same words, in letters that every telephone counts one by one."""

import pytest
from hypothesis import given, settings
from tests.engines.message.texts import GSM, NOTICE, VIETNAMESE, texts, vietnamese_texts

from thongsuot.engines.message import fits_gsm, unaccented
from thongsuot.engines.vietnamese import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đề nghị BÀ CON Ở TRONG NHÀ", "De nghi BA CON O TRONG NHA"),
        ("e\u0302\u0301 ở\r\nà", "e o\na"),
        ("“Bão số 9” – 38°C… 500.000₫", '"Bao so 9" - 38 do C... 500.000d'),
        ("a\u00a0b\u200bc\u202ed\u2028e\tf", "a bcd\ne f"),
        ("Ðăk Lăk, хin chào", "Dak Lak, xin chao"),
        ("Čư Prông, Kƀang, Ia Pĕt", "Cu Prong, Kbang, Ia Pet"),
        ("ﬁ ㎡ ① Ａ", "fi m2 1 A"),
        ("ñ ü ä ß Ω € {x}", "ñ ü ä ß Ω € {x}"),
        ("Xin chào 😀 中", "Xin chao 😀 中"),
        ("x\u0323", "x"),
    ],
)
def test_marks_are_left_out_and_signs_said_plainly(text, plain):
    assert unaccented(text) == plain


def test_a_notice_without_marks_is_as_long_and_all_gsm():
    plain = unaccented(NOTICE)
    assert len(plain) == len(NOTICE)
    assert fits_gsm(plain)
    assert plain.lower() == fold(NOTICE)


@settings(deadline=None)
@given(vietnamese_texts)
def test_vietnamese_becomes_ascii_of_the_same_length_and_case(text):
    plain = unaccented(text)
    assert plain.isascii()
    assert len(plain) == len(text)
    assert plain.lower() == fold(text)
    assert [char.isupper() for char in plain] == [char.isupper() for char in text]


@settings(deadline=None)
@given(texts)
def test_a_second_time_changes_nothing(text):
    assert unaccented(unaccented(text)) == unaccented(text)


def test_letters_of_gsm_that_vietnamese_marks_lose_them_too():
    plain = unaccented(GSM)
    assert [(char, now) for char, now in zip(GSM, plain, strict=True) if char != now] == [
        ("è", "e"), ("é", "e"), ("ù", "u"), ("ì", "i"), ("ò", "o"), ("É", "E"), ("à", "a"),
    ]  # fmt: skip
    assert not set(unaccented(VIETNAMESE)) - set("abcdeghiklmnopqrstuvxyADEOU ,.0123")
