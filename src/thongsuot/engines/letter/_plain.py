"""Decode text files: Unicode in its forms, then the Vietnamese code page of Windows."""

import codecs

from thongsuot.engines.letter._terms import UnreadableLetter

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and a warning where its encoding had to be supposed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    bare = _without_mark(data)
    if bare:
        return _strictly(data, bare), None
    try:
        return _checked(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _checked(
        text
    ), "Tệp không dùng mã Unicode; đã đọc theo bảng mã tiếng Việt của Windows (cp1258). Đề nghị đối chiếu với bản gốc."


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark shows in zero bytes on one side only."""
    sample = data[:400]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.3 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableLetter(
            "damaged",
            "Tệp văn bản bị lỗi mã ký tự nên không đọc được; tệp gốc vẫn được giữ nguyên. Đề nghị lưu "
            "lại ở dạng UTF-8 rồi tải lên lại.",
        ) from error


def _checked(text: str) -> str:
    """A text holds words; bytes of another kind of file do not."""
    if not text.strip():
        raise UnreadableLetter(
            "empty", "Tệp không có nội dung; chưa ghi nhận văn bản nào. Đề nghị kiểm tra và tải lên đúng tệp."
        )
    odd = sum(1 for c in text if (c < " " and c not in "\n\r\t\f\v") or c == "\ufffd")
    if odd > max(2, len(text) // 100) or "\x00" in text:
        raise UnreadableLetter(
            "unknown_type",
            "Tệp không phải văn bản TXT, DOCX hoặc PDF; chưa ghi nhận nội dung nào. Đề nghị tải lên tệp "
            "TXT, DOCX hoặc PDF có lớp chữ.",
        )
    return text
