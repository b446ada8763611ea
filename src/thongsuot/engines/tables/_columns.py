"""A table's cells checked against the columns it should have; every fault is told, with the line and the way out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from thongsuot.engines.tables._sheet import Row, Sheet, letter
from thongsuot.engines.vietnamese import fold, grouped, short_date

Value: TypeAlias = str | int | date | None

_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[.\s]\d{3})+")
_WHOLE = re.compile(r"[+-]?\d+")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_EXAMPLE = date(2020, 2, 7)


@dataclass(frozen=True)
class Column:
    """What a column should hold: `name` is the key in the result, `title` its heading, `aliases` other headings met.

    `choices` maps each label a person may write to its value; headings and labels match whatever their case and marks.
    `longest` bounds a text in characters, `least` and `most` a whole number.
    """

    name: str
    title: str
    kind: Literal["text", "int", "date", "choice"] = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    longest: int | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class CellError:
    """A fault in one cell (`column` is its heading) or, where `column` is empty, in the whole line.

    `code` is one of: missing_column, repeated_column, extra_cells, required, too_long, not_whole, out_of_range,
    not_a_date, not_a_choice. `message` tells a person, in Vietnamese, what to write instead.
    """

    line: int
    column: str
    code: str
    message: str

    def __str__(self) -> str:
        place = f"Dòng {self.line}, cột {self.column}" if self.column else f"Dòng {self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class ParsedRow:
    """A row without a fault: a value for every column by its name; an empty cell gives None ("" for text)."""

    line: int
    values: Mapping[str, Value]


class _Fault(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def parse(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[ParsedRow], list[CellError]]:
    """Read the sheet as the columns say; give the rows without a fault and every fault of the others, by line.

    Where the headings themselves are at fault, nothing is read and only that is told.
    """
    places, errors = _places(sheet, columns)
    if errors:
        return [], errors
    rows = []
    for row in sheet.rows:
        faults: list[CellError] = []
        if any(cell.strip() for cell in row.cells[len(sheet.header) :]):
            message = f"Dòng có nhiều ô hơn tiêu đề ({len(sheet.header)} cột). Hãy xóa phần thừa hoặc thêm tiêu đề."
            faults.append(CellError(row.line, "", "extra_cells", message))
        values = {column.name: _value(row, places.get(column.name), column, faults) for column in columns}
        if faults:
            errors.extend(faults)
        else:
            rows.append(ParsedRow(row.line, values))
    return rows, errors


def _places(sheet: Sheet, columns: Sequence[Column]) -> tuple[dict[str, int], list[CellError]]:
    headings = [_match(heading) for heading in sheet.header]
    places, errors = {}, []
    for column in columns:
        names = {_match(name) for name in (column.title, column.name, *column.aliases)}
        found = [place for place, heading in enumerate(headings) if heading in names]
        if len(found) > 1:
            which = ", ".join(letter(place) for place in found)
            message = f"Tiêu đề này có ở nhiều cột ({which}). Hãy giữ lại một cột."
            errors.append(CellError(sheet.header_line, column.title, "repeated_column", message))
        elif found:
            places[column.name] = found[0]
        elif column.required:
            message = f"Không có cột này. Hãy thêm cột “{column.title}” vào dòng tiêu đề."
            errors.append(CellError(sheet.header_line, column.title, "missing_column", message))
    return places, errors


def _match(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _value(row: Row, place: int | None, column: Column, faults: list[CellError]) -> Value:
    text = unicodedata.normalize("NFC", row.cells[place]).strip() if place is not None else ""
    try:
        if text:
            return _READERS[column.kind](text, column, place in row.numbers)
        if column.required:
            raise _Fault("required", "Ô này không được để trống.")
    except _Fault as fault:
        faults.append(CellError(row.line, column.title, fault.code, fault.message))
    return "" if column.kind == "text" else None


def _read_text(text: str, column: Column, _number: bool) -> str:
    if column.longest is not None and len(text) > column.longest:
        raise _Fault("too_long", f"Nội dung dài {len(text)} ký tự, tối đa {column.longest}. Hãy rút gọn.")
    return text


def _read_int(text: str, column: Column, number: bool) -> int:
    """Read a whole number; dots part thousands where a person typed them, not where the file holds a number."""
    plain = re.sub(r"[.\s]", "", text) if _GROUPS.fullmatch(text) and not number else text
    if not _WHOLE.fullmatch(plain):
        raise _Fault("not_whole", f"“{_short(text)}” không phải số nguyên. Hãy viết như 1912 hoặc 1.912.")
    value = int(plain)
    if column.least is not None and value < column.least:
        raise _Fault("out_of_range", f"Số phải từ {grouped(column.least)} trở lên.")
    if column.most is not None and value > column.most:
        raise _Fault("out_of_range", f"Số không được quá {grouped(column.most)}.")
    return value


def _read_date(text: str, _column: Column, _number: bool) -> date:
    """Read a date, the day first as Vietnam writes it, or ISO 8601."""
    try:
        if found := _ISO_DATE.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise _Fault("not_a_date", f"Không có ngày “{_short(text)}” trong lịch. Hãy sửa lại.") from None
    raise _Fault(
        "not_a_date", f"“{_short(text)}” không phải ngày. Hãy viết ngày/tháng/năm, ví dụ {short_date(_EXAMPLE)}."
    )


def _read_choice(text: str, column: Column, _number: bool) -> str:
    labels = {_match(label): value for label, value in column.choices.items()}
    try:
        return labels[_match(text)]
    except KeyError:
        allowed = "; ".join(column.choices)
        raise _Fault(
            "not_a_choice", f"“{_short(text)}” không có trong danh sách. Hãy chọn một trong: {allowed}."
        ) from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


_READERS: Mapping[str, Callable[[str, Column, bool], Value]] = {
    "text": _read_text,
    "int": _read_int,
    "date": _read_date,
    "choice": _read_choice,
}
