"""Decode text files: Unicode in its forms, then the codes Vietnamese was written in before it."""

import codecs
import unicodedata

from thongsuot.engines.letter._legacy import from_abc, modern
from thongsuot.engines.letter._syllables import plausible
from thongsuot.engines.letter._terms import UnreadableLetter
from thongsuot.engines.vietnamese import from_vni

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<?xml", "<svg", "<w:", "<script", "{\\rtf", "mime-version:", "%!ps")


def decoded(data: bytes) -> tuple[str, str | None]:
    """The text of a file, and a warning where it was written in another code than Unicode."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    bare = _without_mark(data)
    if bare:
        return _strictly(data, bare), None
    try:
        return converted(_checked(data.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    text, name = _guessed(data)
    return _checked(text), told(name)


def converted(text: str) -> tuple[str, str | None]:
    """A decoded text in today's letters, and a warning where they were none."""
    read, name = modern(text)
    return read, told(name) if name else None


def told(name: str) -> str:
    """The warning about a code page."""
    return (
        f"Văn bản không dùng mã Unicode; đã chuyển từ bảng mã {name} sang Unicode, vị trí trích dẫn tính theo bản đã "
        f"chuyển. Đề nghị đối chiếu với bản gốc."
    )


def _guessed(data: bytes) -> tuple[str, str]:
    """The likeliest reading of octets that are no Unicode; Windows' own code page where none is likely."""
    latin = data.decode("cp1252", errors="replace")
    ways = [("TCVN3 (ABC)", from_abc(latin)), ("VNI", from_vni(latin))]
    try:
        ways.insert(0, ("cp1258", unicodedata.normalize("NFC", data.decode("cp1258"))))
    except UnicodeDecodeError:
        ways.append(("cp1258", latin))
    name, text = max(ways, key=lambda way: plausible(way[1]))
    return (text, name) if plausible(text) > 0 else next((t, n) for n, t in ways if n == "cp1258")


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
    if text.lstrip("\ufeff \t\r\n")[:14].lower().startswith(_MARKUP):
        raise UnreadableLetter(
            "unknown_type",
            "Tệp là trang web, RTF hoặc XML, dù tên tệp có thể nói khác; chưa đọc nội dung nào. Đề nghị mở bằng trình "
            "soạn thảo, lưu ở dạng DOCX hoặc PDF rồi tải lên.",
        )
    return text
