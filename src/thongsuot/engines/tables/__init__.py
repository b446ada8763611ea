"""Tables as offices keep them: CSV and XLSX read to the exact line, checked column by column, and written safely."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from thongsuot.engines.tables._columns import CellError, Column, ParsedRow, parse
from thongsuot.engines.tables._read import read
from thongsuot.engines.tables._sheet import Limits, Row, Sheet, UnreadableTable, letter
from thongsuot.engines.tables._write import Cell, UnwritableCell, write_csv, write_xlsx

if TYPE_CHECKING:
    from thongsuot.engines.tables._mobiles import Why
    from thongsuot.engines.tables._subscribers import Fault, Subscribers, Wanted, drawn, read_subscribers

_ON_ARRAYS = {
    "Fault": "_subscribers",
    "Subscribers": "_subscribers",
    "Wanted": "_subscribers",
    "Why": "_mobiles",
    "drawn": "_subscribers",
    "read_subscribers": "_subscribers",
}

__all__ = [
    "Cell",
    "CellError",
    "Column",
    "Fault",
    "Limits",
    "ParsedRow",
    "Row",
    "Sheet",
    "Subscribers",
    "UnreadableTable",
    "UnwritableCell",
    "Wanted",
    "Why",
    "drawn",
    "letter",
    "parse",
    "read",
    "read_subscribers",
    "write_csv",
    "write_xlsx",
]


def __getattr__(name: str) -> Any:
    """Load what works on arrays when it is first asked for: numpy takes longer to come than all else together."""
    if name not in _ON_ARRAYS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ON_ARRAYS[name]}"), name)
