"""Gợi ý on the page: asked for, followed, stopped, told how good it is, or why there is none."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.running import BEGIN, DAY

from thongsuot.duty import jobs
from thongsuot.duty.models import Shift
from thongsuot.files.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def roster(desk):
    return desk.draft(days=3)


def searched(desk, roster):
    """Ask on the page and let the worker do it."""
    pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    jobs.suggest_roster(Run.objects.latest("pk").pk)
    return words(desk.hang, "roster", roster.pk)


def test_it_is_asked_for_followed_and_not_asked_for_twice(desk, roster):
    said = pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    assert "Đang tìm lịch cân bằng nhất" in said
    pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    run = Run.objects.get()
    page = opened(desk.hang, "roster", roster.pk)
    assert f'data-live="run:{run.pk}"' in page
    assert reverse("files:cancel", args=[run.pk]) in page


def test_it_is_stopped_from_the_page(desk, roster):
    pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    run = Run.objects.get()
    client_of(desk.hang).post(reverse("files:cancel", args=[run.pk]))
    page = opened(desk.hang, "roster", roster.pk)
    assert reverse("files:cancel", args=[run.pk]) not in page
    jobs.suggest_roster(run.pk)
    assert not Shift.objects.exclude(person=None).exists()


def test_what_was_found_says_how_good_it_is(desk, roster):
    said = searched(desk, roster)
    assert "Kết quả gợi ý gần nhất" in said
    assert "Đã xếp 24/24 chỗ trực, giữ đủ quy tắc." in said
    assert "Đã xếp 24/24 chỗ" in said
    assert "đã chứng minh không có lịch nào đều hơn" in said or "Chia đều hoàn toàn" in said
    assert "Mọi vị trí có người, ai cũng liên lạc được." in said


def test_what_is_not_proven_tells_the_distance_to_the_best(desk, roster):
    told = {"outcome": "whole", "lines": ["Còn 3 ca"], "proven": False, "gap": 0.0201, "seconds": 20.0}
    desk.do("keep_suggestion", roster, told)
    said = words(desk.hang, "roster", roster.pk)
    assert "Chênh lệch với lịch đều nhất có thể có không quá 2,1 phần trăm" in said


def test_an_impossible_roster_is_explained_and_its_fullest_taken(desk, roster):
    for person in desk.team["leader"]:
        desk.do("take_leave", person, since=BEGIN, until=BEGIN + DAY / 2)
    said = searched(desk, roster)
    assert "Không có lịch nào giữ được mọi quy tắc; chưa xếp ai." in said
    assert "nghỉ phép" in said
    assert "Lấy bản xếp đầy đủ nhất" in said
    done = pressed(desk.hang, "roster-step", roster.pk, "lay-ban-day-du")
    assert "Đã lấy bản xếp đầy đủ nhất" in done
    assert "thiếu 1 người trực lãnh đạo từ 06:00 04/02 đến 18:00 04/02" in done
    assert "Lấy bản xếp đầy đủ nhất" not in words(desk.hang, "roster", roster.pk)
    assert Shift.objects.exclude(person=None).count() == 23


def test_without_a_search_there_is_nothing_to_take(desk, roster):
    assert "không để lại bản xếp dở nào" in pressed(desk.hang, "roster-step", roster.pk, "lay-ban-day-du")


def test_an_empty_roster_has_nothing_to_suggest_for(desk):
    roster = desk.draft(begin=BEGIN + DAY / 2 + DAY / 24, until=BEGIN + DAY)
    assert not roster.shifts.exists()
    assert "Lịch trực chưa có ca nào" in pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    assert not Run.objects.exists()


def test_a_search_that_fails_says_so(desk, roster):
    pressed(desk.hang, "roster-step", roster.pk, "goi-y")
    Run.objects.update(failed_at=desk.at, message="Máy dừng đột ngột.")
    said = words(desk.hang, "roster", roster.pk)
    assert "Gợi ý không thực hiện được" in said
    assert "Máy dừng đột ngột." in said


def test_only_who_keeps_the_roster_asks(desk, roster):
    assert "không có vai trò" in pressed(desk.cast.person("dd-1.kiemsoat"), "roster-step", roster.pk, "goi-y")
    assert not Run.objects.exists()
