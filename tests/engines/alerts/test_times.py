"""Times as sources and people write them, and clocks that go ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.engines.alerts.samples import NOON, SECOND, octets, told, webhook

from thongsuot.engines.alerts import Hook, ahead, read_alertmanager, read_hook

HOOK = Hook(key=("/k",), state="/s", time="/t")


def read(text):
    return read_hook(octets({"k": "x", "s": "down", "t": text}), HOOK).alerts[0].starts_at


@pytest.mark.parametrize(
    "text",
    ["2026-11-23T12:00:00Z", "2026-11-23T19:00:00+07:00", "2026-11-23 19:00", "2026.11.23 19:00:00", "19:00 23/11/2026",
     "23/11/2026 19:00:00", "19h00 ngày 23/11/2026", "19 giờ 00 phút, 23-11-2026", "19g ngày 23.11.2026",
     "19 giờ 23/11/2026", "1795435200",
     "1795435200000", 1795435200, 1795435200.0, 1795435200000, "2026-11-23T12:00:00.000000000Z",
     " 2026-11-23t12:00:00z ", "ngày 23/11/2026 lúc 19:00:00"],
    ids=str,
)  # fmt: skip
def test_ways_to_write_noon(text):
    assert read(text) == NOON


@pytest.mark.parametrize(
    "text",
    ["23/11/2026", "19:00", "11/23/2026 19:00", "25:00 23/11/2026", "23/11/1926 19:00", "1026-01-01T00:00:00Z",
     "179543520", "0001-01-01T00:00:00+07:00",
     "9999-12-31T23:59:59-07:00", "٢٠٢٦-١١-٢٣T١٢:٠٠:٠٠Z", "23/11/20261 19:00", "hôm qua"],
)  # fmt: skip
def test_what_is_no_moment(text):
    assert read(text) is None


def test_a_clock_that_goes_ahead_is_found_as_far_as_it_is_proven():
    hour = timedelta(hours=1)
    delivery = read_alertmanager(webhook(told(starts=NOON + hour), told(status="resolved", ends=NOON + 2 * hour)))
    assert ahead(delivery, NOON) == 2 * hour
    assert ahead(delivery, NOON + 2 * hour + SECOND) == timedelta(0)
    assert ahead(read_alertmanager(webhook()), NOON) == timedelta(0)


def test_fractions_finer_than_ours_are_cut():
    start = read_alertmanager(webhook(told(starts="2026-11-23T12:00:00.123456789Z"))).alerts[0].starts_at
    assert start == datetime(2026, 11, 23, 12, 0, 0, 123456, UTC)
