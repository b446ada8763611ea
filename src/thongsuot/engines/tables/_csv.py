"""Rows of a CSV with the line each begins on, whatever stands between its quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from thongsuot.engines.tables._sheet import Limits, Row, UnreadableTable, letter

_DELIMITERS = ",;\t"
_SAMPLE = 16_384
_SEPARATOR_LINE = re.compile("sep=([,;\t])\r?\n", re.IGNORECASE)
_NEUTRALISED = re.compile("'+[=+\\-@\t\r]")


def read(text: str, limits: Limits) -> tuple[list[Row], str]:
    """Give the rows and the delimiter found; a leading `sep=;` line, as Excel writes it, is obeyed."""
    said = _SEPARATOR_LINE.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(body)
    return list(_rows(body, delimiter, limits, skipped=bool(said))), delimiter


def _rows(text: str, delimiter: str, limits: Limits, *, skipped: bool) -> Iterator[Row]:
    neutralised = bool(_NEUTRALISED.search(text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1 + skipped
    try:
        for count, cells in enumerate(reader):
            _measure(line, count, cells, limits)
            yield Row(line, tuple(map(_plain, cells) if neutralised else cells))
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        if "limit" in str(error):
            raise _too_long(line, None) from error
        message = "Dấu ngoặc kép không khép kín hoặc đặt sai chỗ. Hãy sửa dòng này rồi tải lên."
        raise UnreadableTable("quotes", message, line=line) from error


def _measure(line: int, count: int, cells: list[str], limits: Limits) -> None:
    if count > limits.rows:
        raise UnreadableTable("too_many_rows", f"Bảng có hơn {limits.rows} dòng. Hãy chia nhỏ rồi tải lên.", line=line)
    if len(cells) > limits.columns:
        raise UnreadableTable("too_many_columns", f"Bảng có hơn {limits.columns} cột.", line=line)
    if cells and len(max(cells, key=len)) > limits.cell:
        raise _too_long(line, letter(next(place for place, cell in enumerate(cells) if len(cell) > limits.cell)))


def _too_long(line: int, column: str | None) -> UnreadableTable:
    return UnreadableTable("cell_too_long", "Nội dung trong ô quá dài. Hãy rút gọn.", line=line, column=column)


def _plain(cell: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running the text (see `_write`)."""
    return cell[1:] if cell[:1] == "'" and _NEUTRALISED.match(cell) else cell


def _delimiter(text: str) -> str:
    """Choose the sign that parts most rows of the beginning into the same number of cells."""
    counts: dict[str, Counter[int]] = {sign: Counter() for sign in _DELIMITERS}
    for record in _records(text):
        for sign, counter in counts.items():
            counter[record.count(sign)] += 1

    def agreement(sign: str) -> tuple[int, int]:
        often = [(rows, number) for number, rows in counts[sign].items() if number]
        return max(often, default=(0, 0))

    return max(_DELIMITERS, key=agreement)


def _records(text: str) -> Iterator[str]:
    """Give the records of the beginning without what stands between quotes."""
    parts: list[str] = []
    for line in io.StringIO(text[:_SAMPLE], newline=""):
        parts.append(line)
        if not sum(part.count('"') for part in parts) % 2:
            yield re.sub('"[^"]*"', "", "".join(parts))
            parts = []
