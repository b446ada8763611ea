"""Clause 06: contents are checked before acceptance; some goods are not taken for abroad from a date on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now
from tests.clauses.steps import stands_in_all

from thongsuot.ledger import actions as ledger
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
GUILT = ("vi phạm", "có lỗi", "sai phạm", "xử phạt", "trái phép")


def test_contents_are_checked_at_every_office(work):
    work.issue(6)
    assert work.bound("CONTENT_CHECK") == ["bc-1", "bc-2", "bc-3"]
    work.acknowledge("bc-1")
    duty = work.declare("bc-1", "CONTENT_CHECK", offices=8, offices_confirmed=7, items=900, checked=890)
    assert "Đang xử lý" in work.square(duty)
    work.report("bc-1")
    stands_in_all(work.cut_off(), "7/8 điểm phục vụ đã xác nhận thực hiện", "890/900 bưu gửi đã kiểm tra nội dung")


def counter(work, code, place, *, days, **figures):
    """Let the counter of an office enter what it saw, as a tool does."""
    ledger.record(
        key=f"counter:{place}",
        organisation=work.cast.organisation(code),
        reality="live",
        kind="GOODS_SUSPENSION",
        happened_at=now() - timedelta(days=days),
        known_at=now(),
        figures=figures,
        measured=True,
        by=System("Quầy giao dịch"),
        summary=f"Bưu gửi tại {place}",
    )


def test_cases_since_the_date_are_listed_without_a_word_of_guilt(work):
    work.issue(6)
    work.acknowledge("bc-1")
    duty = work.duty("bc-1", "GOODS_SUSPENSION")
    since = duty.obligation.effective_from
    assert since < now() - timedelta(days=2)
    assert duty.starts_at == since
    counter(work, "bc-1", "quầy số 1", days=1, screened=1, accepted_before_notice=1)
    counter(work, "bc-1", "quầy số 2", days=9, screened=1, accepted_before_notice=1)
    work.declare("bc-1", "GOODS_SUSPENSION", screened=900, refused=6, asked=9, accepted_after_notice=3, found=2)
    page = work.page("bc-1.daumoi", duty.get_absolute_url())
    assert f"Tính từ ngày có hiệu lực, {localtime(since):%d/%m/%Y}" in page
    assert "quầy số 1" in page
    assert "quầy số 2" not in page
    assert not [word for word in GUILT if word in page.lower()]
    assert "tạm dừng" in work.complete("bc-1", "GOODS_SUSPENSION")
    work.report("bc-1")
    papers = work.cut_off()
    stands_in_all(papers, "6/900 bưu gửi không chấp nhận", "9 bưu gửi cần làm rõ", "hệ thống ghi nhận")
    stands_in_all(papers, "3 bưu gửi đã nhận sau khi đơn vị xác nhận tiếp nhận văn bản", "2 bưu gửi đã tìm được")
    assert not [word for text in papers.values() for word in GUILT if word in text.lower()]
