"""The one page over HTTP: it works as a plain form, tells the second of two editors, and shows nobody else's."""

from __future__ import annotations

import gzip
import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from docx import Document
from tests.cast import client_of
from tests.directives import invitations
from tests.reports.pages import OFFICE, OTHER, ROSTER, STOCK, page_of
from tests.reports.small import DAY_BEFORE, asked, drafted, report_of

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.engines.tables import read
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import System
from thongsuot.reports import actions
from thongsuot.reports.models import Report

pytestmark = pytest.mark.django_db

AUTOSAVE = {"HTTP_X_AUTOSAVE": "1"}
HOUR = timedelta(hours=1)


def address(letter):
    return reverse("reports:one-page", args=[letter.pk])


def fields(cast, letter, code="dd-1", **typed):
    """Return the whole form as the page shows it, with what is typed: loi_2="…", or a figure by its name."""
    page = page_of(cast, letter, code, now())
    told = {"v_chung": page.version, "difficulties": "", "proposals": ""}
    named = {}
    for passage in page.bound:
        told |= {f"v_{passage.number}": passage.version, f"loi_{passage.number}": passage.words}
        for group in passage.groups:
            named |= {slot.name: slot.field for slot in group.slots}
            told |= {slot.field: "" if slot.value is None else slot.value for slot in group.slots}
    return told | {named.get(name, name): value for name, value in typed.items()}


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_the_page_shows_the_letters_paragraphs_in_order_and_figures_once(cast):
    letter = drafted(cast, OFFICE, STOCK, OTHER)
    page = client_of(cast.hang).get(address(letter)).content.decode()
    assert [int(n) for n in re.findall(r'id="nd-(\d+)"', page)] == [1, 2, 3, 4]
    assert len(re.findall(r'name="so_\d+_items_tested"', page)) == 1
    assert "số liệu ghi một lần" in page
    assert "Hệ thống tự ghi nhận" in page  # the paragraph that asks for the report itself


def test_the_plain_form_saves_everything_at_once(cast):
    letter = drafted(cast, ROSTER, OTHER)
    typed = fields(cast, letter, loi_2="Trực đủ ca.", shifts="1.200", shifts_filled="7", loi_3="Cử hai người.")
    answer = client_of(cast.hang).post(address(letter), typed | {"viec": "luu"}, follow=True)
    assert "Đã lưu" in said(answer)
    assert report_of(letter).narrative == {"2": "Trực đủ ca.", "3": "Cử hai người."}
    newest = Declaration.objects.filter(assignment__obligation__kind="DUTY_ROSTER").first()
    assert newest.figures == {"shifts": 1200, "shifts_filled": 7}
    assert "Đã ghi <span data-count>2</span>/2 nội dung" in answer.content.decode()


def test_one_press_lays_it_before_the_leader(cast):
    letter = drafted(cast, ROSTER)
    typed = fields(cast, letter, loi_2="Trực đủ ca.", difficulties="Thiếu xe.")
    client = client_of(cast.hang)
    answer = client.post(address(letter), typed | {"viec": "trinh"}, follow=True)
    assert "trình lãnh đạo" in said(answer)
    report = report_of(letter)
    assert (report.state, report.difficulties) == ("prepared", "Thiếu xe.")
    assert "<textarea" not in answer.content.decode()
    again = client.post(address(letter), typed | {"viec": "trinh"}, follow=True)
    assert "trình lãnh đạo" in said(again)  # the first answer was lost; nothing happens twice


def test_as_reported_takes_one_press_and_keeps_what_else_was_typed(cast):
    letter = drafted(cast, ROSTER, OTHER)
    typed = fields(cast, letter, loi_3="Cử hai người.")
    client_of(cast.hang).post(address(letter), typed | {"nhu-da-bao-cao": "2"})
    assert report_of(letter).narrative == {"2": "Thực hiện như đã báo cáo.", "3": "Cử hai người."}


def test_as_reported_brings_back_the_words_and_figures_of_the_round_before(cast):
    letter = drafted(cast, ROSTER)
    client = client_of(cast.hang)
    typed = fields(cast, letter, loi_2="Trực đủ ca.", shifts=7, shifts_filled=6)
    client.post(address(letter), typed | {"viec": "trinh"})
    actions.submit(report_of(letter), by=cast.long, at=now())
    second = _second_round(letter)
    client.post(address(letter), fields(cast, letter, loi_2="Nội dung khác.", shifts=1, shifts_filled=1))
    client.post(address(letter), fields(cast, letter) | {"nhu-da-bao-cao": "2"})
    assert Report.objects.get(assignment=second).narrative == {"2": "Trực đủ ca."}
    passage = page_of(cast, letter, at=now()).passages[2]
    assert list(passage.figures.values()) == [{"shifts": 7, "shifts_filled": 6}]


def _second_round(letter):
    """Let the same letter ask for one more report, two days later."""
    first = Assignment.objects.get(directive=letter, organisation__code="dd-1", obligation__kind="REPORT")
    later = {field.name: getattr(first, field.name) for field in first._meta.fields if field.name != "id"}
    moment = first.deadline_at + timedelta(days=2)
    fresh = {"deadline_at": moment, "occurrence_at": moment, "state": "received", "done_at": None}
    return Assignment.objects.create(**later | fresh)


def test_a_figure_that_is_none_is_said_beside_its_paragraph_and_nothing_typed_is_lost(cast):
    letter = drafted(cast, ROSTER, OTHER)
    typed = fields(cast, letter, loi_3="Cử hai người.", shifts="bảy")
    answer = client_of(cast.hang).post(address(letter), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="bảy"' in page
    assert "Cử hai người." in page
    assert not Declaration.objects.exists()


def test_the_second_editor_sees_both_texts_and_decides(cast):
    letter = drafted(cast, ROSTER)
    seen = fields(cast, letter, loi_2="Lời của anh Long.")
    client_of(cast.hang).post(address(letter), fields(cast, letter, loi_2="Lời của chị Hằng."))
    client = client_of(cast.long)
    answer = client.post(address(letter), seen)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lời của chị Hằng." in page
    assert "Lời của anh Long." in page
    assert cast.hang.name in page
    version = re.search(r'name="v_2" value="(\w+)"', page)[1]
    client.post(address(letter), seen | {"v_2": version})
    assert report_of(letter).narrative == {"2": "Lời của anh Long."}


def test_a_paragraph_saves_itself_and_gets_its_new_version(cast):
    letter = drafted(cast, ROSTER, OTHER)
    whole = fields(cast, letter, loi_2="Trực đủ ca.")
    part = {name: whole[name] for name in ("v_2", "loi_2")}
    answer = client_of(cast.hang).post(address(letter), part, **AUTOSAVE)
    assert answer.status_code == 200
    version = page_of(cast, letter, at=now()).passages[2].version
    assert f'data-saved="2" data-version="{version}"' in answer.content.decode()
    assert len(answer.content) < 1500
    assert report_of(letter).narrative == {"2": "Trực đủ ca."}


def test_saving_itself_never_overwrites_somebody_elses_words(cast):
    letter = drafted(cast, ROSTER)
    seen = fields(cast, letter, loi_2="Lời của anh Long.")
    client_of(cast.hang).post(address(letter), fields(cast, letter, loi_2="Lời của chị Hằng."))
    answer = client_of(cast.long).post(address(letter), seen, **AUTOSAVE)
    assert answer.status_code == 409
    assert "Lời của chị Hằng." in answer.content.decode()
    assert report_of(letter).narrative == {"2": "Lời của chị Hằng."}


def test_saving_itself_says_what_cannot_be_taken(cast):
    letter = drafted(cast, ROSTER)
    answer = client_of(cast.hang).post(address(letter), fields(cast, letter, shifts="bảy"), **AUTOSAVE)
    assert answer.status_code == 422
    assert "Ca trực" in answer.content.decode() or "ca trực" in answer.content.decode()


def test_files_come_with_the_paragraph_and_bad_ones_are_told(cast):
    letter = drafted(cast, ROSTER)
    client = client_of(cast.hang)
    sound = SimpleUploadedFile("lich-truc.txt", b"ca sang")
    answer = client.post(address(letter), fields(cast, letter, loi_2="Có lịch.") | {"tep_2": sound}, follow=True)
    assert "lich-truc.txt" in answer.content.decode()
    false = SimpleUploadedFile("ban-quet.pdf", b"MZ\x90\x00 not a paper")
    digest = page_of(cast, letter, at=now()).passages[2].files[0].sha256
    told = fields(cast, letter) | {"tep_2": false, "giu_2": digest}
    answer = client.post(address(letter), told, follow=True)
    assert "chưa được dùng" in said(answer)
    assert [file.name for file in page_of(cast, letter, at=now()).passages[2].files] == ["lich-truc.txt"]
    empty = client.post(address(letter), fields(cast, letter) | {"tep_2": SimpleUploadedFile("rong.txt", b"")})
    assert empty.status_code == 422
    assert "rong.txt" in empty.content.decode()


def test_answers_other_than_done_that_the_report_does_not_hold_yet_are_shown(cast):
    letter = lately(cast, ROSTER)
    client = client_of(cast.hang)
    client.post(address(letter), fields(cast, letter, loi_2="Trực đủ ca."))
    told = directives.Said("obstacle", "Thiếu xe tại hai huyện.", paragraph=2)
    directives.answer(letter, cast.organisation("dd-1"), told, by=cast.hang, at=now())
    page = client.get(address(letter)).content.decode()
    assert "Trả lời khác chưa có trong báo cáo" in page
    assert "Thiếu xe tại hai huyện." in page


def test_words_typed_while_somebody_laid_it_before_the_leader_are_shown_to_be_copied(cast):
    letter = drafted(cast, ROSTER)
    seen = fields(cast, letter, loi_2="Lời chưa kịp lưu.")
    actions.prepare(report_of(letter), by=cast.long, at=now())
    answer = client_of(cast.hang).post(address(letter), seen)
    assert answer.status_code == 409
    assert "Lời chưa kịp lưu." in answer.content.decode()


@pytest.mark.parametrize("username", ["dd-2.daumoi", "so.chuyenvien", "so.quantri"])
def test_the_page_is_not_there_for_anybody_else(cast, username):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    client = client_of(cast.person(username))
    assert client.get(address(letter)).status_code == 404
    assert client.post(address(letter), {"v_2": "x", "loi_2": "Chen vào."}).status_code == 404
    assert not Declaration.objects.exists()


def test_somebody_without_a_part_in_it_reads_and_cannot_type(cast):
    letter = drafted(cast, ROSTER)
    reader = directory.add_person(
        username="dd-1.khach", name="Phạm Thị Đọc", organisation=cast.organisation("dd-1"), password=None
    )
    page = client_of(reader).get(address(letter)).content.decode()
    assert "<textarea" not in page
    answer = client_of(reader).post(address(letter), fields(cast, letter, loi_2="Chen vào."))
    assert answer.status_code == 409
    assert not Declaration.objects.exists()


def test_who_works_for_two_organisations_chooses_between_them(cast):
    letter = drafted(cast, ROSTER, to=("dd-1", "dd-2"))
    second = cast.organisation("dd-2")
    directory.grant(cast.hang, "contact", organisation=second, by=System("Quản trị"), at=DAY_BEFORE)
    client = client_of(cast.hang)
    assert f"don-vi={second.pk}" in client.get(address(letter)).content.decode()
    told = fields(cast, letter, "dd-2", loi_2="Lời của đơn vị thứ hai.")
    client.post(f"{address(letter)}?don-vi={second.pk}", told)
    assert report_of(letter, "dd-2").narrative == {"2": "Lời của đơn vị thứ hai."}
    assert report_of(letter, "dd-1").narrative == {}
    assert client.get(f"{address(letter)}?don-vi={cast.organisation('bc-1').pk}").status_code == 404


def test_the_same_leaves_as_a_workbook(cast):
    letter = drafted(cast, ROSTER)
    client = client_of(cast.hang)
    client.post(address(letter), fields(cast, letter, loi_2="=Trực đủ ca.", shifts=7, shifts_filled=6))
    answer = client.get(reverse("reports:one-page-file", args=[letter.pk, "xlsx"]))
    assert "attachment" in answer.headers["Content-Disposition"]
    cells = [row.cells for row in read(answer.content).rows]
    assert any("=Trực đủ ca." in row and "ca trực" in row and "7" in row for row in cells)


def test_the_same_leaves_as_a_document(cast):
    letter = drafted(cast, ROSTER)
    client = client_of(cast.hang)
    client.post(address(letter), fields(cast, letter, loi_2="Trực đủ ca.", shifts=7, difficulties="Thiếu xe."))
    answer = client.get(reverse("reports:one-page-file", args=[letter.pk, "docx"]))
    document = Document(io.BytesIO(answer.content))
    told = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Trực đủ ca." in told
    assert "7 ca trực" in told
    assert any("Thiếu xe." in paragraph.text for paragraph in document.paragraphs)


def test_the_page_asks_the_same_number_of_queries_however_much_was_said(cast, django_assert_max_num_queries):
    small = asked(cast, ROSTER)
    with django_assert_max_num_queries(12) as few:
        page_of(cast, small)
    big = asked(cast, OFFICE, STOCK, ROSTER, OTHER, number="13/SKHCN", text_sha256="e" * 64)
    client_of(cast.hang).post(address(big), fields(cast, big, loi_2="Một.", loi_3="Hai.", loi_4="Ba.", loi_5="Bốn."))
    with django_assert_max_num_queries(14) as many:
        page_of(cast, big)
    assert len(many) - len(few) <= 1  # files are looked up once there are any


def test_a_letter_under_review_has_no_page(cast):
    from tests.directives import small

    letter = small.receive(cast, ROSTER)
    assert client_of(cast.hang).get(address(letter)).status_code == 404


def lately(cast, *parts, to=("dd-1",)):
    """Issue the letter an hour ago: an invitation does not hold for years."""
    return asked(cast, *parts, to=to, at=now() - HOUR, deadline=now() + 20 * HOUR)


def guest(cast, letter):
    """Return the address of a guest's page and what every request of the guest carries."""
    secret, proof = invitations.proven(cast, letter, at=now())
    return reverse("reports:guest-work", args=[secret]), {"proof": proof}


def test_a_guest_reports_on_the_same_page_without_an_account(cast):
    letter = lately(cast, ROSTER, OTHER, to=("dd-1", "dd-2"))
    place, proof = guest(cast, letter)
    page = Client().get(place, proof).content.decode()
    assert "Bố trí" in page or "bố trí" in page
    assert 'name="proof"' in page
    typed = fields(cast, letter, loi_2="Trực đủ ca.", shifts=7, shifts_filled=6)
    answer = Client(enforce_csrf_checks=True).post(place, typed | proof | {"viec": "trinh"})
    assert answer.status_code == 302
    report = report_of(letter)
    assert (report.state, report.prepared_by, report.narrative) == ("prepared", cast.hang, {"2": "Trực đủ ca."})
    assert "đã trình lãnh đạo" in Client().get(place, proof).content.decode()
    assert not Report.objects.filter(organisation__code="dd-2").exists()


def test_a_link_without_a_proven_code_shows_and_takes_nothing(cast):
    letter = lately(cast, ROSTER)
    place, _proof = guest(cast, letter)
    typed = fields(cast, letter, loi_2="Trực đủ ca.")
    shown = Client().get(place)
    assert (shown.status_code, shown.url) == (302, place.removesuffix("viec/"))
    refused = Client().post(place, typed | {"proof": "sai"})
    assert refused.status_code == 403
    assert "Trực đủ ca." in refused.content.decode()  # what was typed is not lost with the proof
    quiet = Client().post(place, typed, **AUTOSAVE)
    assert (quiet.status_code, "nhận mã mới" in quiet.content.decode()) == (403, True)
    assert not Declaration.objects.exists()


def test_a_cookie_alone_writes_nothing(cast):
    """Another site may send the browser's cookie along; it does not know the proof."""
    letter = lately(cast, ROSTER)
    place, proof = guest(cast, letter)
    client = Client()
    client.cookies["ts_moi"] = proof["proof"]
    assert client.get(place).status_code == 200
    assert client.post(place, fields(cast, letter, loi_2="Chen vào.")).status_code == 403
    assert not Declaration.objects.exists()


def test_the_guests_page_of_twelve_paragraphs_stays_light(cast):
    letter = lately(cast, *[(f"Nội dung thứ {n}: {ROSTER[0]}", "standing", "all", "DUTY_ROSTER") for n in range(11)])
    place, proof = guest(cast, letter)
    page = Client().get(place, proof).content
    assert len(gzip.compress(page)) < 12_000
    assert len(page) < 60_000


def test_an_invitation_that_ended_opens_nothing(cast):
    assert Client().get(reverse("reports:guest-work", args=["x" * 32])).status_code in (302, 404)
