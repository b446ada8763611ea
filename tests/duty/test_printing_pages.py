"""What is handed out: the roster for signature and as a sheet, the month's attendance; and how even duty lay."""

from __future__ import annotations

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty.models import Shift
from thongsuot.engines.officialdoc import read_docx
from thongsuot.engines.tables import read

pytestmark = pytest.mark.django_db


def got(person, name, *args):
    return client_of(person).get(reverse(f"duty:{name}", args=args))


def pages_of(pdf):
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf))


def test_the_roster_prints_for_signature(desk):
    roster = desk.published(days=1)
    answer = got(desk.hang, "roster-paper", roster.pk, "pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    said = pages_of(answer.content)
    for part in ("LỊCH TRỰC", "Hồ Thị Lan", "NGƯỜI LẬP LỊCH", str(desk.hang)):
        assert part in said
    assert "Hồ Thị Lan" in repr(read_docx(got(desk.hang, "roster-paper", roster.pk, "docx").content))


def test_the_sheet_is_a_table_of_days(desk):
    roster = desk.filled(days=2)
    answer = got(desk.hang, "roster-paper", roster.pk, "xlsx")
    sheet = read(answer.content, filename="lich.xlsx")
    assert len(sheet.rows) == 2
    assert "Ca ngày - Trực lãnh đạo" in sheet.header
    assert f"lich-truc-{desk.office.code}-{roster.pk}.xlsx" in answer["Content-Disposition"]


def test_papers_of_what_is_not_seen_are_not_there(desk):
    draft = desk.filled(days=1)
    assert got(desk.cast.binh, "roster-paper", draft.pk, "pdf").status_code == 404
    assert got(desk.hang, "roster-paper", draft.pk, "exe").status_code == 404
    roster = desk.publish(draft, even_so=True)
    assert got(desk.cast.binh, "roster-paper", roster.pk, "xlsx").status_code == 200


@pytest.fixture
def worked(desk):
    """Return the operator after three days, on the first of which the operations officer took over."""
    desk.published()
    day = Shift.objects.filter(person=desk.lan).order_by("starts_at").first()
    Shift.objects.filter(pk=day.pk).update(taken_at=day.starts_at)
    return desk.until(BEGIN + 4 * DAY)


def test_the_months_attendance_counts_who_took_over(worked):
    answer = got(worked.hang, "attendance", 2020, 2)
    assert f"cham-truc-{worked.office.code}-2020-02.xlsx" in answer["Content-Disposition"]
    sheet = read(answer.content, filename="cham-truc.xlsx")
    assert sheet.header[3] == "01/02"
    assert sheet.header[31] == "29/02"
    [lan] = [row for row in sheet.rows if row.cells[1] == "Hồ Thị Lan"]
    assert (lan.cells[6], lan.cells[7]) == ("12", "V")
    assert len(sheet.rows) == 8


def test_shifts_to_come_are_nobodys_absence(worked):
    worked.until(BEGIN + DAY - HOUR)
    sheet = read(got(worked.hang, "attendance", 2020, 2).content, filename="cham-truc.xlsx")
    [lan] = [row for row in sheet.rows if row.cells[1] == "Hồ Thị Lan"]
    assert (lan.cells[6], lan.cells[7]) == ("12", "")


def test_attendance_is_handed_to_keepers_of_a_month_that_exists(worked):
    assert got(worked.cast.person("dd-1.kiemsoat"), "attendance", 2020, 2).status_code == 403
    for year, month in ((2020, 13), (2020, 0), (1999, 1), (9999, 12)):
        assert got(worked.hang, "attendance", year, month).status_code == 404
    other = read(got(worked.cast.person("dd-2.daumoi"), "attendance", 2020, 2).content, filename="x.xlsx")
    assert other.rows == ()


def test_the_month_shows_what_each_carried_and_how_even_that_is(worked):
    said = words(worked.hang, "fairness")
    assert "Tháng 02/2020" in said
    assert "Hồ Thị Lan 3 36 0 0 0" in said
    assert "Chỉ số Jain" in said
    assert "/10.000" in said
    assert reverse("duty:attendance", args=[2020, 2]) in opened(worked.hang, "fairness")


def test_other_months_are_a_link_away(worked):
    page = opened(worked.hang, "fairness", query="?thang=2020-03")
    assert "Tháng 03/2020" in page
    assert 'href="?thang=2020-02"' in page
    assert 'href="?thang=2020-04"' in page
    carried = words(worked.hang, "fairness", query="?thang=2020-03")
    assert "Hồ Thị Lan 0 0 0 0 0 36/" in carried


@pytest.mark.parametrize("month", ["", "2020-13", "2020-2", "x", "2020-02-01", "٢٠٢٠-٠٢"])
def test_a_month_that_is_none_is_this_one(worked, month):
    assert "Tháng 02/2020" in words(worked.hang, "fairness", query=f"?thang={month}")


def test_who_keeps_no_roster_sees_the_balance_and_no_sheet(worked):
    page = opened(worked.cast.person("dd-1.kiemsoat"), "fairness")
    assert "Hồ Thị Lan" in page
    assert "Bảng chấm trực" not in page
    assert "Hồ Thị Lan" not in words(worked.cast.binh, "fairness")
    assert "Chưa có ca trực nào trong tháng" in words(worked.cast.binh, "fairness")


def test_more_people_ask_no_more_of_the_database(worked):
    browser, address = client_of(worked.hang), reverse("duty:fairness")
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    worked.do("allow", worked.position("responder"), [worked.person(f"Người {n}") for n in range(9)])
    with CaptureQueriesContext(connection) as many:
        assert "Người 8" in browser.get(address).content.decode()
    assert len(many) == len(few)
