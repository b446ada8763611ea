"""A generic JSON hook: its mapping is checked, then reads."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.engines.alerts.samples import NOON, octets

from thongsuot.engines.alerts import Code, Fault, Hook, Limits, Severity, Source, Unreadable, WrongHook, read_hook

LINES = Hook(
    key=("/line", "/port"), state="/st", time="/at", title="/text", site="/where/site", severity="/level",
    cause="/why", labels="/tags", alerts="/events",
)  # fmt: skip
EVENT = {
    "line": "L-7", "port": 3, "st": "Mất liên lạc", "at": "2026-11-23T19:00:00+07:00", "text": "Đứt cáp",
    "where": {"site": "benh-vien-a"}, "level": "cao", "why": "thi công", "tags": {"duct": "d7"},
}  # fmt: skip
PLAIN = Hook(key=("/id",), state="/up", time="/t", began="/since", firing=("false", "2"), resolved=("true", "0"))


def read(hook=LINES, **changed):
    return read_hook(octets({"events": [EVENT | changed]}), hook)


def codes(delivery):
    return [(problem.code, problem.place) for problem in delivery.problems]


def test_fields_are_found_by_their_paths():
    delivery = read()
    (alert,) = delivery.alerts
    assert (alert.fingerprint, alert.title, alert.site) == ("L-7 3", "Đứt cáp", "benh-vien-a")
    assert (alert.severity, alert.causes, alert.labels) == (Severity.MAJOR, ("cause=thi công",), {"duct": "d7"})
    assert (alert.starts_at, alert.firing, alert.exact) == (NOON, True, False)
    assert delivery.problems == ()


def test_the_end_is_the_time_of_the_message_that_tells_it_and_its_start_is_not_known():
    (alert,) = read(st="đã khắc phục").alerts
    assert (alert.starts_at, alert.ends_at, alert.firing) == (None, NOON, False)


def test_a_start_of_its_own_is_exact():
    told = {"id": "a", "up": False, "t": 1_795_435_260, "since": 1_795_435_200_000}
    (alert,) = read_hook(octets(told), PLAIN).alerts
    assert (alert.starts_at, alert.exact) == (NOON, True)
    assert alert.title == "a"
    over = read_hook(octets(told | {"up": True}), PLAIN).alerts[0]
    assert (over.starts_at, over.ends_at) == (NOON, datetime(2026, 11, 23, 12, 1, tzinfo=UTC))
    early = read_hook(octets(told | {"up": True, "t": 1_795_435_100}), PLAIN)
    assert early.alerts[0].ends_at == NOON
    assert codes(early) == [(Code.ENDS_BEFORE_START, "alerts/0")]


def test_words_of_its_own_are_the_only_ones():
    told = {"id": "a", "t": "2026-11-23 19:00:00", "since": None}
    for word, firing in ((2, True), (0, False), (False, True), (True, False), ("TRUE", False)):
        assert read_hook(octets(told | {"up": word}), PLAIN).alerts[0].firing is firing
    for word in ("down", None, [], 1.5, {}):
        assert read_hook(octets(told | {"up": word}), PLAIN).alerts == ()


@pytest.mark.parametrize("word", ["", "hm", "1", "degraded", "x" * 5000])
def test_a_word_that_says_neither_makes_no_alert(word):
    delivery = read(st=word)
    assert delivery.alerts == ()
    assert (Code.NO_STATE, "alerts/0/st") in codes(delivery)


@pytest.mark.parametrize("odd", ["x", "", None, True, [], 5, 1e18, -1e300, "23/11/2026", "2026-02-30 10:00"])
def test_a_time_that_is_none_leaves_the_alert(odd):
    delivery = read(at=odd)
    assert delivery.alerts[0].starts_at is None
    assert not delivery.alerts[0].exact
    assert codes(delivery) == [(Code.BAD_TIME, "alerts/0/at")]


def test_what_has_no_key_is_left_out():
    delivery = read(line=None, port="")
    assert delivery.alerts == ()
    assert codes(delivery) == [(Code.SKIPPED, "alerts/0")]
    assert read(line=[1]).alerts[0].fingerprint == " 3"


def test_paths_lead_through_lists_and_names_with_signs():
    hook = Hook(key=("/a~1b/1/~0",), state="/s/0", time="/t")
    (alert,) = read_hook(octets({"a/b": [0, {"~": "x"}], "s": ["down"], "t": "2026-11-23T12:00:00Z"}), hook).alerts
    assert (alert.fingerprint, alert.severity, alert.labels, alert.site) == ("x", Severity.UNKNOWN, {}, "")
    for other in ({"a/b": [0]}, {"a/b": "x"}, {"a/b": {"1": {}}}):
        assert read_hook(octets(other), hook).alerts == ()


def test_more_alerts_than_the_bound_are_left_out_and_counted():
    source = Source(limits=Limits(alerts=2))
    delivery = read_hook(octets({"events": [EVENT] * 5}), LINES, source)
    assert len(delivery.alerts) == 2
    assert [(problem.code, problem.count) for problem in delivery.problems] == [(Code.LEFT_OUT, 3)]


def test_without_the_list_it_is_no_delivery():
    for body in (b"{}", b'{"events":{}}', b"[]"):
        with pytest.raises(Unreadable) as caught:
            read_hook(body, LINES)
        assert (caught.value.code, caught.value.place) == (Fault.WRONG_SHAPE, "/events")


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("key", {"key": []}), ("key", {"key": ["/a"] * 6}), ("key", {"key": "a"}), ("key", {"key": ["/a", "/"]}),
        ("key", {"key": [5]}), ("state", {"state": ""}), ("time", {"time": "x"}), ("site", {"site": "/" + "a" * 300}),
        ("site", {"site": "/a" * 11}), ("site", {"site": "/\u202e"}), ("site", {"site": None}),
        ("other", {"other": "/x"}),
        ("firing", {"firing": ["down"]}), ("firing", {"resolved": ["up"]}), ("resolved", {"resolved": ["x"] * 31}),
        ("resolved", {"firing": ["x", "y"], "resolved": ["y"]}), ("title", {"title": ["/a"]}),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_used_says_where_and_what_to_do(name, changed):
    with pytest.raises(WrongHook) as caught:
        Hook.from_plain({"key": ["/id"], "state": "/s", "time": "/t"} | changed)
    assert caught.value.name == name
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("absent", ["key", "state", "time"])
def test_key_state_and_time_are_needed(absent):
    told = {name: "/x" for name in ("key", "state", "time") if name != absent}
    with pytest.raises(WrongHook, match=absent):
        Hook.from_plain(told)


def test_a_mapping_of_settings_is_the_same():
    told = {"key": "/id", "state": "/up", "time": "/t", "began": "/since", "firing": ["false", "2"],
            "resolved": ["true", "0"]}  # fmt: skip
    assert Hook.from_plain(told) == PLAIN
