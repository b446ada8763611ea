"""Clause 04: verify what is said, stop abuse of the services."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_what_was_said_is_verified_and_counted(work):
    work.issue(4)
    work.acknowledge("dd-2")
    duty = work.declare("dd-2", "MISINFORMATION", claims=4, verified=3, corrected=2, answered=1, referred=1, reversed=0)
    assert "Đang xử lý" in work.square(duty)
    shown = work.page("so.chuyenvien", duty.get_absolute_url())
    assert "thông tin đã xác minh" in shown.lower()
    work.report("dd-2")
    stands_in_all(work.cut_off(), "3/4 thông tin đã xác minh", "2 thông tin đã đính chính", "0 kết luận đã thay đổi")


def test_a_newer_statement_replaces_the_older_one(work):
    work.issue(4)
    work.acknowledge("dd-2")
    work.declare("dd-2", "MISINFORMATION", claims=9, verified=1)
    work.declare("dd-2", "MISINFORMATION", claims=5, verified=5)
    work.report("dd-2")
    papers = work.cut_off()
    stands_in_all(papers, "5/5 thông tin đã xác minh")
    assert not any("6/14" in text or "1/9 thông tin" in text for text in papers.values())
