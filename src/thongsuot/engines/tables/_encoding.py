"""Which characters the bytes of a CSV mean; the two old Vietnamese fonts' codes are recognised and refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate, islice

from thongsuot.engines.tables._sheet import Row, UnreadableTable, letter

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# TCVN3 (.VnTime): đ, ă, ơ ... sit where Latin-1 has signs that never stand inside a word: `V¨n`, `tªn`, `tho¹i`.
_TCVN3 = re.compile("[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe][a-z]")
# VNI: the mark follows its vowel: `Vaên`, `Leâ`, `Thuûy`; no Vietnamese word has these pairs of letters.
_VNI = re.compile("[AEOaeo][\xc2\xe2]|[Aa][\xca\xea]|[AEIOUYaeiouy][\xcf\xd8\xdb\xef\xf8\xfb]")
_ENOUGH = 2
_LEGACY = (
    (_TCVN3, "tcvn3", "TCVN3 (ABC)"),
    (_VNI, "vni", "VNI"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and its encoding: by the mark, UTF-16 by its zeros, UTF-8 if valid, else windows-1258 made NFC."""
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
        _refuse_text(latin)
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


def _refuse_text(latin: str) -> None:
    for pattern, code, name in _LEGACY:
        hits = list(islice(pattern.finditer(latin), _ENOUGH))
        if len(hits) == _ENOUGH:
            raise _legacy(code, name, line=_line(latin[: hits[0].start()]))


def refuse_legacy(rows: Sequence[Row]) -> None:
    """Refuse text that was typed in an old font and only looks like Latin-1 to the file."""
    written = [(row, text) for row in rows if not (text := "\n".join(row.cells)).isascii()]
    for pattern, code, name in _LEGACY:
        hits = ((row, found.start()) for row, text in written for found in pattern.finditer(text))
        first = list(islice(hits, _ENOUGH))
        if len(first) == _ENOUGH:
            row, at = first[0]
            ends = accumulate(len(cell) + 1 for cell in row.cells)
            column = next(place for place, end in enumerate(ends) if at < end)
            raise _legacy(code, name, line=row.line, column=letter(column))


def _legacy(code: str, name: str, *, line: int, column: str | None = None) -> UnreadableTable:
    return UnreadableTable(
        code,
        f"Chữ trong tệp dùng bảng mã {name}. Hãy chuyển sang Unicode (TCVN 6909) bằng bộ gõ rồi tải lên.",
        line=line,
        column=column,
    )


def _line(before: str) -> int:
    return 1 + len(re.findall("\r\n|\r|\n", before))
