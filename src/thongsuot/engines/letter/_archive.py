"""Look into a zipped document before it is unpacked."""

import io
import zipfile

from thongsuot.engines.letter._terms import UnreadableLetter

_LARGEST = 200 * 1024 * 1024
_BOMB = 200


def damaged() -> UnreadableLetter:
    """The refusal of a DOCX file that cannot be unpacked or parsed."""
    return UnreadableLetter(
        "damaged",
        "Tệp DOCX bị hỏng nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị mở bằng trình soạn "
        "thảo, lưu lại rồi tải lên.",
    )


def guard(data: bytes) -> None:
    """Refuse archives that unpack to far more than they weigh, and those that hold no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged() from error
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
