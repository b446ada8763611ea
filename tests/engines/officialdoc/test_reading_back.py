"""Files that are no paper are refused with a reason, before anything in them is believed."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from tests.engines.officialdoc.samples import CREATED, REPORT

from thongsuot.engines.officialdoc import UnreadablePaper, read_docx, to_docx

WHOLE = to_docx(REPORT, created=CREATED)


def repacked(*, without="", **more):
    """Return our paper with one entry left out and others added."""
    packed = BytesIO()
    with ZipFile(BytesIO(WHOLE)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, source.read(name))
        for name, content in more.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return packed.getvalue()


def image_only():
    document = docx.Document()
    document.add_paragraph("")
    document.add_table(1, 2)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"%PDF-1.7", "damaged"),
        (WHOLE[: len(WHOLE) // 2], "damaged"),
        (repacked(without="word/document.xml"), "damaged"),
        (repacked(without="[Content_Types].xml"), "damaged"),
        (repacked(without="word/document.xml", word__document_dot_xml="<w:document"), "damaged"),
        (repacked(word__vbaProject_dot_bin="x"), "macro"),
        (image_only(), "no_text"),
    ],
    ids=["empty", "no zip", "a PDF", "truncated", "no document", "no types", "broken XML", "macro", "image only"],
)
def test_a_file_that_is_no_paper_is_refused(data, code):
    with pytest.raises(UnreadablePaper) as refusal:
        read_docx(data)
    assert refusal.value.code == code
    assert "chưa có gì thay đổi" in refusal.value.message


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("thongsuot.engines.officialdoc._reading._LARGEST", 1000)
    with pytest.raises(UnreadablePaper, match="bị hỏng"):
        read_docx(WHOLE)


def test_paragraphs_and_tables_come_in_order():
    parts = read_docx(WHOLE)
    assert isinstance(parts[0], tuple)
    assert any(isinstance(part, str) and part.startswith("BÁO CÁO") for part in parts)
    assert sum(isinstance(part, tuple) for part in parts) >= 3
