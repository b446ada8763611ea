"""The last sentence: carry this out on receipt; receiving the letter is what it asks first."""

from __future__ import annotations

import pytest
from django.utils.timezone import now
from tests.clauses.steps import stands_in_all

from thongsuot.directives import jobs

pytestmark = pytest.mark.django_db


def test_receiving_the_letter_is_seen_by_the_register_itself(work):
    work.issue(8)
    assert len(work.bound("RECEIPT")) == 9
    duty = work.duty("dd-1", "RECEIPT")
    assert "Đã đến" in work.square(duty)
    assert "0/9" in work.page("so.chuyenvien", work.letter.get_absolute_url())
    for code in ("dd-1", "bc-3"):
        work.acknowledge(code)
    jobs.run(now())
    assert "Hoàn thành đúng hạn" in work.square(duty)
    page = work.page("so.chuyenvien", work.letter.get_absolute_url())
    assert "2/9" in page
    assert "Nguyễn Thị Hằng" in page
    work.report("dd-1")
    stands_in_all(work.cut_off(), "hệ thống ghi nhận 2/9 đơn vị đã xác nhận tiếp nhận")


def test_a_second_acknowledgement_changes_nothing(work):
    work.issue(8)
    work.acknowledge("dd-1")
    said = work.press("dd-1.lanhdao", "directives:acknowledge", work.letter.pk)
    assert "chưa có gì thay đổi" in said
