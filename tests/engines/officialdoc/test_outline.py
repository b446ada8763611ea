"""Numbering: what the decree says about marks, letters and numerals."""

import pytest
from tests.engines.officialdoc.samples import STATUTE

from thongsuot.engines.officialdoc import (
    Article,
    Column,
    Division,
    Ground,
    Item,
    Paragraph,
    Proclamation,
    Rank,
    Section,
    Table,
    UnevenTable,
)
from thongsuot.engines.officialdoc._outline import Grid, Kind, Line, Outline, finished, roman


def read(*blocks):
    return Outline().read(blocks)


def test_numerals_are_roman():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 104)] == ["I", "IV", "IX", "XIV", "XL", "XC", "CIV"]


def test_points_follow_the_vietnamese_alphabet():
    lines = read(Section("A", (Section("B", tuple(Item(f"ý {n}") for n in range(24))),)))
    marks = [line.mark for line in lines if line.mark]
    assert marks[:7] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]
    assert not {"f)", "j)", "w)", "z)"} & set(marks)
    assert marks[22:] == ["y)", "aa)"]


def test_parts_of_a_report_are_marked_by_depth():
    deep = Section("Một", (Section("hai", (Section("ba", (Section("bốn", (Item("năm"),)),)),)),))
    assert [line.text for line in read(deep, Section("Tiếp"))] == [
        "I. MỘT", "1. hai", "a) ba", "- bốn", "năm", "II. TIẾP",
    ]  # fmt: skip


def test_headings_go_down_one_level_at_a_time():
    levels = [line.level for line in read(Section("Một", (Section("hai"), Section("ba")))) if line.level]
    assert levels == [1, 2, 2]


def test_items_under_items_are_points():
    assert [line.mark for line in read(Item("x", (Item("y", (Item("z"),)), Item("t"))), Item("u"))] == [
        "1.", "a)", "-", "b)", "2.",
    ]  # fmt: skip


def test_articles_count_through_the_paper():
    lines = Outline().read(STATUTE.blocks)
    assert [line.mark for line in lines if line.kind in (Kind.HEADED, Kind.ARTICLE)] == [
        "Điều 1.", "Điều 2.", "Điều 3.", "Điều 4.",
    ]  # fmt: skip


def test_chapters_have_roman_and_sections_arabic_numerals():
    marks = [line.mark for line in Outline().read(STATUTE.blocks) if line.kind is Kind.DIVISION]
    assert marks == ["Chương I", "Chương II", "Mục 1", "Mục 2"]


def test_sections_begin_again_in_each_chapter_and_chapters_count_on_in_each_part():
    section = Division("s", (Division("u", (), Rank.SUBSECTION),), Rank.SECTION)
    chapter = Division("c", (section, section))
    lines = read(Division("p", (chapter,), Rank.PART), Division("p", (chapter,), Rank.PART))
    marks = "Chương # / Mục 1 / Tiểu mục 1 / Mục 2 / Tiểu mục 1"
    expected = f"Phần I / {marks.replace('#', 'I')} / Phần II / {marks.replace('#', 'II')}"
    assert " / ".join(line.mark for line in lines) == expected


def test_grounds_and_proclamations_keep_their_words():
    assert read(Ground("Căn cứ a;\nCăn cứ b."), Proclamation("QUYẾT ĐỊNH:")) == (
        Line(Kind.GROUND, "Căn cứ a;"),
        Line(Kind.GROUND, "Căn cứ b."),
        Line(Kind.PROCLAMATION, "QUYẾT ĐỊNH:"),
    )


def test_only_the_first_line_of_an_article_has_its_number():
    assert read(Article("một\nhai")) == (Line(Kind.ARTICLE, "một", "Điều 1."), Line(Kind.TEXT, "hai"))


def test_tables_with_a_caption_are_counted_and_their_figures_grouped():
    plain = Table((Column("a"), Column("b", 3)), ((1_000, "x"),))
    grids = read(plain, Table(plain.columns, plain.rows, "Kết quả"), Table(plain.columns, (), "Tiếp"))
    assert [grid.caption for grid in grids if isinstance(grid, Grid)] == ["", "Bảng 1. Kết quả", "Bảng 2. Tiếp"]
    assert grids[0].rows == (("1.000", "x"),)
    assert grids[0].shares == (0.25, 0.75)


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(UnevenTable, match="dòng 2 có 1 ô, cần 2 ô"):
        Table((Column("a"), Column("b")), (("x", "y"), ("x",)))
    with pytest.raises(UnevenTable, match="không có cột nào"):
        Table((), ())


@pytest.mark.parametrize(
    ("words", "ended"),
    [("Kính báo cáo.", "Kính báo cáo./."), ("Trân trọng", "Trân trọng./."), ("Hết./.", "Hết./."), ("a;", "a./.")],
)
def test_the_last_words_end_in_the_decree_s_mark(words, ended):
    first, last = finished(read(Paragraph("Một."), Paragraph(words)))
    assert (first.text, first.last) == ("Một.", False)
    assert (last.text, last.last) == (ended, True)


def test_a_paper_that_ends_in_a_table_has_no_mark_in_it():
    lines = read(Table((Column("a"),), (("x",),)))
    assert finished(lines) == lines
