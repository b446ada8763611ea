"""Clause 08: leaders, operations and responders are on duty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.clauses.steps import clock, stands_in_all

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Handover, Roster
from thongsuot.organisations import access

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


def drafted(work, code) -> Roster:
    """Lay out one short shift that begins soon, with the enterprise's four people in its four seats."""
    by, at = work.cast.person(f"{code}.daumoi"), now()
    names = {"leader": ("lanhdao",), "operations": ("trucban",), "responder": ("daumoi", "kiemsoat")}
    begin = localtime(at + timedelta(minutes=10)).replace(second=0, microsecond=0)
    with access.acting_as(by, at):
        where = {"organisation": by.organisation, "by": by, "at": at}
        positions = actions.require_positions({"leader": 1, "operations": 1, "responder": 2}, **where)
        for position in positions:
            people = [work.cast.person(f"{code}.{name}") for name in names[position.kind]]
            actions.allow(position, people, by=by, at=at)
        actions.set_hours(actions.Daily("Ca ngắn", begin.time(), 30, range(7)), **where)
        until = begin + timedelta(minutes=30)
        return actions.draft(title="Lịch trực", starts_at=begin, until=until, **where)


def test_a_roster_that_is_published_and_kept_counts_by_itself(work, monkeypatch):
    work.issue(8)
    work.acknowledge("dd-1")
    roster = drafted(work, "dd-1")
    publishing = reverse("duty:roster-step", args=[roster.pk, "ban-hanh"])
    refused = work.browser("dd-1.lanhdao").post(publishing)
    assert refused.status_code == 422
    assert "Trực lãnh đạo" in refused.content.decode()
    seats = {"leader": ["lanhdao"], "operations": ["trucban"], "responder": ["daumoi", "kiemsoat"]}
    with access.acting_as_system():
        shifts = list(queries.shifts_of(roster))
    for shift in shifts:
        person = work.cast.person(f"dd-1.{seats[shift.position.kind][shift.seat - 1]}")
        work.press("dd-1.daumoi", "duty:roster-step", roster.pk, "xep", cho=shift.pk, person=person.pk)
    assert (
        "ban hành"
        in work.press("dd-1.lanhdao", "duty:roster-step", roster.pk, "ban-hanh", **{"van-ban-hanh": 1}).lower()
    )
    clock(monkeypatch, roster.starts_at)
    with access.acting_as_system():
        rows = list(Handover.objects.select_related("person"))
    assert len(rows) == 4
    for row in rows:
        work.press(row.person.username, "duty:handover", row.pk, viec="nhan")
    jobs.run(roster.until)
    clock(monkeypatch, roster.until + timedelta(minutes=1))
    duty = work.duty("dd-1", "DUTY_ROSTER")
    assert "4" in work.page("dd-1.daumoi", duty.get_absolute_url())
    work.report("dd-1")
    stands_in_all(work.cut_off(), "4/4 ca trực đủ người", "4 lượt nhận ca")
