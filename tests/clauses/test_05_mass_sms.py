"""Clause 05: mass messages lie ready and are sent when a competent authority asks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from tests.clauses.steps import stands_in_all

from thongsuot.directives.models import Assignment

pytestmark = pytest.mark.django_db
SENT = {"subscribers": 100_000, "sent": 100_000, "delivered": 98_500, "failed": 1_400, "uncertain": 100}


def test_messages_wait_for_a_request_and_then_run_against_a_clock(work):
    work.issue(5)
    assert work.bound("MASS_SMS") == ["dd-1", "dd-2", "dd-3"]
    work.acknowledge("dd-1")
    armed = work.duty("dd-1", "MASS_SMS", "conditional")
    assert "Sẵn sàng, chưa có đề nghị" in work.square(armed)
    assert "chưa có đề nghị" in work.complete("dd-1", "MASS_SMS", "conditional")
    by = (work.due - timedelta(hours=1)).replace(second=0, microsecond=0)
    told = {"deadline_at": f"{localtime(by):%Y-%m-%dT%H:%M}", "note": "Ban Chỉ huy đề nghị nhắn tin"}
    said = work.press("dd-1.daumoi", "directives:assignment-step", armed.pk, "activate", **told)
    assert "không có vai trò" in said
    said = work.press("so.chuyenvien", "directives:assignment-step", armed.pk, "activate", **told)
    assert "Đã ghi nhận đề nghị" in said
    running = Assignment.objects.filter(obligation=armed.obligation)
    assert {(row.deadline_at, row.relation) for row in running} == {(by, "before")}
    assert f"{localtime(by):%H:%M %d/%m/%Y}" in work.page("dd-1.daumoi", armed.get_absolute_url())
    assert "thuê bao" in work.complete("dd-1", "MASS_SMS", "conditional")
    work.declare("dd-1", "MASS_SMS", "conditional", **SENT)
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "MASS_SMS", "conditional")
    assert "Hoàn thành đúng hạn" in work.square(armed)
    assert "98.500/100.000" in work.report("dd-1")
    stands_in_all(work.cut_off(), "98.500/100.000 tin nhắn gửi thành công", "1.400 tin nhắn không thành công")


def test_a_request_comes_once(work):
    work.issue(5)
    armed = work.duty("dd-2", "MASS_SMS", "conditional")
    for said in ("Đã ghi nhận đề nghị", "đã được kích hoạt"):
        assert said in work.press("so.lanhdao", "directives:assignment-step", armed.pk, "activate", note="Đề nghị")
