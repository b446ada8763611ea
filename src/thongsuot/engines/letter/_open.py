"""Tell by its first bytes what a file is, and take the text out of it."""

from dataclasses import dataclass

from thongsuot.engines.letter._docx import docx_text
from thongsuot.engines.letter._pdf import pdf_text
from thongsuot.engines.letter._plain import decoded
from thongsuot.engines.letter._terms import UnreadableLetter

_LARGEST = 25 * 1024 * 1024
_PAGE = 3000  # characters of a page of text, where the file has none of its own


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file, its format (txt, docx, pdf), its pages and a warning about its encoding."""

    text: str
    format: str
    pages: int
    warning: str | None = None


def opened(data: bytes) -> Opened:
    """The text of a file; `UnreadableLetter` where there is none."""
    if not data:
        raise UnreadableLetter(
            "empty", "Tệp rỗng, không có nội dung; chưa ghi nhận văn bản nào. Đề nghị kiểm tra và tải lên đúng tệp."
        )
    if len(data) > _LARGEST:
        raise UnreadableLetter(
            "too_large", "Tệp vượt quá 25 MB nên chưa đọc nội dung nào. Đề nghị tải lên bản gọn hơn."
        )
    if b"%PDF-" in data[:1024]:
        text, pages = pdf_text(data)
        return Opened(text, "pdf", pages)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        text = docx_text(data)
        return Opened(text, "docx", pages_of(text))
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _compound(data)
    text, warning = decoded(data)
    return Opened(text, "txt", pages_of(text), warning)


def pages_of(text: str) -> int:
    """Pages by form feeds, else by length."""
    return max(text.strip("\f").count("\f") + 1, -(-len(text.strip()) // _PAGE), 1)


def _compound(data: bytes) -> UnreadableLetter:
    """Word 97-2003 files and encrypted DOCX files share their first bytes."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableLetter(
            "encrypted", "Tệp DOCX được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại."
        )
    return UnreadableLetter(
        "unknown_type",
        "Tệp ở định dạng Word cũ (.doc) chưa được hỗ trợ; chưa đọc nội dung nào. Đề nghị lưu lại ở dạng "
        "DOCX rồi tải lên.",
    )
