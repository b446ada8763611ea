"""Clause 11: anything sudden is reported by telephone; the enterprise's own event is the condition."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

from thongsuot.directives.models import Assignment
from thongsuot.hotline.models import HotlineCall
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def test_the_line_is_ready_until_something_happens_at_one_enterprise(work):
    work.issue(11)
    duty, other = work.duty("dd-1", "HOTLINE"), work.duty("cd-1", "HOTLINE")
    work.acknowledge("dd-1")
    assert "Sẵn sàng, chưa có đề nghị" in work.square(duty)
    assert "chưa có đề nghị" in work.complete("dd-1", "HOTLINE")
    said = work.press("dd-1.trucban", "directives:assignment-step", duty.pk, "activate-own", note="Đứt cáp tại huyện")
    assert "Đã ghi nhận" in said
    assert Assignment.objects.get(pk=duty.pk).activated_at is not None
    assert Assignment.objects.get(pk=other.pk).activated_at is None
    assert "Sẵn sàng, chưa có đề nghị" in work.square(other)
    assert "tin báo" in work.complete("dd-1", "HOTLINE")
    work.declare("dd-1", "HOTLINE", calls=1, answered=1, minutes_to_answer=1, words="Đã gọi lãnh đạo Sở.")
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "HOTLINE")
    assert "Hoàn thành đúng hạn" in work.square(duty)
    work.report("dd-1")
    stands_in_all(work.cut_off(), "1/1 tin báo được tiếp nhận", "1 phút chờ tiếp nhận")


def test_a_call_that_the_department_writes_down_stands_in_the_enterprises_report(work):
    work.issue(11)
    work.acknowledge("dd-1")
    duty = work.duty("dd-1", "HOTLINE")
    work.press("dd-1.trucban", "directives:assignment-step", duty.pk, "activate-own", note="Đứt cáp tại huyện")
    told = {
        "phone": "0900 000 009",
        "caller": "Hồ Thị Lan",
        "reporter": work.cast.organisation("dd-1").pk,
        "place": "huyện Ia Lâu",
        "what": "Đứt cáp quang, 12 trạm mất liên lạc",
        "urgency": 1,
        "answer": "Đã ghi nhận, báo cáo tiếp sau 30 phút",
    }
    assert work.press("so.trucban", "hotline:list", **told)
    with access.acting_as_system():
        call = HotlineCall.objects.get()
    assert (call.state, call.receiver) == ("answered", "Đỗ Ngọc Ân")
    assert "Đứt cáp quang" in work.page("so.trucban", call.get_absolute_url())
    assert work.browser("dd-1.trucban").get(call.get_absolute_url()).status_code == 404
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "HOTLINE")
    work.report("dd-1")
    stands_in_all(work.cut_off(), "1/1 tin báo được tiếp nhận")
