"""Deliveries of Alertmanager: every alert for itself, real ones and odd ones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.engines.alerts.samples import NOON, REAL, SECOND, octets, told, webhook

from thongsuot.engines.alerts import Code, Fault, Severity, Source, Unreadable, fingerprint, read_alertmanager

READ = [read_alertmanager(octets(delivery["body"])) for delivery in REAL]
captured = pytest.mark.skipif(not REAL, reason="the captured deliveries are not shipped; they lie in ../shared/data")


def codes(delivery):
    return {problem.code: problem.place for problem in delivery.problems}


@captured
def test_real_deliveries_are_read_without_a_problem():
    assert [len(delivery.alerts) for delivery in READ] == [1, 2, 2, 1, 1]
    assert not any(delivery.problems or delivery.truncated for delivery in READ)
    first = READ[0].alerts[0]
    assert first.key == ("93041878aceeed3e", datetime(2026, 11, 23, 16, 42, 9, 537000, UTC))
    assert (first.site, first.severity, first.title) == (
        "ttyt-huyen-chu-se",
        Severity.CRITICAL,
        "Mất kết nối tới ttyt-huyen-chu-se (dn-b)",
    )
    assert first.description.startswith("Điểm ưu tiên mức 2")
    assert first.labels["doanh_nghiep"] == "dn-b"
    assert first.links[0].startswith("http://giamsat.example:19090/graph")
    assert first.series == first.fingerprint
    assert first.exact


@captured
def test_a_group_that_fires_may_hold_an_alert_that_is_over():
    mixed = READ[2]
    assert [alert.firing for alert in mixed.alerts] == [False, True]
    assert mixed.alerts[0].ends_at == datetime(2026, 11, 23, 16, 42, 27, 537000, UTC)
    assert mixed.alerts[1].ends_at is None


@captured
def test_the_year_one_is_no_end():
    assert all(alert.ends_at is None for alert in READ[0].alerts + READ[1].alerts)


@captured
def test_fingerprints_are_those_that_alertmanager_computes():
    for delivery in READ:
        for alert in delivery.alerts:
            assert fingerprint(alert.labels) == alert.fingerprint


def test_a_missing_fingerprint_is_computed_as_alertmanager_does():
    for absent in (None, "", "x" * 101, "dấu", "a\u202eb", 7):
        delivery = read_alertmanager(webhook(told(fingerprint=absent)))
        assert delivery.alerts[0].fingerprint == fingerprint({"alertname": "MatKetNoi", "diem": "benh-vien-a"})
        assert codes(delivery) == {Code.COMPUTED_KEY: "alerts/0/fingerprint"}


def test_what_the_source_left_out_is_told():
    assert read_alertmanager(webhook(told(), truncatedAlerts=17)).truncated == 17
    for odd in (-1, "3", True, 10**7, None, 1.0):
        delivery = read_alertmanager(webhook(told(), truncatedAlerts=odd))
        assert delivery.truncated == 0
        assert codes(delivery) == {Code.NOT_TEXT: "truncatedAlerts"}


def test_one_odd_alert_leaves_the_others():
    delivery = read_alertmanager(webhook("x", told(status="pending"), told({}, fingerprint=""), told()))
    assert len(delivery.alerts) == 1
    assert [(problem.code, problem.place) for problem in delivery.problems] == [
        (Code.SKIPPED, "alerts/0"),
        (Code.NO_STATE, "alerts/1"),
        (Code.SKIPPED, "alerts/2"),
    ]


def test_a_firing_alert_has_no_end_even_where_the_source_names_one():
    """Prometheus sends along when Alertmanager is to give up on it."""
    assert read_alertmanager(webhook(told(ends=NOON + 240 * SECOND))).alerts[0].ends_at is None


def test_an_end_before_its_start_is_the_start():
    delivery = read_alertmanager(webhook(told(status="resolved", ends=NOON - SECOND)))
    assert delivery.alerts[0].ends_at == NOON
    assert codes(delivery) == {Code.ENDS_BEFORE_START: "alerts/0"}


@pytest.mark.parametrize("odd", ["", "0001-01-01T00:00:00Z", "yesterday", None, 5, "2026-13-01T00:00:00Z", "9" * 50])
def test_a_start_that_is_none_leaves_the_alert(odd):
    delivery = read_alertmanager(webhook(told(starts=odd)))
    assert delivery.alerts[0].starts_at is None
    assert codes(delivery) == {Code.BAD_TIME: "alerts/0/startsAt"}


def test_a_resolve_without_an_end_that_can_be_is_still_one():
    delivery = read_alertmanager(webhook(told(status="resolved", ends="soon"), told(status="resolved")))
    assert [(alert.firing, alert.ends_at) for alert in delivery.alerts] == [(False, None)] * 2
    assert codes(delivery) == {Code.BAD_TIME: "alerts/0/endsAt"}


def test_another_version_is_read_as_ours_and_noted():
    delivery = read_alertmanager(webhook(told(), version="5"))
    assert len(delivery.alerts) == 1
    assert codes(delivery) == {Code.OTHER_VERSION: "version"}


def test_labels_named_by_the_source_say_site_severity_and_cause():
    labels = {"location": "so-1", "prio": "Rất Gấp", "upstream": "core-1", "duct": "d7", "site": ""}
    source = Source(
        site_labels=("site", "location"),
        severity_labels=("prio",),
        cause_labels=("upstream", "duct", "pole"),
        severities={"RẤT GẤP": Severity.MAJOR},
    )
    alert = read_alertmanager(webhook(told(labels)), source).alerts[0]
    assert (alert.site, alert.severity, alert.causes) == ("so-1", Severity.MAJOR, ("upstream=core-1", "duct=d7"))
    assert alert.title == ""


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("page", "critical"), ("Cảnh Báo", "warning"), ("KHẨN CẤP", "critical"), ("high", "major"), ("?", "unknown"),
     ("average", "minor"), ("notice", "info"), ("", "unknown")],
)  # fmt: skip
def test_words_of_severity_are_brought_to_one_scale(word, meaning):
    labels = {"alertname": "a", "severity": word}
    own = Source(severities={"other": Severity.INFO})
    assert read_alertmanager(webhook(told(labels))).alerts[0].severity == meaning
    assert read_alertmanager(webhook(told(labels)), own).alerts[0].severity == meaning


def test_the_name_of_the_rule_is_the_title_where_there_is_no_summary():
    alert = read_alertmanager(webhook(told(annotations=None))).alerts[0]
    assert (alert.title, alert.description) == ("MatKetNoi", "")


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"alerts":{}}', b'"x"', b"null"])
def test_what_has_no_list_of_alerts_is_no_delivery(body):
    with pytest.raises(Unreadable) as caught:
        read_alertmanager(body)
    assert caught.value.code is Fault.WRONG_SHAPE
    assert "loại nguồn" in caught.value.message
