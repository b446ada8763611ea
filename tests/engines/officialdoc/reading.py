"""Papers read back as a stranger would: the PDF by pdfium, the DOCX by its XML."""

import ctypes
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pypdfium2.raw as pdfium
from docx.oxml.ns import qn

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """Neighbouring characters of one page, height, size and face; millimetres from the left and the top."""

    page: int
    text: str
    face: str
    size: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Pdf:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.document = pypdfium2.PdfDocument(data)

    @property
    def pages(self) -> int:
        return len(self.document)

    def text(self, page: int) -> str:
        return self.document[page].get_textpage().get_text_range()

    @property
    def all_text(self) -> str:
        return "\n".join(self.text(page) for page in range(self.pages))

    @cached_property
    def lines(self) -> list[Line]:
        return [line for page in range(self.pages) for line in _lines(self.document[page], page)]

    def find(self, words: str, page: int | None = None) -> Line:
        """The first line that begins with these words."""
        for line in self.lines:
            if line.text.startswith(words) and page in (None, line.page):
                return line
        raise AssertionError(f"{words!r} is not printed; lines: {[line.text for line in self.lines]}")

    def rules(self, page: int = 0) -> list[tuple[float, float, float]]:
        """Thin drawn lines: left, right, distance from the top, in millimetres."""
        found = []
        height = self.document[page].get_height()
        for thing in self.document[page].get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
            left, bottom, right, top = thing.get_pos() if hasattr(thing, "get_pos") else thing.get_bounds()
            if top - bottom < 2:
                found.append((left / MM, right / MM, (height - top) / MM))
        return found

    @property
    def attachments(self) -> dict[str, bytes]:
        attached = (self.document.get_attachment(n) for n in range(self.document.count_attachments()))
        return {each.get_name(): bytes(each.get_data()) for each in attached}


def _face(page: pypdfium2.PdfTextPage, index: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, 200, flags)
    return name.value.decode().split("+")[-1]


def _lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    text, height, lines = page.get_textpage(), page.get_height(), []
    key, signs, boxes = None, [], []

    def finish() -> None:
        if words := "".join(signs).strip():
            left, bottom, right, top = (
                f(e) for f, e in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
            )
            face, size = key[1:]
            edges = (left / MM, right / MM, (height - top) / MM, (height - bottom) / MM)
            lines.append(Line(number, words, face, size, *edges))

    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if not sign.strip():
            signs.append(" " if sign in " \xa0" else "")
            continue
        box = text.get_charbox(index, loose=True)
        this = (round(box[1]), _face(text, index), round(pdfium.FPDFText_GetFontSize(text, index), 1))
        if this != key:
            finish()
            key, signs, boxes = this, [], []
        signs.append(sign)
        boxes.append(box)
    finish()
    return lines


def docx_text(data: bytes) -> str:
    """Every word of the body, tables inside it in their place."""
    body = docx.Document(BytesIO(data)).element.body
    return "\n".join(_paragraph(each) for each in body.iter(qn("w:p")))


def _paragraph(paragraph) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(signs.get(each.tag, each.text or "") for each in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")))


def docx_parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
