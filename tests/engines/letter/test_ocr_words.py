"""Recognised words come into reading order with a place for each; none is changed, none is lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.letter import Word, completed, confidence_of, recognised

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
    assert len(recognised(words, WIDTH).text.splitlines()) == 2


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


SURE, UNSURE = Word("trước", 100, 100, 180, 130, 95.0), Word("trưốc", 100, 100, 180, 130, 40.0)


def test_a_second_look_does_not_touch_what_the_first_was_sure_of():
    assert completed([SURE], [Word("trức", 100, 100, 180, 130, 99.0)]) == [SURE]


def test_a_second_look_replaces_what_the_first_was_unsure_of():
    assert completed([UNSURE], [SURE]) == [SURE]


def test_a_second_look_that_is_less_sure_changes_nothing():
    assert completed([UNSURE], [Word("tmrc", 100, 100, 180, 130, 30.0)]) == [UNSURE]


def test_a_second_look_adds_what_the_first_did_not_see():
    added = Word("GIÁM", 900, 400, 1000, 430, 70.0)
    assert completed([SURE], [added]) == [SURE, added]


def test_a_second_look_adds_nothing_that_it_is_unsure_of():
    assert completed([SURE], [Word("~", 900, 400, 920, 430, 20.0)]) == [SURE]


def test_two_words_may_stand_for_one_that_was_glued():
    glued = Word("trước14", 100, 100, 240, 130, 35.0)
    parts = [Word("trước", 100, 100, 180, 130, 90.0), Word("14", 195, 100, 240, 130, 92.0)]
    assert completed([glued], parts) == parts
