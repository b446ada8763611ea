"""Read the text layer of a PDF file."""

from thongsuot.engines.letter._terms import UnreadableLetter

_MOST_PAGES = 1000


def pdf_text(data: bytes) -> tuple[str, int]:
    """The text of all pages, parted by a line break, and the number of pages."""
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
        text = "\n".join(_page(document, index) for index in range(pages))
    finally:
        document.close()
    if not text.strip():
        raise UnreadableLetter(
            "no_text",
            "Tệp PDF là bản chụp, không có lớp chữ; tệp gốc vẫn được giữ nguyên. Đề nghị tải lên bản PDF "
            "có lớp chữ, DOCX hoặc TXT.",
        )
    return text, pages


def _page(document: object, index: int) -> str:
    page = document[index]  # type: ignore[index] # pypdfium2 ships no types
    words = page.get_textpage()
    try:
        text: str = words.get_text_bounded()
    finally:
        words.close()
        page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x00", "")


def _refusal(reason: str) -> UnreadableLetter:
    if "password" in reason.lower() or "security" in reason.lower():
        return UnreadableLetter(
            "encrypted", "Tệp PDF được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại."
        )
    return UnreadableLetter(
        "damaged",
        "Tệp PDF bị hỏng nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị xuất lại tệp PDF rồi tải lên.",
    )
