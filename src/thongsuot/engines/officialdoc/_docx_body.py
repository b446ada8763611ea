"""The body of the DOCX: paragraphs, headings, tables."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from thongsuot.engines.officialdoc._docx_pages import CENTER, LEFT, ends_in_table, sliver
from thongsuot.engines.officialdoc._outline import Grid, Kind, Line
from thongsuot.engines.officialdoc._paper import Align
from thongsuot.engines.officialdoc._word import element, fix_table, shape, write

_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_ALIGNS = {Align.LEFT: LEFT, Align.CENTER: CENTER, Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT}
_INDENT = Mm(12.7)


def body(document: Document, lines: Iterable[Line | Grid], width: Length) -> None:
    """Write lines and tables in their order."""
    for line in lines:
        if isinstance(line, Grid):
            _grid(document, line, width)
        else:
            _line(document, line)


def _line(document: Document, line: Line) -> None:
    match line.kind:
        case Kind.HEADING:
            heading = shape(document.add_paragraph(style=_heading(line)), LEFT, space_before=10)
            write(heading, line.text, 14, bold=True)
        case Kind.DIVISION:
            heading = shape(document.add_paragraph(style=_heading(line)), CENTER, space_before=12)
            write(heading, f"{line.mark}\n{line.text}", 14, bold=True)
        case Kind.PROCLAMATION:
            write(shape(document.add_paragraph(), CENTER, space_before=10, space_after=2), line.text, 14, bold=True)
            return
        case _:
            _paragraph(document, line)
            return
    heading.paragraph_format.keep_with_next = True


def _heading(line: Line) -> str:
    return f"Heading {min(line.level, 9)}"


def _paragraph(document: Document, line: Line) -> None:
    paragraph = shape(document.add_paragraph(), _JUSTIFY, first_line_indent=_INDENT, space_before=8)
    paragraph.paragraph_format.keep_with_next = line.last or line.kind == Kind.HEADED or None
    mark = f"{line.mark} " if line.mark else ""
    if line.kind in (Kind.ARTICLE, Kind.HEADED):
        write(paragraph, mark, 14, bold=True)
        mark = ""
    write(paragraph, mark + line.text, 14, bold=line.kind == Kind.HEADED, italic=line.kind == Kind.GROUND)


def _grid(document: Document, grid: Grid, width: Length) -> None:
    if ends_in_table(document):
        sliver(document)
    if grid.caption:
        caption = shape(document.add_paragraph(), CENTER, space_before=8)
        caption.paragraph_format.keep_with_next = True
        write(caption, grid.caption, 13, bold=True)
    shape(document.add_paragraph(), LEFT).paragraph_format.line_spacing = Length(Mm(1))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = document.add_table(1, len(grid.titles))
    widths = [Length(int(width * share)) for share in grid.shares]
    fix_table(table, [each.twips for each in widths])
    header = table.rows[0]
    for cell, title, each in zip(header.cells, grid.titles, widths, strict=True):
        cell.width, cell.vertical_alignment = each, WD_ALIGN_VERTICAL.CENTER
        write(shape(cell.paragraphs[0], CENTER, space_before=2, space_after=2), title, 12, bold=True)
    header._tr.get_or_add_trPr().extend((element("cantSplit"), element("tblHeader")))
    _rows(table, grid, widths)
    for note in grid.notes:
        write(shape(document.add_paragraph(), LEFT, space_before=4), note, 11)


def _rows(table: Any, grid: Grid, widths: list[Length]) -> None:
    """Copy one row again and again: a thousand rows through the library's own cells would take seconds."""
    pattern, room = table.add_row(), 10 if grid.roomy else 2
    for cell, align, each in zip(pattern.cells, grid.aligns, widths, strict=True):
        cell.width = each
        write(shape(cell.paragraphs[0], _ALIGNS[align], space_before=room, space_after=room), "", 12)
    table._tbl.remove(pattern._tr)
    for row in grid.rows:
        copy = deepcopy(pattern._tr)
        for run, words in zip(copy.iter(qn("w:r")), row, strict=True):
            run.text = words
        table._tbl.append(copy)
