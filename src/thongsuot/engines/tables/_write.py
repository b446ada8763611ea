"""Tables for others to open: nothing a person typed runs as a formula in their spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from thongsuot.engines.tables import _workbook
from thongsuot.engines.tables._sheet import Limits
from thongsuot.engines.vietnamese import ZONE

Cell: TypeAlias = str | int | float | Decimal | date | datetime | None

_STARTS_FORMULA = re.compile("'*[=+\\-@\t\r]")
_NEEDS_QUOTES = re.compile('[,;\t"\r\n]|^ | $')
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TITLE = 31
_KEPT_DIGITS = 15  # a spreadsheet makes zeros of the rest
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was


class UnwritableCell(ValueError):
    """A text is longer than a spreadsheet's cell holds."""


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write UTF-8 with its mark, commas and CRLF, as Excel opens it.

    A text that a spreadsheet would run (it begins with = + - @, a tab or CR) gets an apostrophe before it; `read` takes
    it off again. Numbers are written as they are, dates as ISO 8601 in Vietnam's time.
    """
    lines = (",".join(_quoted(_written(cell)) for cell in row) or '""' for row in (header, *rows))
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode("utf-8")


def _written(cell: Cell) -> str:
    text = _text(cell)
    return f"'{text}" if isinstance(cell, str) and _STARTS_FORMULA.match(text) else text


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case datetime():
            return _local(cell).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case Decimal():
            return format(cell, "f")
        case float():
            return f"{cell:.15g}"
    return str(cell)


def _local(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(ZONE).replace(tzinfo=None)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """Write one sheet named `title`, its header kept in view; the same table always gives the same bytes.

    Text stays text: telephone numbers keep their zero, and what looks like a formula is a string that the spreadsheet
    does not run, marked (quotePrefix) so that editing it changes nothing. Numbers longer than a spreadsheet keeps are
    text too. Raises `UnwritableCell`.
    """
    name = _NOT_IN_TITLE.sub(" ", title)[:_TITLE].strip("' ") or "Bảng"
    head = [_workbook.Text(cell, "header") for cell in map(_bounded, header)]
    return _workbook.pack(name, [head, *([_typed(cell) for cell in row] for row in rows)])


def _typed(cell: Cell) -> _workbook.Value:
    match cell:
        case None:
            return None
        case str():
            return _workbook.Text(_bounded(cell), "quoted" if _STARTS_FORMULA.match(cell) else "text")
        case bool():
            return cell
        case datetime():
            return _local(cell) if cell.date() >= _FIRST_DAY else _workbook.Text(_text(cell), "text")
        case date():
            return cell if cell >= _FIRST_DAY else _workbook.Text(_text(cell), "text")
    text = _text(cell)
    fits = text[-1].isdigit() and sum(map(str.isdigit, text)) <= _KEPT_DIGITS + 3 * isinstance(cell, float)
    return _workbook.Number(text) if fits else _workbook.Text(text, "text")


def _bounded(text: str) -> str:
    if len(text) > Limits.cell:
        raise UnwritableCell(f"Nội dung dài {len(text)} ký tự, một ô chỉ chứa {Limits.cell}. Hãy rút gọn.")
    return text
