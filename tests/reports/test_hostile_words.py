"""What people type reaches the papers as words, whatever it looks like to a typesetter, a browser or an archive."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.conf import settings
from tests.reports.small import DEADLINE, ROSTER, drafted, frozen, report_of, row, send, snapshot
from tests.reports.test_papers import texts

from thongsuot.engines import officialdoc
from thongsuot.reports import actions, jobs, papers
from thongsuot.reports.models import Snapshot, Upward

pytestmark = pytest.mark.django_db
COMMITTEE, MINISTRY = Upward.Recipient.COMMITTEE, Upward.Recipient.MINISTRY
HOSTILE = [
    '#include "/etc/passwd"',
    '#eval("1 + 1") $ x^2 $ *đậm* _nghiêng_ `mã` @nguồn <nhãn>',
    "</w:t></w:r><w:br/>",
    "<script>alert(1)</script> & ]]> &amp;",
    "\\ // /* chú thích */ ~ = + - 1. /",
    "🚑 Ẩ̂ ắ\u0301 \u200b\u202e đảo chiều",
    "“Dòng một\nDòng hai\n\n\nDòng ba”",
    "%(name)s {0} {{ x }} {% y %}",
    "Đ" * 3000,
]
NAMES = ["#include", "typst", "script", "w:br", "comment", "signs", "unicode", "lines", "formats", "long"][
    : len(HOSTILE)
]


@pytest.mark.parametrize("words", HOSTILE, ids=NAMES)
def test_hostile_words_stand_in_both_forms_of_the_paper(cast, words):
    rows = [row(difficulties=words, proposals=words, narrative={"1": words}, name="Công ty A")]
    paper = papers.upward(snapshot(cast, frozen(organisations=rows)), COMMITTEE)
    assert f"Công ty A: {words.strip()}" in list(texts(paper.blocks))
    pdf = officialdoc.to_pdf(paper, fonts=settings.TYPEFACES, created=DEADLINE)
    assert pdf.startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(officialdoc.to_docx(paper, created=DEADLINE))) as archive:
        assert archive.testzip() is None
        document = archive.read("word/document.xml").decode()
    assert "<script" not in document
    assert document.count("<w:body>") == 1


@pytest.mark.parametrize("name", ["Công ty <b>A</b>", 'Công ty "B" #set', "C*ng ty_C", "$D$"])
def test_a_name_is_printed_as_the_directory_has_it(cast, name):
    rows = [row(name=name), row("x", name, "missing")]
    for recipient in (COMMITTEE, MINISTRY):
        paper = papers.upward(snapshot(cast, frozen(organisations=rows)), recipient)
        (table,) = paper.annexes[0].blocks
        assert [line[1] for line in table.rows] == [name, name]
        assert officialdoc.to_docx(paper, created=DEADLINE)


@pytest.mark.parametrize("blank", ["", "   ", "\n\n", "\t \u00a0"])
def test_blank_words_are_no_words(cast, blank):
    rows = [row(difficulties=blank, proposals=blank, narrative={"1": blank, "2": blank})]
    paper = papers.upward(snapshot(cast, frozen(organisations=rows)), COMMITTEE)
    assert list(texts(paper.blocks)).count("Các đơn vị không nêu.") == 2
    assert list(texts(paper.annexes[1].blocks)) == ["Các đơn vị không có nội dung báo cáo bằng lời."]


def test_words_stand_in_the_order_of_the_paragraphs_and_not_of_their_names(cast):
    rows = [row(narrative={"10": "mười", "2": "hai", "0": "mở đầu"})]
    annex = papers.upward(snapshot(cast, frozen(organisations=rows)), COMMITTEE).annexes[1]
    assert list(texts(annex.blocks))[1:] == ["Nội dung 0: mở đầu", "Nội dung 2: hai", "Nội dung 10: mười"]


def test_they_come_through_the_whole_way_from_the_report_to_the_snapshot(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    words = "\n".join(HOSTILE[:-1])
    send(cast, letter, difficulties=words, narrative={"2": words})
    jobs.run(DEADLINE)
    (kept,) = Snapshot.objects.get().content["organisations"]
    assert (kept["difficulties"], kept["narrative"]) == (words, {"2": words})
    assert papers.upward(Snapshot.objects.get(), COMMITTEE).annexes


def test_only_words_are_written_into_a_report(cast):
    letter = drafted(cast, to=("dd-1",))
    report = report_of(letter)
    for name in ("state", "submitted_at", "figures", "organisation_id", "remarks"):
        with pytest.raises(TypeError, match=name):
            actions.write(report, version=1, by=cast.hang, at=DEADLINE, **{name: "x"})
    report.refresh_from_db()
    assert (report.version, report.state) == (1, "draft")
