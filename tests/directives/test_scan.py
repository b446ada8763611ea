"""A scan waits as a run, is recognised page by page, and becomes a letter whose words know their place on paper."""

from __future__ import annotations

import io
import threading
from datetime import date, datetime, timedelta, timezone

import pypdfium2
import pytest
from tests import scans
from tests.cast import MONDAY
from tests.directives.scanned import LINES, begun, leaf, needs_tesseract, pretend, worked

from thongsuot.directives import actions, gateway, queries
from thongsuot.directives.models import Directive, Page
from thongsuot.engines.letter import Word, recognised
from thongsuot.files import actions as files
from thongsuot.files.gateway import Unreadable
from thongsuot.files.models import File, Run
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
HANOI = timezone(timedelta(hours=7))
SMALL = scans.saved(scans.Image.new("L", (165, 234), "white"))


def begin(cast, *, data=SMALL, pages=1, by=None):
    """Begin the recognition of a scan."""
    return actions.begin_scan(
        data,
        name="quet.png",
        pages=pages,
        organisation=cast.binh.organisation,
        reality="live",
        by=by or cast.binh,
        at=MONDAY,
    )


@needs_tesseract
def test_a_clean_scan_gives_head_deadline_and_duties(cast):
    run = worked(begin(cast, data=scans.saved(scans.page())))
    letter = Directive.objects.get()
    assert run.phase == "done"
    assert (letter.number, letter.dated_on) == ("45/SKHCN-BCVT", date(2020, 2, 3))
    assert letter.issuer_name == "Sở Khoa học và Công nghệ"
    assert letter.subject.startswith("bảo đảm thông tin liên lạc")
    assert datetime(2020, 2, 7, 14, 0, tzinfo=HANOI) in {duty.deadline_at for duty in letter.obligations.all()}
    assert scans.errors(scans.body(letter.text), scans.body(scans.words())) < 0.01


@needs_tesseract
@pytest.mark.parametrize(
    ("dpi", "skew"), [(150, 1.8), (150, -2.6), (300, 1.2)], ids=["150 dpi", "150 dpi the other way", "300 dpi"]
)
def test_a_hard_scan_still_gives_number_date_and_deadline(cast, dpi, skew):
    worked(begin(cast, data=scans.saved(scans.degraded(dpi, skew=skew), dpi=dpi)))
    letter = Directive.objects.get()
    assert (letter.number, letter.dated_on) == ("45/SKHCN-BCVT", date(2020, 2, 3))
    assert datetime(2020, 2, 7, 14, 0, tzinfo=HANOI) in {duty.deadline_at for duty in letter.obligations.all()}


@needs_tesseract
def test_a_page_that_reads_badly_is_looked_at_twice_and_a_clean_one_once():
    assert gateway.leaf(scans.saved(scans.page()), 1).looks == 1
    assert gateway.leaf(scans.saved(scans.degraded()), 1).looks == 2


@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lay_on_its_side_or_on_its_head_is_read(quarters):
    page = gateway.leaf(scans.saved(scans.page().rotate(90 * quarters, expand=True)), 1)
    assert "45/SKHCN-BCVT" in [word.text for word in page.words]
    assert page.width < page.height


def test_a_page_with_words_of_its_own_is_not_recognised():
    page = gateway.leaf(scans.printed(), 1)
    assert page.looks == 0
    assert {word.confidence for word in page.words} == {100.0}
    assert scans.errors(scans.body(recognised(page.words, page.width).text), scans.body(scans.words())) < 0.001


@needs_tesseract
def test_a_letter_of_which_some_pages_are_scans_waits_as_a_scan(cast):
    whole = pypdfium2.PdfDocument(scans.printed())
    whole.import_pages(pypdfium2.PdfDocument(scans.saved(scans.page(100), form="PDF", dpi=100)))
    stream = io.BytesIO()
    whole.save(stream)
    assert begun(cast, stream.getvalue(), "van-ban.pdf").total == 2


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("09/CĐÐ-UBND", "09/CĐ-UBND"),
        ("QÐ-CVT", "QĐ-CVT"),
        ("ðịnh", "định"),
        ("1045⁄/QĐ-BTTTT", "1045/QĐ-BTTTT"),
        ("24⁄24", "24/24"),
        ("Đông", "Đông"),
    ],
)
def test_one_letter_that_was_told_in_two_codes_is_written_once(told, written):
    row = {"text": told, "left": 8, "top": 4, "width": 16, "height": 8, "conf": "91.5"}
    assert gateway._word(row, 0.5) == Word(written, 4, 2, 12, 6, 91.5)


@pytest.mark.parametrize("told", ["~", "~-"])
def test_a_dash_that_was_seen_as_a_wave_is_marked_as_doubtful(told):
    row = {"text": told, "left": 8, "top": 4, "width": 16, "height": 8, "conf": "91.5"}
    assert gateway._word(row, 1.0) == Word("-", 8, 4, 24, 12, 70.0)


def test_each_word_stands_in_the_text_where_its_page_says(cast, monkeypatch):
    pretend(monkeypatch, leaf(1), leaf(2, "Trang thứ hai của văn bản"))
    worked(begin(cast, pages=2))
    letter = Directive.objects.get()
    first, second = letter.pages.all()
    for page in (first, second):
        assert page.words
        assert all(
            letter.text[start:end].strip() and " " not in letter.text[start:end] for start, end, *_ in page.words
        )
    assert [letter.text[start:end] for start, end, *_ in second.words] == ["Trang", "thứ", "hai", "của", "văn", "bản"]
    assert first.words[0][2:] == [100, 100, 180, 130, 95]


def test_the_text_is_what_was_recognised_and_nothing_else(cast, monkeypatch):
    odd = [*LINES, "Các doanh nghiêp thục hiên ngay lâp tức"]
    pretend(monkeypatch, leaf(1, *odd))
    worked(begin(cast))
    assert Directive.objects.get().text.split() == " ".join(odd).split()


def test_the_picture_of_each_page_is_kept_beside_the_text(cast, monkeypatch):
    pretend(monkeypatch, leaf(1))
    worked(begin(cast))
    page = Page.objects.get()
    assert page.picture.name == "quet-trang-1.jpg"
    assert page.picture.organisation_id == page.organisation_id == cast.binh.organisation_id
    assert (page.width, page.height) == (1654, 2339)
    assert files.read_bytes(Directive.objects.get().file) == SMALL


def test_a_page_that_cannot_be_read_says_why_and_the_others_go_on(cast, monkeypatch):
    pretend(monkeypatch, leaf(1), gateway.Leaf(2, trouble="Trang không phải là ảnh đọc được."), leaf(3, "Trang cuối"))
    run = worked(begin(cast, pages=3))
    assert run.phase == "done"
    assert [page.trouble for page in Page.objects.order_by("number")] == ["", "Trang không phải là ảnh đọc được.", ""]
    assert "Trang cuối" in Directive.objects.get().text


def test_a_scan_without_a_word_ends_with_a_reason_and_no_letter(cast, monkeypatch):
    pretend(monkeypatch, gateway.Leaf(1, (), 1654, 2339, b"\xff\xd8\xff"))
    run = worked(begin(cast))
    assert run.phase == "failed"
    assert "Không nhận ra chữ nào" in run.message
    assert not Directive.objects.exists()
    assert File.objects.filter(name="quet.png").exists()


def test_where_tesseract_is_missing_the_run_says_so(cast, monkeypatch):
    monkeypatch.setattr(gateway.shutil, "which", lambda program: None)
    run = worked(begin(cast))
    assert run.phase == "failed"
    assert "tesseract-ocr-vie" in run.message


@needs_tesseract
def test_where_its_vietnamese_words_are_missing_the_run_says_so(cast, monkeypatch):
    told = gateway.subprocess.CompletedProcess([], 0, stdout="List of available languages (1):\neng\n")
    monkeypatch.setattr(gateway.subprocess, "run", lambda *words, **how: told)
    with pytest.raises(gateway.NotInstalled):
        gateway.check_installed()


def test_a_cancelled_scan_stops_and_leaves_no_letter(cast, monkeypatch):
    run, seen = begin(cast, pages=50), []

    def slow(data, number):
        seen.append(number)
        return leaf(number)

    pretend(monkeypatch)
    monkeypatch.setattr(gateway, "leaf", slow)
    leaves = gateway.leaves

    def interrupted(data, pages):
        for done, page in enumerate(leaves(data, pages), start=1):
            if done == 3:
                files.cancel(run.pk, by=cast.binh, at=MONDAY)
            yield page

    monkeypatch.setattr(gateway, "leaves", interrupted)
    assert worked(run).phase == "cancelled"
    assert len(seen) <= 3 + 2 * gateway.AT_ONCE
    assert not Directive.objects.exists()


def test_no_more_than_two_pages_are_recognised_at_once(monkeypatch):
    under_way, most, lock = set(), [0], threading.Lock()
    moved = threading.Barrier(2, timeout=10)

    def counted(data, number):
        with lock:
            under_way.add(number)
            most[0] = max(most[0], len(under_way))
        moved.wait()
        with lock:
            under_way.discard(number)
        return leaf(number)

    monkeypatch.setattr(gateway, "_leaf", counted)
    assert sorted(page.number for page in gateway.leaves(b"", 8)) == list(range(1, 9))
    assert most == [2]


def test_pages_come_into_their_order_however_they_were_finished():
    text, pages = gateway.compose([leaf(3, "ba"), leaf(1, "một"), leaf(2, "hai")])
    assert text == "một\nhai\nba\n"
    assert [page.number for page, _ in pages] == [1, 2, 3]
    assert [text[p.start : p.end] for _, words in pages for p in words] == ["một", "hai", "ba"]


def test_a_page_whose_second_look_fails_keeps_its_first(monkeypatch):
    page = leaf(1)

    def refuse(*words, **how):
        raise Unreadable("timeout")

    monkeypatch.setattr(gateway, "read_in_sandbox", refuse)
    assert gateway._again(b"", page) == page
    assert gateway.leaf(b"", 4).trouble


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ([], True),
        ([Word("rõ", 0, 0, 9, 9, 95.0)], False),
        ([Word("mờ", 0, 0, 9, 9, 70.0)], True),
        ([Word("thông", 0, 0, 9, 9, 99.0)] * 20 + [Word("trưốc", 0, 0, 9, 9, 30.0)], True),
        ([Word("thông", 0, 0, 9, 9, 99.0)] * 20 + [Word("-", 0, 0, 9, 9, 30.0)], False),
    ],
    ids=["no word", "clear", "unclear on the whole", "one unsure word", "one unsure mark"],
)
def test_confidence_calls_for_a_second_look(words, again):
    assert gateway._wants_again(words) is again


def test_a_scan_that_waits_is_not_queued_twice(cast):
    assert begin(cast) == begin(cast)
    assert Run.objects.filter(kind=actions.READ_SCAN).count() == 1


def test_a_scan_that_is_a_letter_already_is_not_read_again(cast, monkeypatch):
    pretend(monkeypatch, leaf(1))
    worked(begin(cast))
    with pytest.raises(actions.AlreadyReceived):
        begin(cast)


def test_another_scan_of_the_same_words_leads_to_the_letter_there_is(cast, monkeypatch):
    pretend(monkeypatch, leaf(1))
    worked(begin(cast))
    run = worked(begin(cast, data=SMALL + b"\0"))
    assert run.result["url"] == Directive.objects.get().get_absolute_url()


def test_who_may_not_receive_letters_begins_no_scan(cast):
    with pytest.raises(NotAllowed):
        begin(cast, by=cast.hang)


def test_words_below_the_threshold_are_named_to_the_reader(cast, monkeypatch):
    pretend(monkeypatch, leaf(1, *LINES, confidence=60.0), leaf(2, "Rõ ràng"))
    worked(begin(cast, pages=2))
    letter = Directive.objects.get()
    first, second = queries.pages_of(letter)
    assert len(first.doubtful) == len(" ".join(LINES).split())
    assert letter.text[first.doubtful[0].start : first.doubtful[0].end] == "SỞ"
    assert (first.doubtful[0].width, first.doubtful[0].height) == (80, 30)
    assert second.doubtful == ()


def test_a_run_is_about_its_file(cast):
    run = begun(cast, SMALL)
    assert run.about == f"file:{File.objects.get().pk}"
    assert (run.total, run.title) == (1, "Nhận dạng chữ: quet.png")
