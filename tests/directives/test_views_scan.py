"""Scans over HTTP: sent in, followed, stopped, compared with their pictures; what is no scan is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import scans
from tests.cast import client_of
from tests.directives.scanned import LINES, begun, leaf, needs_tesseract, pretend, send, worked
from tests.files import samples
from tests.files.test_scans import bomb, locked, many

from thongsuot.directives import actions, gateway
from thongsuot.directives.models import Directive
from thongsuot.directives.views import scanning
from thongsuot.files.models import File, Run

WHITE = scans.Image.new("L", (165, 234), "white")
SMALL = scans.saved(WHITE)


@pytest.fixture
def _recognising(monkeypatch):
    """Say that this machine has the program, whether or not it has."""
    monkeypatch.setattr(scanning, "has_program", lambda program: True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_recognising")]


def review(cast, letter):
    """Return the review page as the department's follower sees it."""
    return client_of(cast.binh).get(reverse("directives:review", args=[letter.pk]))


@pytest.fixture
def letter(cast, monkeypatch):
    """Return a letter of two recognised pages, the first of them unsure."""
    unsure, sure = leaf(1, *LINES, confidence=50.0), leaf(2, "Trang thứ hai")
    pretend(monkeypatch, unsure, sure)
    worked(begun(cast, scans.saved(WHITE, WHITE, form="TIFF"), "quet.tif"))
    return Directive.objects.get()


@pytest.mark.parametrize(
    ("form", "name", "pages"), [("PNG", "a.png", 1), ("JPEG", "a.jpg", 1), ("TIFF", "a.tif", 2), ("PDF", "a.pdf", 2)]
)
def test_a_scan_of_every_kind_is_queued_and_followed(cast, form, name, pages):
    images = [WHITE] * pages
    answer = send(cast, scans.saved(*images, form=form), name)
    run = Run.objects.get()
    assert answer.url == reverse("files:run", args=[run.pk])
    assert (run.kind, run.total, run.phase) == (actions.READ_SCAN, pages, "waiting")
    assert not Directive.objects.exists()


def test_its_progress_is_followed_page_by_page(cast, monkeypatch):
    seen = []
    pretend(monkeypatch, leaf(1), leaf(2))
    run = begun(cast, scans.saved(WHITE, WHITE, form="TIFF"), "quet.tif")
    perform = actions.receive_scan

    def look(*words, **how):
        page = client_of(cast.binh).get(reverse("files:run_fragment", args=[run.pk]))
        seen.append(page.content.decode())
        return perform(*words, **how)

    monkeypatch.setattr(actions, "receive_scan", look)
    worked(run)
    assert "Đã nhận dạng 2 trong 2 trang." in seen[0]
    ended = client_of(cast.binh).get(reverse("files:run", args=[run.pk])).content.decode()
    assert reverse("directives:review", args=[Directive.objects.get().pk]) in ended


def test_a_waiting_scan_is_stopped_by_its_page(cast):
    run = begun(cast, SMALL)
    client_of(cast.binh).post(reverse("files:cancel", args=[run.pk]))
    assert worked(run).phase == "cancelled"
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (lambda: SMALL[:60], "a.png", "không phải là ảnh đọc được"),
        (locked, "a.pdf", "mật khẩu"),
        (lambda: many(201), "a.pdf", "200 trang"),
        (lambda: many(10_000), "a.pdf", "10000 trang"),
        (bomb, "a.png", "40 triệu điểm ảnh"),
        (lambda: samples.png()[:20], "a.png", "không phải là ảnh đọc được"),
        (lambda: b"II*\0 and nothing more", "a.tif", "không phải là ảnh đọc được"),
        (lambda: SMALL, "a.docx", "không khớp"),
    ],
    ids=["cut", "encrypted", "201 pages", "10 000 pages", "bomb", "head alone", "TIFF in name", "disguised"],
)
def test_what_cannot_be_recognised_is_refused_with_its_reason_and_nothing_is_kept(cast, make, name, said):
    answer = send(cast, make(), name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not File.objects.exists()
    assert not Run.objects.exists()


def test_after_a_bad_file_the_queue_goes_on(cast, monkeypatch):
    pretend(monkeypatch, leaf(1))
    send(cast, SMALL[:60])
    assert worked(begun(cast, SMALL)).phase == "done"


def test_where_tesseract_is_missing_the_form_says_what_to_do(cast, monkeypatch):
    monkeypatch.setattr(scanning, "has_program", lambda program: False)
    answer = send(cast, SMALL)
    assert answer.status_code == 422
    assert "tesseract-ocr-vie" in answer.content.decode()
    assert not File.objects.exists()


def test_a_scan_that_was_received_already_leads_to_its_letter(cast, monkeypatch):
    pretend(monkeypatch, leaf(1))
    worked(begun(cast, SMALL))
    answer = send(cast, SMALL)
    assert answer.context["earlier"].directive == Directive.objects.get()


def test_a_pdf_with_words_is_read_at_once(cast):
    answer = send(cast, scans.printed(), "cong-van.pdf")
    assert answer.url == reverse("directives:review", args=[Directive.objects.get().pk])
    assert not Run.objects.exists()


def test_the_review_shows_each_picture_beside_the_text_and_asks_to_compare(cast, letter):
    page = review(cast, letter).content.decode()
    assert "Chữ nhận dạng từ bản quét: hãy đối chiếu với ảnh" in page
    for number in (1, 2):
        assert f'src="{reverse("directives:page-picture", args=[letter.pk, number])}"' in page
    assert page.count('loading="lazy"') == 2
    assert page.count('alt="Ảnh trang') == 2


def test_the_review_marks_unsure_words_in_the_text_and_on_the_picture(cast, letter):
    page = review(cast, letter).content.decode()
    assert '<span class="unsure">SỞ</span>' in page
    assert '<span class="unsure">hai</span>' not in page
    assert page.count('<rect class="doubt"') == len(" ".join(LINES).split())


def test_a_scan_in_which_no_duty_was_found_is_reviewed_all_the_same(cast, monkeypatch):
    pretend(monkeypatch, leaf(1, "Một trang không có nhiệm vụ"))
    worked(begun(cast, SMALL))
    letter = Directive.objects.get()
    assert not letter.obligations.exists()
    assert "Không có đề xuất nào" in review(cast, letter).content.decode()


def test_a_letter_that_was_no_scan_shows_no_pictures(cast):
    send(cast, "Kính gửi: Các doanh nghiệp\n1. Các doanh nghiệp báo cáo về Sở.\n".encode(), "a.txt")
    page = review(cast, Directive.objects.get()).content.decode()
    assert "Chữ nhận dạng từ bản quét" not in page
    assert 'class="scan"' not in page


def test_a_page_without_picture_says_why(cast, monkeypatch):
    pretend(monkeypatch, leaf(1), gateway.Leaf(2, trouble="Trang đã bị hỏng."))
    worked(begun(cast, scans.saved(WHITE, WHITE, form="TIFF"), "quet.tif"))
    letter = Directive.objects.get()
    assert "Trang đã bị hỏng." in review(cast, letter).content.decode()
    address = reverse("directives:page-picture", args=[letter.pk, 2])
    assert client_of(cast.binh).get(address).status_code == 404


def test_a_picture_is_shown_as_a_picture_and_never_run(cast, letter):
    answer = client_of(cast.binh).get(reverse("directives:page-picture", args=[letter.pk, 1]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_is_not_there_for_an_organisation_that_the_letter_did_not_reach(cast, letter):
    address = reverse("directives:page-picture", args=[letter.pk, 1])
    assert client_of(cast.hang).get(address).status_code == 404
    assert client_of(cast.binh).get(reverse("directives:page-picture", args=[letter.pk, 3])).status_code == 404


@needs_tesseract
def test_a_photographed_letter_comes_in_and_is_reviewed(cast):
    worked(begun(cast, scans.saved(scans.page(150), form="JPEG"), "anh.jpg"))
    page = review(cast, Directive.objects.get())
    assert page.status_code == 200
    assert "45/SKHCN-BCVT" in page.content.decode()
