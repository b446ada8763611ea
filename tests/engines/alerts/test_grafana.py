"""Deliveries of Grafana: the same shape, version 1, more fields, any offset."""

from datetime import UTC, datetime

from tests.engines.alerts.samples import told, webhook

from thongsuot.engines.alerts import Code, read_alertmanager, read_grafana

ALERT = told(
    {"alertname": "MatKetNoi", "diem": "benh-vien-a", "severity": "high"},
    starts="2026-02-04T09:51:03+07:00",
    annotations={"summary": "Mất kết nối"},
    values={"B": 1, "C": 0.5},
    generatorURL="http://do-thi.example/a",
    dashboardURL="http://do-thi.example/d",
    panelURL="",
    silenceURL=None,
)
MORE = {"orgId": 1, "title": "x", "state": "alerting", "message": "y", "externalURL": "http://do-thi.example"}


def test_a_delivery_is_read_and_its_times_are_brought_to_utc():
    delivery = read_grafana(webhook(ALERT, version="1", **MORE))
    (alert,) = delivery.alerts
    assert alert.key == ("c6eadffa33fcdf37", datetime(2026, 2, 4, 2, 51, 3, tzinfo=UTC))
    assert (alert.site, alert.title, alert.severity) == ("benh-vien-a", "Mất kết nối", "major")
    assert alert.links == ("http://do-thi.example/a", "http://do-thi.example/d")
    assert delivery.problems == ()


def test_one_moment_in_two_offsets_is_one_key():
    same = {**ALERT, "startsAt": "2026-02-04T02:51:03Z"}
    first, second = read_grafana(webhook(ALERT, same, version="1")).alerts
    assert first.key == second.key


def test_either_is_read_by_the_other_with_a_note():
    for read, version in ((read_alertmanager, "1"), (read_grafana, "4")):
        delivery = read(webhook(ALERT, version=version))
        assert [problem.code for problem in delivery.problems] == [Code.OTHER_VERSION]
        assert len(delivery.alerts) == 1
