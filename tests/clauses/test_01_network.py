"""Clause 01: a safe network, the State and the Party served without fail, capacity where demand rises."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_a_safe_network_and_more_capacity(work):
    work.issue(1)
    assert len(work.bound("NETWORK_SAFETY")) == len(work.bound("CAPACITY_UPGRADE")) == 9
    for code in ("dd-1", "cd-2"):
        work.acknowledge(code)
    safe = work.declare("dd-1", "NETWORK_SAFETY", minutes_up=4319, minutes_total=4320, plans=1)
    work.declare("cd-2", "NETWORK_SAFETY", minutes_up=4000, minutes_total=4320, plans=2)
    more = work.declare("dd-1", "CAPACITY_UPGRADE", upgrades=2, upgraded_mbps=1500, requested=3, served=2)
    assert "Đang xử lý" in work.square(safe)
    assert "Đang xử lý" in work.square(more)
    assert "nhiệm vụ thường xuyên" in work.complete("dd-1", "NETWORK_SAFETY")
    shown = work.report("dd-1")
    assert "4.319/4.320" in shown
    assert "2/3" in shown
    work.report("cd-2")
    papers = work.cut_off()
    stands_in_all(papers, "8.319/8.640 phút hoạt động", "3 phương án đã triển khai")
    stands_in_all(papers, "2/3 đề nghị đã đáp ứng", "1.500 Mbit/s tăng thêm", "2/9")
