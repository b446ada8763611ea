"""A secret letter is turned away with what to do, and nothing of it stays: no file, no run of its name, no word."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import ImageDraw, ImageFont
from tests import scans
from tests.cast import client_of
from tests.directives.scanned import LINES, begun, leaf, needs_tesseract, pretend, worked

from thongsuot.directives.models import Directive
from thongsuot.files import actions as files
from thongsuot.files.models import Chunk, File, Run

pytestmark = pytest.mark.django_db
SECRET = "\n".join((*LINES[:2], "TỐI MẬT", *LINES[2:]))
REFUSED = "không có nội dung nào được lưu lại"
NAME = "ke-hoach-tac-chien.png"
SMALL = scans.saved(scans.Image.new("L", (165, 234), "white"))


def sent(cast, **posted):
    return client_of(cast.binh).post(reverse("directives:upload"), {"text": "", **posted})


def assert_nothing_is_kept():
    assert [model.objects.count() for model in (Directive, File, Chunk)] == [0, 0, 0]
    told = "".join(f"{run.argument} {run.message} {run.result}" for run in Run.objects.all())
    assert "tac-chien" not in told
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(args::text, ' '), '') FROM procrastinate_jobs")
        assert "tac-chien" not in cursor.fetchone()[0]


@pytest.mark.parametrize("how", ["pasted", "sent as a file"])
def test_a_secret_letter_over_http_leaves_nothing(cast, how):
    file = SimpleUploadedFile("ke-hoach-tac-chien.txt", SECRET.encode())
    answer = sent(cast, **({"text": SECRET} if how == "pasted" else {"file": file}))
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert "Đề nghị xóa tệp" in answer.content.decode()
    assert_nothing_is_kept()
    assert Run.objects.count() == 0


def test_a_secret_scan_is_erased_as_soon_as_its_mark_was_recognised(cast, monkeypatch):
    pretend(monkeypatch, leaf(1, *SECRET.splitlines()))
    run = worked(begun(cast, SMALL, NAME))
    assert run.phase == "failed"
    assert REFUSED in run.message
    assert_nothing_is_kept()


@needs_tesseract
def test_a_secret_stamp_on_a_real_scan_is_seen(cast):
    page = scans.page()
    scans.words()  # the typefaces are there from here on
    face = ImageFont.truetype(str(scans.PROJECT / "build" / "typefaces" / "Tinos-Bold.ttf"), 44)
    pen = ImageDraw.Draw(page)
    place = (page.width // 5, page.height // 6)
    pen.text(place, "TỐI MẬT", font=face, fill=scans.RED)
    pen.rectangle([place[0] - 14, place[1] - 6, place[0] + 205, place[1] + 58], outline=scans.RED, width=4)
    run = worked(begun(cast, scans.saved(page), NAME))
    assert run.phase == "failed"
    assert_nothing_is_kept()


def test_a_file_that_another_row_speaks_of_stays_as_an_empty_row_kept_apart(cast, monkeypatch):
    pretend(monkeypatch, leaf())
    worked(begun(cast, SMALL, NAME))
    file = Directive.objects.get().file
    files.erase(file)
    file.refresh_from_db()
    assert (file.name, file.quarantine_code, file.chunks.count()) == ("Tệp đã xóa", "erased", 0)
    assert "tac-chien" not in Run.objects.get().title
