"""The end of the DOCX: recipients and signatures in a row no page splits, then where to verify the paper."""

from io import BytesIO

from docx.document import Document
from docx.shared import Length, Mm
from docx.table import _Cell

from thongsuot.engines.officialdoc._content import Content, SignatureContent
from thongsuot.engines.officialdoc._docx_pages import CENTER, LEFT, sliver
from thongsuot.engines.officialdoc._word import fix_table, shape, whole, write

_LEVEL = 14  # recipients and powers begin on one line


def signing(document: Document, content: Content, width: Length) -> None:
    """Write boxes 7a to 7c, 9b and 12."""
    beside = bool(content.recipients or content.drafter) or len(content.signatures) == 1
    count = beside + len(content.signatures)
    if not count:
        return
    sliver(document)
    table = document.add_table(1, count)
    each = Length(width // count)
    fix_table(table, [each.twips] * count, borders=False)
    whole(table.rows[0])
    cells = table.rows[0].cells
    for cell in cells:
        cell.width = each
    if beside:
        _recipients(cells[0], content)
    for cell, signature in zip(cells[beside:], content.signatures, strict=True):
        _signature(cell, signature)


def _recipients(cell: _Cell, content: Content) -> None:
    paragraph = shape(cell.paragraphs[0], LEFT, space_before=_LEVEL)
    if content.recipients:
        write(paragraph, "Nơi nhận:", 12, bold=True, italic=True)
    for name in (*content.recipients, content.drafter):
        if name:
            write(shape(cell.add_paragraph(), LEFT), name, 11)


def _signature(cell: _Cell, signature: SignatureContent) -> None:
    paragraph = shape(cell.paragraphs[0], CENTER, space_before=_LEVEL)
    write(paragraph, "\n".join(signature.powers), 14, bold=True)
    write(shape(cell.add_paragraph(), CENTER, space_before=Mm(25)), signature.name, 14, bold=True)


def verification(document: Document, content: Content, picture: bytes, width: Length) -> None:
    """Write the line that says where a reader checks the paper, its QR code before it."""
    sliver(document)
    if not picture:
        write(shape(document.add_paragraph(), LEFT, space_before=12), content.verification, 11)
        return
    table = document.add_table(1, 2)
    widths = (Mm(24), Length(width - Mm(24)))
    fix_table(table, [each.twips for each in widths], borders=False)
    whole(table.rows[0])
    code, line = table.rows[0].cells
    code.width, line.width = widths
    shape(code.paragraphs[0], LEFT, space_before=12).add_run().add_picture(BytesIO(picture), width=Mm(20))
    code._tc.xpath(".//wp:docPr")[0].set("descr", content.verification)
    write(shape(line.paragraphs[0], LEFT, space_before=12), content.verification, 11)
