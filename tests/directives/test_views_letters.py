"""Letters over HTTP: in by file or paste, shown to whom they reach, sent out, ended."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.letters import reading

from thongsuot.directives import actions
from thongsuot.directives.models import Directive, Receipt
from thongsuot.files import actions as files
from thongsuot.files.models import File

pytestmark = pytest.mark.django_db
LETTER = """ỦY BAN NHÂN DÂN TỈNH ĐÔNG XUYÊN
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 45/SKHCN-VT
Đông Xuyên, ngày 03 tháng 02 năm 2020
V/v bảo đảm thông tin liên lạc

Kính gửi: Các doanh nghiệp viễn thông trên địa bàn tỉnh

Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:
1. Các doanh nghiệp viễn thông kiểm tra thiết bị dự phòng tại các trạm.
2. Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.
"""


def page(client, name, *args, **query):
    """Return the answer of a page of letters by its name."""
    return client.get(reverse(f"directives:{name}", args=args), query)


def said(answer):
    """Return the messages of the page to which an answer led."""
    return [str(message) for message in answer.context["messages"]]


def send(client, name, data=b"", text=""):
    """Send a letter in as a file or as pasted text."""
    told = {"text": text, **({"file": SimpleUploadedFile(name, data)} if name else {})}
    return client.post(reverse("directives:upload"), told)


def test_a_letter_comes_in_as_a_file_and_is_reviewed_next(cast):
    answer = send(client_of(cast.binh), "cong-van.txt", LETTER.encode())
    letter = Directive.objects.get()
    assert answer.url == reverse("directives:review", args=[letter.pk])
    assert letter.text == LETTER
    assert (letter.file.name, files.read_bytes(letter.file)) == ("cong-van.txt", LETTER.encode())
    assert letter.obligations.count() >= 2


def test_a_letter_comes_in_by_paste(cast):
    send(client_of(cast.binh), "", text=LETTER.replace("\n", "\r\n"))
    letter = Directive.objects.get()
    assert letter.text == LETTER
    assert letter.file.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rong.txt", b"", "không có nội dung"),
        ("gia.pdf", "Đây không phải PDF".encode(), "không khớp với nội dung"),
        ("hong.pdf", b"%PDF-1.7\nhong", "Chưa có gì được ghi nhận"),
    ],
)
def test_what_cannot_be_read_leaves_nothing_behind(cast, name, data, words):
    answer = send(client_of(cast.binh), name, data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Directive.objects.exists()
    assert not File.objects.exists()


def test_neither_and_both_are_asked_again(cast):
    client = client_of(cast.binh)
    assert "chọn một tệp hoặc dán" in send(client, "").content.decode()
    assert "không dùng cả hai" in send(client, "a.txt", LETTER.encode(), LETTER).content.decode()
    assert not Directive.objects.exists()


def test_the_same_letter_leads_to_the_earlier_one(cast):
    client = client_of(cast.binh)
    send(client, "a.txt", LETTER.encode())
    answer = send(client, "b.txt", LETTER.encode())
    assert answer.status_code == 422
    assert Directive.objects.get().get_absolute_url() in answer.content.decode()
    assert [f.name for f in File.objects.all()] == ["a.txt"]


def test_only_the_department_takes_letters_in(cast):
    for username in ("dd-1.daumoi", "so.thanhtra"):
        client = client_of(cast.person(username))
        assert page(client, "upload").status_code == 404
        assert send(client, "a.txt", LETTER.encode()).status_code == 404


def test_a_letter_under_review_is_seen_by_the_department_alone(cast, received):
    assert page(client_of(cast.binh), "directive", received.pk).status_code == 200
    for name in ("directive", "review", "matrix", "original"):
        assert page(client_of(cast.hang), name, received.pk).status_code == 404


def test_who_never_received_a_letter_gets_404(cast, received):
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(received, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])
    stranger, reached = client_of(cast.person("dd-2.daumoi")), client_of(cast.hang)
    for name in ("directive", "matrix"):
        assert page(stranger, name, received.pk).status_code == 404
        assert page(reached, name, received.pk).status_code == 200
    assert stranger.post(reverse("directives:acknowledge", args=[received.pk])).status_code == 404


def test_an_enterprise_sees_its_own_receipt_and_nobody_elses(cast, issued):
    answer = page(client_of(cast.hang), "directive", issued.pk)
    assert answer.context["receipt"].organisation.code == "dd-1"
    assert "receipts" not in answer.context
    assert cast.organisation("dd-2").name not in answer.content.decode()


def test_the_original_goes_to_whom_the_letter_reached(cast):
    data = b"Kinh gui: cac doanh nghiep"
    file = files.store(data, name="goc.txt", organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    letter = actions.receive(
        reading(), file=file, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(letter, by=cast.khanh, at=MONDAY)
    answer = page(client_of(cast.hang), "original", letter.pk)
    assert (answer.status_code, answer.content) == (200, data)
    assert answer["Content-Disposition"].startswith("attachment")
    assert client_of(cast.hang).get(file.get_absolute_url()).status_code == 404


def test_a_letter_without_a_file_has_no_original(cast, issued):
    assert page(client_of(cast.binh), "original", issued.pk).status_code == 404


def test_issuing_names_how_many_it_reaches_and_sends_it(cast, received):
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    client = client_of(cast.khanh)
    assert "Phát hành đến 9 đơn vị?" in page(client, "directive", received.pk).content.decode()
    answer = client.post(reverse("directives:issue", args=[received.pk]), follow=True)
    assert said(answer) == ["Đã phát hành văn bản; các đơn vị đã được báo."]
    assert Receipt.objects.count() == 9


def test_what_is_not_reviewed_is_not_issued_and_the_reason_is_said(cast, received):
    answer = client_of(cast.khanh).post(reverse("directives:issue", args=[received.pk]), follow=True)
    assert "Còn 4 đề xuất" in said(answer)[0]
    assert Directive.objects.get().state == Directive.State.REVIEW


def test_the_leader_alone_withdraws_and_says_why(cast, issued):
    address = reverse("directives:withdraw", args=[issued.pk])
    client_of(cast.khanh).post(address, {"note": ""})
    answer = client_of(cast.binh).post(address, {"note": "Nhầm bản"}, follow=True)
    assert "không có vai trò" in said(answer)[0]
    assert Directive.objects.get().state == Directive.State.ISSUED
    client_of(cast.khanh).post(address, {"note": "Nhầm bản"})
    assert Directive.objects.get().state == Directive.State.WITHDRAWN


def test_a_second_end_is_told_and_changes_nothing(cast, issued):
    client, address = client_of(cast.khanh), reverse("directives:close", args=[issued.pk])
    client.post(address)
    answer = client.post(address, follow=True)
    assert (answer.status_code, Directive.objects.get().state) == (200, Directive.State.CLOSED)
    assert "chưa có gì thay đổi" in said(answer)[-1]


def test_the_list_is_short_for_the_database(cast, count_queries):
    one = reading()
    actions.receive(one, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    client = client_of(cast.binh)
    few = count_queries(lambda: page(client, "list"))
    for number in range(20):
        told = reading(text_sha256=f"{number:064x}", number=f"{number}/SKHCN")
        actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    assert count_queries(lambda: page(client, "list")) == few


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.daumoi"])
def test_the_page_of_a_letter_asks_as_much_for_thirty_duties_as_for_four(cast, issued, count_queries, username):
    client = client_of(cast.person(username))
    few = count_queries(lambda: page(client, "directive", issued.pk))
    parts = {str(n): (f"Kiểm tra trạm số {n} trong tuần.", "one_off", "all", "OTHER") for n in range(30)}
    told = reading(parts=parts, number="99/SKHCN")
    letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    actions.issue(letter, by=cast.khanh, at=MONDAY)
    assert count_queries(lambda: page(client, "directive", letter.pk)) == few
