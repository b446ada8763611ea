"""Clause 08: leaders, operations and responders are on duty."""

from __future__ import annotations

import pytest
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_every_shift_is_filled(work):
    work.issue(8)
    assert len(work.bound("DUTY_ROSTER")) == 9
    for code, filled in (("dd-1", 9), ("bc-2", 8)):
        work.acknowledge(code)
        duty = work.declare(code, "DUTY_ROSTER", shifts=9, shifts_filled=filled, check_ins=3 * filled)
        assert "Đang xử lý" in work.square(duty)
        work.report(code)
    stands_in_all(work.cut_off(), "17/18 ca trực đủ người", "51 lượt nhận ca")


def test_the_department_enters_what_it_was_told_by_telephone(work):
    work.issue(8)
    work.acknowledge("dd-1")
    duty = work.duty("dd-1", "DUTY_ROSTER")
    fields = {"so_shifts": 9, "so_shifts_filled": 9}
    work.press("so.chuyenvien", "directives:assignment-step", duty.pk, "declare", **fields)
    assert "Nhập thay bởi Lê Thanh Bình" in work.page("dd-1.daumoi", duty.get_absolute_url())
