"""Deliveries of Grafana: the same shape, version 1, more fields, any offset."""

from datetime import UTC, datetime

import pytest
from tests.engines.alerts.samples import octets, told, webhook

from thongsuot.engines.alerts import Code, Fault, Unreadable, read_alertmanager, read_grafana

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


RULE = {
    "dashboardId": 1, "panelId": 2, "orgId": 1, "ruleId": 7, "ruleName": "Mất kết nối", "state": "alerting",
    "title": "[Alerting] Mất kết nối", "message": "Tuyến vào bệnh viện", "ruleUrl": "http://do-thi.example/d/x",
    "imageUrl": "", "tags": {"severity": "high"},
    "evalMatches": [
        {"value": 100, "metric": "loss", "tags": {"diem": "benh-vien-a", "port": "1"}},
        {"value": 90, "metric": "loss", "tags": {"diem": "benh-vien-a", "port": "2"}},
    ],
}  # fmt: skip


def of_rule(**other):
    return read_grafana(octets({**RULE, **other}))


def test_a_rule_of_before_version_9_is_read():
    (alert,) = of_rule().alerts
    assert (alert.firing, alert.title, alert.site, alert.severity) == (True, "Mất kết nối", "benh-vien-a", "major")
    assert (alert.starts_at, alert.ends_at, alert.exact) == (None, None, False)
    assert alert.labels == {"diem": "benh-vien-a", "severity": "high"}
    assert (alert.description, alert.links) == ("Tuyến vào bệnh viện", ("http://do-thi.example/d/x",))


def test_its_end_is_the_same_failure_and_another_rule_is_not():
    (begun,), (over,) = of_rule().alerts, of_rule(state="ok", evalMatches=None, title="[OK] Mất kết nối").alerts
    assert (over.fingerprint, over.firing) == (begun.fingerprint, False)
    assert of_rule(ruleId=8).alerts[0].fingerprint != begun.fingerprint
    assert of_rule(state="no_data").alerts[0].firing


@pytest.mark.parametrize("state", ["pending", "paused", "", None, 1, ["ok"]])
def test_a_rule_that_says_neither_is_noted(state):
    delivery = of_rule(state=state)
    assert delivery.alerts == ()
    assert [(one.code, one.place) for one in delivery.problems] == [(Code.NO_STATE, "state")]


@pytest.mark.parametrize(
    "other",
    [{"evalMatches": "x"}, {"evalMatches": [1, {"tags": 5}]}, {"tags": ["x"]}, {"ruleName": 5}, {"message": None},
     {"ruleUrl": 3}, {"dashboardId": "1"}, {"evalMatches": []}],
)  # fmt: skip
def test_odd_parts_of_a_rule_leave_the_rest(other):
    (alert,) = of_rule(**other).alerts
    assert alert.firing


@pytest.mark.parametrize("rule", ["7", None, 7.5, True])
def test_what_has_neither_alerts_nor_the_number_of_a_rule_is_of_another_shape(rule):
    with pytest.raises(Unreadable) as caught:
        of_rule(ruleId=rule)
    assert caught.value.code is Fault.WRONG_SHAPE
