"""A table as it was read, and what is said when it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class UnreadableTable(Exception):
    """The file is no table that can be read; `message` tells a person, in Vietnamese, where and what to do.

    `line` counts from 1 as the spreadsheet or editor does, `column` is its letter; both are None where the fault is the
    whole file's. `code` is one of: empty, too_large, too_many_rows, too_many_columns, cell_too_long, not_a_table,
    old_excel, macros, damaged, no_sheet, formula_without_value, error_value, quotes, encoding; of a list of
    subscribers also missing_column, repeated_column.
    """

    def __init__(self, code: str, message: str, *, line: int | None = None, column: str | None = None) -> None:
        place = f"Dòng {line}" if line else ""
        place += f", cột {column}" if line and column else ""
        self.message = f"{place}: {message}" if place else message
        super().__init__(self.message)
        self.code, self.line, self.column = code, line, column


@dataclass(frozen=True)
class Limits:
    """How large a table may be; `unpacked` bounds the bytes an XLSX may unfold to."""

    size: int = 25 * 1024 * 1024
    unpacked: int = 200 * 1024 * 1024
    rows: int = 100_000
    columns: int = 200
    cell: int = 32_767


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on, its cells as text, and which of them (by index) the file holds as numbers."""

    line: int
    cells: tuple[str, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table: `header` (as written, on `header_line`), `rows` below it, none of them blank and each at least as wide.

    `format` is csv or xlsx; `encoding` is the CSV's, or tcvn3 or vni where the text had to be put into Unicode;
    `delimiter` is the CSV's, `title` the XLSX sheet's.
    """

    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    format: str
    encoding: str = ""
    delimiter: str = ""
    title: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Sheet:
        """Give the table back from plain values, as `dataclasses.asdict` and JSON leave them."""
        rows = tuple(Row(row["line"], tuple(row["cells"]), tuple(row["numbers"])) for row in plain["rows"])
        return cls(**{**plain, "header": tuple(plain["header"]), "rows": rows})


def letter(index: int) -> str:
    """Give the spreadsheet's name of a column, counted from 0: A, B, ..., Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def headed(rows: Iterable[Row], header_line: int | None) -> tuple[Row, list[Row]]:
    """Part the header from the rows below it; titles above it are left out, and so are blank rows.

    Without a line given, the header is the first row with two filled cells, or the first filled row of a single column;
    line 0 means the first filled row whatever it holds.
    """
    filled = [row for row in rows if "".join(row.cells).strip()]
    if not filled:
        raise UnreadableTable("empty", "Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại tệp rồi tải lên.")
    if header_line is None:
        wide = (place for place, row in enumerate(filled) if sum(bool(cell.strip()) for cell in row.cells) > 1)
        place = next(wide, 0)
    elif header_line == 0:
        place = 0
    else:
        place = next((place for place, row in enumerate(filled) if row.line == header_line), -1)
        if place < 0:
            raise UnreadableTable("empty", "Dòng được chọn làm tiêu đề không có nội dung.", line=header_line)
    head = filled[place]
    cells = head.cells
    while not cells[-1].strip():
        cells = cells[:-1]
    width = len(cells)
    return Row(head.line, cells), [_as_wide(row, width) for row in filled[place + 1 :]]


def _as_wide(row: Row, width: int) -> Row:
    missing = width - len(row.cells)
    return row if missing <= 0 else Row(row.line, row.cells + ("",) * missing, row.numbers)
