"""The report comes out as the organisation's own official paper, in two forms that say the same."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from tests.cast import client_of
from tests.reports import papers_by_hand as hand
from tests.reports import small
from tests.reports.small import DAY_BEFORE, ROSTER
from tests.worlds import world

from thongsuot.engines.officialdoc import to_docx, to_pdf
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.models import Person
from thongsuot.reports import actions, papers, queries

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EARLIER = DAY_BEFORE - timedelta(hours=1)
ADDRESS = "https://so.example/xac-thuc/X/"


@world
def letter(cast):
    """Return a letter with figures said under it."""
    letter = small.drafted(cast, ROSTER)
    small.say(cast, letter, {"shifts": 1912, "shifts_filled": 1907, "check_ins": 12})
    return letter


def sent(cast, letter):
    return small.send(
        cast, letter, narrative={"2": "Đã bố trí đủ ca trực."}, difficulties="Thiếu xe.", proposals="Bổ sung xe."
    )


def printed(paper):
    document = pypdfium2.PdfDocument(to_pdf(paper, fonts=settings.TYPEFACES, created=DAY_BEFORE))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def written(paper):
    document = docx.Document(BytesIO(to_docx(paper, created=DAY_BEFORE)))
    parts = [p.text for p in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(parts).split())


def test_it_has_the_organisations_letterhead_and_the_departments_name(cast, letter):
    own = cast.organisation("dd-1")
    type(own).objects.filter(pk=own.pk).update(parent_name="Tổng công ty Sao Mai", symbol="CNĐX", place="Đông Xuyên")
    paper = papers.own(sent(cast, letter), address=ADDRESS)
    head = paper.letterhead
    assert (head.body, head.parent, head.symbol, head.place) == (
        own.name, "Tổng công ty Sao Mai", "BC-CNĐX", "Đông Xuyên",
    )  # fmt: skip
    assert (paper.type_name, paper.addressees) == ("Báo cáo", (cast.department.name,))
    assert (head.number, head.on) == (None, None)


def test_an_organisation_without_place_or_symbol_borrows_the_place(cast, letter):
    head = papers.own(sent(cast, letter), address=ADDRESS).letterhead
    assert (head.symbol, head.place) == ("BC", cast.department.place)


def test_both_forms_say_the_same_words_figures_and_code(cast, letter):
    submission = sent(cast, letter)
    paper = papers.own(submission, address=ADDRESS)
    code = queries.spelled(submission.verification.code)
    for said in (
        "Kính gửi", "Công văn số 12/STTTT-BCVT", "Đã bố trí đủ ca trực", "1.907/1.912", "12", "Thiếu xe",
        "Bổ sung xe", "GIÁM ĐỐC", "Phan Văn Long", "Nơi nhận:", "- Như trên;", "Lưu: VT", code,
    ):  # fmt: skip
        assert said in printed(paper), said
        assert said in written(paper), said


def test_the_code_is_tied_to_the_figures_that_the_paper_carries(cast, letter):
    submission = sent(cast, letter)
    paper = papers.own(submission, address=ADDRESS)
    assert paper.data["digest"] == submission.verification.digest == queries.digest_of(submission)
    assert paper.data["figures"] == submission.figures
    assert paper.verification.address == ADDRESS


def test_a_draft_is_marked_and_carries_no_code(cast, letter):
    report = small.report_of(letter)
    paper = papers.own_draft(report, queries.figures_of(report, DAY_BEFORE), queries.head_of(report, cast.long))
    assert paper.draft
    assert paper.verification is None
    assert "DỰ THẢO" in printed(paper)
    assert "Mã xác thực" not in printed(paper)


def test_a_deputy_signs_for_the_head(cast, letter):
    Person.objects.filter(pk=cast.long.pk).update(title="Phó Giám đốc")
    text = printed(papers.own(sent(cast, letter), address=ADDRESS))
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in text


def test_whoever_signs_by_delegation_says_so(cast, letter):
    manager = cast.person("dd-1.kiemsoat")
    Person.objects.filter(pk=manager.pk).update(title="Trưởng phòng Kỹ thuật")
    terms = organisations.Terms(("submit",), EARLIER, EARLIER + DAY, document="05/GUQ", document_on=EARLIER.date())
    organisations.delegate(cast.long, manager, terms, organisation=cast.organisation("dd-1"), by=cast.long, at=EARLIER)
    report = actions.prepare(small.report_of(letter), by=cast.hang, at=DAY_BEFORE)
    submission = actions.submit(report, by=cast.person("dd-1.kiemsoat"), at=DAY_BEFORE)
    text = printed(papers.own(submission, address=ADDRESS))
    assert "TUQ. GIÁM ĐỐC TRƯỞNG PHÒNG KỸ THUẬT" in text
    assert "Dương Xuân Quý" in text


def test_a_title_that_is_missing_becomes_the_head_of_the_organisation(cast, letter):
    Person.objects.filter(pk=cast.long.pk).update(title="")
    paper = papers.own(sent(cast, letter), address=ADDRESS)
    assert (paper.signatures[0].post, paper.signatures[0].authority) == ("Thủ trưởng đơn vị", ())


def test_what_nobody_said_is_said_plainly(cast):
    letter = small.drafted(cast)
    text = printed(papers.own(small.send(cast, letter), address=ADDRESS))
    assert "Đơn vị chưa có nội dung báo cáo" in text
    assert text.count("Không.") == 2


def test_figures_alone_point_to_their_table(cast, letter):
    text = printed(papers.own(small.send(cast, letter), address=ADDRESS))
    assert "Kết quả thể hiện tại bảng số liệu" in text


def test_the_names_are_those_of_the_day(cast, letter):
    submission = sent(cast, letter)
    before = printed(papers.own(submission, address=ADDRESS))
    own = cast.organisation("dd-1")
    type(own).objects.filter(pk=own.pk).update(name="Công ty đã sáp nhập", parent_name="Khác")
    Person.objects.filter(pk=cast.long.pk).update(name="Người Khác", title="Chủ tịch")
    submission.refresh_from_db()
    assert printed(papers.own(submission, address=ADDRESS)) == before


def address_of(letter, form, more=""):
    return reverse("reports:own-paper", args=[small.report_of(letter).pk, form]) + more


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_page_hands_both_forms_out(cast, letter, form, start):
    sent(cast, letter)
    answer = client_of(cast.hang).get(address_of(letter, form))
    assert answer.content.startswith(start)
    assert f".{form}" in answer.headers["Content-Disposition"]
    assert "du-thao" not in answer.headers["Content-Disposition"]


def test_before_it_is_sent_those_inside_get_a_draft_and_the_department_nothing(cast, letter):
    answer = client_of(cast.hang).get(address_of(letter, "pdf"))
    assert "du-thao.pdf" in answer.headers["Content-Disposition"]
    assert client_of(cast.binh).get(address_of(letter, "pdf")).status_code == 404


def test_a_competitor_gets_no_paper(cast, letter):
    sent(cast, letter)
    assert client_of(cast.person("dd-2.lanhdao")).get(address_of(letter, "pdf")).status_code == 404


def test_an_unknown_form_is_no_page(cast, letter):
    assert client_of(cast.hang).get(address_of(letter, "pdf").replace("/pdf/", "/xml/")).status_code == 404


def test_the_same_submission_is_printed_to_the_same_bytes(cast, letter):
    sent(cast, letter)
    client = client_of(cast.hang)
    assert client.get(address_of(letter, "pdf")).content == client.get(address_of(letter, "pdf")).content


def test_an_earlier_submission_keeps_its_own_paper_and_code(cast, letter):
    first = sent(cast, letter)
    client = client_of(cast.binh)
    before = client.get(address_of(letter, "docx", "?lan=1")).content
    actions.send_back(small.report_of(letter), {"difficulties": "Nêu rõ."}, by=cast.binh, at=DAY_BEFORE)
    small.send(cast, letter, at=DAY_BEFORE + timedelta(minutes=1), difficulties="Khác.")
    assert client.get(address_of(letter, "docx", "?lan=1")).content == before
    assert queries.spelled(first.verification.code) in written(papers.own(first, address=ADDRESS))


def test_a_report_of_an_exercise_says_so(cast):
    letter = small.asked(cast, ROSTER, reality="exercise")
    early = letter.issued_at + timedelta(minutes=1)
    paper = papers.own(hand.key(cast, letter, at=early, received_at=early), address=ADDRESS)
    assert paper.exercise
