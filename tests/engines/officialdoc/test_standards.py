"""The PDF as an archive and a machine want it; both files the same bytes each time."""

import json
import re
from dataclasses import replace
from datetime import UTC, timedelta

import pypdfium2.raw as pdfium
import pytest
from tests.engines.officialdoc.reading import Pdf, docx_parts
from tests.engines.officialdoc.samples import CREATED, EVERY, LETTER, REPORT, long_annex

from thongsuot.engines.officialdoc import MissingTypeface, to_docx, to_pdf


def test_a_report_with_data_is_archival_tagged_and_accessible(printed):
    found = re.findall(rb"<(pdf\w+:part)>(\d)<", printed(REPORT))
    assert sorted(found) == [(b"pdfaid:part", b"3"), (b"pdfuaid:part", b"1")]
    assert b"<pdfaid:conformance>A<" in printed(REPORT)


def test_a_paper_without_data_is_pdf_a_2a(printed):
    assert sorted(re.findall(rb"<(pdf\w+:part)>(\d)<", printed(LETTER))) == [
        (b"pdfaid:part", b"2"),
        (b"pdfuaid:part", b"1"),
    ]
    assert Pdf(printed(LETTER)).attachments == {}


@pytest.mark.parametrize("name", EVERY)
def test_every_page_is_tagged(name, printed):
    document = Pdf(printed(EVERY[name])).document
    assert pdfium.FPDFCatalog_IsTagged(document)
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        assert pdfium.FPDF_StructTree_CountChildren(tree) > 0
        pdfium.FPDF_StructTree_Close(tree)


def test_the_data_is_attached_and_read_back_whole(printed):
    (attached,) = Pdf(printed(REPORT)).attachments.items()
    assert attached[0] == "so-lieu.json"
    assert json.loads(attached[1]) == REPORT.data
    assert b"/AFRelationship" in printed(REPORT)


def test_the_same_paper_at_the_same_time_is_the_same_bytes(faces):
    for paper in (REPORT, LETTER):
        assert to_pdf(paper, fonts=faces, created=CREATED) == to_pdf(paper, fonts=faces, created=CREATED)
        assert to_docx(paper, created=CREATED) == to_docx(paper, created=CREATED)


def test_the_order_of_the_data_changes_nothing(faces):
    one, other = ({key: 1 for key in keys} for keys in ("ab", "ba"))
    first, second = (to_pdf(replace(LETTER, data=data), fonts=faces, created=CREATED) for data in (one, other))
    assert first == second


def test_the_same_moment_in_another_zone_is_the_same_bytes(faces):
    there = CREATED.astimezone(UTC)
    assert to_pdf(LETTER, fonts=faces, created=there) == to_pdf(LETTER, fonts=faces, created=CREATED)
    assert to_docx(LETTER, created=there) == to_docx(LETTER, created=CREATED)


def test_another_time_is_another_file(faces):
    later = CREATED + timedelta(minutes=1)
    assert to_pdf(LETTER, fonts=faces, created=later) != to_pdf(LETTER, fonts=faces, created=CREATED)
    assert to_docx(LETTER, created=later) != to_docx(LETTER, created=CREATED)


def test_files_say_who_made_them_and_what_they_are(printed):
    pdf = Pdf(printed(LETTER)).document.get_metadata_dict()
    assert pdf["Title"] == "[DIỄN TẬP] Công văn: bảo đảm thông tin liên lạc mùa mưa bão"
    assert pdf["Author"] == "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    core = docx_parts(to_docx(LETTER, created=CREATED))["docProps/core.xml"].decode()
    assert pdf["Title"] in core
    assert pdf["Author"] in core
    assert "python-docx" not in core


def test_every_face_in_the_file_is_embedded_tinos(printed):
    assert {line.face for line in Pdf(printed(LETTER)).lines} <= {
        "Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic",
    }  # fmt: skip
    assert printed(LETTER).count(b"/FontFile") >= 3


def test_a_missing_face_is_named(tmp_path):
    with pytest.raises(MissingTypeface, match="Tinos-Bold.ttf.*make up"):
        to_pdf(LETTER, fonts=tmp_path, created=CREATED)


def test_an_annex_of_a_thousand_rows_takes_about_forty_pages(printed):
    assert 25 <= Pdf(printed(long_annex(1_000))).pages <= 60
