"""What bytes really are, whatever their name says, and what about them is not to be trusted."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import MIB

UNKNOWN = "application/octet-stream"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TYPES = {
    "pdf": "application/pdf", "docx": WORD, "xlsx": SHEET, "png": "image/png", "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "p7s": "application/pkcs7-signature", "text": "text/plain", "zip": "application/zip",
}  # fmt: skip

# What an ending promises; an ending that is not here promises nothing.
PROMISES = {
    "pdf": {"pdf"}, "docx": {"docx", "ole"}, "xlsx": {"xlsx", "ole"}, "doc": {"ole", "rtf"}, "xls": {"ole"},
    "rtf": {"rtf"}, "png": {"png"}, "jpg": {"jpeg"}, "jpeg": {"jpeg"},
    "tif": {"tiff"}, "tiff": {"tiff"}, "txt": {"text"}, "csv": {"text"},
    "p7s": {"p7s", "text"}, "p7m": {"p7s", "text"}, "zip": {"zip"},
}  # fmt: skip

RUNNABLE = {
    "apk", "app", "bat", "cmd", "com", "cpl", "dll", "docm", "exe", "hta", "jar", "js", "jse",
    "lnk", "msi", "pif", "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh", "xlsm",
}  # fmt: skip
MOST_ENTRIES, MOST_UNPACKED, STEEPEST = 5000, 200 * MIB, 200
LONGEST_NAME = 180  # bytes; file systems end at 255 and a browser adds its own "(1)"

REASONS: dict[str, str | Promise] = {
    "disguised": _(
        "đuôi tên tệp không khớp với nội dung thật của tệp. Tệp đã được giữ riêng, chưa được sử dụng. "
        "Hãy kiểm tra lại, đặt đúng đuôi tên tệp rồi gửi lại."
    ),
    "runnable": _(
        "tệp chứa chương trình hoặc macro có thể tự chạy. Tệp đã được giữ riêng, chưa được sử dụng. "
        "Hãy lưu nội dung thành PDF, DOCX hoặc XLSX không có macro rồi gửi lại."
    ),
    "bomb": _(
        "tệp nén bung ra lớn bất thường. Tệp đã được giữ riêng, chưa được sử dụng. "
        "Hãy lưu lại văn bản thành một tệp mới rồi gửi lại."
    ),
    "polyglot": _(
        "tệp đồng thời mang nội dung của hai định dạng. Tệp đã được giữ riêng, chưa được sử dụng. "
        "Hãy xuất lại tệp từ phần mềm soạn thảo rồi gửi lại."
    ),
    "broken": _(
        "tệp bị hỏng hoặc chưa được tải lên trọn vẹn. Tệp đã được giữ riêng, chưa được sử dụng. "
        "Hãy mở thử tệp trên máy của mình rồi gửi lại."
    ),
}


class Doubt(Exception):
    """The bytes are not to be trusted; `code` is one of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(REASONS[self.code])

    @property
    def reason(self) -> str:
        """The reason as it is kept, in Vietnamese whoever uploads."""
        with translation.override("vi"):
            return str(self)


@dataclass(frozen=True)
class Contents:
    """What the bytes are, under which name they are kept, and why they are doubted (None: they are not)."""

    name: str
    media_type: str
    doubt: Doubt | None


def inspect(data: bytes, name: str) -> Contents:
    """Look at the bytes, not at the name; the name only counts for what it promises falsely."""
    name = clean_name(name)
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    kind, doubt = "unknown", None
    try:
        kind = _kind(data)
        _check(data, kind, ending)
    except Doubt as error:
        doubt = error
    media_type = "text/csv" if (kind, ending) == ("text", "csv") else TYPES.get(kind, UNKNOWN)
    return Contents(name, UNKNOWN if doubt else media_type, doubt)


def _check(data: bytes, kind: str, ending: str) -> None:
    if kind == "program" or ending in RUNNABLE:
        raise Doubt("runnable")
    if kind in {"pdf", "png", "jpeg", "tiff"} and (_ends_as_zip(data) or MARKUP.search(data[:1024])):
        raise Doubt("polyglot")
    if ending in PROMISES and kind not in PROMISES[ending]:
        raise Doubt("disguised")


def _kind(data: bytes) -> str:
    """Return what the bytes are; "unknown" where nothing is recognised."""
    for start, kind in MAGIC:
        if data.startswith(start):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(data)
    if data.startswith(b"MZ") and b"PE\0\0" in data[:4096]:
        return "program"
    if data.startswith(b"0") and SIGNED_DATA in data[:32]:
        return "p7s"
    return _kind_of_text(data)


MAGIC = (
    (b"%PDF-", "pdf"), (b"\xef\xbb\xbf%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"{\\rtf", "rtf"), (b"\x7fELF", "program"), (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"), (b"\xcf\xfa\xed\xfe", "program"), (b"\xce\xfa\xed\xfe", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "program"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"),
)  # fmt: skip
SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # RFC 5652: id-signedData, 1.2.840.113549.1.7.2


def _inside_zip(data: bytes) -> str:
    entries = _entries(data)
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return "program"
    if "[Content_Types].xml" in names:
        for inside, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
            if inside in names:
                return kind
    return "zip"


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the table of contents of a zip that unpacks to something sensible; nothing is unpacked."""
    place = data.rfind(b"PK\x05\x06")
    count, size = data[place + 10 : place + 12], data[place + 12 : place + 16]
    if place >= 0 and (int.from_bytes(count, "little") > MOST_ENTRIES or int.from_bytes(size, "little") > 2 * MIB):
        raise Doubt("bomb")  # a table of contents too long even to be read; no file of 25 MiB needs zip64 either
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise Doubt("broken") from error
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    steep = any(e.file_size > MIB and e.file_size > STEEPEST * max(e.compress_size, 1) for e in entries)
    overlapping = packed > len(data)  # entries that share bytes unpack them again and again
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or steep or overlapping:
        raise Doubt("bomb")
    return entries


def _ends_as_zip(data: bytes) -> bool:
    """Tell whether an unzipping program would take the end of these bytes for an archive."""
    place = data.rfind(b"PK\x05\x06", max(0, len(data) - 22 - 65535))
    return place >= 0 and place + 22 + int.from_bytes(data[place + 20 : place + 22], "little") == len(data)


MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|script|iframe|body|svg|meta|object|embed)[\s/>]", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _kind_of_text(data: bytes) -> str:
    """Tell text in any of the encodings met in Vietnam from markup and from bytes that are no text."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                data = data.decode(encoding).encode()
            except UnicodeDecodeError:
                return "unknown"
    if CONTROLS.search(data.rstrip(b"\x1a")):  # DOS ends a text by 0x1A
        return "unknown"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#!"):
        return "program"
    return "markup" if MARKUP.search(data[:1024]) else "text"


RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_name(name: str) -> str:
    """Return a name that is safe to show, to store and to save, and still the same to its owner."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(" " if c.isspace() else c for c in name if c.isspace() or unicodedata.category(c)[0] != "C")
    name = " ".join(re.sub(r'[<>:"|?*]', "_", name).split()).strip(". ")
    if RESERVED.match(name):
        name = f"_{name}"
    ending = PurePosixPath(name).suffix[:12]
    stem = name.removesuffix(ending) or "tep"
    while len((stem + ending).encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return stem.rstrip(". ") + ending if ending else stem
