"""Small files of every kind, honest and otherwise, made on the spot."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib

import docx
import openpyxl

CONTENT_TYPES = "[Content_Types].xml"


def pdf(text: str = "Bao cao") -> bytes:
    """Return a one-page PDF."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, item)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


@functools.cache  # its zip tells the time
def word() -> bytes:
    """Return a DOCX as python-docx writes it."""
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Kính gửi các doanh nghiệp")
    document.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    """Return an XLSX as openpyxl writes it."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Mã", "Tên"])
    book.save(stream)
    return stream.getvalue()


def png() -> bytes:
    """Return a picture of one pixel."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")


def archive(**entries: bytes) -> bytes:
    """Return a ZIP; two underscores in a name stand for a slash, one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def macro() -> bytes:
    """Return a DOCX that carries a macro."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return stream.getvalue()


def bomb() -> bytes:
    """Return a DOCX whose text unpacks to 64 MiB of nothing."""
    stream = io.BytesIO(word())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/image1.bmp", bytes(64 * 1024 * 1024))
    return stream.getvalue()


def overlapping_bomb(count: int = 200) -> bytes:
    """Return a ZIP in which many entries share the same packed bytes."""
    data = archive(a_txt=bytes(range(256)) * 400)
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    table = entry * count
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(table), start, 0)
    return data[:start] + table + tail


def crowded_bomb() -> bytes:
    """Return a ZIP with more entries than any document has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for number in range(5001):
            packed.writestr(str(number), b"")
    return stream.getvalue()


def program() -> bytes:
    """Return the head of a Windows program."""
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(100)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(40) + b"\xff\xd9"
SIGNED = bytes.fromhex("3080 0609 2a864886f70d010702 a080 3080".replace(" ", "")) + bytes(40)
PAGE = "<!DOCTYPE html>\n<html><body>Xin chào<script>alert(1)</script></body></html>".encode()
