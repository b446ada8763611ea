"""A file is what its bytes are, not what its name says."""

import time

import pytest
from tests.files import samples

from thongsuot.files.queries import clean_name, inspect
from thongsuot.files.queries.contents import REASONS, SHEET, UNKNOWN, WORD

HONEST = {
    "cong-van.pdf": (samples.pdf, "application/pdf"),
    "Báo cáo.DOCX": (samples.word, WORD),
    "so-lieu.xlsx": (samples.sheet, SHEET),
    "anh.png": (samples.png, "image/png"),
    "anh.jpg": (lambda: samples.JPEG, "image/jpeg"),
    "chu-ky.p7s": (lambda: samples.SIGNED, "application/pkcs7-signature"),
    "goi.zip": (lambda: samples.archive(a_txt=b"a"), "application/zip"),
    "van-ban.txt": (lambda: "Kính gửi: các doanh nghiệp\r\n".encode(), "text/plain"),
    "van-ban-1258.txt": (lambda: "Kính g".encode("cp1258") + b"\xfd\xd2i\n", "text/plain"),
    "van-ban-16.txt": (lambda: "Kính gửi".encode("utf-16"), "text/plain"),
    "dos.txt": (lambda: b"mot hai\r\n\x1a", "text/plain"),
    "so-lieu.csv": (lambda: "Mã;Tên\n1;Một\n".encode(), "text/csv"),
    "khong-duoi": (samples.pdf, "application/pdf"),
    "cu.doc": (lambda: samples.OLE, UNKNOWN),
    "co-mat-khau.docx": (lambda: samples.OLE, UNKNOWN),
    "trang.html": (lambda: samples.PAGE, UNKNOWN),
    "la.bin": (lambda: bytes(range(256)), UNKNOWN),
}


@pytest.mark.parametrize("name", HONEST)
def test_the_type_follows_from_the_content(name):
    make, media_type = HONEST[name]
    contents = inspect(make(), name)
    assert contents.doubt is None
    assert (contents.name, contents.media_type) == (name, media_type)


FALSE = {
    "program as letter": ("letter.pdf", samples.program, "runnable"),
    "program by its own name": ("setup.exe", samples.program, "runnable"),
    "program behind a second ending": ("letter.pdf.exe", samples.pdf, "runnable"),
    "program behind a name written backwards": ("letter\u202efdp.exe", samples.pdf, "runnable"),
    "program of Linux": ("letter.docx", lambda: b"\x7fELF\x02\x01" + bytes(50), "runnable"),
    "script as text": ("ghi-chu.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "runnable"),
    "script behind a mark": ("ghi-chu.txt", lambda: b"\xef\xbb\xbf\n#!/bin/sh\n", "runnable"),
    "batch file": ("chay.bat", lambda: b"del *.*\r\n", "runnable"),
    "macro": ("letter.docx", samples.macro, "runnable"),
    "page as text": ("letter.txt", lambda: samples.PAGE, "disguised"),
    "page as text in UTF-16": ("letter.txt", lambda: samples.PAGE.decode().encode("utf-16"), "disguised"),
    "page as table": ("letter.csv", lambda: b"a;b\n<script>alert(1)</script>", "disguised"),
    "page as letter": ("letter.pdf", lambda: samples.PAGE, "disguised"),
    "picture that is a drawing": ("anh.png", lambda: b"<svg xmlns='x' onload='alert(1)'/>", "disguised"),
    "word as letter": ("letter.pdf", samples.word, "disguised"),
    "archive as word": ("letter.docx", lambda: samples.archive(a_txt=b"a"), "disguised"),
    "noise as text": ("letter.txt", lambda: bytes(range(256)), "disguised"),
    "half a character": ("letter.txt", lambda: b"\xff\xfe\x00\xd8", "disguised"),
    "bomb": ("letter.docx", samples.bomb, "bomb"),
    "bomb of shared bytes": ("letter.zip", samples.overlapping_bomb, "bomb"),
    "bomb of many entries": ("letter.zip", samples.crowded_bomb, "bomb"),
    "cut off": ("letter.docx", lambda: samples.word()[:-400], "broken"),
    "letter that is also an archive": ("letter.pdf", lambda: samples.pdf() + samples.archive(a_txt=b"a"), "polyglot"),
    "picture that is also an archive": ("anh.png", lambda: samples.png() + samples.word(), "polyglot"),
    "picture that is also a page": ("anh.jpg", lambda: samples.JPEG[:20] + samples.PAGE + samples.JPEG, "polyglot"),
}  # fmt: skip


@pytest.mark.parametrize("case", FALSE)
def test_what_lies_is_doubted_and_loses_its_type(case):
    name, make, code = FALSE[case]
    contents = inspect(make(), name)
    assert contents.doubt is not None
    assert (contents.doubt.code, contents.media_type) == (code, UNKNOWN)
    assert str(contents.doubt) == str(REASONS[code])


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_says_what_was_kept_and_what_to_do(code):
    reason = str(REASONS[code])
    assert "đã được giữ riêng" in reason
    assert "Hãy " in reason


def test_a_letter_that_only_speaks_of_an_archive_is_no_archive():
    letter = samples.pdf("PK") + b"PK\x05\x06 and more that is no end of an archive" + bytes(30)
    assert inspect(letter, "letter.pdf").doubt is None


def test_a_table_of_contents_too_long_to_read_is_not_read():
    data = samples.archive(a_txt=b"a")
    end = data.index(b"PK\x05\x06")
    lying = data[: end + 12] + (3 * 1024 * 1024).to_bytes(4, "little") + data[end + 16 :]
    start = time.monotonic()
    assert inspect(lying, "a.zip").doubt.code == "bomb"
    assert time.monotonic() - start < 0.5


def test_the_largest_text_is_looked_at_quickly():
    data = "Nội dung báo cáo. ".encode() * (25 * 1024 * 1024 // 25)
    start = time.monotonic()
    assert inspect(data, "a.txt").media_type == "text/plain"
    assert time.monotonic() - start < 3


NAMES = {
    "Báo cáo số 1.pdf": "Báo cáo số 1.pdf",
    "Ba\u0301o ca\u0301o.pdf": "Báo cáo.pdf",
    "../../etc/passwd": "passwd",
    "C:\\Users\\hang\\Công văn.docx": "Công văn.docx",
    "a\r\nSet-Cookie: x.pdf": "a Set-Cookie_ x.pdf",
    'a"b<c>|?*.pdf': "a_b_c____.pdf",
    "  .hidden.txt  ": "hidden.txt",
    "CON.txt": "_CON.txt",
    "": "tep",
    "...": "tep",
    "\u200b\u202e": "tep",
    "a\0b.pdf": "ab.pdf",
}


@pytest.mark.parametrize("given", NAMES)
def test_a_name_is_cleaned_and_stays_its_owners(given):
    assert clean_name(given) == NAMES[given]


def test_a_long_name_keeps_its_ending():
    name = clean_name("Công văn chỉ đạo " * 40 + ".pdf")
    assert len(name.encode()) <= 180
    assert name.startswith("Công văn chỉ đạo")
    assert name.endswith(".pdf")
