"""Look-alikes, what is not seen, and what costs are found, each at its place and by its name."""

import unicodedata

import pytest
from hypothesis import given, settings
from tests.engines.message.texts import GSM, texts

from thongsuot.engines.message import Kind, check, fits_gsm, unaccented


def found(text):
    return {(finding.kind, finding.char): finding for finding in check(text)}


def only(text):
    (finding,) = check(text)
    return finding


@pytest.mark.parametrize(
    ("char", "look", "what"),
    [
        ("а", "a", "chữ Kirin"), ("Н", "H", "chữ Kirin"), ("у", "y", "chữ Kirin"), ("ѐ", "è", "chữ Kirin"),
        ("ο", "o", "chữ Hy Lạp"), ("Α", "A", "chữ Hy Lạp"), ("Ð", "Đ", "chữ La-tinh"), ("Ɖ", "Đ", "chữ La-tinh"),
        ("ı", "i", "chữ La-tinh"), ("Ａ", "A", ""), ("𝐚", "a", ""), ("３", "3", ""),
    ],
)  # fmt: skip
def test_a_letter_that_looks_like_another_is_grave(char, look, what):
    finding = only(f"xin {char}")
    assert (finding.kind, finding.grave, finding.places) == (Kind.LOOKALIKE, True, (4,))
    assert f"trông giống “{look}”" in finding.what
    assert what in finding.what
    assert finding.instead == unaccented(look)


@pytest.mark.parametrize(
    ("char", "kind", "what", "instead"),
    [
        ("\u200b", Kind.INVISIBLE, "dấu cách không độ rộng (U+200B)", ""),
        ("\ufeff", Kind.INVISIBLE, "dấu đầu tệp", ""),
        ("\u00ad", Kind.INVISIBLE, "dấu ngắt từ ẩn", ""),
        ("\u2063", Kind.INVISIBLE, "ký tự ẩn", ""),
        ("\ufe0f", Kind.INVISIBLE, "ký tự ẩn", ""),
        ("\u3164", Kind.INVISIBLE, "ký tự ẩn", ""),
        ("\u202e", Kind.DIRECTION, "ký tự đảo chiều chữ (U+202E)", ""),
        ("\u200f", Kind.DIRECTION, "ký tự đảo chiều chữ", ""),
        ("\x07", Kind.CONTROL, "ký tự điều khiển (U+0007)", ""),
        ("\ue000", Kind.BROKEN, "ký tự hỏng", None),
        ("\ud800", Kind.BROKEN, "ký tự hỏng", None),
    ],
)
def test_what_is_not_seen_or_broken_is_grave(char, kind, what, instead):
    finding = only(f"a{char}b")
    assert (finding.kind, finding.grave, finding.places) == (kind, True, (1,))
    assert what in finding.what
    assert finding.instead == instead


def test_the_sign_for_what_could_not_be_read_is_broken():
    assert (only("\N{REPLACEMENT CHARACTER}").kind, only("\N{REPLACEMENT CHARACTER}").instead) == (Kind.BROKEN, None)


@pytest.mark.parametrize(
    ("char", "kind", "what", "instead"),
    [
        ("\u00a0", Kind.SPACE, "dấu cách không ngắt (U+00A0)", " "),
        ("\u2009", Kind.SPACE, "dấu cách", " "),
        ("\u2028", Kind.SPACE, "xuống dòng", "\n"),
        ("\t", Kind.SPACE, "dấu tab", " "),
        ("…", Kind.SIGN, "ký hiệu … (U+2026)", "..."),
        ("“", Kind.SIGN, "ký hiệu “ (U+201C)", '"'),
        ("₫", Kind.SIGN, "ký hiệu", "d"),
        ("²", Kind.SIGN, "ký hiệu", "2"),
        ("ế", Kind.MARKED, "chữ có dấu “ế” (U+1EBF)", "e"),
        ("Đ", Kind.MARKED, "chữ có dấu “Đ”", "D"),
        ("ƀ", Kind.MARKED, "chữ La-tinh “ƀ”", "b"),
        ("Č", Kind.MARKED, "chữ La-tinh “Č”", "C"),
        ("\u0316", Kind.MARKED, "dấu rời", ""),
        ("ł", Kind.FOREIGN, "chữ La-tinh “ł”", None),
        ("ж", Kind.FOREIGN, "chữ Kirin “ж”", None),
        ("中", Kind.FOREIGN, "chữ Hán “中”", None),
        ("ກ", Kind.FOREIGN, "chữ Lào “ກ”", None),
        ("\U00017000", Kind.FOREIGN, "chữ của hệ chữ khác", None),
        ("ሀ", Kind.FOREIGN, "chữ của hệ chữ khác “ሀ”", None),
        ("😀", Kind.FOREIGN, "ký hiệu “😀” (U+1F600)", None),
    ],
)
def test_what_only_costs_is_told_and_is_not_grave(char, kind, what, instead):
    finding = only(f"b{char}")
    assert (finding.kind, finding.grave, finding.places) == (kind, False, (1,))
    assert what in finding.what
    assert finding.instead == instead


def test_a_decomposed_letter_is_told_as_it_will_be_sent():
    findings = found("e\u0302\u0301 ế")
    told = findings[Kind.DECOMPOSED, "e\u0302\u0301"]
    assert (told.places, told.instead, told.grave) == ((0,), "e", False)
    assert "“ế”" in told.what
    assert findings[Kind.MARKED, "ế"].places == (0, 4)


def test_places_of_one_character_stand_together_and_what_deceives_comes_first():
    findings = check("ế… ế \u200b…")
    assert [(finding.char, finding.places) for finding in findings] == [("\u200b", (5,)), ("ế", (0, 3)), ("…", (1, 6))]


@pytest.mark.parametrize("text", ["", GSM, "Gui bao cao {1} ~ 5€\r\n"])
def test_nothing_is_found_in_a_text_of_the_alphabet(text):
    assert check(text) == ()


@settings(deadline=None)
@given(texts)
def test_nothing_outside_the_alphabet_is_overlooked(text):
    findings = check(text)
    composed = unicodedata.normalize("NFC", text)
    assert (findings == ()) == (fits_gsm(text) and composed == text)
    for finding in findings:
        for place in finding.places:
            assert finding.kind is Kind.DECOMPOSED or not fits_gsm(finding.char)
            if composed == text or finding.kind is Kind.DECOMPOSED:
                assert text[place : place + len(finding.char)] == finding.char
