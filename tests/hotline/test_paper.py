"""The book of a day on paper: what came, who took it, what became of it; read back from the file."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from tests.hotline.desk import HOUR, MINUTE

from thongsuot.hotline import papers, queries

pytestmark = pytest.mark.django_db
ADDRESS = "/duong-day-nong/so/2020-02-03.pdf"


@pytest.fixture(autouse=True)
def clock(desk, turned):
    """Let every page believe the desk's clock."""
    return turned(desk)


def read(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_the_day_is_read_back_from_the_file(desk):
    row = desk.ring(site=desk.site(), urgency=1, receiver="Phan Văn Long")
    desk.ring(caller="Trần Văn Bảy", called_at=desk.at - 40 * MINUTE, phone="")
    desk.at += 4 * MINUTE
    desk.do("answer", row, "Đã cử tổ ứng cứu")
    desk.do("promise", desk.ring(caller="Lê Thị Tư"), desk.minute(60))
    told = read(desk.client().get(ADDRESS))
    for words in (
        "SỔ ĐƯỜNG DÂY NÓNG", "Ngày 03 tháng 02 năm 2020", "đã trả lời 1/3 tin báo", "Nguyễn Thị Mai; 0900 000 777",
        f"{desk.site().name}: Mất điện thoại cả khoa cấp cứu", "Phan Văn Long", "09:04", "Đã cử tổ ứng cứu",
        "Hẹn gọi lại lúc 10:00 03/02/2020", "ghi sau, lúc 09:00 03/02/2020", "TRỰC ĐIỀU HÀNH",
    ):  # fmt: skip
        assert words in told, words
    assert told.index("08:20") < told.index("09:04")


def test_a_wrong_number_stands_in_the_book_and_counts_nothing(desk):
    desk.do("void", desk.ring(), "Gọi nhầm")
    told = read(desk.client().get(ADDRESS))
    assert "đã trả lời 0/0 tin báo" in told
    assert "Không có nội dung" in told


def test_what_was_answered_on_another_day_says_which(desk):
    row = desk.ring()
    desk.at += 24 * HOUR
    desk.do("answer", row, "Đã rõ")
    assert "09:00 04/02/2020" in read(desk.client().get(ADDRESS))


def test_an_incident_is_named(desk):
    desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office)
    assert "Sự cố: Mất đường truyền" in read(desk.client().get(ADDRESS))


def test_an_empty_day_says_so_and_an_exercise_too(desk):
    day = desk.at.date() - timedelta(days=9)
    assert "Không có tin báo nào." in read(desk.client().get(f"/duong-day-nong/so/{day}.pdf"))
    rows = [desk.ring()]
    assert not papers.log_paper(desk.office, day, rows).exercise
    rows[0].reality = "exercise"
    assert papers.log_paper(desk.office, day, rows).exercise


@pytest.mark.parametrize("day", ["2020-02-31", "hom-nay", "20200203x"])
def test_what_is_no_day_is_not_found(desk, day):
    assert desk.client().get(f"/duong-day-nong/so/{day}.pdf").status_code == 404


def test_another_hotlines_book_is_not_handed_out(desk):
    desk.ring()
    assert "Nguyễn Thị Mai" not in read(desk.client(desk.stranger).get(ADDRESS))
    assert desk.client(desk.cast.person("dd-1.kiemsoat")).get(ADDRESS).status_code == 403


def test_a_day_begins_and_ends_at_midnight_here(desk):
    begin, end = queries.of_day(desk.at.date())
    first = desk.ring(called_at=begin)
    desk.at += 24 * HOUR
    second = desk.ring(called_at=end)
    assert [row.pk for row in queries.day_calls(desk.office, begin.date())] == [first.pk]
    assert [row.pk for row in queries.day_calls(desk.office, end.date())] == [second.pk]
