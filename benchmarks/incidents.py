"""The promise: a storm of 50 000 deliveries is taken in at 1 000/s or more, applied <= 120 s after the last, 0 zombies.

.venv/bin/python benchmarks/incidents.py [--json] [--deliveries 50000]

The storm is that of tests/engines/alerts (duplicates, late and lost ones, mixed groups; 40 groups of 25 sites), sent to
the nine enterprises of the cast. All of it is taken in first, by commits of 50 with the disk waited for; then the job
of incidents applies it from the first to the last, as if it had been down meanwhile: priority, calls and evidence
included. Every source is then asked once what really lasts. Beside it stands the plain insert of the same bodies by
psycopg, a commit each 50. The database is scratch: a cluster of its own in a temporary folder. Exits 1 where the
promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
TAKEN, APPLIED, TOGETHER = 1_000.0, 120.0, 50


def main() -> int:
    """Make an install, let the storm pass over it, print."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--deliveries", type=int, default=50_000)
    told = reader.parse_args()
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="ts-storm-") as folder:
        home = Path(folder) / "home"
        os.environ.update(TS_HOME=str(home), TS_REALITY="live", DJANGO_SETTINGS_MODULE="thongsuot.web.settings")
        os.environ.pop("DATABASE_URL", None)
        from thongsuot.web import embedded

        embedded.start(home)
        try:
            subprocess.run([sys.executable, "-m", "thongsuot", "migrate"], check=True, stdout=subprocess.DEVNULL)
            urls = embedded.start(home)  # `migrate` may have been the last to use it
            figures = storm(told.deliveries, urls.owner_url)
        finally:
            embedded.stop(home)
    for name, figure in figures.items():
        print(f"{name}: {figure:,.1f}" if isinstance(figure, float) else f"{name}: {figure}")
    kept = figures["taken in/s"] >= TAKEN and figures["applied after s"] <= APPLIED
    kept &= figures["zombies"] == figures["missing"] == figures["wrong"] == figures["waiting"] == 0
    print("kept" if kept else "broken")
    if told.json:
        print(json.dumps(figures))
    return 0 if kept else 1


def storm(deliveries: int, owner_url: str) -> dict[str, Any]:  # noqa: PLR0915  # Django's imports wait for its set-up
    """Take the storm in, apply it, ask the sources, count."""
    import django

    django.setup()
    from tests.cast import BEFORE, Cast
    from tests.engines.alerts.storm import BEGIN, stormed
    from tests.incidents.storms import Struck, staff_of

    from thongsuot.exercise.actions.casting import load_cast
    from thongsuot.incidents import jobs, queries
    from thongsuot.incidents.models import Alarm, Incident
    from thongsuot.organisations import access

    load_cast(at=BEFORE)
    whole = stormed(20_261_123, deliveries)
    with access.acting_as_system():
        cast = Cast()
        struck = Struck(whole, cast.department, BEGIN)
        struck.prepare(cast.enterprises, staff_of(cast.enterprises))
    begun = perf_counter()
    for first in range(0, deliveries, TOGETHER):
        with access.acting_as_system():
            struck.take_in(whole.posted[first : first + TOGETHER])
    taken = perf_counter() - begun
    at = max(whole.until, whole.posted[-1].at) + timedelta(minutes=1)
    begun = perf_counter()
    while True:
        jobs.run(at)
        with access.acting_as_system():
            if queries.waiting_since() is None:
                break
    applied = perf_counter() - begun
    begun, at = perf_counter(), at + timedelta(minutes=15)
    struck.reconcile(at)
    jobs.run(at)
    asked = perf_counter() - begun
    with access.acting_as_system():
        standing, down = struck.standing(), struck.down()
        return {
            "deliveries": deliveries,
            "taken in/s": deliveries / taken,
            "plain insert/s": plain([one.body for one in whole.posted], owner_url),
            "applied after s": applied,
            "asked s": asked,
            "alarms": Alarm.objects.count(),
            "incidents": Incident.objects.count(),
            "standing": len(standing),
            "zombies": len(set(standing) - down) + sum(number - 1 for number in standing.values()),
            "missing": len(down - set(standing)),
            "wrong": len(struck.wrong_alarms()) + struck.astray(),
            "waiting": int(queries.waiting_since() is not None),
        }


def plain(bodies: list[bytes], url: str) -> float:
    """Insert the same bodies into a bare table, a commit each few; return how many a second."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE plain (id bigserial PRIMARY KEY, body bytea)")
        connection.commit()
        begun = perf_counter()
        for first in range(0, len(bodies), TOGETHER):
            with connection.cursor() as cursor:
                rows = [(body,) for body in bodies[first : first + TOGETHER]]
                cursor.executemany("INSERT INTO plain (body) VALUES (%s)", rows)
            connection.commit()
        spent = perf_counter() - begun
        connection.execute("DROP TABLE plain")
    return len(bodies) / spent


if __name__ == "__main__":
    sys.exit(main())
