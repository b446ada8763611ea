"""benchmarks/sms.py runs from end to end: a small campaign goes through the gateway and agrees with the centre."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from tests.conftest import TEMPLATE
from tests.web.processes import PROJECT

from thongsuot.web import embedded

KEYS = [
    "c_per_s",
    "engine_per_s",
    "durable_recipients",
    "durable_seconds",
    "peak_rss_mb",
    "node_smpp_per_s",
    "smpplib_per_s",
    "receipts_engine_per_s",
    "receipts_durable_per_s",
    "pacing_utilisation",
    "throttled",
    "predicted_over_actual",
    "pause_ms",
]


@pytest.fixture
def database(cluster):
    """Return the addresses of a database of its own."""
    urls = embedded.create_database(cluster, "thongsuot_benchmark", template=TEMPLATE)
    yield urls
    embedded.drop_database(cluster, "thongsuot_benchmark")


def test_its_last_line_holds_exactly_the_promised_figures(database):
    words = ["--json", "--here", "--only", "durable", "--refused", "0", "--recipients", "2000", "--runs", "1"]
    done = subprocess.run(
        [sys.executable, str(PROJECT / "benchmarks" / "sms.py"), *words],
        env={**os.environ, "DATABASE_URL": database.app_url, "MIGRATE_DATABASE_URL": database.owner_url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert list(figures) == KEYS
    assert figures["durable_recipients"] == 2000
    assert figures["durable_seconds"] > 0
    [compared] = [line for line in done.stdout.splitlines() if "sampled" in line]
    assert "accepted 2000, refused 0, uncertain 0" in compared
    assert "MISSED" not in compared  # nothing disagrees
