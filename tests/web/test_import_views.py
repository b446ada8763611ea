"""A list of contacts over HTTP: brought, looked at, taken in, undone; what is wrong is told to the line."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import client_of
from tests.organisations import bad_sheet

from thongsuot.engines import tables
from thongsuot.organisations import access
from thongsuot.organisations.models import Import, Organisation, Person

pytestmark = pytest.mark.django_db

LISTS = "/danh-ba/nhap/"
HEADINGS = ["Đơn vị", "Cán bộ đầu mối", "Điện thoại"]
ROW = ["Viễn thông Ea Rốc", "Đ/c Võ Thị Yến", "0900.000.201"]


@pytest.fixture
def client(cast):
    """Return a browser of the department's follower."""
    return client_of(cast.binh)


def workbook(*rows, headings=HEADINGS):
    return tables.write_xlsx(headings, rows, title="Đầu mối")


def upload(client, data, name="dau-moi.xlsx"):
    return client.post(LISTS, {"file": SimpleUploadedFile(name, data)})


def brought(client, *rows, headings=HEADINGS):
    """Return the address of the list after it was brought."""
    answer = upload(client, workbook(*rows, headings=headings))
    assert answer.status_code == 302, answer.content.decode()
    return answer["location"]


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def seal_of(answer):
    return re.search(r'name="seal" value="([0-9a-f]{64})"', answer.content.decode())[1]


def take_in(client, address):
    return client.post(f"{address}nhap/", {"seal": seal_of(client.get(address))}, follow=True)


def everything(model):
    """Return the rows that the test may see, new organisations included."""
    with access.acting_as_system():
        return list(model.objects.all())


def test_the_page_says_what_may_be_brought(client):
    answer = client.get(LISTS)
    assert answer.status_code == 200
    assert "Chưa đưa bảng nào vào" in text_of(answer)


def test_a_list_is_shown_before_anything_is_entered(client):
    before = len(everything(Person)), len(everything(Organisation))
    answer = client.get(brought(client, ROW))
    text = text_of(answer)
    assert "Chưa có gì được nhập" in text
    assert "Võ Thị Yến" in text
    assert "0900 000 201" in text
    assert (len(everything(Person)), len(everything(Organisation))) == before


def test_confirming_enters_what_was_shown(client):
    address = brought(client, ROW)
    text = text_of(take_in(client, address))
    assert "Đã nhập danh bạ" in text
    yen = next(person for person in everything(Person) if person.name == "Võ Thị Yến")
    assert yen.phone == "0900 000 201"
    assert "Viễn thông Ea Rốc" in text_of(client.get("/danh-ba/"))


def test_undoing_gives_the_directory_back(client):
    address = brought(client, ROW)
    take_in(client, address)
    text = text_of(client.post(f"{address}hoan-tac/", follow=True))
    assert "danh bạ trở lại như trước khi nhập" in text
    assert "Viễn thông Ea Rốc" not in text_of(client.get("/danh-ba/"))


def test_what_is_used_is_named_instead_of_being_undone(client):
    address = brought(client, ROW)
    take_in(client, address)
    with access.acting_as_system():
        Person.objects.filter(name="Võ Thị Yến").update(email="yen@dn.example")
    answer = client.post(f"{address}hoan-tac/")
    assert answer.status_code == 422
    assert "Dòng 2, Võ Thị Yến: đã được sửa sau khi nhập" in text_of(answer)


def test_a_second_confirmation_changes_nothing(client):
    address = brought(client, ROW)
    seal = seal_of(client.get(address))
    client.post(f"{address}nhap/", {"seal": seal})
    text = text_of(client.post(f"{address}nhap/", {"seal": seal}, follow=True))
    assert "đã được nhập hoặc đã được hoàn tác" in text


def test_a_confirmation_of_another_plan_is_refused(client):
    address = brought(client, ROW)
    text = text_of(client.post(f"{address}nhap/", {"seal": "0" * 64}, follow=True))
    assert "chưa có gì được nhập" in text
    assert everything(Import)[0].taken_at is None


def test_faults_stand_with_line_and_column(client):
    text = text_of(client.get(brought(client, ROW, ["Viễn thông Lộc An", "Bùi Văn Đạt", "12345"])))
    assert "Dòng 3, cột C (Điện thoại): “12345” có 5 chữ số" in text


def test_columns_are_named_on_the_page(client):
    address = brought(client, ROW, headings=["A", "B", "C"])
    told = {"column_0": "organisation", "column_1": "leader", "column_2": "phone"}
    text = text_of(client.post(f"{address}cot/", told, follow=True))
    assert "Đã đọc lại bảng theo các cột vừa chọn" in text
    take_in(client, address)
    yen = next(person for person in everything(Person) if person.name == "Võ Thị Yến")
    with access.acting_as_system():
        assert yen.roles.get().name == "leader"


def test_columns_without_any_meaning_are_refused(client):
    address = brought(client, ROW)
    answer = client.post(f"{address}cot/", {"column_0": "", "column_1": "", "column_2": ""})
    assert answer.status_code == 422
    assert "ít nhất một cột" in text_of(answer)


def test_a_list_with_known_headings_says_so(client):
    take_in(client, brought(client, ROW))
    text = text_of(client.get(brought(client, ["Viễn thông Lộc An", "Bùi Văn Đạt", "0900000202"])))
    assert "Đã nhận ra mẫu bảng này" in text


def test_the_bad_list_passes_through_the_sandbox_without_a_fault(client):
    answer = upload(client, bad_sheet.workbook(), "Đầu mối 2019 (sửa).xlsx")
    text = text_of(client.get(answer["location"]))
    assert "40 Đơn vị mới" in text
    assert "118 Người mới" in text
    assert "0 Lỗi cần sửa" in text


def test_old_fonts_are_pointed_out(client):
    data = "Đơn vị,Họ tên,Điện thoại\nViÔn th«ng Ea Rèc,NguyÔn V¨n B×nh,0900000201\n".encode()
    text = text_of(client.get(upload(client, data, "cu.csv")["location"]))
    assert "Nguyễn Văn Bình" in text
    assert "bảng mã cũ" in text


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "rong.xlsx", "Hãy chọn tệp có nội dung"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.xls", "Excel 97-2003"),
        (b"%PDF-1.7\n", "bang.pdf", "không phải bảng tính"),
        (b"MZ" + b"\0" * 60 + b"PE\0\0" + b"\0" * 600, "bang.xlsx", "không được đọc"),
        (b"PK\x03\x04 nothing", "bang.xlsx", "không được đọc"),
        ('Đơn vị,Số\n"x,1\n'.encode(), "bang.csv", "Dòng 2"),
        (("Đơn vị,Số\n" + "x,0900000001\n" * 2_001).encode(), "dai.csv", "Dòng 2002: Bảng có hơn 2000 dòng"),
    ],
    ids=["empty", "old-excel", "pdf", "program", "broken-zip", "quotes", "too-long"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(client, data, name, words):
    answer = upload(client, data, name)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert everything(Import) == []


def test_a_book_with_macros_is_refused(client):
    answer = upload(client, bad_sheet.workbook(), "bang.xlsm")
    assert answer.status_code == 422
    assert "macro" in text_of(answer)


@pytest.mark.parametrize("username", ["dd-1.daumoi", "so.thanhtra"])
def test_nobody_else_sees_the_lists(cast, client, username):
    address = brought(client, ROW)
    other = client_of(cast.person(username))
    for path in (LISTS, address):
        assert other.get(path).status_code == 404
    assert other.post(f"{address}nhap/").status_code == 404


def test_only_the_three_steps_exist(client):
    address = brought(client, ROW)
    assert client.post(f"{address}xoa/").status_code == 404
    assert client.get(f"{address}nhap/").status_code == 405
    assert reverse("contact-list-step", args=[1, "nhap"]) == "/danh-ba/nhap/1/nhap/"
