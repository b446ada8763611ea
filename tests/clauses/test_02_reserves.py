"""Clause 02: spares that work, teams ready, help for each other; portals, health sites, repair there first."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_spares_are_counted_before_they_are_done(work):
    work.issue(2)
    work.acknowledge("dd-1")
    said = work.complete("dd-1", "SPARE_EQUIPMENT", "one_off")
    assert "thiết bị dự phòng đã kiểm tra" in said
    assert "giữ nguyên" in said
    spares = work.declare("dd-1", "SPARE_EQUIPMENT", "one_off", items_tested=11, items_total=12, teams_ready=2)
    assert "Đang xử lý" in work.square(spares)
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "SPARE_EQUIPMENT", "one_off")
    assert "Hoàn thành đúng hạn" in work.square(spares)
    work.report("dd-1")
    stands_in_all(work.cut_off(), "11/12 thiết bị dự phòng đã kiểm tra", "2 tổ ứng cứu sẵn sàng")


def test_help_portals_and_repair_come_from_two_enterprises(work):
    work.issue(2)
    for code in ("cd-1", "cd-2"):
        work.acknowledge(code)
        work.declare(code, "MUTUAL_AID", asked=2, answered=1, given=1, minutes_to_arrive=35)
        work.declare(code, "PORTAL_AVAILABILITY", minutes_up=1440, minutes_total=1440)
        work.declare(code, "PRIORITY_RESTORATION", incidents=2, within_target=1, minutes_down=42)
        work.report(code)
    papers = work.cut_off()
    stands_in_all(papers, "2/4 đề nghị được đáp ứng", "2.880/2.880 phút hoạt động", "2/4 sự cố khắc phục")
    assert "84 phút mất liên lạc" in papers["bao-cao-bo.pdf"]
