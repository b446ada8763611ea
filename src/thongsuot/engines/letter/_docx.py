"""Read a DOCX file: paragraphs and tables in the order of the document."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from thongsuot.engines.letter._letter import UnreadableLetter

_LARGEST = 200 * 1024 * 1024
_BOMB = 200


def docx_text(data: bytes) -> str:
    """The text of a DOCX file, one line a paragraph, table cells side by side."""
    _guard(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document.iter_inner_content()))
    except Exception as error:  # python-docx lets errors of lxml, zipfile and its own parts through
        raise _damaged() from error
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableLetter(
            "no_text", "Tệp DOCX không có chữ để đọc; tệp gốc vẫn được giữ nguyên. Đề nghị tải lên bản có nội dung chữ."
        )
    return text


def _damaged() -> UnreadableLetter:
    return UnreadableLetter(
        "damaged",
        "Tệp DOCX bị hỏng nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị mở bằng trình soạn "
        "thảo, lưu lại rồi tải lên.",
    )


def _guard(data: bytes) -> None:
    """Refuse archives that unpack to far more than they weigh, and those that hold no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged() from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise UnreadableLetter(
            "unknown_type",
            "Tệp nén không phải văn bản DOCX; chưa ghi nhận nội dung nào. Đề nghị tải lên tệp TXT, DOCX "
            "hoặc PDF có lớp chữ.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableLetter(
            "encrypted", "Tệp DOCX được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại."
        )
    size = sum(entry.file_size for entry in entries)
    if size > _LARGEST or size > _BOMB * max(len(data), 10_000):
        raise UnreadableLetter(
            "too_large",
            "Tệp DOCX giải nén vượt dung lượng cho phép; chưa đọc nội dung nào. Đề nghị tải lên bản gọn hơn.",
        )


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
    """Columns of a borderless layout table are read one after the other, line by line of the cell."""
    for row in table.rows:
        seen: list[Any] = []
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.append(cell._tc)
            yield from _lines(cell.iter_inner_content())
