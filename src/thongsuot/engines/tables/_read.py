"""Tell what kind of file the bytes are and read the table in it."""

from __future__ import annotations

from thongsuot.engines.tables import _csv, _encoding, _legacy, _xlsx
from thongsuot.engines.tables._sheet import Limits, Sheet, UnreadableTable, headed

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # XLS of Excel 97-2003, and every XLSX locked with a password
_ZIP = b"PK\x03\x04"
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")


def read(data: bytes, *, filename: str = "", header_line: int | None = None, limits: Limits | None = None) -> Sheet:
    """Read a CSV or XLSX table from its bytes; the content decides, `filename` only words the message.

    CSV: UTF-8, UTF-16 or windows-1258; comma, semicolon or tab. XLSX: the first visible sheet, formulas by the value
    Excel kept, dates as ISO 8601, cells merged downwards repeated. Text in the codes of TCVN3 (ABC) or VNI becomes
    Unicode. The header is found below titles unless `header_line` names it (0: the first line with anything in it).
    Raises `UnreadableTable` with the line and column where there is one.
    """
    limits = limits or Limits()
    if not data.strip():
        raise UnreadableTable("empty", "Tệp trống. Hãy kiểm tra lại tệp rồi tải lên.")
    if len(data) > limits.size:
        raise UnreadableTable("too_large", f"Tệp lớn hơn {limits.size // 1024 // 1024} MB. Hãy chia nhỏ rồi tải lên.")
    _refuse_others(data, filename)
    if data.startswith(_ZIP):
        table = _xlsx.read(data, limits)
        rows, font = _legacy.rows_in_unicode(table.rows)
        head, rows = headed(rows, header_line)
        rows = _xlsx.repeat_merged(rows, table.merged)
        return Sheet(head.cells, head.line, tuple(rows), "xlsx", font, title=table.title)
    text, encoding = _encoding.decode(data)
    rows, delimiter = _csv.read(text, limits)
    rows, font = _legacy.rows_in_unicode(rows)
    head, rows = headed(rows, header_line)
    return Sheet(head.cells, head.line, tuple(rows), "csv", font or encoding, delimiter)


def _refuse_others(data: bytes, filename: str) -> None:
    if data.startswith(_OLE):
        name = f"Tệp {filename}" if filename else "Tệp"
        raise UnreadableTable(
            "old_excel", f"{name} là Excel 97-2003 hoặc có mật khẩu. Hãy bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên."
        )
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OTHERS) or start.startswith(_MARKUP):
        raise UnreadableTable("not_a_table", "Tệp không phải bảng tính. Hãy lưu lại dạng .xlsx hoặc .csv rồi tải lên.")
