"""Bad letters over HTTP: each refusal names its reason, nothing is kept of it, and the next letter is taken in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests import scans
from tests.cast import client_of
from tests.directives.scanned import begun, needs_tesseract, worked
from tests.engines.letter import files_made as made
from tests.files import bad_letters, samples

from thongsuot.directives.models import Directive
from thongsuot.files.models import File, Run

pytestmark = pytest.mark.django_db
BAD = {
    "cong-van.docm": (bad_letters.macro, "macro có thể tự chạy"),
    "bom.docx": (samples.bomb, "bung ra lớn bất thường"),
    "hai-mat.pdf": (lambda: samples.pdf() + bad_letters.archive("a.txt", b"a"), "hai định dạng"),
    "trang-web.docx": (lambda: samples.PAGE, "Đuôi tên tệp không khớp"),
    "nua-tep.docx": (lambda: samples.word()[:-400], "bị hỏng"),
    "khoa.pdf": (lambda: made.locked("mat-khau"), "đặt mật khẩu"),
    "thuc-the.docx": (lambda: bad_letters.entities(bad_letters.LOTS, "&amp;"), "khai báo thực thể XML"),
}


def sent(cast, data: bytes, name: str):
    """Send a letter in as the department's follower."""
    file = SimpleUploadedFile(name, data)
    return client_of(cast.binh).post(reverse("directives:upload"), {"text": "", "file": file})


def test_every_bad_letter_is_refused_by_its_reason_and_the_next_one_is_read(cast):
    for name, (make, words) in BAD.items():
        answer = sent(cast, make(), name)
        page = answer.content.decode()
        assert answer.status_code == 422, name
        assert words in page, name
        assert "Chưa có gì được ghi nhận." in page, name
    assert [model.objects.count() for model in (Directive, File, Run)] == [0, 0, 0]
    good = "Số: 9/SKHCN\nKính gửi: Các doanh nghiệp viễn thông\n\nSở yêu cầu các doanh nghiệp kiểm tra thiết bị.\n"
    assert sent(cast, good.encode(), "cong-van.txt").status_code == 302
    assert Directive.objects.get().number == "9/SKHCN"


@needs_tesseract
def test_a_page_that_is_a_bomb_holds_up_no_other_page(cast):
    fine, bomb = scans.page(100), Image.new("1", (9000, 9000), 1)
    run = begun(cast, scans.saved(fine, bomb, fine, form="TIFF"), "quet.tif")
    assert worked(run).phase == "done"
    pages = list(Directive.objects.get().pages.order_by("number"))
    assert [bool(page.trouble) for page in pages] == [False, True, False]
    assert "quá 40 triệu điểm ảnh" in pages[1].trouble
