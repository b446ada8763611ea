"""Read a DOCX file: paragraphs and tables in the order of the document."""

import io
from collections.abc import Iterable
from typing import Any

from thongsuot.engines.letter._archive import damaged, guard
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._tables import columns_of
from thongsuot.engines.letter._terms import UnreadableLetter


def docx_text(data: bytes) -> str:
    """The text of a DOCX file, one line a paragraph, table cells side by side."""
    guard(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document.iter_inner_content()))
    except Exception as error:  # python-docx lets errors of lxml, zipfile and its own parts through
        raise damaged() from error
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableLetter(
            "no_text", "Tệp DOCX không có chữ để đọc; tệp gốc vẫn được giữ nguyên. Đề nghị tải lên bản có nội dung chữ."
        )
    return text


def _lines(parts: Iterable[Any]) -> Iterable[str]:
    for part in parts:
        if hasattr(part, "rows"):
            yield from _rows(part)
        else:
            yield _numbered(part)


def _numbered(paragraph: Any) -> str:
    """A paragraph of an automatic list shows a dash where Word draws its own sign."""
    text: str = paragraph.text
    listed = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return f"- {text}" if listed and text.strip() else text


def _rows(table: Any) -> Iterable[str]:
    """Rows of a table of tasks stay rows; columns of a layout table are read one after the other, line by line."""
    tasks = len(table.rows) > 1 and columns_of([fold(cell.text) for cell in table.rows[0].cells]) is not None
    for row in table.rows:
        if tasks:
            yield f"| {' | '.join(' '.join(cell.text.split()) for cell in row.cells)} |"
            continue
        seen: list[Any] = []
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.append(cell._tc)
            yield from _lines(cell.iter_inner_content())
