"""What is written comes back the same, and nothing typed by a person runs."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from thongsuot.engines.tables import Cell, Sheet, UnwritableCell, read, write_csv, write_xlsx

FORMULAS = st.sampled_from(
    ["=1+1", "+84 900", "-2+3", "@SUM(A1)", "\t=x", "\r=x", "'=x", "''", "=cmd|' /C calc'!A0", '="a"&"b"', "a;b", "a,b"]
)
TEXT = FORMULAS | st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=20)
ANY_TEXT = FORMULAS | st.text(max_size=20)
NAMES = ["Họ tên", "Điện thoại", "Ghi chú"]


def tables(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    row = st.lists(texts, min_size=3, max_size=3).filter(lambda cells: any(cell.strip() for cell in cells))
    return st.lists(row, max_size=6)


def read_back(data: bytes) -> Sheet:
    """Read a table, unless its text happens to look like an old font's."""
    sheet = read(data)
    assume(sheet.encoding not in {"tcvn3", "vni"})
    return sheet


@settings(deadline=None)
@given(tables(TEXT))
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    sheet = read_back(write_csv(NAMES, rows))
    assert list(sheet.header) == NAMES
    assert [list(row.cells) for row in sheet.rows] == rows


@settings(deadline=None, max_examples=40)
@given(tables(ANY_TEXT))
def test_any_text_comes_back_from_xlsx(rows: list[list[str]]) -> None:
    sheet = read_back(write_xlsx(NAMES, rows, title="Danh bạ"))
    assert list(sheet.header) == NAMES
    assert [list(row.cells) for row in sheet.rows] == rows


@settings(deadline=None)
@given(tables(TEXT))
def test_no_cell_of_a_csv_begins_a_formula(rows: list[list[str]]) -> None:
    text = write_csv(NAMES, rows).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@settings(deadline=None, max_examples=40)
@given(tables(ANY_TEXT))
def test_no_cell_of_an_xlsx_is_a_formula(rows: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx(NAMES, rows, title="x"))).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n"}
            assert cell.data_type == "s" or cell.value is None
            if str(cell.value or "").startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix


@settings(deadline=None)
@given(
    st.lists(
        st.integers(-(10**14), 10**14) | st.decimals(-(10**6), 10**6, places=4) | st.none(), min_size=1, max_size=5
    )
)
def test_numbers_stay_numbers(numbers: list[int | Decimal | None]) -> None:
    names = [f"Số {place}" for place in range(len(numbers) + 1)]
    sheet = read(write_xlsx(names, [["x", *numbers]], title="x"))
    assert sheet.rows[0].numbers == tuple(place for place, number in enumerate(numbers, 1) if number is not None)
    for number, cell in zip(numbers, sheet.rows[0].cells[1:], strict=False):
        assert number == (Decimal(cell) if cell else None)


def row_of(value: Cell) -> tuple[str, str]:
    """Give the cell as it comes back from CSV and from XLSX."""
    rows = [["x", value]]
    return read(write_csv(["a", "b"], rows)).rows[0].cells[1], read(write_xlsx(["a", "b"], rows, title="x")).rows[
        0
    ].cells[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0900000001", "0900000001"),
        (-5, "-5"),
        (True, "TRUE"),
        (0.1 + 0.2, "0.3"),
        (float("inf"), "inf"),
        (Decimal("1E+3"), "1000"),
        (date(2020, 2, 7), "2020-02-07"),
        (date(1890, 5, 19), "1890-05-19"),
        (datetime(2020, 2, 7, 7, 0, tzinfo=UTC), "2020-02-07T14:00:00"),
        (datetime(2020, 2, 7, 14, 0), "2020-02-07T14:00:00"),  # noqa: DTZ001 - a wall clock
        (datetime(1890, 5, 19, 8, 0), "1890-05-19T08:00:00"),  # noqa: DTZ001 - a wall clock
        (12345678901234567890, "12345678901234567890"),
        ("_x0041_", "_x0041_"),
        (None, ""),
    ],
)
def test_every_kind_of_value_comes_back_from_both(value: Cell, text: str) -> None:
    assert row_of(value) == (text, text)


def test_a_csv_is_what_excel_opens() -> None:
    data = write_csv(["Tên", "Số"], [["Nguyễn, An", 1912], ["", None]])
    assert data == b"\xef\xbb\xbf" + 'Tên,Số\r\n"Nguyễn, An",1912\r\n,\r\n'.encode()
    assert write_csv(["Tên"], [[""]]).endswith(b'\r\n""\r\n')


def test_an_xlsx_opens_in_another_program() -> None:
    data = write_xlsx(
        ["Tên", "Ngày", "Số"], [["An", date(2020, 2, 7), 7]], title="Sổ: [đầu mối] của bốn mươi doanh nghiệp"
    )
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    assert sheet is not None
    assert sheet.title == "Sổ   đầu mối  của bốn mươi doan"
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[2]] == ["An", datetime(2020, 2, 7), 7]  # noqa: DTZ001 - a sheet's own time
    assert sheet["A1"].font.b
    assert load_workbook(io.BytesIO(write_xlsx(["a"], [], title="':'"))).sheetnames == ["Bảng"]


def test_the_same_table_is_the_same_bytes() -> None:
    rows = [["An", 1]]
    assert write_xlsx(["a", "b"], rows, title="x") == write_xlsx(["a", "b"], rows, title="x")


def test_a_text_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(UnwritableCell, match="chỉ chứa 32767"):
        write_xlsx(["a"], [["x" * 32_768]], title="x")
