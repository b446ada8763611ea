"""Clause 10: the report is in before the minute; the missing are named, and both papers stand ready."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.clauses.steps import stands_in_all

from thongsuot.reports import jobs
from thongsuot.reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_the_snapshot_is_taken_at_the_minute_and_names_the_missing(work):
    work.issue(8)
    assert work.duty("dd-1", "REPORT").deadline_at == work.due
    work.acknowledge("dd-1")
    assert "Hoàn thiện và gửi báo cáo" in work.complete("dd-1", "REPORT")
    work.declare("dd-1", "DUTY_ROSTER", shifts=9, shifts_filled=9)
    work.report("dd-1", difficulties="Thiếu máy phát dự phòng.")
    work.report("cd-1")
    jobs.run(work.due - SECOND)
    assert not Snapshot.objects.exists()
    papers = work.cut_off()
    assert (work.snapshot.taken_at, work.snapshot.content["due"]) == (work.due, 9)
    assert work.snapshot.content["missing"] == ["bc-1", "bc-2", "bc-3", "cd-2", "dd-2", "dd-3", "in-1"]
    stands_in_all(papers, "trên số đơn vị phải báo cáo: 2/9", "Chưa gửi: 07 đơn vị", "Thiếu máy phát dự phòng.")
    assert "Chưa gửi" in work.summary
    assert "Hoàn thành đúng hạn" in work.square(work.duty("dd-1", "REPORT"))
    for reader, status in (("so.lanhdao", 200), ("so.thanhtra", 200), ("dd-1.lanhdao", 404)):
        assert work.browser(reader).get(work.snapshot.get_absolute_url()).status_code == status


def test_two_acts_by_two_people_and_what_was_sent_is_frozen(work):
    work.issue(8)
    jobs.run(work.due - timedelta(hours=23))
    row = Report.objects.get(organisation__code="dd-1")
    fields = {"version": row.version, "difficulties": "", "proposals": "Xin thêm máy phát."}
    work.press("dd-1.lanhdao", "reports:report-step", row.pk, "trinh", **fields)
    assert "hai người khác nhau" in work.press("dd-1.lanhdao", "reports:report-step", row.pk, "gui")
    work.press("dd-1.daumoi", "reports:report-step", row.pk, "lay-lai")
    row.refresh_from_db()
    work.press("dd-1.daumoi", "reports:report-step", row.pk, "trinh", **{**fields, "version": row.version})
    assert "không có vai trò" in work.press("dd-1.daumoi", "reports:report-step", row.pk, "gui")
    assert "Đã gửi" in work.press("dd-1.lanhdao", "reports:report-step", row.pk, "gui")
    row.refresh_from_db()
    said = work.press("dd-1.daumoi", "reports:report-step", row.pk, "luu", **{**fields, "version": row.version})
    assert "không sửa được" in said
    remark = {"remark-proposals": "Ghi rõ số máy."}
    assert "Đã đề nghị bổ sung" in work.press("so.chuyenvien", "reports:report-step", row.pk, "bo-sung", **remark)
    assert "Ghi rõ số máy." in work.page("dd-1.daumoi", row.get_absolute_url())
    assert "Xin thêm máy phát." in work.page("so.chuyenvien", f"{row.get_absolute_url()}?lan=1")


def test_another_enterprise_finds_no_report(work):
    work.issue(8)
    work.report("dd-1")
    row = Report.objects.get(organisation__code="dd-1")
    assert work.browser("dd-2.daumoi").get(row.get_absolute_url()).status_code == 404
    address = reverse("reports:report-step", args=[row.pk, "luu"])
    assert work.browser("dd-2.daumoi").post(address, {}).status_code == 404
