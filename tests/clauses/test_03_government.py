"""Clause 03: the dedicated network, government post, conference lines."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_the_states_own_lines_and_letters(work):
    work.issue(3)
    work.acknowledge("cd-1")
    work.acknowledge("bc-1")
    network = work.declare("cd-1", "GOVERNMENT_NETWORK", minutes_up=4318, minutes_total=4320)
    lines = work.declare("cd-1", "CONFERENCE_LINES", lines=3, rehearsals=2, go=2)
    post = work.declare("bc-1", "GOVERNMENT_POST", items=40, items_on_time=39)
    assert all("Đang xử lý" in work.square(duty) for duty in (network, lines, post))
    assert "nhiệm vụ thường xuyên" in work.complete("bc-1", "GOVERNMENT_POST")
    assert "39/40" in work.report("bc-1")
    work.report("cd-1")
    papers = work.cut_off()
    stands_in_all(papers, "4.318/4.320 phút hoạt động", "2/2 lượt chạy thử đạt yêu cầu", "3 đường truyền")
    stands_in_all(papers, "39/40 bưu gửi KT1 đúng thời gian")
