"""Files of every kind, made on the spot: DOCX from its XML, PDF from typst or by hand, locked or signed."""

import functools
import hashlib
import io
import struct
import tempfile
import zipfile
from pathlib import Path

from thongsuot.web import typefaces

PROJECT = Path(__file__).resolve().parents[3]
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def document(body: str, *, before: str = "") -> str:
    """The main part of a DOCX file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {SPACES}><w:body>{body}</w:body></w:document>'


def word(body: str, **parts: str | bytes) -> bytes:
    """A DOCX file; further parts by name, a plain keyword has two underscores for a slash and one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", body if body.startswith("<?xml") else document(body))
        for name, content in parts.items():
            archive.writestr(name if "/" in name else name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def part(kind: str, inside: str) -> str:
    """Another part of a DOCX file: styles, numbering, footnotes, hdr."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {SPACES}>{inside}</w:{kind}>'


def relations(*links: tuple[str, str, str, bool]) -> str:
    """The links of a document: id, kind, target, whether it lies outside."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{KIND}{kind}" Target="{target}" '
        f'TargetMode="{"External" if out else "Internal"}"/>'
        for name, kind, target, out in links
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    shaped = f"<w:rPr>{run}</w:rPr>" if run else ""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{own}<w:r>{shaped}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells hold the XML given, or a paragraph of the words given."""
    cells = [[cell if cell.startswith("<w:") else p(cell) for cell in row] for row in rows]
    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
        + "</w:tbl>"
    )


@functools.cache
def printed(source: str) -> bytes:
    """What typst makes of its source, on A4 in the print face."""
    import typst

    fonts = PROJECT / "build" / "typefaces"
    typefaces.build(PROJECT / "node_modules", fonts)
    head = '#set page(paper: "a4", margin: 2cm)\n#set text(font: "Tinos", size: 11pt, lang: "vi")\n'
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.typ"
        file.write_text(head + source, encoding="utf-8")
        made: bytes = typst.compile(str(file), font_paths=[str(fonts)])
    return made


def placed(*words: tuple[float, float, str]) -> str:
    """Typst source of words at their places in centimetres, drawn in this order."""
    return "\n".join(f"#place(top + left, dx: {across}cm, dy: {down}cm)[{text}]" for across, down, text in words)


Objects = dict[int, bytes]


def assembled(objects: Objects, trailer: bytes = b"") -> bytes:
    """A PDF of the objects given; the first is its catalogue."""
    body, places = b"%PDF-1.6\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    count = max(objects) + 1
    rows = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, count)
    )
    start = len(body)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, rows, count, trailer, start)
    )


def simple(
    text: str = "Kinh gui: Cac doanh nghiep", *, pages: int = 1, catalogue: bytes = b"", form: bytes = b""
) -> Objects:
    """The objects of a PDF that shows one line on each of its pages."""
    shown = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % text.encode()
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>%s>>" % form
    return {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        **dict.fromkeys(range(10, 10 + pages), page),
    }


def signed() -> bytes:
    """A PDF that bears a signature, as the offices of Vietnam send it; nobody could verify this one."""
    field = (
        b"<</FT/Sig/T(ChuKy)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 10 0 R/V<</Type/Sig/Filter/Adobe.PPKLite"
        b"/SubFilter/adbe.pkcs7.detached/ByteRange[0 10 20 10]/Contents<3080>>>>>"
    )
    objects = simple(catalogue=b"/AcroForm<</SigFlags 3/Fields[5 0 R]>>", form=b"/Annots[5 0 R]")
    return assembled(objects | {5: field})


def carrying() -> bytes:
    """A PDF with a script that runs when it is opened and a file that hangs on it."""
    names = (
        b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert"
        b"\\(1\\))>>]>>/EmbeddedFiles<</Names[(a.exe)<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>]>>>>"
    )
    return assembled(simple(catalogue=names) | {6: b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream"})


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FORBIDDEN = -3904  # copying and changing are forbidden, as those ask who lock a file for its owner


def rc4(key: bytes, data: bytes) -> bytes:
    """RC4, by which PDF files were locked from version 1.1 on."""
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def locked(user: str, owner: str = "chu-so-huu") -> bytes:
    """A PDF locked by the standard handler, revision 2 (ISO 32000-1, 7.6.3); an empty user's password opens it."""
    name = b"0123456789abcdef"
    mine, theirs = (PADDING if not word else (word.encode() + PADDING)[:32] for word in (user, owner))
    owners = rc4(_md5(theirs)[:5], mine)
    key = _md5(mine + owners + struct.pack("<i", FORBIDDEN) + name)[:5]
    objects = simple()
    shown = b"BT /F1 12 Tf 72 720 Td (Kinh gui: Cac doanh nghiep) Tj ET"
    closed = rc4(_md5(key + (4).to_bytes(3, "little") + bytes(2))[:10], shown)
    objects[4] = b"<</Length %d>>stream\n%s\nendstream" % (len(closed), closed)
    objects[5] = b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
        FORBIDDEN,
        owners.hex().encode(),
        rc4(key, PADDING).hex().encode(),
    )
    identity = name.hex().encode()
    return assembled(objects, b"/Encrypt 5 0 R/ID[<%s><%s>]" % (identity, identity))
