"""Rows of the first visible sheet of an XLSX workbook (ECMA-376), as text."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

from openpyxl.utils.cell import column_index_from_string, range_boundaries

from thongsuot.engines.tables import _cells
from thongsuot.engines.tables._sheet import Limits, Row, UnreadableTable, letter

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_ENTRIES = 5_000


@dataclass(frozen=True)
class Table:
    """What a sheet holds: its rows, the ranges merged downwards (column, first line, last line), its name."""

    rows: list[Row]
    merged: list[tuple[int, int, int]]
    title: str


def read(data: bytes, limits: Limits) -> Table:
    """Read the first sheet that is not hidden."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return _Workbook(package, limits).table()
    except UnreadableTable:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ElementTree.ParseError, NotImplementedError) as error:
        raise _damaged() from error
    except (KeyError, ValueError, IndexError, EOFError, OSError, RuntimeError, OverflowError, zipfile.zlib.error) as error:
        raise _damaged() from error


def _damaged() -> UnreadableTable:
    return UnreadableTable("damaged", "Tệp bảng tính bị hỏng. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.")


def repeat_merged(rows: list[Row], merged: list[tuple[int, int, int]]) -> list[Row]:
    """Give the value of cells merged downwards to each row they span."""
    cells = {row.line: list(row.cells) for row in rows}
    for column, first, last in merged:
        value = next((line for line in (cells.get(first),) if line and column < len(line)), None)
        for line in range(first + 1, last + 1) if value else ():
            below = cells.get(line)
            if below and column < len(below):
                below[column] = value[column] if value else ""
    return [Row(row.line, tuple(cells[row.line]), row.numbers) for row in rows]


class _Workbook:
    """An open package and what its cells refer to."""

    def __init__(self, package: zipfile.ZipFile, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._left = limits.unpacked
        self._names = set(package.namelist())
        if len(self._names) > _ENTRIES:
            raise _too_large()
        if "xl/workbook.xml" not in self._names and "_rels/.rels" not in self._names:
            raise UnreadableTable("not_a_table", "Tệp nén này không phải bảng tính .xlsx. Hãy lưu lại dạng .xlsx rồi tải lên.")
        if any(name.endswith("vbaProject.bin") for name in self._names):
            raise UnreadableTable("macros", "Bảng tính có macro. Hãy lưu lại dạng .xlsx (không có macro) rồi tải lên.")

    def table(self) -> Table:
        """Read the sheet with everything it needs."""
        main = self._target("_rels/.rels", "", "/officeDocument")
        book = self._tree(main)
        if self._strict:
            raise _damaged()
        settings = book.find(f"{_MAIN}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        sheet, title = self._first_visible(main, book)
        ...
