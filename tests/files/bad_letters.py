"""Letters as nobody should send them: bombs, locks, lies and halves, made on the spot."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image
from tests.engines.letter import files_made as made
from tests.files import samples

PARAGRAPH = made.p("Kính gửi: Các doanh nghiệp")
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
LOTS = f'<!DOCTYPE w [<!ENTITY a "ha">{LAUGHS}]>'
DECLARED = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd">'
AWAY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def archive(name: str, content: bytes) -> bytes:
    """A ZIP that holds one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return stream.getvalue()


def nested(depth: int = 6) -> bytes:
    """A ZIP in a ZIP in a ZIP, with a bomb at the bottom."""
    inside = samples.bomb()
    for _ in range(depth):
        inside = archive("lop-trong.zip", inside)
    return inside


def entities(declared: str, used: str) -> bytes:
    """A DOCX whose text grows, or comes from elsewhere, through entities."""
    return made.word(made.document(PARAGRAPH.replace("Kính gửi", used), before=declared))


def deep() -> bytes:
    """A DOCX whose elements lie in each other five thousand times."""
    return made.word("<w:ins>" * 5000 + PARAGRAPH + "</w:ins>" * 5000)


def lying() -> bytes:
    """A DOCX that says of its text that it is short, and goes on for 64 MiB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (64 << 20))
    data = bytearray(stream.getvalue())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rindex(mark) + place
        data[at : at + 4] = struct.pack("<I", 1000)
    return bytes(data)


def picture(form: str, size: tuple[int, int] = (9000, 9000), **how: object) -> bytes:
    """A white picture that packs small and unpacks large."""
    stream = io.BytesIO()
    Image.new("1", size, 1).save(stream, form, **how)
    return stream.getvalue()


def claimed_png(side: int = 2_000_000_000) -> bytes:
    """A PNG whose head claims more dots than any memory holds."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(99))) + part(b"IEND", b"")


def claimed_jpeg(side: int = 65_000) -> bytes:
    """A JPEG whose head claims four thousand million dots."""
    stream = io.BytesIO()
    Image.new("RGB", (16, 16)).save(stream, "JPEG")
    data = bytearray(stream.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", side, side)
    return bytes(data)


def talkative_png() -> bytes:
    """A PNG whose remark unpacks to 64 MiB."""
    remark = b"Comment\0\0" + zlib.compress(bytes(64 << 20), 9)
    data = samples.png()
    at = data.index(b"IDAT") - 4
    part = struct.pack(">I", len(remark)) + b"zTXt" + remark + struct.pack(">I", zlib.crc32(b"zTXt" + remark))
    return data[:at] + part + data[at:]


def picture_in_pdf(kind: bytes = b"", side: int = 100_000) -> bytes:
    """A PDF whose page shows a picture that claims to be immense."""
    shown, dots = b"q 500 0 0 500 0 0 cm /I Do Q", zlib.compress(bytes(1000))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/%s/"
        b"Length %d>>stream\n%s\nendstream"
    )
    return made.assembled(
        made.simple()
        | {
            4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
            5: image % (side, side, kind or b"FlateDecode", len(dots), dots),
            10: page,
        }
    )


def bomb_in_pdf(size: int = 64 << 20) -> bytes:
    """A PDF whose page is a stream of 64 MiB of blanks, packed twice."""
    packed = zlib.compress(zlib.compress(b" " * size, 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    return made.assembled(made.simple() | {4: stream})


def circular() -> bytes:
    """A PDF whose pages contain themselves."""
    return made.assembled(made.simple() | {2: b"<</Type/Pages/Kids[2 0 R 2 0 R 10 0 R]/Count 3>>"})


JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\x00\x00\x00\x14ftypjp2 \x00\x00\x00\x00jp2 " + bytes(60)
RTF = b"{\\rtf1\\ansi K\\'ednh g\\u7917?i: C\\'e1c \\u273?\\u417?n v\\u7883?}"

# What was sent, and the code of the refusal.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "blanks": (lambda: b" \r\n\t" * 50, "empty"),
    "text without end": (lambda: "Kính gửi: Các doanh nghiệp. ".encode() * 400_000, "too_large"),
    "DOCX bomb": (samples.bomb, "too_large"),
    "DOCX that lies about its size": (lying, "damaged"),
    "bomb of shared bytes": (lambda: samples.overlapping_bomb(4000), "unknown_type"),
    "bomb of many entries": (samples.crowded_bomb, "too_large"),
    "ZIP in ZIP": (nested, "unknown_type"),
    "DOCX of entities": (lambda: entities(LOTS, "&m;"), "damaged"),
    "DOCX that asks for a file": (lambda: entities(AWAY, "&a;"), "damaged"),
    "DOCX that declares only": (lambda: entities(DECLARED, "Kính gửi"), "damaged"),
    "DOCX without a bottom": (deep, "damaged"),
    "half a DOCX": (lambda: samples.word()[: len(samples.word()) // 2], "damaged"),
    "DOCX of another main part": (lambda: made.word("<?xml version='1.0'?><a/>"), "damaged"),
    "Word 97": (lambda: samples.OLE, "unknown_type"),
    "locked Word": (lambda: samples.OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "PDF of 10 000 pages": (lambda: made.assembled(made.simple(pages=10_000)), "too_large"),
    "locked PDF": (lambda: made.locked("mat-khau"), "encrypted"),
    "half a PDF": (lambda: made.printed("Kính gửi: Các doanh nghiệp")[:2000], "damaged"),
    "PDF and ZIP": (lambda: made.assembled(made.simple()) + archive("a.txt", b"a"), "unknown_type"),
    "ZIP and PDF": (lambda: samples.word()[:4] + b"%PDF-1.4" + samples.word()[12:], "unknown_type"),
    "JPEG and ZIP": (lambda: samples.JPEG + archive("a.txt", b"a"), "unknown_type"),
    "page as DOCX": (lambda: samples.PAGE, "unknown_type"),
    "page in UTF-16 as DOCX": (lambda: samples.PAGE.decode().encode("utf-16"), "unknown_type"),
    "RTF as DOCX": (lambda: RTF, "unknown_type"),
    "XML as DOCX": (lambda: made.document(PARAGRAPH).encode(), "unknown_type"),
    "spreadsheet as DOCX": (samples.sheet, "unknown_type"),
    "program as PDF": (samples.program, "unknown_type"),
    "noise": (lambda: bytes(range(256)) * 40, "unknown_type"),
}  # fmt: skip

PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "PNG bomb": (lambda: picture("PNG"), "bomb"),
    "TIFF bomb": (lambda: picture("TIFF", compression="group4"), "bomb"),
    "PNG that claims": (claimed_png, "bomb"),
    "JPEG that claims": (claimed_jpeg, "bomb"),
    "PNG with a remark that is a bomb": (talkative_png, "damaged"),
    "JPEG 2000": (lambda: JP2, "damaged"),
    "GIF": (lambda: b"GIF89a" + bytes(99), "damaged"),
    "half a PNG": (lambda: picture("PNG", (1600, 2200))[:60], "damaged"),
    "half a TIFF": (lambda: picture("TIFF", (1600, 2200))[:300], "damaged"),
    "half a JPEG": (lambda: claimed_jpeg(16)[:40], "damaged"),
    "picture of a PDF": (picture_in_pdf, "bomb"),
    "JPEG 2000 in a PDF": (lambda: picture_in_pdf(b"JPXDecode"), "bomb"),
    "scan of 10 000 pages": (lambda: made.assembled(made.simple(pages=10_000)), "too_many"),
    "locked scan": (lambda: made.locked("mat-khau"), "encrypted"),
}


@functools.cache
def macro() -> bytes:
    """A letter with a macro in it."""
    return made.word(PARAGRAPH, word__vbaProject_bin=b"\xd0\xcf\x11\xe0" + bytes(100))


def outside(port: int) -> bytes:
    """A letter whose template, picture and frame lie on a server."""
    address = f"http://127.0.0.1:{port}/"
    links = made.relations(
        ("rId1", "attachedTemplate", address + "a.dotm", True),
        ("rId2", "image", address + "a.png", True),
        ("rId3", "frame", address + "a.html", True),
        ("rId4", "hyperlink", address, True),
    )
    shown = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId2"/></v:shape></w:pict></w:r></w:p>'
    settings = made.part("settings", '<w:attachedTemplate r:id="rId1"/>')
    return made.word(PARAGRAPH + shown, word__settings_xml=settings, **{"word/_rels/document.xml.rels": links})
