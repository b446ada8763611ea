"""Both writers carry the same figures and words, because both set one outline."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from tests.engines.officialdoc.reading import Pdf, docx_text
from tests.engines.officialdoc.samples import CREATED, EVERY, LETTER, REPORT, long_annex

from thongsuot.engines.officialdoc import to_docx

MARKS = ("DIỄN TẬP", "LƯU HÀNH NỘI BỘ", LETTER.contact, "Văn bản phục vụ diễn tập, không có giá trị thi hành.")


def pdf_words(pdf: Pdf) -> list[str]:
    """The words of the body: page numbers, marks in the margins and repeated table heads left out."""
    kept = [line.text for line in pdf.lines if line.top >= 19 and line.text not in MARKS]
    return " ".join(kept).split()


def docx_words(data: bytes) -> list[str]:
    return docx_text(data).split()


@pytest.mark.parametrize("name", [name for name in EVERY if name != "report"])
def test_the_pdf_and_the_docx_say_the_same_words_in_the_same_order(name, printed):
    assert pdf_words(Pdf(printed(EVERY[name]))) == docx_words(to_docx(EVERY[name], created=CREATED))


def test_a_report_over_five_pages_says_the_same_words(printed):
    short = replace(REPORT, annexes=(REPORT.annexes[1],))
    pdf, word = Counter(pdf_words(Pdf(printed(short)))), Counter(docx_words(to_docx(short, created=CREATED)))
    assert pdf == word
    assert set(pdf_words(Pdf(printed(REPORT)))) == set(docx_words(to_docx(REPORT, created=CREATED)))


def test_an_annex_of_a_thousand_rows_carries_every_figure_in_both(printed):
    paper = long_annex(1_000)
    rows = [f"{n:,} Trạm CS{n:04d} {n * 1009:,} {n * 1013:,}".replace(",", ".") for n in range(1, 1_001)]
    pdf = Pdf(printed(paper))
    lines = " ".join(" ".join(line.text for line in pdf.lines).split())
    word = " ".join(docx_words(to_docx(paper, created=CREATED)))
    for row in rows:
        assert f" {row} " in f" {lines} ", row
        assert f" {row} " in f" {word} ", row
    figure = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
    assert Counter(figure.findall(lines)) == Counter(figure.findall(word))
    assert pdf.text(pdf.pages - 1).count("Số phút hoạt động") == 1  # the header is repeated


def test_the_docx_keeps_the_thousand_rows_in_one_table():
    document = docx.Document(BytesIO(to_docx(long_annex(1_000), created=CREATED)))
    assert [len(table.rows) for table in document.tables] == [2, 1_001]
