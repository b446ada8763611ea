"""One sheet packed as an XLSX workbook (ECMA-376), strings in their cells; no clock, so always the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from thongsuot.engines.tables._sheet import letter


@dataclass(frozen=True)
class Text:
    """A string in the style `header`, `text` or `quoted` (one that looks like a formula and is none)."""

    value: str
    style: str


@dataclass(frozen=True)
class Number:
    """A number as it is written."""

    value: str


Value: TypeAlias = Text | Number | bool | date | datetime | None

_STAMP = (1980, 1, 1, 0, 0, 0)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days know no zone
_WIDEST, _NARROWEST = 60, 8
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_STYLES = {"general": 0, "header": 1, "text": 2, "quoted": 3, "date": 4, "moment": 5}

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts>
<fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font>
<font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">
<alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
<alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1">
<alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>""",
}
_VIEW = """<sheetViews><sheetView workbookViewId="0">
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"""


def pack(title: str, rows: Sequence[Sequence[Value]]) -> bytes:
    """Pack the rows, the first of them the header, as the one sheet of a workbook."""
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_PARTS, "xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": "".join(_sheet(rows))}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _STAMP), (_HEAD + text).encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    letters = [letter(place) for place in range(max(map(len, rows)))]
    yield f'<worksheet xmlns="{_MAIN}">{_VIEW}<cols>'
    for place, width in enumerate(_widths(rows, len(letters)), 1):
        yield f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    for line, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{column}{line}", value) for column, value in zip(letters, row, strict=False))
        yield f'<row r="{line}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _widths(rows: Sequence[Sequence[Value]], count: int) -> list[int]:
    widths = [_NARROWEST] * count
    for row in rows:
        for place, value in enumerate(row):
            length = len(value.value) + 2 if isinstance(value, Text | Number) else _NARROWEST + 4
            widths[place] = max(widths[place], min(length, _WIDEST))
    return widths


def _cell(reference: str, value: Value) -> str:
    match value:
        case None:
            return ""
        case Text(text, style):
            text = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
            inside = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
            return f'<c r="{reference}" s="{_STYLES[style]}" t="inlineStr">{inside}</c>'
        case Number(text):
            return f'<c r="{reference}"><v>{text}</v></c>'
        case bool():
            return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    style = "moment" if isinstance(value, datetime) else "date"
    return f'<c r="{reference}" s="{_STYLES[style]}"><v>{_serial(value)}</v></c>'


def _serial(value: date) -> str:
    if not isinstance(value, datetime):
        return str((value - _EPOCH.date()).days)
    return repr((value - _EPOCH) / timedelta(days=1))
