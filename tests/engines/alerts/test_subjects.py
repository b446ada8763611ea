"""Subjects as monitoring systems and people write them: the state, and a title that begin and end share."""

from __future__ import annotations

import pytest
from tests.engines.alerts.test_mail import mail

from thongsuot.engines.alerts import Severity, read_mail
from thongsuot.engines.alerts._subjects import Subject, subject_of

SUBJECTS = [
    ("PROBLEM: Mất kết nối", Subject(True, "Mất kết nối")),
    ("Updated problem in 5m: Mất kết nối", Subject(True, "Mất kết nối")),
    ("Resolved in 12m 3s: Link down (BV-A)", Subject(False, "Link down (BV-A)")),
    ("[FIRING:2] MatKetNoi dn-a (benh-vien-a p1)", Subject(True, "MatKetNoi dn-a", group=True)),
    ("** PROBLEM Service Alert: bv-a/PING is CRITICAL **", Subject(True, "bv-a/PING", "CRITICAL")),
    ("** RECOVERY Service Alert: bv-a/PING is OK **", Subject(False, "bv-a/PING", "OK")),
    ("** PROBLEM Host Alert: rt-bv-01 is DOWN **", Subject(True, "rt-bv-01", "DOWN")),
    ("** RECOVERY Host Alert: rt-bv-01 is UP **", Subject(False, "rt-bv-01", "UP")),
    ("** ACKNOWLEDGEMENT Service Alert: bv-a/PING is CRITICAL **", Subject(True, "bv-a/PING", "CRITICAL")),
    ("[PROBLEM] Ping on rt-bv-01 is CRITICAL!", Subject(True, "Ping on rt-bv-01", "CRITICAL")),
    ("[RECOVERY] Ping on rt-bv-01 is OK!", Subject(False, "Ping on rt-bv-01", "OK")),
    ("[Acknowledgement] Ping on rt-bv-01 is WARNING!", Subject(True, "Ping on rt-bv-01", "WARNING")),
    ("[NOC][CANH_BAO] Mất liên lạc trạm DXN0123", Subject(True, "Mất liên lạc trạm DXN0123")),
    ("[NOC][KHÔI PHỤC] Mất liên lạc trạm DXN0123", Subject(False, "Mất liên lạc trạm DXN0123")),
    ("[NOC] Sự cố: đứt cáp tuyến 7", Subject(True, "đứt cáp tuyến 7")),
    ("[PROBLEM] Sự cố: đứt cáp tuyến 7", Subject(True, "đứt cáp tuyến 7")),
    ("ĐÃ THÔNG TUYẾN: đứt cáp tuyến 7", Subject(False, "đứt cáp tuyến 7")),
    ("[Down] Bệnh viện A: cổng 1", Subject(True, "Bệnh viện A: cổng 1")),
    ("rt-bv-01 is unreachable", Subject(True, "rt-bv-01", "unreachable")),
    ("OK:", Subject(False, "")),
]
NOTHING = [
    "", ":", "Chào", "Re: [PROBLEM] x", "FW: ** PROBLEM Host Alert: a is DOWN **", "TL: Sự cố: x", "Lịch trực tuần 48",
    "Lan is away", "[NOC] Báo cáo tuần", "[a][b][c][PROBLEM] x", "[" + "x" * 50 + "] PROBLEM", "Biên bản: họp giao ban",
    "Bộ phận Alert: họp",
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SUBJECTS)
def test_what_a_subject_says(text, told):
    assert subject_of(text) == told


@pytest.mark.parametrize("text", NOTHING)
def test_what_tells_no_state_is_for_a_person(text):
    assert subject_of(text) is None


@pytest.mark.parametrize("size", [1_000, 10_000])
@pytest.mark.parametrize("piece", ["[", "[x]", " is ", "x is OK", ": ", "** ", "problem in "])
def test_no_subject_takes_long(piece, size):
    subject_of(piece * size)


NAGIOS = "***** Nagios *****\n\nNotification Type: {kind}\n\nService: {service}\nHost: rt-bv-01\nState: {state}\n"


def nagios(kind, service, state):
    subject = f"** {kind} Service Alert: rt-bv-01/{service} is {state} **"
    (alert,) = read_mail(mail(NAGIOS.format(kind=kind, service=service, state=state), subject)).alerts
    return alert


def test_two_services_of_one_host_are_two_failures_and_each_ends_by_its_own():
    ping, web = nagios("PROBLEM", "PING", "CRITICAL"), nagios("PROBLEM", "HTTP", "WARNING")
    over = nagios("RECOVERY", "PING", "OK")
    assert ping.fingerprint == over.fingerprint != web.fingerprint
    assert (ping.firing, web.firing, over.firing) == (True, True, False)
    assert (ping.title, ping.severity, web.severity) == ("rt-bv-01/PING", Severity.CRITICAL, Severity.WARNING)
    assert (ping.labels["host"], ping.labels["service"]) == ("rt-bv-01", "PING")


def test_when_is_the_begin_of_what_begins_and_the_end_of_what_ends():
    told = "Ping on rt-bv-01 is {0}!\n\nWhen: 2026-11-23 18:55:00 +0700\nService: ping4\nHost: rt-bv-01\n"
    begun = read_mail(mail(told.format("CRITICAL"), "[PROBLEM] Ping on rt-bv-01 is CRITICAL!")).alerts[0]
    over = read_mail(mail(told.format("OK"), "[RECOVERY] Ping on rt-bv-01 is OK!")).alerts[0]
    assert begun.starts_at == over.ends_at
    assert (begun.starts_at.hour, begun.starts_at.minute) == (11, 55)
    assert begun.fingerprint == over.fingerprint


def test_a_notice_in_vietnamese_gives_its_number_place_and_weight():
    text = "Lúc 08:10, trạm mất điện lưới.\nMã cảnh báo: CB-17\nTên trạm: DXN0123\nMức cảnh báo: nghiêm trọng\n"
    (alert,) = read_mail(mail(text, "[CẢNH BÁO] Mất liên lạc trạm DXN0123")).alerts
    assert (alert.fingerprint, alert.site, alert.severity) == ("CB-17", "DXN0123", Severity.CRITICAL)
    assert (alert.firing, alert.title) == (True, "Mất liên lạc trạm DXN0123")
