"""A stream of bytes as blocks of whole lines in UTF-8, whatever its encoding; what is no text is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator

from thongsuot.engines.tables import _legacy
from thongsuot.engines.tables._sheet import UnreadableTable

LONGEST_LINE = 8_192  # octets
_BLOCK = 1024 * 1024
_HEAD = 4_096  # octets that show what the stream is
_BOMS = ((b"\xef\xbb\xbf", ""), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHERS = (  # Excel, old Excel, Parquet, gzip, SQLite, PDF, RTF, pictures
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"\x1f\x8b", b"SQLite format 3\x00", b"%PDF", b"{\\rtf", b"\x89PNG",
    b"\xff\xd8\xff", b"GIF8",
)  # fmt: skip
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HARMLESS = bytes(set(range(256)) - {*range(9), *range(14, 27), *range(28, 32)})
_ENCODING = "Không nhận ra bảng mã của tệp từ đây trở đi. Hãy lưu lại dạng CSV UTF-8; chưa nhận số nào."
_CONTROLS = "Có ký tự điều khiển: không phải tệp CSV. Hãy xuất lại dạng CSV UTF-8; chưa nhận số nào."
TOO_LONG = "Dòng dài quá 8 KB. Hãy kiểm tra lại tệp; chưa nhận số nào."

# What nobody sees in a cell, in UTF-8, and blanks of other widths; copied from telephones, web pages and papers: soft
# hyphen, zero-width space and joiners, directions, selectors of forms, a mark of UTF-8 on the way.
_UNSEEN = re.compile(
    b"\xc2\xad|\xd8\x9c|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf"
)
_BLANKS = re.compile(b"\xc2\xa0|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
_ELSEWHERE = bytes(set(range(256)) - {0xC2, 0xD8, 0xE2, 0xE3, 0xEF})  # all but what these begin with

Decode = Callable[[bytes], bytes]


def blocks(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Give the number of the first line (from 1) and the lines, in UTF-8 and each ended by LF, about 1 MiB at a time.

    UTF-8 and UTF-16 with or without their mark, windows-1258, TCVN3 and VNI are read; a lone CR ends a line where the
    beginning has no LF. Characters that nobody sees are left out, blanks of any width are plain ones. Raises
    `UnreadableTable` where the bytes are no text, or no longer what they began as.
    """
    line, turn = 1, _Turn()
    for whole in _whole_lines(_told_apart(chunks)):
        block = turn(whole, line)
        if block.translate(None, _HARMLESS):
            before = _CONTROL.split(block, maxsplit=1)[0]
            raise UnreadableTable("not_a_table", _CONTROLS, line=line + before.count(b"\n"))
        yield line, _BLANKS.sub(b" ", _UNSEEN.sub(b"", block)) if block.translate(None, _ELSEWHERE) else block
        line += block.count(b"\n")


def _told_apart(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the bytes without their mark, UTF-16 as UTF-8, and CR as LF where only it ends lines."""
    stream = iter(chunks)
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= _HEAD:
            break
    if not head.strip():
        raise UnreadableTable("empty", "Tệp trống. Hãy kiểm tra lại tệp; chưa nhận số nào.")
    _refuse(head)
    mark, encoding = next((found for found in _BOMS if head.startswith(found[0])), (b"", _by_zeros(head)))
    decode = _from_utf_16(encoding) if encoding else bytes
    head = decode(head[len(mark) :])
    old = b"\r" in head and b"\n" not in head
    for chunk in _after(head, stream, decode):
        yield chunk.replace(b"\r", b"\n") if old else chunk


def _after(head: bytes, stream: Iterable[bytes], decode: Decode) -> Iterator[bytes]:
    yield head
    for chunk in stream:
        yield decode(chunk)
    yield decode(b"")  # half a character at the end is an error


def _refuse(head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower()
    if head.startswith(_OTHERS) or start.startswith(_MARKUP):
        message = "Không phải tệp CSV (tệp Excel, Parquet, tệp nén, văn bản hoặc ảnh). Hãy xuất lại dạng CSV UTF-8."
        raise UnreadableTable("not_a_table", f"{message[:-1]}; chưa nhận số nào.")


def _by_zeros(head: bytes) -> str:
    """Name UTF-16 without a mark: ASCII in it has a zero in every other place."""
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) * 10 > len(zeros) * 4:
            return encoding
    return ""


def _from_utf_16(encoding: str) -> Decode:
    decoder = codecs.getincrementaldecoder(encoding)()

    def decode(chunk: bytes) -> bytes:
        try:
            return decoder.decode(chunk, final=not chunk).encode()
        except UnicodeError as error:
            raise UnreadableTable("encoding", _ENCODING) from error

    return decode


def _whole_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give whole lines, about a block at a time; the last one is ended, and a DOS end of file left out."""
    rest = bytearray()
    for chunk in chunks:
        rest += chunk
        if len(rest) < _BLOCK:
            continue
        end = rest.rfind(b"\n") + 1
        if not end:
            raise UnreadableTable("cell_too_long", TOO_LONG)
        yield bytes(rest[:end])
        del rest[:end]
    last = bytes(rest).rstrip(b"\x1a")
    if last:
        yield last if last.endswith(b"\n") else last + b"\n"


class _Turn:
    """Turns lines of octets into UTF-8; what the first line beyond ASCII is, all others are."""

    def __init__(self) -> None:
        self.encoding = ""

    def __call__(self, block: bytes, line: int) -> bytes:
        if block.isascii():
            return block
        self.encoding = self.encoding or _encoding_of(block)
        try:
            if self.encoding in ("tcvn3", "vni"):
                return _legacy.to_unicode(block.decode("latin-1"), self.encoding).encode()
            text = block.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise UnreadableTable("encoding", _ENCODING, line=line + block[: error.start].count(b"\n")) from error
        return block if self.encoding == "utf-8" else text.encode()


def _encoding_of(block: bytes) -> str:
    try:
        block.decode()
    except UnicodeDecodeError as error:
        if not block[: error.start].isascii():
            return "utf-8"  # as far as it is sound
        return _legacy.font_of(block.decode("latin-1")) or "cp1258"
    return "utf-8"
