"""Đổi ca: offered, taken, approved on one page; every refusal says why, and what stayed as it was."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import client_of
from tests.duty.pages import opened, pressed, words
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty.models import Shift, Swap

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift(desk):
    """Return the leader's first day of a roster in force."""
    return desk.shift(desk.published(), kind="leader")


def spare(desk):
    return desk.team["leader"][2]


def offered(desk, shift, why="việc nhà"):
    pressed(shift.person, "swaps", shift=shift.pk, why=why)
    return Swap.objects.get()


def step(who, swap, verb, status=302, **fields):
    return pressed(who, "swap-step", swap.pk, verb, status=status, **fields)


def stands(shift):
    return Shift.objects.get(pk=shift.pk).person


def test_offered_taken_approved(desk, shift):
    swap = offered(desk, shift)
    assert "việc nhà" in words(spare(desk), "swaps")
    assert "Đã nhận trực thay." in step(spare(desk), swap, "nhan")
    assert stands(shift) == desk.long
    assert "Đã duyệt; lịch trực đã đổi" in step(desk.hang, swap, "duyet")
    assert stands(shift) == spare(desk)
    assert "Phan Văn Long → Lý Văn Nam" in words(desk.lan, "swaps")


def test_only_own_shifts_that_are_to_come_can_be_offered(desk, shift):
    other = desk.shift(shift.roster, kind="operations")
    said = pressed(shift.person, "swaps", shift=other.pk, status=422)
    assert "Ca cần người trực thay" in said
    assert not Swap.objects.exists()
    desk.until(BEGIN + HOUR)
    pressed(shift.person, "swaps", shift=shift.pk, status=422)
    assert not Swap.objects.exists()


def test_what_is_offered_is_not_offered_again(desk, shift):
    offered(desk, shift)
    pressed(shift.person, "swaps", shift=shift.pk, status=422)
    assert Swap.objects.count() == 1


def test_who_cannot_take_it_reads_why(desk, shift):
    swap = offered(desk, shift)
    responder = desk.team["responder"][5]
    assert "không có trong danh sách" in step(responder, swap, "nhan")
    desk.do("take_leave", spare(desk), since=BEGIN, until=BEGIN + HOUR)
    assert "nghỉ phép" in step(spare(desk), swap, "nhan")
    assert "Người nhờ không thể tự nhận" in step(shift.person, swap, "nhan")
    assert Swap.objects.get().state == "offered"


def test_one_shift_for_another(desk, shift):
    swap = offered(desk, shift)
    other = desk.shift(shift.roster, day=2, kind="leader", night=True)
    taker = other.person
    assert "Không đổi lại ca nào" in opened(taker, "swaps")
    step(taker, swap, "nhan", exchange=other.pk)
    assert "Đổi lại ca 18:00 06/02/2020" in words(desk.hang, "swaps")
    said = step(desk.hang, swap, "duyet", status=422)
    assert "Cần cân nhắc trước khi đổi" in said
    assert "Vẫn duyệt" in said
    assert (stands(shift), stands(other)) == (desk.long, taker)
    step(desk.hang, swap, "duyet", even_so="1")
    assert (stands(shift), stands(other)) == (taker, desk.long)


def test_a_shift_of_somebody_else_is_not_given_in_exchange(desk, shift):
    swap = offered(desk, shift)
    other = desk.shift(shift.roster, day=1, kind="operations")
    assert "không còn đổi được; chưa có gì thay đổi" in step(spare(desk), swap, "nhan", exchange=other.pk)
    assert Swap.objects.get().state == "offered"


def test_whoever_keeps_the_roster_alone_approves_and_refuses(desk, shift):
    swap = offered(desk, shift)
    step(spare(desk), swap, "nhan")
    page = opened(spare(desk), "swaps")
    assert reverse("duty:swap-step", args=[swap.pk, "duyet"]) not in page
    assert "không có vai trò" in step(spare(desk), swap, "duyet")
    assert "không có vai trò" in step(spare(desk), swap, "khong-duyet", why="x")
    assert Swap.objects.get().state == "taken"


def test_a_refusal_has_a_reason(desk, shift):
    swap = offered(desk, shift)
    assert "Cần nêu lý do không duyệt" in step(desk.hang, swap, "khong-duyet", why=" ")
    assert "Đã trả lời không duyệt" in step(desk.hang, swap, "khong-duyet", why="đủ người rồi")
    assert Swap.objects.get().state == "refused"


def test_who_gave_and_who_took_take_it_back_and_nobody_else(desk, shift):
    swap = offered(desk, shift)
    step(spare(desk), swap, "nhan")
    assert "không phải của bạn" in step(desk.team["responder"][0], swap, "rut")
    assert "Tôi không nhận nữa" in words(spare(desk), "swaps")
    step(spare(desk), swap, "rut")
    assert Swap.objects.get().state == "offered"
    step(shift.person, swap, "rut")
    assert Swap.objects.get().state == "withdrawn"
    assert "Trạng thái hiện tại không cho phép" in step(shift.person, swap, "rut")


def test_after_the_begin_the_page_says_what_to_do_instead(desk, shift):
    swap = offered(desk, shift)
    step(spare(desk), swap, "nhan")
    desk.until(BEGIN + HOUR)
    assert "dùng chức năng đổi người trực ngay" in step(desk.hang, swap, "duyet")
    assert stands(shift) == desk.long


def test_a_manager_swaps_both_at_once(desk, shift):
    said = pressed(desk.hang, "swap-now", shift=shift.pk, taker=spare(desk).pk, why="theo lời báo")
    assert "Đã đổi người trực" in said
    assert stands(shift) == spare(desk)


def test_a_manager_is_told_what_it_breaks_and_confirms_with_what_was_typed(desk, shift):
    night = desk.shift(shift.roster, kind="leader", night=True).person
    fields = {"shift": shift.pk, "taker": night.pk, "why": "theo lời báo"}
    said = pressed(desk.hang, "swap-now", status=422, **fields)
    assert "mới xuống ca lúc 18:00" in said
    assert "Vẫn đổi" in said
    assert not Swap.objects.exists()
    answer = client_of(desk.hang).post(reverse("duty:swap-now"), fields)
    page = answer.content.decode()
    assert 'name="even_so" value="1"' in page
    assert "theo lời báo" in page
    pressed(desk.hang, "swap-now", even_so="1", **fields)
    assert stands(shift) == night


def test_a_manager_who_asks_for_what_cannot_be_reads_why(desk, shift):
    busy = desk.shift(shift.roster, kind="responder").person
    fields = {"shift": shift.pk, "taker": busy.pk}
    assert "danh sách" in pressed(desk.hang, "swap-now", status=422, **fields)
    assert "Người trực thay" in pressed(desk.hang, "swap-now", status=422, shift=shift.pk, taker="")
    assert not Swap.objects.exists()


def test_nobody_else_swaps_for_others(desk, shift):
    fields = {"shift": shift.pk, "taker": spare(desk).pk}
    assert reverse("duty:swap-now") not in opened(spare(desk), "swaps")
    assert "không có vai trò" in pressed(spare(desk), "swap-now", status=422, **fields)
    assert stands(shift) == desk.long


def test_another_house_sees_nothing_of_it(desk, shift):
    swap = offered(desk, shift)
    for person in (desk.cast.binh, desk.cast.person("dd-2.trucban")):
        assert "việc nhà" not in words(person, "swaps")
        for verb in ("nhan", "duyet", "rut"):
            answer = client_of(person).post(reverse("duty:swap-step", args=[swap.pk, verb]))
            assert answer.status_code == 404


def test_the_address_of_a_step_leads_to_the_list_and_an_unknown_one_nowhere(desk, shift):
    swap = offered(desk, shift)
    client = client_of(desk.hang)
    assert client.get(reverse("duty:swap-step", args=[swap.pk, "duyet"])).url == reverse("duty:swaps")
    assert client.post(reverse("duty:swap-step", args=[swap.pk, "xoa"])).status_code == 404
    assert client.get(reverse("duty:swap-now")).status_code == 405


def test_the_page_asks_as_much_for_many_offers_as_for_one(desk, shift, django_assert_max_num_queries):
    for day in range(3):
        for kind in ("leader", "operations", "responder"):
            row = desk.shift(shift.roster, day=day, kind=kind)
            desk.do("offer_swap", row, by=row.person)
    client = client_of(desk.hang)
    with django_assert_max_num_queries(45):
        client.get(reverse("duty:swaps"))
    assert shift.starts_at + DAY > desk.at
