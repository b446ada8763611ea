"""Clause 05: mass messages lie ready and are sent when a competent authority asks."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime, now
from tests.campaigns import gated
from tests.clauses.campaigns import Messages
from tests.clauses.steps import clock, stands_in_all

from thongsuot.campaigns import jobs
from thongsuot.campaigns import models as campaigns
from thongsuot.directives.models import Assignment
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db
SENT = {"subscribers": 100_000, "sent": 100_000, "delivered": 98_500, "failed": 1_400, "uncertain": 100}


def test_messages_wait_for_a_request_and_then_run_against_a_clock(work):
    work.issue(5)
    assert work.bound("MASS_SMS") == ["dd-1", "dd-2", "dd-3"]
    work.acknowledge("dd-1")
    armed = work.duty("dd-1", "MASS_SMS", "conditional")
    assert "Sẵn sàng, chưa có đề nghị" in work.square(armed)
    assert "chưa có đề nghị" in work.complete("dd-1", "MASS_SMS", "conditional")
    by = (work.due - timedelta(hours=1)).replace(second=0, microsecond=0)
    told = {"deadline_at": f"{localtime(by):%Y-%m-%dT%H:%M}", "note": "Ban Chỉ huy đề nghị nhắn tin"}
    said = work.press("dd-1.daumoi", "directives:assignment-step", armed.pk, "activate", **told)
    assert "không có vai trò" in said
    said = work.press("so.chuyenvien", "directives:assignment-step", armed.pk, "activate", **told)
    assert "Đã ghi nhận đề nghị" in said
    running = Assignment.objects.filter(obligation=armed.obligation)
    assert {(row.deadline_at, row.relation) for row in running} == {(by, "before")}
    assert f"{localtime(by):%H:%M %d/%m/%Y}" in work.page("dd-1.daumoi", armed.get_absolute_url())
    assert "thuê bao" in work.complete("dd-1", "MASS_SMS", "conditional")
    work.declare("dd-1", "MASS_SMS", "conditional", **SENT)
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "MASS_SMS", "conditional")
    assert "Hoàn thành đúng hạn" in work.square(armed)
    assert "98.500/100.000" in work.report("dd-1")
    stands_in_all(work.cut_off(), "98.500/100.000 tin nhắn gửi thành công", "1.400 tin nhắn không thành công")


def test_a_request_comes_once(work):
    work.issue(5)
    armed = work.duty("dd-2", "MASS_SMS", "conditional")
    for said in ("Đã ghi nhận đề nghị", "đã được kích hoạt"):
        assert said in work.press("so.lanhdao", "directives:assignment-step", armed.pk, "activate", note="Đề nghị")


COUNTED = {"subscribers": 298_000, "sent": 298_000, "delivered": 296_500, "failed": 1_400, "uncertain": 100}
SEGMENTS = {"segments": 596_000, "log_sha256": "0" * 64}


def sent_by_two(work, sms, monkeypatch):
    """Let two officers of the operator take the order from test telephones over 1 % to everybody."""
    start = now()
    assert "Đã chấp nhận" in sms.operator("dd-1.daumoi", "chap-nhan", shift_hours=12)
    assert "Đã thêm máy thử" in sms.operator("dd-1.daumoi", "may-thu", number="0900 000 111", holder="Trực ban")
    assert "cần người thứ hai" in sms.operator("dd-1.daumoi", "thu")
    assert "xác nhận từng máy" in sms.operator("dd-1.lanhdao", "thu")
    phone = campaigns.TestPhone.objects.get()
    assert "Đã ghi nội dung" in sms.operator("dd-1.daumoi", "doc-may", phone=phone.pk, shown="dung")
    assert "1 %" in sms.operator("dd-1.lanhdao", "gui-thu")
    told = {"subscribers": 3_000, "sent": 3_000, "delivered": 2_990, "failed": 10, "uncertain": 0}
    upload = SimpleUploadedFile("thu.json", json.dumps({**told, "segments": 6_000, "log_sha256": "a" * 64}).encode())
    assert "Đã ghi số liệu" in sms.operator("dd-1.daumoi", "so-lieu", file=upload)
    assert "dừng xem kết quả" in sms.operator("dd-1.lanhdao", "gui-tat-ca")
    clock(monkeypatch, start + timedelta(minutes=31))
    assert "tất cả thuê bao" in sms.operator("dd-1.lanhdao", "gui-tat-ca")
    clock(monkeypatch, start + timedelta(minutes=60))
    assert "Đã ghi số liệu" in sms.operator("dd-1.daumoi", "so-lieu", **COUNTED, **SEGMENTS)
    assert "Đã ghi gửi xong" in sms.operator("dd-1.lanhdao", "xong")


def test_an_operator_with_its_own_platform_sends_and_its_figure_stands_in_the_report(work, monkeypatch):
    work.issue(5)
    work.acknowledge("dd-1")
    armed = work.duty("dd-1", "MASS_SMS", "conditional")
    assert "Mở công cụ" in work.page("dd-1.daumoi", armed.get_absolute_url())
    work.press("so.lanhdao", "directives:assignment-step", armed.pk, "activate", note="UBND tỉnh đề nghị")
    sms = Messages(work)
    sms.first = f"{localtime(now() + timedelta(minutes=30)):%Y-%m-%dT%H:%M}"
    assert "2 phần" in sms.ask("dd-1", "dd-2")
    assert "Đã gửi ước tính" in sms.operator("dd-1.daumoi", "uoc-tinh", subscribers=300_000, rate=500)
    assert "Đã trả lời Sở" in sms.operator("dd-2.daumoi", "khong-thuc-hien", reason="Hệ thống đang nâng cấp")
    typed = {"area": work.cast.department.area.name, "subscribers": "300.000"}
    assert "cần người thứ hai" in sms.department("so.chuyenvien", "phe-duyet", **typed)
    assert "Đã phê duyệt" in sms.department("so.lanhdao", "phe-duyet", **typed)
    assert sms.order("dd-1.lanhdao", "dd-1")["subscribers"] == 300_000
    sent_by_two(work, sms, monkeypatch)
    assert "Đã kết thúc" in sms.department("so.chuyenvien", "ket-thuc")
    assert "296.500/298.000" in work.page("so.chuyenvien", sms.row.get_absolute_url())
    assert "còn thiếu kết quả của riêng nhiệm vụ" in work.complete("dd-1", "MASS_SMS", "conditional")
    work.declare("dd-1", "MASS_SMS", "conditional", words="Đã gửi xong theo đề nghị của UBND tỉnh.")
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "MASS_SMS", "conditional")
    assert "296.500/298.000" in work.report("dd-1")
    stands_in_all(work.cut_off(), "296.500/298.000 tin nhắn gửi thành công", "596.000 tin nhắn quy đổi")


def settled(*kinds: str, **told) -> None:
    """Let the gateway have an outcome for everybody given out; what is told goes wrong in the first block."""
    with access.acting_as_system():
        for number, batch in enumerate(campaigns.Batch.objects.filter(block__kind__in=kinds).order_by("id")):
            gated.settle(batch, **({} if number else told))


def sent_by_the_gateway(sms, monkeypatch):
    """Let the operator bring its list, and our gateway send from the test telephone over 1 % to everybody."""
    start = now()
    assert "Đã chấp nhận" in sms.operator("dd-1.daumoi", "chap-nhan", shift_hours=12)
    sms.operator("dd-1.daumoi", "may-thu", number="0900 000 111", holder="Trực ban")
    numbers = "so_thue_bao\n" + "".join(f"09{number:08d}\n" for number in [*range(1_000, 3_000), 1_000])
    upload = SimpleUploadedFile("thue-bao.csv", f"{numbers}02600 000 100\n".encode())
    share = sms.share("dd-1")
    said = sms.work.press("dd-1.daumoi", "campaigns:numbers", share.pk, nguon="tep", file=upload)
    assert "Đã nhận 2.000 số thuê bao từ 2.002 dòng; 1 dòng không dùng được" in said
    assert "xác nhận từng máy" in sms.operator("dd-1.lanhdao", "thu")
    phone = campaigns.TestPhone.objects.get()
    sms.operator("dd-1.daumoi", "doc-may", phone=phone.pk, shown="dung")
    assert "còn 1 máy thử chưa gửi xong" in sms.operator("dd-1.lanhdao", "gui-thu")
    settled("phones")
    assert "1 %" in sms.operator("dd-1.lanhdao", "gui-thu")
    clock(monkeypatch, start + timedelta(minutes=31))
    assert "còn 20 thuê bao của lần gửi thử" in sms.operator("dd-1.lanhdao", "gui-tat-ca")
    settled("trial")
    assert "tất cả thuê bao" in sms.operator("dd-1.lanhdao", "gui-tat-ca")
    assert "còn 1.980 tin nhắn" in sms.operator("dd-1.lanhdao", "xong")
    settled("rest", refused={0x0B: 12}, uncertain=3)
    jobs.run(start + timedelta(minutes=40))
    clock(monkeypatch, start + timedelta(minutes=60))
    assert "Đã ghi gửi xong" in sms.operator("dd-1.lanhdao", "xong")


def test_our_own_gateway_sends_and_what_it_saw_stands_in_the_report(work, monkeypatch):
    work.issue(5)
    work.acknowledge("dd-1")
    armed = work.duty("dd-1", "MASS_SMS", "conditional")
    work.press("so.lanhdao", "directives:assignment-step", armed.pk, "activate", note="UBND tỉnh đề nghị")
    sms = Messages(work)
    sms.first = f"{localtime(now() + timedelta(minutes=30)):%Y-%m-%dT%H:%M}"
    sms.ask("dd-1")
    sms.operator("dd-1.daumoi", "uoc-tinh", subscribers=2_100, rate=500)
    typed = {"area": work.cast.department.area.name, "subscribers": "2100"}
    assert "Đã phê duyệt" in sms.department("so.lanhdao", "phe-duyet", **typed)
    sent_by_the_gateway(sms, monkeypatch)
    shown = sms.page("so.chuyenvien", sms.row)
    for words in ("2.000/2.000", "1.985", "Số thuê bao không đúng hoặc không có", "Hệ thống ghi nhận"):
        assert words in shown
    assert "0900001000" not in shown
    table = sms.file("so.chuyenvien", "campaigns:export", sms.row.pk).decode("utf-8-sig")
    assert "0,12,3,3970,hệ thống ghi nhận" in table
    assert sms.file("so.lanhdao", "campaigns:report", sms.row.pk).startswith(b"%PDF")
    work.declare("dd-1", "MASS_SMS", "conditional", words="Đã gửi xong qua cổng của hệ thống.")
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "MASS_SMS", "conditional")
    assert "0/2.000" in work.report("dd-1")
    stands_in_all(work.cut_off(), "3.970 tin nhắn quy đổi", "3 tin nhắn chưa xác định")
