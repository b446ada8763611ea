"""The head of the DOCX: boxes 1 to 5, 9a and 10b."""

from docx.document import Document
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thongsuot.engines.officialdoc._content import Content
from thongsuot.engines.officialdoc._docx_pages import CENTER, LEFT
from thongsuot.engines.officialdoc._word import element, fix_table, rule, shape, write

_SHARES = (0.38, 0.62)
_URGENT = {"KHẨN": Mm(20), "HỎA TỐC": Mm(30), "THƯỢNG KHẨN": Mm(40)}  # box 10b, each 8 mm high
_CALL_LEFT, _NAMES_LEFT, _DASH = 85.0, 146.0, 10.0  # points


def head(document: Document, content: Content, width: Length) -> None:
    """Write the letterhead, the type with its subject, and the addressees."""
    table = document.add_table(2, 2)
    widths = [Length(int(width * share)) for share in _SHARES]
    fix_table(table, [each.twips for each in widths], borders=False)
    for row in table.rows:
        for cell, each in zip(row.cells, widths, strict=True):
            cell.width = each
    (body, nation), (number, dated) = (row.cells for row in table.rows)
    _issuer(body, content, widths[0])
    write(shape(nation.paragraphs[0], CENTER), content.nation, 13, bold=True)
    write(shape(nation.add_paragraph(), CENTER), content.motto, 14, bold=True)
    _ruled(nation.add_paragraph(), content.motto, widths[1], share=1)
    _number(number, content)
    write(shape(dated.paragraphs[0], CENTER, space_before=6), content.dated, 14, italic=True)
    if content.type_name:
        title = shape(document.add_paragraph(style="Title"), CENTER, space_before=14)
        write(title, content.type_name, 14, bold=True)
        inset = Mm(15)
        subject = shape(document.add_paragraph(), CENTER, left_indent=inset, right_indent=inset, space_before=2)
        write(subject, content.subject, 14, bold=True)
        _ruled(document.add_paragraph(), content.subject, Length(width - 2 * inset), outer=width)
    _addressees(document, content)


def _issuer(cell: _Cell, content: Content, width: Length) -> None:
    paragraph = cell.paragraphs[0]
    if content.parent:
        write(shape(paragraph, CENTER), content.parent, 13)
        paragraph = cell.add_paragraph()
    write(shape(paragraph, CENTER), _balanced(content.body, width), 13, bold=True)
    _ruled(cell.add_paragraph(), content.body, width)


def _number(cell: _Cell, content: Content) -> None:
    write(shape(cell.paragraphs[0], CENTER, space_before=6), content.number, 13)
    if content.about:
        write(shape(cell.add_paragraph(), CENTER, space_before=6), content.about, 13)
    if content.urgency:
        shape(cell.add_paragraph(), CENTER).paragraph_format.line_spacing = Pt(8)
        _stamp(cell, content.urgency)


def _stamp(cell: _Cell, words: str) -> None:
    red, width = "D00000", _URGENT[words]
    table = cell.add_table(1, 1)
    fix_table(table, [width.twips], colour=red, size=8)
    table._tbl.tblPr.insert(1, element("jc", val="center"))
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(element("trHeight", val=str(Mm(8).twips), hRule="exact"))
    row.cells[0]._tc.get_or_add_tcPr().append(element("vAlign", val="center"))
    row.cells[0].width = width
    write(shape(row.cells[0].paragraphs[0], CENTER), words, 13, bold=True).font.color.rgb = RGBColor.from_string(red)
    shape(cell.paragraphs[-1], CENTER).paragraph_format.line_spacing = Pt(2)


def _addressees(document: Document, content: Content) -> None:
    if len(content.addressees) == 1:
        call = shape(document.add_paragraph(), CENTER, space_before=14)
        write(call, f"{content.call} {content.addressees[0]}", 14)
    if len(content.addressees) > 1:
        write(shape(document.add_paragraph(), LEFT, left_indent=_CALL_LEFT, space_before=14), content.call, 14)
        for name in content.addressees:
            line = shape(document.add_paragraph(), LEFT, left_indent=_NAMES_LEFT, first_line_indent=-_DASH)
            write(line, name, 14)


def _ruled(paragraph: Paragraph, words: str, width: Length, *, share: float = 0.4, outer: Length | None = None) -> None:
    """A line of `share` of the words' width, drawn and centred, as the decree asks; never an underline."""
    long = min(_breadth(words), int(width * 0.9)) * share
    side = Length(int(((outer or width) - long) / 2))
    rule(shape(paragraph, CENTER, left_indent=side, right_indent=side))


def _balanced(words: str, width: Length) -> str:
    """A name too long for one line, broken where its two lines are most alike; longer ones are left to Word."""
    if not width * 0.95 < _breadth(words) < width * 1.8 or " " not in words:
        return words
    spaces = [place for place, sign in enumerate(words) if sign == " "]
    middle = min(spaces, key=lambda place: max(_breadth(words[:place]), _breadth(words[place:])))
    return words[:middle] + "\n" + words[middle + 1 :]


def _breadth(words: str) -> int:
    """About how wide bold words of 14 points are; the true width depends on the reader's own fonts."""
    ems = sum(0.25 if sign == " " else 0.7 if sign.isupper() else 0.48 for sign in words)
    return int(Pt(14) * ems)
