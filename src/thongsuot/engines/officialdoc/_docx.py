"""The DOCX writer: the same words as the PDF in a file Word opens and a clerk edits."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Pt

from thongsuot.engines.officialdoc._content import AnnexContent, Content, content_of
from thongsuot.engines.officialdoc._docx_body import body
from thongsuot.engines.officialdoc._docx_head import head
from thongsuot.engines.officialdoc._docx_pages import CENTER, dress, ends_in_table, lay_out, room, sliver
from thongsuot.engines.officialdoc._docx_sign import signing, verification
from thongsuot.engines.officialdoc._paper import Paper
from thongsuot.engines.officialdoc._qr import qr_code
from thongsuot.engines.officialdoc._text import VIETNAM
from thongsuot.engines.officialdoc._word import shape, write


def to_docx(paper: Paper, *, created: datetime) -> bytes:
    """The paper as DOCX in Times New Roman: the same bytes for the same paper and (aware) time."""
    content = content_of(paper)
    document = docx.Document()
    dress(document)
    _describe(document, content, created)
    width = room(landscape=content.landscape)
    lay_out(document.sections[0], content, landscape=content.landscape, first=True)
    head(document, content, width)
    body(document, content.lines, width)
    signing(document, content, width)
    if paper.verification:
        picture = qr_code(paper.verification.address) if paper.verification.address else b""
        verification(document, content, picture, width)
    for annex in content.annexes:
        _annex(document, content, annex)
    if ends_in_table(document):
        sliver(document)
    return _packed(document, created)


def _annex(document: Document, content: Content, annex: AnnexContent) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)  # it carries the break and must not fill a page
    lay_out(section, content, landscape=annex.landscape, first=False)
    heading = shape(document.add_paragraph(style="Heading 1"), CENTER)
    heading.paragraph_format.keep_with_next = True
    write(heading, f"{annex.number}\n{annex.title}", 14, bold=True)
    write(shape(document.add_paragraph(), CENTER, space_before=4, space_after=4), annex.belonging, 14, italic=True)
    body(document, annex.lines, room(landscape=annex.landscape))


def _describe(document: Document, content: Content, created: datetime) -> None:
    core = document.core_properties
    core.title, core.author, core.language = content.name[:255], content.body[:255], "vi-VN"
    core.comments = core.last_modified_by = ""
    core.created = core.modified = created.astimezone(VIETNAM).replace(tzinfo=None)
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the library's template shows a picture of another paper
            del package.rels[name]


def _packed(document: Document, created: datetime) -> bytes:
    """Save it with every date inside the archive set to `created`."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    stamp = created.astimezone(VIETNAM).timetuple()[:6]
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, stamp), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
