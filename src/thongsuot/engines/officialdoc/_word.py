"""What python-docx leaves to raw WordprocessingML: fields, borders, fixed tables, spacing in points."""

from collections.abc import Sequence
from typing import Any, cast

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FACE = "Times New Roman"


def element(tag: str, **attributes: str) -> Any:
    """`w:tag` with its `w:` attributes; python-docx types elements too loosely to say more."""
    made = cast(Any, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def shape(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH, **lengths: Length | float) -> Paragraph:
    """Set alignment, and any of first_line_indent, left_indent, right_indent, space_before, space_after."""
    form = paragraph.paragraph_format
    form.alignment = align
    for name, value in {"first_line_indent": 0, "space_before": 0, "space_after": 0, **lengths}.items():
        setattr(form, name, value if isinstance(value, Length) else Pt(value))
    return paragraph


def write(paragraph: Paragraph, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Run:
    """Add a run of `size` points."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.bold = bold or None
    run.font.italic = italic or None
    return run


def frame(run: Run, colour: str = "000000") -> None:
    """Draw a single line around a run."""
    run._r.get_or_add_rPr().append(element("bdr", val="single", sz="8", space="2", color=colour))


def page_field(paragraph: Paragraph, size: float) -> None:
    """Add the PAGE field, so that Word keeps counting after an edit."""
    run = write(paragraph, "", size)._r
    instruction = element("instrText")
    instruction.text = "PAGE"
    for part in (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="separate")):
        run.append(part)
    shown = element("t")
    shown.text = "2"
    run.extend((shown, element("fldChar", fldCharType="end")))


def rule(paragraph: Paragraph) -> None:
    """Turn an empty paragraph into a drawn line as long as its indents leave room for."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="000000"))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.paragraph_format.line_spacing = Pt(4)


def fix_table(
    table: Any, widths: Sequence[int], *, borders: bool = True, colour: str = "000000", size: int = 4
) -> None:
    """Give a table fixed column widths (twips) and single borders or none."""
    properties = table._tbl.tblPr
    for old in properties.xpath("w:tblW|w:tblLayout|w:tblBorders|w:tblStyle|w:tblLook"):
        properties.remove(old)
    edges = element("tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edges.append(element(edge, val="single" if borders else "nil", sz=str(size), space="0", color=colour))
    margins = element("tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(edge, w="80" if borders else "0", type="dxa"))
    properties.insert(0, element("tblW", w=str(sum(widths)), type="dxa"))
    properties.extend((edges, element("tblLayout", type="fixed"), margins))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))


def whole(row: Any) -> None:
    """Keep a table's row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))
