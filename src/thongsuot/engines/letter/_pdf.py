"""Read the text layer of a PDF file."""

from typing import Any

from thongsuot.engines.letter._pdf_layout import is_interleaved, laid_out
from thongsuot.engines.letter._pdf_lines import grids_of
from thongsuot.engines.letter._terms import UnreadableLetter

_MOST_PAGES = 1000
_MOST_CHARACTERS = 1_500_000
_RESTRICTED = (
    "Tệp PDF hạn chế sao chép hoặc chỉnh sửa nhưng không đòi mật khẩu khi mở; nội dung được đọc bình thường. "
    "Đề nghị đối chiếu với bản gốc."
)
_SIGNED = (
    "Tệp PDF có chữ ký số; nội dung được đọc nhưng chữ ký chưa được kiểm tra. Đề nghị kiểm tra chữ ký trên bản gốc."
)
_CARRIES = (
    "Tệp PDF có tệp đính kèm hoặc mã lệnh bên trong; chúng không được mở và không được chạy. "
    "Đề nghị xin bản không có tệp đính kèm và mã lệnh."
)


def pdf_text(data: bytes) -> tuple[str, int, list[str]]:
    """The text of all pages, parted by a line break, the number of pages, and what a person should know of the file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    try:
        pages = len(document)
        if pages > _MOST_PAGES:
            raise UnreadableLetter(
                "too_large",
                f"Tệp PDF có {pages} trang, vượt mức cho phép; chưa đọc nội dung nào. Đề nghị tải lên "
                f"riêng phần văn bản.",
            )
        text = "\n".join(_pages(document, pages))
        warnings = _told(document)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    finally:
        document.close()
    if not text.strip():
        raise UnreadableLetter(
            "no_text",
            "Tệp PDF là bản chụp, không có lớp chữ; tệp gốc vẫn được giữ nguyên. Đề nghị tải lên bản PDF "
            "có lớp chữ, DOCX hoặc TXT.",
        )
    return text, pages, warnings


def _pages(document: Any, pages: int) -> list[str]:
    """The text of each page, as far as a letter can be long."""
    read: list[str] = []
    whole = 0
    for index in range(pages):
        read.append(_page(document, index))
        whole += len(read[-1])
        if whole > _MOST_CHARACTERS:
            break
    return read


def _page(document: Any, index: int) -> str:
    """A page in the order of its file, but for columns that were written line by line and for ruled tables."""
    page = document[index]
    words = page.get_textpage()
    try:
        grids = grids_of(page)
        text: str = (
            laid_out(words, grids, page.get_width()) if grids or is_interleaved(words) else words.get_text_bounded()
        )
    finally:
        words.close()
        page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x00", "")


def _told(document: Any) -> list[str]:
    from pypdfium2 import raw

    told = []
    if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
        told.append(_RESTRICTED)
    if raw.FPDF_GetSignatureCount(document) > 0:
        told.append(_SIGNED)
    if raw.FPDFDoc_GetAttachmentCount(document) > 0 or raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        told.append(_CARRIES)
    return told


def _refusal(reason: str) -> UnreadableLetter:
    if "password" in reason.lower() or "security" in reason.lower():
        return UnreadableLetter(
            "encrypted", "Tệp PDF được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại."
        )
    return UnreadableLetter(
        "damaged",
        "Tệp PDF bị hỏng nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị xuất lại tệp PDF rồi tải lên.",
    )
