"""A table to be filled in by hand has rows that a hand can write in, on both papers."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import docx
import pypdfium2
import pytest

from thongsuot.engines.officialdoc import Column, Letterhead, Paper, Table, to_docx

CREATED = datetime(2026, 2, 7, 14, 0, tzinfo=timezone(timedelta(hours=7)))
COLUMNS = (Column("Mục"), Column("Ghi", 3))


def paper(*, roomy, rows=30):
    table = Table(COLUMNS, tuple((f"Dòng {n}", "") for n in range(rows)), roomy=roomy)
    head = Letterhead(body="Sở Cao Sơn", symbol="SCS", place="Cao Sơn")
    return Paper(letterhead=head, type_name="Mẫu", subject="Ghi tay", blocks=(table,))


@pytest.mark.parametrize(("roomy", "pages"), [(False, 1), (True, 2)], ids=["for print", "for a hand"])
def test_thirty_rows_fill_more_paper_where_a_hand_writes(printed, roomy, pages):
    pdf = printed(paper(roomy=roomy))
    assert len(pypdfium2.PdfDocument(pdf)) == pages


def test_the_word_file_leaves_the_same_room():
    def space(roomy):
        document = docx.Document(io.BytesIO(to_docx(paper(roomy=roomy), created=CREATED)))
        return document.tables[-1].rows[1].cells[0].paragraphs[0].paragraph_format.space_before.pt

    assert (space(False), space(True)) == (2, 10)
