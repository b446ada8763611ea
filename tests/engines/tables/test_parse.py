"""Cells against the columns they should fill: every fault is told at once, with what to write instead."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.tables import CellError, Column, ParsedRow, parse, read, write_csv, write_xlsx
from thongsuot.engines.vietnamese import grouped

COLUMNS = [
    Column("name", "Họ và tên", required=True, aliases=("Tên",), longest=20),
    Column("phone", "Điện thoại", aliases=("SĐT", "Số ĐT")),
    Column("staff", "Số lao động", "int", least=1, most=100_000),
    Column("since", "Từ ngày", "date"),
    Column("service", "Dịch vụ", "choice", choices={"Bưu chính": "postal", "Di động": "mobile"}),
]


def parsed(text: str) -> tuple[list[ParsedRow], list[CellError]]:
    return parse(read(text.encode()), COLUMNS)


def test_headings_match_whatever_their_case_marks_and_order() -> None:
    rows, errors = parsed("Ghi chú,TU NGAY,số đt,ten,Dich vu\nx,07/02/2020,0900000001,  An ,BƯU CHÍNH\n")
    assert errors == []
    values = {"name": "An", "phone": "0900000001", "staff": None, "since": date(2020, 2, 7), "service": "postal"}
    assert rows == [ParsedRow(2, values)]


def test_every_fault_is_told_with_its_line_and_column() -> None:
    text = (
        "Tên,SĐT,Số lao động,Từ ngày,Dịch vụ\nAn,1,12,,\n,,mười,31/02/2020,vệ tinh\n\n"
        "Bình,,0,7/2/20,,thừa\nNgười có cái tên rất là dài,,200000,,\n"
    )
    rows, errors = parsed(text)
    assert [row.line for row in rows] == [2]
    assert [(error.line, error.column, error.code) for error in errors] == [
        (3, "Họ và tên", "required"),
        (3, "Số lao động", "not_whole"),
        (3, "Từ ngày", "not_a_date"),
        (3, "Dịch vụ", "not_a_choice"),
        (5, "", "extra_cells"),
        (5, "Số lao động", "out_of_range"),
        (5, "Từ ngày", "not_a_date"),
        (6, "Họ và tên", "too_long"),
        (6, "Số lao động", "out_of_range"),
    ]
    assert str(errors[1]) == "Dòng 3, cột Số lao động: “mười” không phải số nguyên. Hãy viết như 1912 hoặc 1.912."
    assert "Bưu chính; Di động" in errors[3].message
    assert str(errors[4]).startswith("Dòng 5: Dòng có nhiều ô hơn tiêu đề (5 cột).")
    assert "07/02/2020" in errors[6].message


def test_long_words_are_shortened_in_the_message() -> None:
    _, errors = parsed("Tên,Từ ngày\nAn," + "x" * 90 + "\n")
    assert "x" * 39 + "…" in errors[0].message


def test_faults_of_the_headings_are_told_alone() -> None:
    rows, errors = parsed("SĐT,Điện thoại,Số lao động\n1,2,mười\n")
    assert rows == []
    assert [(error.line, error.column, error.code) for error in errors] == [
        (1, "Họ và tên", "missing_column"),
        (1, "Điện thoại", "repeated_column"),
    ]
    assert "(A, B)" in errors[1].message


@settings(deadline=None)
@given(st.integers(1, 100_000))
def test_whole_numbers_are_read_with_and_without_dots(number: int) -> None:
    for written in (str(number), grouped(number), grouped(number).replace(".", " "), f"+{number}"):
        rows, errors = parse(read(write_csv(["Tên", "Số lao động"], [["An", written]])), COLUMNS)
        assert errors == []
        assert rows[0].values["staff"] == number


def test_a_fraction_in_a_spreadsheet_is_not_taken_for_thousands() -> None:
    table = [["An", Decimal("1.912")], ["Bình", "1.912"]]
    rows, errors = parse(read(write_xlsx(["Tên", "Số lao động"], table, title="x")), COLUMNS)
    assert [row.values["staff"] for row in rows] == [1912]
    assert [(error.line, error.code) for error in errors] == [(2, "not_whole")]


@pytest.mark.parametrize("written", ["2020-02-07", "07/02/2020", "7-2-2020", "7.2.2020", "2020-02-07T00:00:00"])
def test_dates_are_read_as_they_are_written_here(written: str) -> None:
    rows, _ = parsed(f"Tên,Từ ngày\nAn,{written}\n")
    assert rows[0].values["since"] == date(2020, 2, 7)


@settings(deadline=None)
@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_a_date_comes_back_from_a_spreadsheet(day: date) -> None:
    rows, errors = parse(read(write_xlsx(["Tên", "Từ ngày"], [["An", day]], title="x")), COLUMNS)
    assert errors == []
    assert rows[0].values["since"] == day


def test_text_comes_out_composed() -> None:
    rows, _ = parsed(unicodedata.normalize("NFD", "Tên,SĐT\nHằng,1\n"))
    assert rows[0].values["name"] == "Hằng"
