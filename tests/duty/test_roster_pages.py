"""The editor of a roster: the grid, one seat after another, what keeps it from being published."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, plain, pressed, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty.models import Roster, Shift
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(desk):
    return desk.filled(days=2)


def seat(roster, desk, **where):
    return desk.shift(roster, **where)


def test_the_grid_has_a_line_a_shift_and_a_column_a_position(desk, draft):
    page = opened(desk.hang, "roster", draft.pk)
    assert page.count('class="day"') == 2
    for label in ("Trực lãnh đạo", "Trực điều hành", "Trực ứng cứu thông tin"):
        assert f'<th scope="col">{label}</th>' in page
        assert page.count(f'data-label="{label}"') == 4  # a telephone shows the list by day with these
    said = words(desk.hang, "roster", draft.pk)
    assert "Ca ngày 06:00–18:00" in said
    assert "04/02/2020" in said
    assert "Đã xếp 16/16 chỗ" in said


def test_every_seat_opens_the_form_beneath_its_shift_without_any_script(desk, draft):
    shift = seat(draft, desk, kind="leader")
    assert f'href="?cho={shift.pk}#cho"' in opened(desk.hang, "roster", draft.pk)
    page = opened(desk.hang, "roster", draft.pk, query=f"?cho={shift.pk}")
    assert page.count('id="cho"') == 1
    form = re.search(r'<tr class="form">.*?</tr>', page, re.DOTALL)[0]
    assert "Phan Văn Long" not in form.split("<form")[1]  # stands there already
    assert "Cao Thị Mai" in form
    assert "Lý Văn Nam" in form


@pytest.mark.parametrize("query", ["?cho=", "?cho=x", "?cho=-1", "?cho=99999999", "?cho=" + "9" * 40, "?cho=²"])
def test_a_seat_that_is_not_there_opens_nothing(desk, draft, query):
    assert 'id="cho"' not in opened(desk.hang, "roster", draft.pk, query=query)


def test_whoever_had_fewest_is_offered_first(desk):
    roster = desk.draft(days=3)
    mai = desk.team["leader"][1]
    desk.seat(roster, mai, kind="leader")
    shift = seat(roster, desk, kind="leader", day=2)
    page = opened(desk.hang, "roster", roster.pk, query=f"?cho={shift.pk}")
    form = re.search(r'<tr class="form">.*?</tr>', page, re.DOTALL)[0]
    assert form.index("Lý Văn Nam") < form.index("Cao Thị Mai")
    assert "1 ca" in form


def test_seating_somebody_leads_to_the_next_empty_seat(desk):
    roster = desk.draft(days=1)
    shift = seat(roster, desk, kind="leader")
    after = seat(roster, desk, kind="operations")
    answer = client_of(desk.hang).post(
        reverse("duty:roster-step", args=[roster.pk, "xep"]), {"cho": shift.pk, "person": desk.long.pk}
    )
    assert answer.url == f"{roster.get_absolute_url()}?cho={after.pk}#cho"
    kept = Shift.objects.get(pk=shift.pk)
    assert (kept.person, kept.fixed) == (desk.long, True)


def test_a_seat_is_emptied_again(desk, draft):
    shift = seat(draft, desk, kind="leader")
    said = pressed(desk.hang, "roster-step", draft.pk, "xep", cho=shift.pk, person="")
    assert "còn trống" in said
    assert Shift.objects.get(pk=shift.pk).person is None


def test_who_cannot_have_the_seat_is_told_why_and_nothing_changes(desk):
    roster = desk.draft(days=1)
    shift = seat(roster, desk, kind="leader")
    said = pressed(desk.hang, "roster-step", roster.pk, "xep", cho=shift.pk, person=desk.lan.pk)
    assert "Hồ Thị Lan không có trong danh sách Trực lãnh đạo; chưa lưu gì." in said
    assert Shift.objects.get(pk=shift.pk).person is None
    desk.do("take_leave", desk.long, since=BEGIN, until=BEGIN + DAY)
    page = words(desk.hang, "roster", roster.pk, query=f"?cho={shift.pk}")
    assert "1 người không xếp được" in page
    assert "Phan Văn Long nghỉ trong thời gian này" in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"cho": "x", "person": ""}, 404), ({"cho": "1", "person": ""}, 404), ({"person": ""}, 404)],
)
def test_a_seat_of_another_roster_is_not_found(desk, draft, fields, status):
    pressed(desk.hang, "roster-step", draft.pk, "xep", status=status, **fields)


def test_a_person_of_another_organisation_is_not_found(desk, draft):
    shift = seat(draft, desk, kind="leader")
    pressed(desk.hang, "roster-step", draft.pk, "xep", status=404, cho=shift.pk, person=desk.cast.binh.pk)
    assert Shift.objects.get(pk=shift.pk).person == desk.team["leader"][0]


def test_each_problem_leads_to_its_seat(desk, draft):
    shift = seat(draft, desk, kind="responder", day=1, seat=2)
    desk.do("seat_person", shift, None)
    silent = desk.team["operations"][1]
    type(silent).objects.filter(pk=silent.pk).update(phone="", email="")
    page = opened(desk.hang, "roster", draft.pk)
    said = words(desk.hang, "roster", draft.pk)
    assert "thiếu 1 người trực ứng cứu thông tin từ 06:00 05/02 đến 18:00 05/02" in said
    assert re.search(rf'href="\?cho={shift.pk}#cho">thiếu 1 người', page)
    theirs = Shift.objects.filter(roster=draft, person=silent).order_by("starts_at").first()
    assert re.search(rf'href="\?cho={theirs.pk}#cho">{silent} chưa có số điện thoại', page)


def test_too_little_rest_is_told_with_its_seat_and_asks_to_be_confirmed(desk):
    roster = desk.filled(days=1)
    night = seat(roster, desk, kind="leader", night=True)
    day = seat(roster, desk, kind="leader")
    desk.do("seat_person", night, day.person)
    page = opened(desk.hang, "roster", roster.pk)
    assert "Cần xác nhận" in page
    assert "Vẫn ban hành dù có các mục cần xác nhận" in page
    assert re.search(rf'href="\?cho=({night.pk}|{day.pk})#cho">', page.split("Cần xác nhận")[1])


def test_what_is_wrong_without_a_seat_is_said_without_a_link(desk):
    roster = desk.draft(days=1, begin=BEGIN - HOUR)  # an hour before the first shift
    desk.fill(roster)
    said = words(desk.hang, "roster", roster.pk)
    assert "thiếu 1 người trực lãnh đạo từ 05:00 04/02 đến 06:00 04/02" in said


def test_a_long_list_of_problems_is_cut_and_says_so(desk):
    roster = desk.filled(days=30)
    for shift in roster.shifts.filter(seat=2, hours__night=False):
        desk.do("seat_person", shift, None)
    for shift in roster.shifts.filter(position__kind="leader", hours__night=False):
        desk.do("seat_person", shift, None)
    assert re.search(r"và \d+ mục khác", words(desk.hang, "roster", roster.pk))


def test_who_only_works_there_reads_and_changes_nothing(desk, draft):
    stranger = desk.cast.person("dd-1.kiemsoat")
    page = opened(stranger, "roster", draft.pk)
    assert "?cho=" not in page.split('id="problems"')[0]
    assert "Chép tuần trước" not in page
    assert "Bỏ dự thảo" not in page
    shift = seat(draft, desk, kind="leader")
    said = pressed(stranger, "roster-step", draft.pk, "xep", cho=shift.pk, person="")
    assert "không có vai trò cần thiết" in said
    assert Shift.objects.get(pk=shift.pk).person is not None


def test_the_department_reads_a_published_roster_and_nothing_of_what_is_weighed(desk):
    roster = desk.published()
    page = opened(desk.cast.binh, "roster", roster.pk)
    assert "Hồ Thị Lan" in page
    for inner in ("Cần xử lý", "goi-y", "?cho=", "Bỏ dự thảo", "0900 100"):
        assert inner not in page
    pressed(desk.cast.binh, "roster-step", roster.pk, "chep")
    assert Roster.objects.get().origin == "suggested"


def test_the_steps_are_not_found_where_the_roster_is_not_seen(desk, draft):
    pressed(desk.cast.binh, "roster-step", draft.pk, "xep", status=404, cho=1, person="")
    pressed(desk.hang, "roster-step", draft.pk, "khong-co", status=404)
    answer = client_of(desk.hang).get(reverse("duty:roster-step", args=[draft.pk, "xep"]))
    assert (answer.status_code, answer.url) == (302, draft.get_absolute_url())


def test_the_last_week_is_copied_by_the_main_button(desk):
    desk.published(days=7, begin=BEGIN + 6 * DAY)
    roster = desk.draft(days=7, begin=BEGIN + 13 * DAY)
    assert 'class="button main">' in opened(desk.hang, "roster", roster.pk).split("Chép tuần trước")[0][-200:]
    assert "Đã xếp thêm 56 chỗ như tuần trước." in pressed(desk.hang, "roster-step", roster.pk, "chep")
    published = desk.published(days=1, begin=BEGIN + 30 * DAY)
    assert "không còn là dự thảo" in pressed(desk.hang, "roster-step", published.pk, "chep")


def test_a_draft_is_put_away(desk, draft):
    assert "Đã bỏ dự thảo" in pressed(desk.hang, "roster-step", draft.pk, "bo")
    assert Roster.objects.get().state == "discarded"
    assert "Chép tuần trước" not in opened(desk.hang, "roster", draft.pk)
    assert not Message.objects.filter(about=f"roster:{draft.pk}").exists()


def test_a_longer_roster_asks_no_more_of_the_database(desk):
    short, long = desk.filled(days=2), desk.filled(days=28, begin=BEGIN + 40 * DAY)
    browser = client_of(desk.hang)
    seen = {}
    for roster in (short, long, short, long):
        shift = seat(roster, desk, kind="leader")
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(f"{roster.get_absolute_url()}?cho={shift.pk}")
        assert "Ai được trực ở vị trí này" in plain(answer)
        seen[roster.pk] = len(asked)
    assert seen[short.pk] == seen[long.pk] <= 50
