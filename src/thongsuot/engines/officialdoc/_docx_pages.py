"""Pages of the DOCX: sheet, margins, page numbers in the top margin, marks, the address under the first page."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Mm, Pt

from thongsuot.engines.officialdoc._content import Content
from thongsuot.engines.officialdoc._word import FACE, element, frame, page_field, rule, shape, write

CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_SHORT, _LONG = Mm(210), Mm(297)
_SIDES = Mm(50)  # 30 mm to the left, 20 mm to the right


def dress(document: Document) -> None:
    """Put every style the writer uses into Times New Roman 14, black, Vietnamese."""
    for name in ("Normal", "Title", *(f"Heading {level}" for level in range(1, 10))):
        style = document.styles[name].element
        for old in style.xpath("w:rPr|w:pPr/*[not(self::w:outlineLvl)]"):
            old.getparent().remove(old)
        bold = [element("b")] if name != "Normal" else []
        look = element("rPr")
        faces = {"ascii": FACE, "hAnsi": FACE, "eastAsia": FACE, "cs": FACE}
        tongue = element("lang", val="vi-VN", eastAsia="vi-VN")
        look.extend((element("rFonts", **faces), *bold, element("sz", val="28"), element("szCs", val="28"), tongue))
        style.append(look)


def room(*, landscape: bool) -> Length:
    """The width between the margins."""
    return Length((_LONG if landscape else _SHORT) - _SIDES)


def lay_out(section: Section, content: Content, *, landscape: bool, first: bool) -> None:
    """Set up a part of its own: numbered from 1, its first page without a number."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    for old in section._sectPr.xpath("w:pgNumType"):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(element("pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid")
    _head(section.first_page_header, content, room(landscape=landscape), circulation=first)
    _head(section.header, content, room(landscape=landscape), numbered=True)
    _foot(section.first_page_footer, content, contact=content.contact if first else "")
    _foot(section.footer, content, contact="")


def _head(
    header: _Header, content: Content, width: Length, *, numbered: bool = False, circulation: bool = False
) -> None:
    header.is_linked_to_previous = False
    paragraph = shape(header.paragraphs[0], LEFT)
    paragraph.style = "Normal"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Length(width // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    if content.mark:
        frame(write(paragraph, content.mark, 13, bold=True))
    write(paragraph, "\t", 14)
    if numbered:
        page_field(paragraph, 14)
    if circulation and content.circulation:
        write(paragraph, "\t", 14)
        frame(write(paragraph, content.circulation, 13, bold=True))


def _foot(footer: _Footer, content: Content, *, contact: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = shape(footer.paragraphs[0], CENTER)
    paragraph.style = "Normal"
    if contact:
        rule(paragraph)
        write(shape(footer.add_paragraph(), CENTER), contact, 11)
    if content.warning:
        write(shape(footer.add_paragraph(), CENTER, space_before=6), content.warning, 11, italic=True)


def sliver(document: Document) -> None:
    """Add the paragraph Word wants between and after tables, too thin to see."""
    paragraph = shape(document.add_paragraph(), LEFT)
    paragraph.paragraph_format.line_spacing = Pt(1)
    paragraph.paragraph_format.keep_with_next = True


def ends_in_table(document: Document) -> bool:
    """Whether the last thing written is a table."""
    blocks = document.element.body.xpath("*[not(self::w:sectPr)]")
    return bool(blocks) and blocks[-1].tag == qn("w:tbl")
