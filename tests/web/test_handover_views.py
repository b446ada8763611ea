"""Taking over is one page: what is open in every tool stands on it, and is kept as it was then."""

from __future__ import annotations

import sys

import pytest
from django.test import Client
from django.urls import reverse
from tests.campaigns.running import Running as Campaigns
from tests.cast import client_of
from tests.duty.pages import plain, pressed, words
from tests.duty.watch import HOUR, MINUTE, SIX, Watch
from tests.incidents.scene import Scene

from thongsuot.duty import actions
from thongsuot.hotline import actions as hotline
from thongsuot.organisations import access
from thongsuot.web import matters

pytestmark = pytest.mark.django_db
NOON = SIX + 6 * HOUR


@pytest.fixture
def watch(cast, monkeypatch):
    """Return the first mobile operator's watch at noon, when somebody takes over."""
    import thongsuot.duty.urls  # noqa: F401  # the pages are there before their clocks are set

    watch = Watch(cast)
    for name, module in list(sys.modules.items()):
        if name.startswith("thongsuot.duty.views.") and hasattr(module, "now"):
            monkeypatch.setattr(module, "now", lambda: watch.at)
    return watch


@pytest.fixture
def row(watch):
    """Return the hand-over at noon from Hải to Lan."""
    row = watch.expect(watch.lan, watch.hai, starts_at=NOON)
    watch.at = NOON
    return row


def incident(cast, **told):
    scene = Scene(cast)
    return scene.report("bv-tinh", **told)


def call(watch, what="Mất sóng cả xã", urgency=2, back=False):
    told = hotline.Told("Bà Hoa", what, urgency, phone="0900 000 555")
    with access.acting_as(watch.lan, watch.at):
        row = hotline.log_call(told, organisation=watch.office, by=watch.lan, at=watch.at)
        if back:
            hotline.promise(row, watch.at + HOUR, by=watch.lan, at=watch.at)
    return row


def seen(person, at=NOON):
    with access.acting_as(person, at):
        return [(matter.kind, matter.title) for matter in matters.gathered(person, at)]


def test_an_enterprise_sees_its_incidents_calls_letters_and_campaigns(watch, row):
    incident(watch.cast)
    call(watch)
    Campaigns(watch.cast).request("dd-1", "dd-2")
    said = words(watch.lan, "handover", row.pk)
    assert "Sự cố chưa kết thúc 1" in said
    assert "Ưu tiên 1: " in said
    assert "Cuộc gọi phải xử lý, gọi lại 1 Bà Hoa: Mất sóng cả xã" in said
    assert "Đợt nhắn tin chưa kết thúc 1 98/UBND-KGVX" in said


def test_the_department_sees_what_waits_for_its_decision_and_what_it_was_told(watch):
    incident(watch.cast)
    Campaigns(watch.cast).request("dd-1")
    for person in (watch.cast.person("so.trucban"), watch.cast.khanh):
        open_now = seen(person)
        assert [kind for kind, title in open_now if title.startswith("98/UBND-KGVX")] == ["approval"]
        assert [title.startswith("Ưu tiên 1: ") for kind, title in open_now if kind == "incident"] == [True]


def test_nobody_sees_what_is_open_at_another_enterprise(watch):
    incident(watch.cast)
    call(watch)
    other = watch.cast.person("dd-2.trucban")
    assert [kind for kind, _title in seen(other) if kind in ("incident", "call")] == []


def test_what_is_open_is_kept_in_the_log_with_the_hour_since_which_it_is(watch, row):
    opened = incident(watch.cast)
    pressed(watch.lan, "handover", row.pk, viec="nhan")
    kept = watch.again(row).matters
    [matter] = [matter for matter in kept if matter["url"] == opened.get_absolute_url()]
    assert matter["title"].startswith("Sự cố chưa kết thúc: Ưu tiên 1: ")
    assert matter["since"] == "09:00 03/02/2020"
    said = words(watch.lan, "handover", row.pk)
    assert "Việc còn mở khi nhận ca" in said
    assert matter["title"] in said


def test_what_is_kept_is_vietnamese_whoever_reads_the_page(watch, row):
    incident(watch.cast)
    client = client_of(watch.lan)
    client.cookies["django_language"] = "en"
    client.post(row.get_absolute_url(), {"viec": "nhan"})
    assert watch.again(row).matters[0]["title"].startswith("Sự cố chưa kết thúc")


def test_whoever_took_over_by_sms_has_it_kept_when_the_other_confirms(watch, row):
    incident(watch.cast)
    watch.take(row, way="sms", at=NOON)
    assert watch.again(row).matters == []
    watch.at = NOON + MINUTE
    pressed(watch.hai, "handover", row.pk, viec="ban-giao", notes="Xem sự cố bệnh viện")
    kept = watch.again(row)
    assert kept.state == "handed"
    assert len(kept.matters) == len(seen(watch.hai, watch.at))
    assert any("Ưu tiên 1" in matter["title"] for matter in kept.matters)


def test_where_nothing_is_open_the_page_says_so(watch, row):
    known = seen(watch.lan)
    assert known == []
    assert "Không có việc nào đang mở" in words(watch.lan, "handover", row.pk)


def test_a_shift_that_somebody_wants_to_give_away_is_open_too(watch, row):
    watch.fit(watch.lan)
    coming = watch.shift(watch.son, NOON + 12 * HOUR)
    with access.acting_as(watch.son, NOON):
        actions.offer_swap(coming, by=watch.son, at=NOON)
    assert [title for kind, title in seen(watch.lan) if kind == "shift"] == [
        "ca 00:00 04/02, Mai Hồng Sơn: Nhờ trực thay"
    ]


def test_calls_to_be_returned_come_first_and_urgent_ones_are_marked(watch, row):
    call(watch, "Đứt cáp trước cổng", urgency=1)
    call(watch, "Hỏi cước", back=True)
    with access.acting_as(watch.lan, NOON):
        found = [matter for matter in matters.gathered(watch.lan, NOON) if matter.kind == "call"]
    assert [matter.grave for matter in found] == [False, True]
    assert found[0].since == NOON + HOUR
    assert "Hỏi cước" in found[0].title


def test_a_hundred_open_matters_are_counted_and_the_first_shown(watch, row):
    for number in range(25):
        call(watch, f"Cuộc gọi số {number}")
    said = words(watch.lan, "handover", row.pk)
    assert "Cuộc gọi phải xử lý, gọi lại 25" in said
    assert "Hiện 20 trong 25 việc." in said
    pressed(watch.lan, "handover", row.pk, viec="nhan")
    assert len(watch.again(row).matters) == 25


def test_the_page_asks_as_much_for_many_matters_as_for_few(watch, row, django_assert_max_num_queries):
    client = client_of(watch.lan)
    call(watch)
    with django_assert_max_num_queries(70):
        assert "Bà Hoa" in plain(client.get(row.get_absolute_url()))
    for _number in range(20):
        call(watch)
    with django_assert_max_num_queries(70):
        client.get(row.get_absolute_url())


def test_nobody_passes_without_signing_in(row):
    answer = Client().get(row.get_absolute_url())
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))
