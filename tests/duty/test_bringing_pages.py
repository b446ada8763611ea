"""A sheet or a calendar fills a roster: read in the sandbox, shown with its doubts, and taken only then."""

from __future__ import annotations

import re

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, plain, words
from tests.duty.running import BEGIN, DAY
from tests.files import samples

from thongsuot.duty import papers
from thongsuot.duty.models import Roster, Shift
from thongsuot.engines.tables import write_xlsx
from thongsuot.files.models import File

pytestmark = pytest.mark.django_db
HEAD = ["Ngày", "Ca ngày - Trực lãnh đạo", "Ca ngày - Trực điều hành", "Ghi chú"]


@pytest.fixture
def roster(desk):
    return desk.draft(days=2)


def brought(person, roster, name, data, status=200):
    address = reverse("duty:bring", args=[roster.pk])
    answer = client_of(person).post(address, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == status, plain(answer)[:1500]
    return answer


def taken(person, roster, answer):
    seal = re.search(r'name="nhan" value="([^"]+)"', answer.content.decode())[1]
    client = client_of(person)
    done = client.post(reverse("duty:bring", args=[roster.pk]), {"nhan": seal})
    return plain(client.get(done.url))


def sheet(*rows):
    return write_xlsx(HEAD, [list(row) for row in rows], title="Lịch trực")


def calendar(*entries):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//khac//VN"]
    for number, (title, begin, end) in enumerate(entries):
        lines += ["BEGIN:VEVENT", f"UID:{number}@khac", f"SUMMARY:{title}", f"DTSTART;TZID=Asia/Ho_Chi_Minh:{begin}",
                  f"DTEND;TZID=Asia/Ho_Chi_Minh:{end}", "END:VEVENT"]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def test_a_sheet_is_shown_with_its_doubts_before_anything_is_taken(desk, roster):
    data = sheet(["04/02/2020", "Phan Văn Long", "Người Lạ", ""], ["05/02/2020", "Cao Thị Mai", "Hồ Thị Lan", ""])
    answer = brought(desk.hang, roster, "lich.xlsx", data)
    said = plain(answer)
    assert "Tệp lich.xlsx: xếp được 3 chỗ" in said
    assert "1 điều chưa rõ, sẽ không được nhận" in said
    assert "Dòng 2, cột C: “Người Lạ”: không có ai trong đơn vị mang tên này" in said
    assert "06:00 05/02/2020, Trực điều hành Hồ Thị Lan" in said
    assert not Shift.objects.exclude(person=None).exists()
    assert "Đã nhận 3 chỗ trực từ tệp." in taken(desk.hang, roster, answer)
    assert desk.shift(roster, day=1, kind="operations").person == desk.lan
    assert Roster.objects.get().origin == "imported"
    assert not File.objects.exists()


def test_last_weeks_calendar_is_moved_onto_the_roster(desk, roster):
    data = calendar(
        ("Trực lãnh đạo: Phan Văn Long", "20200128T060000", "20200128T180000"),
        ("Họp", "20200128T060000", "20200128T070000"),
    )
    answer = brought(desk.hang, roster, "lich.ics", data)
    said = plain(answer)
    assert "xếp được 1 chỗ" in said
    assert "được dời về sau 1 tuần" in said
    assert "không rõ sự kiện này là của vị trí trực nào" in said
    taken(desk.hang, roster, answer)
    assert desk.shift(roster, kind="leader").person == desk.long


def test_a_calendar_is_known_by_its_first_line_whatever_its_name(desk, roster):
    data = calendar(("Trực lãnh đạo: Phan Văn Long", "20200204T060000", "20200204T180000"))
    assert "xếp được 1 chỗ" in plain(brought(desk.hang, roster, "lich.txt", data))


def test_our_own_sheet_comes_back_whole(desk, roster):
    full = desk.filled(days=2, begin=BEGIN + 7 * DAY)
    said = plain(brought(desk.hang, roster, "cu.xlsx", papers.grid(full)))
    assert "xếp được 16 chỗ" in said
    assert "được dời về trước 1 tuần" in said
    assert "sẽ không được nhận" not in said


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("lich.xlsx", samples.OLE, "Chưa có gì được ghi nhận."),
        ("lich.xlsx", b"day la van ban", "đuôi tên tệp không khớp"),
        ("lich.ics", b"BEGIN:VEVENT\r\n", "Chưa có gì được ghi nhận."),
        ("lich.csv", b"", "Tệp không có nội dung"),
        ("lich.exe", b"MZ" + b"\0" * 60 + b"PE\0\0", "tự chạy"),
    ],
    ids=["old", "disguised", "broken", "empty", "program"],
)
def test_what_cannot_be_read_says_so_and_keeps_the_roster(desk, roster, name, data, said):
    page = plain(brought(desk.hang, roster, name, data, status=422))
    assert said in page
    assert "Nhận" not in page.split("Chọn tệp")[0].split("Nhập lịch trực từ tệp")[-1]
    assert not Shift.objects.exclude(person=None).exists()


def test_no_file_is_asked_for(desk, roster):
    answer = client_of(desk.hang).post(reverse("duty:bring", args=[roster.pk]), {})
    assert answer.status_code == 422
    assert "Hãy chọn tệp lịch trực." in plain(answer)


def test_a_sheet_that_seats_nobody_has_nothing_to_take(desk, roster):
    page = plain(brought(desk.hang, roster, "lich.csv", "Ngày;Món ăn\n04/02/2020;Phở\n".encode()))
    assert "Không có chỗ nào xếp được từ tệp này" in page
    assert "không thấy cột nào mang tên vị trí trực" in page


@pytest.mark.parametrize("seal", ["", "x:y", "forged"])
def test_only_what_was_shown_is_taken(desk, roster, seal):
    other = desk.draft(days=1, begin=BEGIN + 9 * DAY)
    if seal == "forged":  # shown for another roster
        seal = signing.dumps({"roster": other.pk, "placed": []}, salt="duty.bring", compress=True)
    client = client_of(desk.hang)
    answer = client.post(reverse("duty:bring", args=[roster.pk]), {"nhan": seal})
    assert "chưa có gì được nhận" in plain(client.get(answer.url))
    assert Roster.objects.get(pk=roster.pk).origin == "hand"


def test_what_somebody_filled_meanwhile_stays_theirs(desk, roster):
    answer = brought(desk.hang, roster, "lich.xlsx", sheet(["04/02/2020", "Phan Văn Long", "Hồ Thị Lan", ""]))
    desk.seat(roster, desk.team["leader"][1], kind="leader")
    assert "Đã nhận 1 chỗ trực" in taken(desk.hang, roster, answer)
    assert desk.shift(roster, kind="leader").person == desk.team["leader"][1]


def test_a_roster_in_force_takes_no_sheet(desk):
    draft = desk.filled(days=1)
    desk.do("seat_person", desk.shift(draft, kind="leader"), None)
    answer = brought(desk.hang, draft, "lich.xlsx", sheet(["04/02/2020", "Phan Văn Long", "", ""]))
    desk.seat(draft, desk.team["leader"][2], kind="leader")
    desk.publish(draft, even_so=True)
    assert "không còn là dự thảo" in taken(desk.hang, draft, answer)


def test_only_who_keeps_the_roster_brings_a_sheet(desk, roster):
    opened(desk.cast.person("dd-1.kiemsoat"), "bring", roster.pk, status=403)
    opened(desk.cast.binh, "bring", roster.pk, status=404)
    assert "Đọc và xem trước" in words(desk.lan, "bring", roster.pk)
    brought(desk.cast.person("dd-1.kiemsoat"), roster, "lich.xlsx", sheet(), status=403)
