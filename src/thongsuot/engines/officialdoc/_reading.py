"""A DOCX that came back from Word: its paragraphs and tables in order, with what tracked changes leave standing."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

Part = str | tuple[tuple[str, ...], ...]  # a paragraph, or a table row by row

_LARGEST = 200 * 1024 * 1024
_MACRO = ("vbaproject.bin", "vbadata.xml")


def N_(text: str) -> str:  # noqa: N802  # the name by which Babel finds a text that is translated later
    """Mark a text for translation; who shows it translates it."""
    return text


class UnreadablePaper(ValueError):
    """The bytes are no paper that could be compared; `message` says to a person what happened and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def read_docx(data: bytes) -> tuple[Part, ...]:
    """The paragraphs and tables of a DOCX. Deleted text of tracked changes is left out, inserted text is read."""
    _guard(data)
    try:
        body = docx.Document(BytesIO(data)).element.body
        parts = tuple(_parts(body))
    except Exception as error:  # python-docx lets errors of lxml, zipfile and its own parts through
        raise _damaged() from error
    if not any(part if isinstance(part, str) else any(map(any, part)) for part in parts):
        raise UnreadablePaper(
            "no_text",
            N_(
                "Tệp DOCX không có chữ (có thể chỉ là ảnh chụp) nên không so được số liệu; chưa có gì thay đổi. "
                "Đề nghị gửi bản Word còn chữ."
            ),
        )
    return parts


def _damaged() -> UnreadablePaper:
    return UnreadablePaper(
        "damaged",
        N_("Tệp DOCX bị hỏng nên không đọc được; chưa có gì thay đổi. Đề nghị mở bằng Word, lưu lại rồi gửi lại."),
    )


def _guard(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged() from error
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith(_MACRO) for name in names):
        raise UnreadablePaper(
            "macro",
            N_(
                "Tệp có macro (thành phần tự chạy) nên không được đọc; chưa có gì thay đổi. "
                "Đề nghị lưu lại thành DOCX không có macro rồi gửi lại."
            ),
        )
    if "word/document.xml" not in names or sum(entry.file_size for entry in entries) > _LARGEST:
        raise _damaged()


def _parts(element: Any) -> Iterable[Part]:
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield _text(child)
        elif child.tag == qn("w:tbl"):
            yield tuple(
                tuple(" ".join(_text(p) for p in cell.iter(qn("w:p"))).strip() for cell in row.iter(qn("w:tc")))
                for row in child.iter(qn("w:tr"))
            )
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            yield from _parts(child)


def _text(paragraph: Any) -> str:
    """The words of a paragraph; a line break or a tab is a space, and what Word repeats for old programs is skipped."""
    words: list[str] = []
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:cr")):
        if not any(parent.tag.endswith("}Fallback") for parent in node.iterancestors()):
            words.append(node.text or "" if node.tag == qn("w:t") else " ")
    return "".join(words).strip()
