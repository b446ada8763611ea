"""Rows of an XLSX sheet as text, each with its line."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from thongsuot.engines.tables._package import Book, local, open_book, string
from thongsuot.engines.tables._sheet import Limits, Row, UnreadableTable, letter

_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ParseError,
    LookupError,
    ValueError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,
)
_WHOLE = re.compile("-?[0-9]+")
_ZEROS = re.compile("0{2,}")


@dataclass(frozen=True)
class Table:
    """What a sheet holds: its rows, the runs of cells merged downwards (column, first and last line), its name."""

    title: str
    rows: list[Row] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)


def read(data: bytes, limits: Limits) -> Table:
    """Read the first sheet that is not hidden."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            book = open_book(package, limits)
        return _table(book, limits)
    except _DAMAGE as error:
        message = "Tệp bảng tính bị hỏng hoặc có mật khẩu. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi tải lên."
        raise UnreadableTable("damaged", message) from error


def repeat_merged(rows: list[Row], merged: list[tuple[int, int, int]]) -> list[Row]:
    """Give the value of cells merged downwards to every row they span."""
    found = {row.line: row for row in rows}
    for column, first, last in merged:
        top = found.get(first)
        if top is None or column >= len(top.cells):
            continue
        numbers = (column,) if column in top.numbers else ()
        for line, row in found.items():
            if first < line <= last:
                cells = row.cells + ("",) * (column + 1 - len(row.cells))
                cells = (*cells[:column], top.cells[column], *cells[column + 1 :])
                found[line] = replace(row, cells=cells, numbers=row.numbers + numbers)
    return list(found.values())


def _table(book: Book, limits: Limits) -> Table:
    table = Table(book.title)
    line = 0
    for _, element in iterparse(BytesIO(book.sheet)):  # noqa: S314 - bounded, and without a document type
        name = local(element)
        if name == "row":
            line = int(element.get("r", line + 1))
            row = _row(element, line, book, limits)
            if any(row.cells):
                table.rows.append(row)
            if len(table.rows) > limits.rows + 1:
                message = f"Bảng có hơn {limits.rows} dòng. Hãy chia nhỏ rồi tải lên."
                raise UnreadableTable("too_many_rows", message, line=line)
            element.clear()
        elif name == "mergeCell":
            left, top, _, bottom = range_boundaries(element.get("ref", ""))
            if left and top and bottom and bottom > top:
                table.merged.append((left - 1, top, bottom))
    return table


def _row(element: Element, line: int, book: Book, limits: Limits) -> Row:
    cells: list[str] = []
    numbers: list[int] = []
    for place, cell in _placed(element):
        text, number = _read_cell(cell, line, place, book)
        if not text:
            continue
        if place >= limits.columns:
            raise UnreadableTable(
                "too_many_columns", f"Bảng có hơn {limits.columns} cột.", line=line, column=letter(place)
            )
        if len(text) > limits.cell:
            message = "Nội dung trong ô quá dài. Hãy rút gọn."
            raise UnreadableTable("cell_too_long", message, line=line, column=letter(place))
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = text
        if number:
            numbers.append(place)
    return Row(line, tuple(cells), tuple(numbers))


def _placed(row: Element) -> Iterator[tuple[int, Element]]:
    place = -1
    for cell in row:
        reference = cell.get("r", "").rstrip("0123456789")
        place = _index(reference) if reference else place + 1
        yield place, cell


@cache
def _index(reference: str) -> int:
    return column_index_from_string(reference) - 1


def _read_cell(cell: Element, line: int, place: int, book: Book) -> tuple[str, bool]:
    """Give a cell's text, and whether the file holds it as a number."""
    inside = {local(child): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return string(inside["is"]) if "is" in inside else "", False
    value = (inside["v"].text or "") if "v" in inside else ""
    if not value:
        if "f" in inside and kind != "str":
            message = "Ô là công thức chưa có kết quả. Hãy mở bằng Excel và lưu lại, hoặc dán giá trị thay công thức."
            raise UnreadableTable("formula_without_value", message, line=line, column=letter(place))
        return "", False
    match kind:
        case "s":
            return book.strings[int(value)], False
        case "e":
            message = f"Ô báo lỗi {value}. Hãy sửa công thức hoặc gõ giá trị vào ô."
            raise UnreadableTable("error_value", message, line=line, column=letter(place))
        case "b":
            return ("TRUE" if value == "1" else "FALSE"), False
        case "n":
            style = int(cell.get("s", 0))
            return _number(value, book.formats[style] if book.formats else "General", book.since_1904)
    return value, False


def _number(value: str, code: str, since_1904: bool) -> tuple[str, bool]:
    if is_date_format(code) and not is_timedelta_format(code):
        moment = from_excel(float(value), MAC_EPOCH if since_1904 else WINDOWS_EPOCH)
        return _iso(moment), False
    text = value if _WHOLE.fullmatch(value) else format(Decimal(f"{float(value):.15g}"), "f")
    if _ZEROS.fullmatch(code) and text.isdecimal():
        return text.zfill(len(code)), False
    return text, True


def _iso(moment: datetime | time) -> str:
    if isinstance(moment, time):
        return moment.isoformat("seconds")
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
