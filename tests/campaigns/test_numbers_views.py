"""The share's page as the operator sees it: bringing a list, what of it was refused; the department sees none of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.campaigns.test_numbers import FAULTY, HEAD, recipients, subscribers, take, tried
from tests.cast import client_of

from thongsuot.campaigns.models import Numbers, Share
from thongsuot.files.models import File, Run
from thongsuot.organisations.models import Area

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(clock):
    return clock.share(clock.approved(area=Area.objects.get(code="DX01")))


def page(person, share):
    answer = client_of(person).get(share.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def brought(person, share, text, **fields):
    data = SimpleUploadedFile("thue-bao.csv", text.encode() if isinstance(text, str) else text)
    client = client_of(person)
    answer = client.post(reverse("campaigns:numbers", args=[share.pk]), {"file": data, "nguon": "tep", **fields})
    told = answer if answer.status_code != 302 else client.get(answer.url)
    return answer.status_code, told.content.decode()


def test_a_list_is_brought_and_its_faults_shown_line_by_line(clock, share):
    officer = clock.person("dd-1", "daumoi")
    assert "Nhận danh sách" in page(officer, share)
    status, said = brought(officer, share, HEAD + FAULTY)
    assert status == 302
    assert "Đã nhận 1 số thuê bao từ 12 dòng; 9 dòng không dùng được." in said
    assert "Dòng 4 (••••••••123): số cố định, không nhận tin nhắn." in said
    assert "Đã nhận 1 số, ước tính là 500.000 thuê bao" in said
    assert "Thay danh sách" in said
    assert "0900000001" not in said
    assert not File.objects.exists()
    assert not Run.objects.exists()


def test_the_refused_lines_are_handed_out_to_the_operator_alone(clock, share):
    officer = clock.person("dd-1", "lanhdao")
    brought(officer, share, HEAD + FAULTY)
    address = reverse("campaigns:bad-lines", args=[share.pk])
    answer = client_of(officer).get(address)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Dòng", "Nội dung", "Lý do"]
    assert rows[1] == ["4", "••••••••123", "số cố định, không nhận tin nhắn"]
    assert rows[2][1] == "'+••••••••678"  # no spreadsheet runs it
    assert len(rows) == 10
    for person in (clock.binh, clock.khanh, clock.person("dd-2", "daumoi"), clock.person("dd-1", "kiemsoat")):
        assert client_of(person).get(address).status_code == 404


def test_the_department_sees_nothing_of_the_numbers(clock, share):
    brought(clock.person("dd-1", "daumoi"), share, HEAD + FAULTY)
    said = page(clock.binh, share)
    assert "Số thuê bao của doanh nghiệp" not in said
    assert "số cố định" not in said


def test_a_list_without_faults_has_none_to_hand_out(clock, share):
    officer = clock.person("dd-1", "daumoi")
    address = reverse("campaigns:bad-lines", args=[share.pk])
    assert client_of(officer).get(address).status_code == 404
    brought(officer, share, HEAD + subscribers(3))
    assert client_of(officer).get(address).status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "113;DX01;\n", "Không có số thuê bao nào dùng được trong 1 dòng"),
        ("ten;tuoi\nAn;7\n", "Không có tiêu đề cột số thuê bao"),
        (b"PK\x03\x04 workbook", "Không phải tệp CSV"),
        (b"0" * (25 * 1024 * 1024 + 1), "lớn hơn 25 MB nên chưa được đọc"),
    ],
    ids=["nobody", "headless", "workbook", "large"],
)
def test_what_cannot_be_used_is_said_on_the_page(clock, share, text, said):
    status, shown = brought(clock.person("dd-1", "daumoi"), share, text)
    assert status == 422
    assert said in shown
    assert not Numbers.objects.exists()


def test_who_may_not_bring_numbers_is_told_before_anything_is_read(clock, share):
    status, said = brought(clock.binh, share, HEAD + subscribers(3))
    assert status == 302
    assert "không nhận được số thuê bao ở bước này" in said
    assert not Numbers.objects.exists()
    assert brought(clock.person("dd-2", "daumoi"), share, HEAD)[0] == 404


def test_after_the_trial_the_list_stands_and_the_form_is_gone(clock, share):
    officer = clock.person("dd-1", "daumoi")
    brought(officer, share, HEAD + subscribers(200))
    tried(clock, share.campaign)
    said = page(officer, share)
    assert "Số thuê bao đã nhận" in said
    assert "Thay danh sách" not in said
    assert "không nhận được số thuê bao ở bước này" in brought(officer, share, HEAD + subscribers(3))[1]
    assert Numbers.objects.get().kept == 200


def test_the_configured_source_is_read_by_a_worker(clock, share, settings):
    officer = clock.person("dd-1", "daumoi")
    url = reverse("campaigns:numbers", args=[share.pk])
    assert "Đọc từ cơ sở dữ liệu" not in page(officer, share)
    assert client_of(officer).post(url, {"nguon": "truy-van"}).status_code == 404
    settings.NUMBERS = {"database": "dd-1=postgresql://x", "query": "SELECT 1"}
    assert "Đọc từ cơ sở dữ liệu" in page(officer, share)
    answer = client_of(officer).post(url, {"nguon": "truy-van"})
    run = Run.objects.get()
    assert (answer.status_code, answer.url) == (302, run.get_absolute_url())
    assert run.get_absolute_url() in page(officer, share)
    assert client_of(clock.binh).post(url, {"nguon": "truy-van"}).url == share.get_absolute_url()
    assert Run.objects.count() == 1


def test_a_correction_takes_the_list_of_the_wrong_message(clock, share):
    officer = clock.person("dd-1", "daumoi")
    take(clock, share, subscribers(150))
    tried(clock, share.campaign)
    right = clock.share(clock.do("correct", share.campaign, reason="Sai ngày", by=clock.khanh))
    assert "Dùng lại 150 số của tin nhắn sai" in page(officer, right)
    url = reverse("campaigns:numbers", args=[right.pk])
    client = client_of(officer)
    said = client.get(client.post(url, {"nguon": "dot-sai"}).url).content.decode()
    assert "Đã dùng lại 150 số thuê bao của tin nhắn sai." in said
    assert recipients(Share.objects.get(pk=right.pk)) == recipients(share)
    assert (
        "không còn được lưu"
        in client.get(
            client.post(reverse("campaigns:numbers", args=[share.pk]), {"nguon": "dot-sai"}).url
        ).content.decode()
        or Numbers.objects.filter(share=share).exists()
    )
    assert client.post(url, {"nguon": "gi-do"}).status_code == 404
