"""Files of every kind: read by content, or refused with a reason."""

import io
import unicodedata
import zipfile

import docx
import pytest
from tests.engines.letter import scoring

from thongsuot.engines import letter as letters

TEXT = (scoring.CORPUS / "second-02-tin-gia.txt").read_text(encoding="utf-8")
DUTIES = 5


def word(text: str) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "UBND TỈNH MAI CHÂU\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 620/STTTT-TTBCXB"
    table.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMai Châu, ngày 11 tháng 10 năm 2022"
    for line in text[text.index("Kính gửi") :].split("\n"):
        if line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    merged = document.add_table(rows=1, cols=2)
    merged.cell(0, 0).merge(merged.cell(0, 1))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(text: str | None, *, pages: int = 1) -> bytes:
    """The smallest PDF that holds a line of text, or none."""
    shown = b"" if text is None else b"BT /F1 12 Tf 72 720 Td (" + text.encode() + b") Tj ET"
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages)).encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + str(pages).encode() + b" >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length " + str(len(shown)).encode() + b" >>\nstream\n" + shown + b"\nendstream",
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        b"/Font << /F1 3 0 R >> >> >>"
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate([*parts, *[page] * pages], 1):
        offsets.append(len(body))
        body += str(number).encode() + b" 0 obj\n" + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    size = str(len(offsets) + 1).encode()
    xref = str(len(body)).encode()
    return (
        body
        + b"xref\n0 "
        + size
        + b"\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size "
        + size
        + b" /Root 1 0 R >>\nstartxref\n"
        + xref
        + b"\n%%EOF"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_form_of_unicode_is_read(encoding):
    read = letters.read(TEXT.encode(encoding))
    assert read.text == TEXT
    assert read.format == "txt"
    assert len(read.obligations) == DUTIES


def test_the_windows_code_page_is_read_with_a_warning():
    spread = "".join(unicodedata.normalize("NFD", c) if c not in "âêôăơưđÂÊÔĂƠƯĐ" else c for c in TEXT)
    marks = {"\u0302": "", "\u0306": "", "\u031b": ""}
    data = bytes(b for c in windows(spread) if c not in marks for b in c.encode("cp1258", errors="ignore"))
    read = letters.read(data)
    assert len(read.obligations) == DUTIES
    assert any("cp1258" in warning for warning in read.warnings)


def windows(text: str) -> str:
    """Letters as cp1258 spells them: the vowel with its hat, the tone behind."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFD", c)
        tone = "".join(m for m in bare if m in "\u0300\u0301\u0303\u0309\u0323")
        out.append(unicodedata.normalize("NFC", "".join(m for m in bare if m not in tone)) + tone)
    return "".join(out)


def test_bytes_no_code_page_knows_are_still_read():
    assert letters.read(b"Kinh gui: cac don vi \xd2\xd2 \xe9\x90 thuc hien").format == "txt"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_read_and_quoted_as_they_stand(form):
    text = unicodedata.normalize(form, TEXT)
    read = letters.read_text(text)
    assert len(read.obligations) == DUTIES
    assert all(duty.quote == text[duty.start : duty.end] for duty in read.obligations)
    assert read.signer.name == "Khuất Duy Minh"


def test_a_word_file_keeps_paragraphs_lists_and_tables_in_order():
    read = letters.read(word(TEXT), filename="cong-van.docx")
    assert (read.format, read.file, read.number) == ("docx", "cong-van.docx", "620/STTTT-TTBCXB")
    assert read.issuer.parent == "UBND tỉnh Mai Châu"
    assert len(read.obligations) == DUTIES


def test_a_pdf_with_text_is_read_page_by_page():
    read = letters.read(pdf("Kinh gui: Cac doanh nghiep", pages=2))
    assert (read.format, read.pages) == ("pdf", 2)


def test_pages_of_a_text_are_told_by_form_feeds():
    assert letters.read_text("Một\fHai\fBa").pages == 3


def sealed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(stream.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    return stream.getvalue()


def bundle(name: str, data: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


BAD = {
    "no bytes": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "huge": (b"a" * (25 * 1024 * 1024 + 1), "too_large"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "unknown_type"),
    "zero bytes": (b"abc\x00\x00def", "unknown_type"),
    "broken utf-16": (b"\xff\xfe\x00\xd8", "damaged"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "unknown_type"),
    "locked word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "torn zip": (b"PK\x03\x04 torn", "damaged"),
    "zip of something": (bundle("a.txt", "a"), "unknown_type"),
    "word without parts": (bundle("word/document.xml", "<a/>"), "damaged"),
    "sealed word": (sealed(), "encrypted"),
    "zip bomb": (bomb(), "too_large"),
    "torn pdf": (b"%PDF-1.4 torn", "damaged"),
    "scan": (pdf(None), "no_text"),
    "too many pages": (pdf("a", pages=1001), "too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(name):
    data, code = BAD[name]
    with pytest.raises(letters.UnreadableLetter) as caught:
        letters.read(data)
    assert caught.value.code == code
    assert "Đề nghị" in caught.value.message


def test_a_word_file_without_words_is_refused():
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(letters.UnreadableLetter) as caught:
        letters.read(stream.getvalue())
    assert caught.value.code == "no_text"


def test_a_locked_pdf_is_told_from_a_torn_one():
    from thongsuot.engines.letter._pdf import _refusal

    assert _refusal("Failed to load document (PDFium: Incorrect password error).").code == "encrypted"
    assert _refusal("Failed to load document (PDFium: Data format error).").code == "damaged"


def test_empty_text_is_refused():
    with pytest.raises(letters.UnreadableLetter):
        letters.read_text("  ")
