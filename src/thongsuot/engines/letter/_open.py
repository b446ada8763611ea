"""Tell by its first bytes what a file is, and take the text out of it.

The readers of PDF and DOCX files are imported where one is met: most letters of a command line are texts.
"""

from dataclasses import dataclass

from thongsuot.engines.letter._hidden import shown
from thongsuot.engines.letter._plain import converted, decoded
from thongsuot.engines.letter._terms import UnreadableLetter

_LARGEST = 25 * 1024 * 1024
_LONGEST = 1_000_000  # characters; over three hundred pages
_PICTURES = (b"\x89PN", b"\xff\xd8\xff", b"II*", b"MM\x00")
_PAGE = 3000  # characters of a page of text, where the file has none of its own


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file, its format (txt, docx, pdf), its pages and what a person should know of the file."""

    text: str
    format: str
    pages: int
    warnings: tuple[str, ...] = ()


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
    pdf, zipped = b"%PDF-" in data[:1024], data[:4] in (b"PK\x03\x04", b"PK\x05\x06")
    if (pdf and zipped) or ((pdf or data[:3] in _PICTURES) and _ends_as_zip(data)):
        raise UnreadableLetter(
            "unknown_type",
            "Tệp mang cùng lúc hai định dạng (tài liệu và tệp nén) nên không đáng tin; chưa đọc nội dung nào. Đề nghị "
            "xuất lại tệp từ phần mềm soạn thảo rồi tải lên.",
        )
    if pdf:
        from thongsuot.engines.letter._pdf import pdf_text

        text, pages, warnings = pdf_text(data)
        return _finished(text, "pdf", pages, warnings)
    if zipped:
        from thongsuot.engines.letter._docx import docx_text

        text, warnings = docx_text(data)
        return _finished(text, "docx", None, warnings)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _compound(data)
    text, warning = decoded(data)
    return _finished(text, "txt", None, [warning] if warning else [])


def as_it_stands(text: str) -> Opened:
    """A text that is already decoded."""
    calm, warnings = shown(text)
    return Opened(calm, "txt", pages_of(calm), tuple(warnings))


def _finished(text: str, form: str, pages: int | None, warnings: list[str]) -> Opened:
    if len(text) > _LONGEST:
        raise UnreadableLetter(
            "too_large",
            "Văn bản dài quá một triệu ký tự nên chưa đọc nội dung nào. Đề nghị tải lên riêng phần văn bản, bỏ bớt "
            "phụ lục.",
        )
    if form != "txt":
        text, told = converted(text)
        warnings = [*warnings, *([told] if told else [])]
    text, seen = shown(text)
    return Opened(text, form, pages_of(text) if pages is None else pages, tuple([*warnings, *seen]))


def _ends_as_zip(data: bytes) -> bool:
    """Whether a program that unpacks would take the end of these bytes for an archive."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 22 - 65535))
    return at >= 0 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


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
