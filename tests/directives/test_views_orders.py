"""Orders by word, signed copies, corrections and "as last time" over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading
from tests.directives.test_views_letters import LETTER, page, said

from thongsuot.directives import actions
from thongsuot.directives.models import Assignment, Directive

pytestmark = pytest.mark.django_db


def told(**changes):
    """Return an order as it is typed."""
    whole = {
        "way": "telephone",
        "speaker": "ông Trần Văn An, Giám đốc Sở",
        "said_at": f"{localtime(now() - timedelta(minutes=5)):%Y-%m-%dT%H:%M}",
        "addressees": "Các doanh nghiệp viễn thông trên địa bàn tỉnh",
        "words": "Kiểm tra máy phát điện dự phòng.\r\nBáo cáo kết quả trước 23 giờ 59 phút.",
    }
    return {**whole, **changes}


def post(client, name, *args, **data):
    return client.post(reverse(f"directives:{name}", args=args), data)


def test_an_order_is_noted_and_reviewed_next(cast):
    answer = post(client_of(cast.binh), "note-order", **told())
    letter = Directive.objects.get()
    assert answer.url == reverse("directives:review", args=[letter.pk])
    assert letter.noted_by == cast.binh
    assert letter.obligations.get(kind="REPORT").deadline_at is not None


def test_the_page_of_an_order_says_who_gave_it(cast):
    post(client_of(cast.binh), "note-order", **told())
    answer = page(client_of(cast.khanh), "directive", Directive.objects.get().pk)
    assert "Chỉ đạo qua điện thoại" in answer.content.decode()
    assert "ông Trần Văn An, Giám đốc Sở" in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"speaker": ""}, {"words": "  "}, {"said_at": ""}, {"way": "letter"}, {"said_at": "2999-01-01T00:00"}],
    ids=["nobody", "nothing", "never", "by letter", "not yet"],
)
def test_a_wrong_form_keeps_what_was_typed_and_notes_nothing(cast, wrong):
    answer = post(client_of(cast.binh), "note-order", **told(**wrong))
    assert answer.status_code == 422
    assert "Các doanh nghiệp viễn thông trên địa bàn tỉnh" in answer.content.decode()
    assert not Directive.objects.exists()


def test_an_enterprise_finds_no_such_page(cast):
    assert page(client_of(cast.hang), "note-order").status_code == 404
    assert post(client_of(cast.hang), "note-order", **told()).status_code == 404


def test_issuing_warns_of_what_is_missing_and_lets_it_out(cast):
    post(client_of(cast.binh), "note-order", **told())
    letter = Directive.objects.get()
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=now())
    answer = page(client_of(cast.khanh), "directive", letter.pk, hoi="phat-hanh")
    assert "Văn bản còn thiếu: số, ký hiệu, ngày ban hành, bản ký." in answer.content.decode()
    assert said(client_of(cast.khanh).post(reverse("directives:issue", args=[letter.pk]), follow=True))
    letter.refresh_from_db()
    assert letter.state == "issued"


def test_a_signed_copy_is_tied_and_set_beside(cast, issued):
    file = SimpleUploadedFile("45.txt", LETTER.encode())
    answer = client_of(cast.binh).post(reverse("directives:tie", args=[issued.pk]), {"file": file}, follow=True)
    assert said(answer) == ["Đã gắn bản ký. Nhiệm vụ đã rà soát được giữ nguyên."]
    assert "Giống nguyên văn" in answer.content.decode()
    issued.refresh_from_db()
    assert issued.number == "45/SKHCN-VT"


def test_a_picture_as_signed_copy_asks_for_number_and_date(cast, issued):
    png = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    file = SimpleUploadedFile("ban-ky.png", png + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    answer = client_of(cast.binh).post(reverse("directives:tie", args=[issued.pk]), {"file": file}, follow=True)
    assert "số và ngày chưa được điền" in said(answer)[0]
    assert "Không đọc được chữ trong bản ký" in answer.content.decode()


def test_a_copy_needs_a_file_and_an_enterprise_ties_none(cast, issued):
    assert post(client_of(cast.binh), "tie", issued.pk).status_code == 422
    assert page(client_of(cast.hang), "tie", issued.pk).status_code == 404


def test_a_duty_is_corrected_within_minutes(cast):
    letter = _issued_now(cast)
    duty = letter.obligations.get(kind="REPORT")
    client = client_of(cast.binh)
    address = f"{reverse('directives:correct', args=[letter.pk])}?nhiem-vu={duty.pk}"
    assert "Lý do đính chính" in client.get(address).content.decode()
    given = {
        "version": duty.version,
        "deadline_relation": "before",
        "deadline_at": "2030-02-07T12:00",
        "obliged": "all",
        "note": "Ghi nhầm giờ",
    }
    answer = client.post(address, given, follow=True)
    assert said(answer) == ["Đã đính chính và báo những nơi liên quan."]
    assert "Đã đính chính" in answer.content.decode()
    assert {a.deadline_at.year for a in Assignment.objects.filter(obligation=duty)} == {2030}


def test_a_correction_without_a_reason_or_names_changes_nothing(cast):
    letter = _issued_now(cast)
    duty = letter.obligations.get(kind="REPORT")
    address = f"{reverse('directives:correct', args=[letter.pk])}?nhiem-vu={duty.pk}"
    given = {"version": duty.version, "deadline_relation": "before", "deadline_at": "", "obliged": "named", "note": ""}
    answer = client_of(cast.binh).post(address, given)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"note", "obliged_names", "deadline_at"}


def test_a_forgotten_organisation_is_added_within_minutes_with_a_reason(cast):
    letter = _issued_now(cast, to=[cast.organisation("dd-1")])
    client, added = client_of(cast.binh), cast.organisation("cd-1")
    assert added.name in page(client, "correct", letter.pk).content.decode()
    answer = post(client, "add-addressees", letter.pk, organisations=[added.pk], note="")
    assert answer.status_code == 422
    assert not letter.receipts.filter(organisation=added).exists()
    answer = client.post(
        reverse("directives:add-addressees", args=[letter.pk]),
        {"organisations": [added.pk], "note": "Bỏ sót khi phát hành"},
        follow=True,
    )
    assert said(answer) == ["Đã gửi văn bản đến đơn vị bổ sung."]
    assert "Bỏ sót khi phát hành" in answer.content.decode()
    assert letter.receipts.filter(organisation=added).exists()
    wrong = {"organisations": [cast.organisation("dd-1").pk], "note": "Đã nhận"}
    assert post(client, "add-addressees", letter.pk, **wrong).status_code == 422
    assert post(client_of(cast.hang), "add-addressees", letter.pk, **wrong).status_code == 404


def test_after_the_minutes_the_page_says_so(cast, issued):
    duty = issued.obligations.get(kind="REPORT")
    address = reverse("directives:correct", args=[issued.pk])
    answer = client_of(cast.binh).get(address)
    assert "Đã hết thời gian đính chính" in answer.content.decode()
    assert f"nhiem-vu={duty.pk}" not in answer.content.decode()
    given = {"version": duty.version, "obliged": "mobile", "note": "Muộn"}
    assert "30 phút" in said(client_of(cast.binh).post(f"{address}?nhiem-vu={duty.pk}", given, follow=True))[0]


def test_an_enterprise_and_an_unissued_letter_have_no_corrections(cast, received):
    assert page(client_of(cast.binh), "correct", received.pk).status_code == 404
    assert page(client_of(cast.hang), "correct", received.pk).status_code == 404


def test_the_review_offers_last_time_and_takes_it_over(cast, issued):
    told_again = reading(number="40/STTTT-BCVT", text_sha256="1" * 64)
    letter = actions.receive(
        told_again, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    client = client_of(cast.binh)
    assert "Như lần trước" in page(client, "review", letter.pk).content.decode()
    answer = client.post(reverse("directives:as-last-time", args=[letter.pk]), {"earlier": issued.pk}, follow=True)
    assert said(answer) == ["Đã rà soát 4 đề xuất như lần trước; phần còn lại chờ xem."]
    assert "Chỉ gửi 9 đơn vị của lần trước" in page(client, "directive", letter.pk, hoi="phat-hanh").content.decode()
    assert post(client, "as-last-time", letter.pk, earlier="x").status_code == 404


def _issued_now(cast, to=None):
    letter = actions.receive(reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=now())
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=now())
    return actions.issue(letter, by=cast.khanh, at=now(), to=to)
