"""What we hold open beside what the source lists: zombies end, what was never told opens, doubt decides nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.engines.alerts.samples import MINUTE, NOON, SECOND, alert, at, octets, told, written

from thongsuot.engines.alerts import (
    Active,
    Code,
    Fault,
    Limits,
    Opening,
    Source,
    Unreadable,
    fingerprint,
    read_alertmanager_active,
    read_prometheus_active,
    read_started_at,
    reconcile,
)

SETTLED = 30 * SECOND


def compared(openings, active, asked=60, **more):
    return reconcile(openings, active, asked_at=at(asked), settled_after=SETTLED, **more)


def opening(starts=0, heard=1, name="f1"):
    return Opening(name, at(starts), at(heard))


def test_what_is_no_longer_listed_is_over():
    found = compared([opening(), opening(name="f2")], Active((alert(0, name="f2"),)))
    assert ([one.fingerprint for one in found.over], found.missing, found.undecided) == (["f1"], (), ())


def test_what_is_listed_and_not_held_open_is_missing():
    listed = alert(0, name="f2")
    found = compared([], Active((listed,)))
    assert (found.over, found.missing) == ((), (listed,))


def test_an_answer_older_than_the_opening_decides_nothing():
    late = opening(heard=60)
    assert compared([late], Active(()), asked=59).undecided == (late,)
    assert compared([late], Active(()), asked=60.4).undecided == (late,)
    assert compared([late], Active(()), asked=60.5).over == (late,)


def test_a_later_start_of_the_same_failure_means_that_ours_is_over():
    newer = alert(5)
    found = compared([opening()], Active((newer,)))
    assert (found.over, found.missing) == ((opening(),), (newer,))
    fresh = compared([opening(heard=60)], Active((newer,)))
    assert (fresh.over, fresh.missing, fresh.undecided) == ((), (), (opening(heard=60),))


@pytest.mark.parametrize("listed", [alert(-3), alert(None, firing=True), alert(5, exact=False)])
def test_an_earlier_or_unknown_start_is_the_same_episode(listed):
    found = compared([opening()], Active((listed,)))
    assert (found.over, found.missing, found.undecided) == ((), (), ())


@pytest.mark.parametrize(
    ("active", "more"),
    [
        (Active((), complete=False), {}),
        (Active((), pending=frozenset({"f1"})), {}),
        (Active(()), {"up_for": MINUTE}),
        (Active(()), {"up_for": timedelta(0), "warm_after": SECOND}),
    ],
    ids=["part of the answer", "the condition holds again", "just started", "never warm"],
)
def test_where_absence_says_nothing_nothing_is_over(active, more):
    assert compared([opening()], active, **more).undecided == (opening(),)


def test_a_warm_source_decides():
    assert compared([opening()], Active(()), up_for=3 * MINUTE).over == (opening(),)


def row(state="active", **more):
    return {**told(ends=NOON + 4 * MINUTE), "status": {"state": state, "silencedBy": [], "inhibitedBy": []}, **more}


def test_alertmanagers_list_is_read_with_silenced_and_inhibited_alerts():
    active = read_alertmanager_active(octets([row(), row("suppressed", fingerprint="f2"), row("unprocessed")]))
    assert [one.key for one in active.alerts] == [("c6eadffa33fcdf37", NOON), ("f2", NOON), ("c6eadffa33fcdf37", NOON)]
    assert all(one.firing and one.ends_at is None and one.exact for one in active.alerts)
    assert (active.complete, active.pending, active.problems) == (True, frozenset(), ())
    assert read_alertmanager_active(b"[]") == Active(())


@pytest.mark.parametrize("odd", [7, {}, {"status": "active"}, row("gone"), row(labels={}, fingerprint="")])
def test_a_row_that_cannot_be_read_makes_the_answer_incomplete(odd):
    active = read_alertmanager_active(octets([row(), odd]))
    assert (len(active.alerts), active.complete) == (1, False)
    assert (Code.SKIPPED, "alerts/1") in [(problem.code, problem.place) for problem in active.problems]


def test_more_rows_than_the_bound_make_the_answer_incomplete():
    active = read_alertmanager_active(octets([row()] * 3), Source(limits=Limits(alerts=2)))
    assert (len(active.alerts), active.complete) == (2, False)


LABELS = {"alertname": "MatKetNoi", "diem": "benh-vien-a"}


def prometheus(*rows, **more):
    return octets({"status": "success", "data": {"alerts": list(rows)}, **more})


def of_prometheus(labels=None, state="firing"):
    return {"labels": labels or LABELS, "annotations": {"summary": "x"}, "state": state, "activeAt": written(NOON),
            "value": "0e+00"}  # fmt: skip


def test_prometheus_list_is_read_with_computed_fingerprints_and_inexact_starts():
    pending = {"alertname": "Other"}
    active = read_prometheus_active(prometheus(of_prometheus(), of_prometheus(pending, "pending")))
    (alert_,) = active.alerts
    assert (alert_.key, alert_.exact, alert_.title) == ((fingerprint(LABELS), NOON), False, "x")
    assert active.pending == {fingerprint(pending)}
    assert (active.complete, active.problems) == (True, ())


def test_labels_that_are_added_or_dropped_on_the_way_are_minded():
    local = {**LABELS, "replica": "a", "empty": ""}
    active = read_prometheus_active(
        prometheus(of_prometheus(local)), external={"cluster": "gialai", "diem": "other"}, without=["replica"]
    )
    assert active.alerts[0].fingerprint == fingerprint({**LABELS, "cluster": "gialai"})


def test_the_series_of_alerts_is_read_without_starts():
    series = {"metric": {"__name__": "ALERTS", "alertstate": "firing", **LABELS}, "value": [1795435200.0, "1"]}
    body = octets({"status": "success", "data": {"resultType": "vector", "result": [series]}})
    (alert_,) = read_prometheus_active(body).alerts
    assert (alert_.key, alert_.exact) == ((fingerprint(LABELS), None), False)
    assert alert_.labels == LABELS


def test_warnings_of_an_answer_make_it_incomplete():
    assert not read_prometheus_active(prometheus(warnings=["one store did not answer"])).complete


@pytest.mark.parametrize("odd", [3, {}, {"labels": []}, {"metric": {"alertstate": 5}}])
def test_rows_of_prometheus_that_cannot_be_read_make_the_answer_incomplete(odd):
    assert not read_prometheus_active(prometheus(odd)).complete


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[]", Fault.WRONG_SHAPE), (b"{}", Fault.SOURCE_FAILED), (b'{"status":"success"}', Fault.WRONG_SHAPE),
        (b'{"status":"success","data":{}}', Fault.WRONG_SHAPE),
        (b'{"status":"error","errorType":"timeout"}', Fault.SOURCE_FAILED),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_says_so(body, code):
    with pytest.raises(Unreadable) as caught:
        read_prometheus_active(body)
    assert caught.value.code is code


def test_the_start_of_the_source_is_read():
    moment = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert read_started_at(octets({"uptime": "2026-11-23T12:00:00.000Z", "cluster": {}})) == moment
    assert read_started_at(octets({"status": "success", "data": {"startTime": "2026-11-23T12:00:00.123456789Z"}})) == (
        moment + timedelta(microseconds=123456)
    )
    for odd in (b"[]", b"{}", b'{"uptime":5}', b'{"data":[]}'):
        with pytest.raises(Unreadable):
            read_started_at(odd)


def test_the_list_of_alertmanager_is_a_list():
    with pytest.raises(Unreadable):
        read_alertmanager_active(b"{}")
