"""Bodies of strangers: nothing is raised but `Unreadable`; texts are bounded, cleaned and told; data stays data."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.alerts.samples import octets, told, webhook

from thongsuot.engines.alerts import (
    Code,
    Fault,
    Limits,
    Source,
    Unreadable,
    read_alertmanager,
    read_alertmanager_active,
    read_zabbix,
)


def refused(body, limits=None):
    with pytest.raises(Unreadable) as caught:
        read_alertmanager(body, Source(limits=limits or Limits()))
    assert caught.value.message.endswith(".")
    assert str(caught.value).startswith(caught.value.code)
    return caught.value.code, caught.value.place


def codes(delivery):
    return {(problem.code, problem.place): problem.count for problem in delivery.problems}


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        (b"", Fault.EMPTY, ""),
        (b"\xff{}", Fault.NOT_UTF8, "byte 0"),
        (b'{"alerts":[\x80]}', Fault.NOT_UTF8, "byte 11"),
        (b"{", Fault.NOT_JSON, "character 1"),
        (b'{"alerts":[]} x', Fault.NOT_JSON, "character 14"),
        (b'{"a":1,"b":2,"a":3}', Fault.REPEATED_NAME, "a"),
        (b'{"a\\u202e":1,"a\\u202e":3}', Fault.REPEATED_NAME, "a"),
        (b'{"a":NaN}', Fault.BAD_NUMBER, "NaN"),
        (b'{"a":-Infinity}', Fault.BAD_NUMBER, "-Infinity"),
        (b'{"a":1e999}', Fault.BAD_NUMBER, "1e999"),
        (b'{"a":' + b"9" * 21 + b"}", Fault.BAD_NUMBER, "9" * 21),
        (b'{"a":' + b"9" * 100_000 + b"}", Fault.BAD_NUMBER, "9" * 40),
        (b"[" * 33 + b"]" * 33, Fault.TOO_DEEP, "> 32"),
        (b'{"a":' * 100_000, Fault.TOO_DEEP, "> 32"),
        (b'{"alerts":' + b"[" * 40, Fault.NOT_JSON, "character 50"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_json_of_ours_says_why_and_where(body, code, place):
    assert refused(body) == (code, place)


def test_a_body_of_twenty_megabytes_is_refused_by_its_size():
    assert refused(b" " * 20_000_000) == (Fault.TOO_LARGE, "20000000 > 5242880")
    assert refused(b"[]" * 10, Limits(body=19)) == (Fault.TOO_LARGE, "20 > 19")


def test_brackets_in_texts_and_beside_each_other_are_no_depth():
    alert = told({"a": '[{"' * 200 + "\\"}, annotations={"x": [[]] * 100})
    assert read_alertmanager(webhook(alert)).alerts[0].labels["a"] == '[{"' * 200 + "\\"
    assert refused(b'["' + b'\\"' * 200_000 + b"[" * 200) == (Fault.NOT_JSON, "character 1")
    assert refused(b'["' + b"[" * 40 + b"\\") == (Fault.NOT_JSON, "character 1")


def test_a_mark_of_byte_order_is_no_fault():
    assert read_alertmanager(b"\xef\xbb\xbf" + webhook(told())).problems == ()


def test_a_value_of_a_megabyte_is_cut_and_told():
    delivery = read_alertmanager(
        webhook(told({"diem": "x" * 1_000_000, "n" * 300: "y"}, annotations={"summary": "s" * 10**6}))
    )
    (alert,) = delivery.alerts
    assert alert.labels == {"diem": "x" * 1_000, "n" * 100: "y"}
    assert (len(alert.site), len(alert.title)) == (1_000, 300)
    assert codes(delivery) == {
        (Code.CUT, "alerts/0/labels/diem"): 1,
        (Code.CUT, "alerts/0/labels/*"): 1,
        (Code.CUT, "alerts/0/annotations/summary"): 1,
    }


def test_more_labels_and_alerts_than_the_bound_are_left_out_and_counted():
    many = {f"l{number}": "x" for number in range(100)}
    delivery = read_alertmanager(webhook(*[told(many)] * 5), Source(limits=Limits(alerts=3)))
    assert [len(alert.labels) for alert in delivery.alerts] == [64, 64, 64]
    assert codes(delivery)[Code.LEFT_OUT, "alerts"] == 2
    assert codes(delivery)[Code.LEFT_OUT, "alerts/1/labels"] == 36


def test_what_is_not_seen_is_stripped_and_counted():
    label = "\u202eBV\x00 A\u200b\u2066\ud800\n1\tx\u00a0y\x1b"
    delivery = read_alertmanager(bodies(label))
    (alert,) = delivery.alerts
    assert alert.site == "BV A 1 x y"
    assert codes(delivery)[Code.STRIPPED, "alerts/0/labels/diem"] == 6


def bodies(label):
    """JSON in ASCII: a lone surrogate has no UTF-8."""
    return json.dumps({"version": "4", "alerts": [told({"diem": label})]}).encode()


def test_no_control_and_no_mark_of_direction_ever_stays():
    for start in range(0, 0x110000, 0x400):
        text = "".join(map(chr, range(start, start + 0x400)))
        for alert in read_alertmanager(bodies(text), Source(limits=Limits(value=2_000))).alerts:
            left = {unicodedata.category(char) for char in alert.labels["diem"]}
            assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_names_that_become_one_or_nothing_are_left_out():
    delivery = read_alertmanager(bodies_of({"a": "1", "a\u200b": "2", "\u200b": "3", "": "4", "b": 5, "c": None}))
    assert delivery.alerts[0].labels == {"a": "1"}
    assert codes(delivery)[Code.NOT_TEXT, "alerts/0/labels/b"] == 1
    assert codes(delivery)[Code.LEFT_OUT, "alerts/0/labels/a"] == 1
    assert codes(delivery)[Code.LEFT_OUT, "alerts/0/labels/"] == 2


def bodies_of(labels):
    return octets({"version": "4", "alerts": [told(labels)]})


def test_labels_that_are_none_leave_an_alert_with_a_fingerprint():
    delivery = read_alertmanager(webhook(told([1]), {**told(), "labels": None}))
    assert [alert.labels for alert in delivery.alerts] == [{}, {}]
    assert codes(delivery) == {(Code.NOT_TEXT, "alerts/0/labels"): 1}


def test_problems_beyond_the_bound_are_counted():
    delivery = read_alertmanager(webhook(*["x"] * 80), Source(limits=Limits(problems=10)))
    assert len(delivery.problems) == 11
    assert (delivery.problems[-1].code, delivery.problems[-1].count) == (Code.MORE, 70)


def test_links_are_bounded_texts():
    delivery = read_alertmanager(webhook(told(generatorURL="javascript:alert(1)", panelURL=5, imageURL="h" * 900)))
    assert delivery.alerts[0].links == ("javascript:alert(1)", "h" * 500)
    assert codes(delivery).keys() == {(Code.NOT_TEXT, "alerts/0/panelURL"), (Code.CUT, "alerts/0/imageURL")}


@pytest.mark.parametrize(
    "label",
    ["{{ 7*7 }}", "{0.__class__}", "%s%n", "<script>alert(1)</script>", "'; DROP TABLE x;--", "${jndi:ldap://x}"],
)
def test_templates_and_markup_stay_what_they_are(label):
    alert = read_alertmanager(webhook(told({"diem": label, label: "x"}, annotations={"summary": label}))).alerts[0]
    assert (alert.site, alert.title, alert.labels[label]) == (label, label, "x")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["alerts", "labels", "status", "startsAt", "endsAt", "annotations", "summary", "state", "data",
                         "eventid", "eventvalue", "event_source", "eventtags", "fingerprint", "truncatedAlerts"])
        | st.text(max_size=3), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@settings(deadline=None)
@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read_or_refused(body):
    for read in (read_alertmanager, read_zabbix, read_alertmanager_active):
        with suppress(Unreadable):
            assert read(body) is not None
