"""Tables as offices keep them: CSV and XLSX read to the exact line, checked column by column, and written safely."""

from __future__ import annotations

from thongsuot.engines.tables._columns import CellError, Column, ParsedRow, parse
from thongsuot.engines.tables._read import read
from thongsuot.engines.tables._sheet import Limits, Row, Sheet, UnreadableTable, letter
from thongsuot.engines.tables._write import Cell, UnwritableCell, write_csv, write_xlsx

__all__ = [
    "Cell",
    "CellError",
    "Column",
    "Limits",
    "ParsedRow",
    "Row",
    "Sheet",
    "UnreadableTable",
    "UnwritableCell",
    "letter",
    "parse",
    "read",
    "write_csv",
    "write_xlsx",
]
