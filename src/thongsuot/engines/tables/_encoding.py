"""Which characters the bytes of a CSV mean; the codes of two old Vietnamese fonts are recognised."""

from __future__ import annotations

import re
import unicodedata

from thongsuot.engines.tables import _legacy
from thongsuot.engines.tables._sheet import UnreadableTable

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and its encoding: by the mark, UTF-16 by its zeros, UTF-8, an old font, else windows-1258."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if zeros.count(0) * 10 > len(zeros) * 4:
            return _strict(data, encoding), encoding
    try:
        return _no_control(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        latin = data.decode("latin-1")
        if font := _legacy.font_of(latin):
            return _no_control(_legacy.to_unicode(latin, font)), font
        return unicodedata.normalize("NFC", _strict(data, "cp1258")), "windows-1258"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _no_control(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableTable(
            "encoding",
            "Không nhận ra bảng mã của tệp. Hãy lưu lại dạng CSV UTF-8 hoặc .xlsx rồi tải lên.",
            line=_line(data[: error.start].decode(encoding, "ignore")),
        ) from error


def _no_control(text: str) -> str:
    if found := _CONTROL.search(text):
        raise UnreadableTable(
            "not_a_table",
            "Tệp có ký tự điều khiển, không phải bảng dạng văn bản. Hãy lưu lại dạng .xlsx hoặc .csv rồi tải lên.",
            line=_line(text[: found.start()]),
        )
    return text


def _line(before: str) -> int:
    return 1 + len(re.findall("\r\n|\r|\n", before))
