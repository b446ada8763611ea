"""A paper comes back from Word: kept as it came, compared with the frozen figures, and nothing else changes."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from tests.cast import client_of
from tests.engines.officialdoc.test_reading_back import image_only, repacked
from tests.reports.merging import told
from tests.reports.small import DEADLINE
from tests.worlds import world

from thongsuot.engines.officialdoc import read_docx
from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.organisations.access import NotAllowed
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import EditedPaper, Snapshot

pytestmark = pytest.mark.django_db


@world
def snapshot(cast):
    row = told(cast)
    jobs.work(Run.objects.get(kind=actions.RENDER).pk, at=DEADLINE)
    return row


def drawn(snapshot, recipient="committee"):
    """Return the DOCX as it was drawn."""
    return files.content(queries.papers_of(snapshot).get(recipient=recipient).docx)


def in_word(data, old, new):
    """Return the paper after somebody replaced some words in Word."""
    document = docx.Document(BytesIO(data))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    run = next(run for p in paragraphs for run in p.runs if old in run.text)
    run.text = run.text.replace(old, new, 1)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def come_back(cast, snapshot, data, *, by=None, recipient="committee", parts=None):
    parts = read_docx(data) if parts is None else parts
    return actions.take_edited(snapshot, recipient, (data, "sua.docx"), parts, by=by or cast.binh, at=DEADLINE)


def test_a_paper_that_came_back_as_it_went_has_no_difference(cast, snapshot):
    assert come_back(cast, snapshot, drawn(snapshot)).differences == []


def test_a_figure_changed_in_word_is_shown_beside_the_frozen_one(cast, snapshot):
    edited = in_word(drawn(snapshot), "phải báo cáo: 2/3.", "phải báo cáo: 3/3.")
    (one,) = come_back(cast, snapshot, edited).differences
    assert (one["change"], one["before"], one["after"]) == ("changed", "2", "3")
    assert one["where"].startswith("Số đơn vị gửi báo cáo đúng hạn")


def test_other_words_are_nobodys_business(cast, snapshot):
    edited = in_word(drawn(snapshot), "Không có khó khăn", "Chưa thấy khó khăn nào")
    assert come_back(cast, snapshot, edited).differences == []


def test_it_is_kept_as_it_came_with_who_brought_it(cast, snapshot):
    row = come_back(cast, snapshot, drawn(snapshot))
    assert files.content(row.file) == drawn(snapshot)
    assert (row.by_name, row.at, row.organisation) == (cast.binh.name, DEADLINE, cast.department)


def test_what_was_compared_never_changes(cast, snapshot):
    come_back(cast, snapshot, drawn(snapshot))
    with pytest.raises(DatabaseError), transaction.atomic():
        EditedPaper.objects.update(differences=["x"])


def test_the_frozen_figures_and_papers_stay(cast, snapshot):
    before, paper = Snapshot.objects.values().get(), drawn(snapshot)
    come_back(cast, snapshot, in_word(paper, "2/3", "3/3"))
    assert (Snapshot.objects.values().get(), drawn(snapshot)) == (before, paper)


def test_nothing_is_compared_before_the_paper_is_drawn(cast):
    with pytest.raises(actions.NothingToCompare, match="chưa lập xong"):
        come_back(cast, told(cast), b"x", parts=["x"])
    assert not EditedPaper.objects.exists()


def test_a_file_in_disguise_is_refused(cast, snapshot):
    with pytest.raises(actions.NothingToCompare, match="an toàn"):
        come_back(cast, snapshot, b"MZ\0\0", parts=["x"])
    assert not EditedPaper.objects.exists()


def test_only_the_department_brings_papers_back(cast, snapshot):
    with pytest.raises(NotAllowed):
        come_back(cast, snapshot, drawn(snapshot), by=cast.hang)


def upload(cast, snapshot, data, name="sua.docx", recipient="committee"):
    client = client_of(cast.khanh)
    file = {"file": SimpleUploadedFile(name, data)} if data is not None else {}
    return client.post(f"/bao-cao/tong-hop/{snapshot.pk}/{recipient}/so-sanh/", file, follow=True).content.decode()


def test_the_page_shows_each_difference(cast, snapshot):
    page = upload(cast, snapshot, in_word(drawn(snapshot), "2/3", "3/3"))
    assert "1 khác biệt" in page
    assert "Số liệu bị sửa" in page
    assert "sua.docx" in page


def test_the_page_says_that_nothing_differs(cast, snapshot):
    assert "không có khác biệt" in upload(cast, snapshot, drawn(snapshot))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "Chưa lưu được"),
        (b"", "Chưa lưu được"),
        (b"PK\x03\x04 hong", "an toàn"),
        (b"%PDF-1.7 x", "an toàn"),
        (repacked(word__vbaProject_dot_bin="x"), "an toàn"),
        (repacked(without="word/document.xml", word__document_dot_xml="<w:document"), "bị hỏng"),
        (image_only(), "chỉ là ảnh chụp"),
    ],
    ids=["no file", "empty", "no zip", "a PDF", "macro", "broken XML", "image only"],
)
def test_a_file_that_cannot_be_compared_is_refused_with_its_reason(cast, snapshot, data, words):
    assert words in upload(cast, snapshot, data)
    assert not EditedPaper.objects.exists()


def test_a_truncated_file_is_refused(cast, snapshot):
    whole = drawn(snapshot)
    assert "an toàn" in upload(cast, snapshot, whole[: len(whole) // 2])
