"""Recognised words come into reading order with a place for each; none is changed, none is lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.letter import Ink, Word, completed, confidence_of, recognised, with_stamps, without_strokes

WIDTH, HEIGHT, LETTER = 1600, 30, 16


def line(text: str, *, left: int = 150, top: int = 100, confidence: float = 95.0) -> list[Word]:
    """Return the words of a line as they stand on paper; `|` leaves the white of two columns."""
    words, at = [], left
    for part in text.split():
        if part == "|":
            at = max(at + 100, 800)
            continue
        words.append(Word(part, at, top, at + LETTER * len(part), top + HEIGHT, confidence))
        at += LETTER * (len(part) + 1)
    return words


def paper(*lines: str, step: int = 45, left: int = 150) -> list[Word]:
    """Return the words of lines under each other."""
    return [word for number, text in enumerate(lines) for word in line(text, top=100 + step * number, left=left)]


HEAD = paper(
    "UBND TỈNH CAO SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "SỞ CAO SƠN | Độc lập - Tự do - Hạnh phúc",
    "Số: 12/SCS-VT | Cao Sơn, ngày 03 tháng 02 năm 2020",
)


def test_the_left_column_of_a_head_comes_before_the_right_one():
    assert recognised(HEAD, WIDTH).text.splitlines() == [
        "UBND TỈNH CAO SƠN",
        "SỞ CAO SƠN",
        "Số: 12/SCS-VT",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Cao Sơn, ngày 03 tháng 02 năm 2020",
    ]


def test_a_line_of_one_column_alone_stays_in_its_column():
    words = [*HEAD, *line("V/v bảo đảm liên lạc", top=100 + 45 * 3)]
    text = recognised(words, WIDTH).text
    assert text.index("V/v") < text.index("CỘNG HÒA")


def test_the_addressees_under_a_head_do_not_belong_to_its_left_column():
    words = [*HEAD, *line("Kính gửi: Các Sở", top=100 + 45 * 3)]
    text = recognised(words, WIDTH).text
    assert text.splitlines()[-1] == "Kính gửi: Các Sở"


def test_the_order_in_which_words_were_found_does_not_matter():
    mixed = list(HEAD)
    random.Random(7).shuffle(mixed)  # noqa: S311  # a shuffle that is the same each time
    assert recognised(mixed, WIDTH).text == recognised(HEAD, WIDTH).text


def test_a_left_column_that_reaches_up_to_the_nations_name_stays_a_column():
    narrow = line("ỦY BAN NHÂN DÂN TỈNH ĐÔNG CAO", left=150)
    nation = line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", left=narrow[-1].right + LETTER + 4)
    text = recognised([*narrow, *nation, *line("SƠN | Độc lập - Tự do - Hạnh phúc", top=145)], WIDTH).text
    assert text.splitlines()[:2] == ["ỦY BAN NHÂN DÂN TỈNH ĐÔNG CAO", "SƠN"]
    assert text.splitlines()[3].startswith("CỘNG HÒA")


def test_one_wide_white_in_a_single_line_breaks_nothing():
    words = line("Các đơn vị | thực hiện ngay")
    assert recognised(words, WIDTH).text == "Các đơn vị thực hiện ngay"


FULL = "Các doanh nghiệp viễn thông kiểm tra thiết bị dự phòng tại các trạm của mình"


def test_full_lines_go_on_in_one_paragraph():
    words = paper(FULL, "và báo cáo về Sở.")
    assert recognised(words, WIDTH).text == f"{FULL} và báo cáo về Sở."


def test_an_indented_line_begins_a_paragraph():
    words = [*line(FULL), *line("Sở đề nghị các đơn vị", top=145, left=230)]
    assert recognised(words, WIDTH).text == f"{FULL}\nSở đề nghị các đơn vị"


def test_a_short_line_ends_its_paragraph():
    words = paper(FULL, "về Sở.", FULL)
    assert recognised(words, WIDTH).text.splitlines() == [f"{FULL} về Sở.", FULL]


def test_a_line_far_below_begins_anew():
    words = [*line(FULL), *line(FULL, top=220)]
    assert recognised(words, WIDTH).text == f"{FULL}\n\n{FULL}"


def test_what_stands_clearly_apart_is_parted_by_an_empty_line():
    title = [*line("QUYẾT ĐỊNH", left=700), *line("Về việc thành lập Tổ trực", left=600, top=145)]
    below = [*line("GIÁM ĐỐC SỞ", left=690, top=240), *line(FULL, top=285), *line(FULL, top=330), *line(FULL, top=375)]
    assert recognised([*title, *below], WIDTH).text.startswith("QUYẾT ĐỊNH\nVề việc thành lập Tổ trực\n\nGIÁM ĐỐC SỞ\n")


def test_wide_lines_of_one_paragraph_are_not_parted():
    text = recognised([word for number in range(6) for word in line(FULL, top=100 + 70 * number)], WIDTH).text
    assert text == " ".join([FULL] * 6)


def test_a_page_without_words_has_no_text():
    assert recognised([], WIDTH).text == ""
    assert recognised([], WIDTH).words == ()


BOXES = st.tuples(st.integers(0, 1500), st.integers(0, 2200), st.integers(5, 300), st.integers(5, 60))
TEXTS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12)


@given(st.lists(st.tuples(TEXTS, BOXES), max_size=40))
def test_every_word_stands_once_at_its_place(drawn):
    words = [Word(text, x, y, x + w, y + h, 90.0) for text, (x, y, w, h) in drawn]
    page = recognised(words, WIDTH)
    assert [page.text[placed.start : placed.end] for placed in page.words] == [p.word.text for p in page.words]
    assert sorted(p.word.text for p in page.words) == sorted(word.text for word in words)
    assert "".join(page.text.split()) == "".join("".join(p.word.text for p in page.words).split())


def test_long_words_count_more_for_the_confidence_of_a_page():
    words = [Word("a", 0, 0, 10, 10, 0.0), Word("viễn-thông", 20, 0, 90, 10, 99.0)]
    assert confidence_of(words) == pytest.approx(90.0)
    assert confidence_of([]) == 0.0


NOISE = ("ˆ", "°", "~", "&", "—")
SURE, UNSURE = Word("trước", 100, 100, 180, 130, 95.0), Word("trưốc", 100, 100, 180, 130, 40.0)


def test_a_second_look_does_not_touch_what_the_first_was_sure_of():
    assert completed([SURE], [Word("trức", 100, 100, 180, 130, 99.0)]) == [SURE]


def test_a_second_look_replaces_what_the_first_was_unsure_of():
    assert completed([UNSURE], [SURE]) == [SURE]


def test_a_second_look_that_is_less_sure_changes_nothing():
    assert completed([UNSURE], [Word("tmrc", 100, 100, 180, 130, 30.0)]) == [UNSURE]


def test_a_second_look_adds_what_the_first_did_not_see():
    added = Word("GIÁM", 900, 400, 1000, 430, 80.0)
    assert completed([SURE], [added]) == [SURE, added]


def test_a_second_look_adds_nothing_that_it_is_unsure_of():
    assert completed([SURE], [Word("~", 900, 400, 920, 430, 20.0)]) == [SURE]


@pytest.mark.parametrize("mark", NOISE)
def test_a_second_look_adds_no_specks_however_sure_it_is(mark):
    assert completed([SURE], [Word(mark, 900, 400, 920, 430, 95.0)]) == [SURE]


@pytest.mark.parametrize("mark", NOISE)
def test_a_speck_takes_no_words_place(mark):
    assert completed([UNSURE], [Word(mark, 100, 100, 180, 130, 85.0)]) == [UNSURE]


def test_what_only_the_first_look_half_saw_was_dust():
    dust = Word("ÿˆÿ", 900, 400, 960, 430, 12.0)
    assert completed([SURE, dust], [SURE]) == [SURE]
    assert completed([SURE, dust], [Word("Khải", 890, 395, 970, 432, 8.0)]) == [SURE, dust]


def test_a_mark_that_is_no_bullet_goes_when_nobody_is_sure_of_it():
    bullet, speck = Word("-", 80, 110, 90, 114, 60.0), Word("‹", 80, 210, 90, 213, 82.0)
    assert completed([bullet, SURE, speck], []) == [bullet, SURE]


def test_accents_cut_off_from_their_line_are_no_words():
    assert completed([SURE], [Word("Ê", 900, 400, 910, 408, 80.0)]) == [SURE]


def test_strokes_of_coloured_ink_are_no_words_unless_they_read_surely():
    ink = Ink(bytes([0] * 10 + [0] * 5 + [60] * 5), 10, 20.0)
    name, sealed = Word("Khải", 120, 22, 180, 38, 95.0), Word("mắc,", 120, 22, 180, 38, 42.0)
    stroke, garbled = Word("Ñ/", 120, 0, 180, 40, 70.0), Word("ESUN)", 120, 22, 180, 38, 0.0)
    apart = Word("mờ", 10, 22, 60, 38, 20.0)
    assert without_strokes([name, sealed, stroke, garbled, apart], ink) == [name, sealed, apart]
    assert without_strokes([stroke], None) == [stroke]
    assert without_strokes([], ink) == []
    assert ink.share(Word("ra ngoài", 500, 900, 600, 930, 50.0)) == 0.0


def test_a_stamp_joins_the_words_of_its_page_where_it_lies_upon_none():
    stamp, garbled = Word("HỎA", 900, 400, 1000, 430, 90.0), Word("BAN", 700, 400, 800, 430, 50.0)
    upon, speck = Word("CƠ", 150, 110, 190, 128, 90.0), Word("*", 500, 400, 510, 410, 95.0)
    assert with_stamps([SURE], [stamp, garbled, upon, speck]) == [SURE, stamp]


def test_two_words_may_stand_for_one_that_was_glued():
    glued = Word("trước14", 100, 100, 240, 130, 35.0)
    parts = [Word("trước", 100, 100, 180, 130, 90.0), Word("14", 195, 100, 240, 130, 92.0)]
    assert completed([glued], parts) == parts
